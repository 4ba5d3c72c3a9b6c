"""The page of an author: how hard the exercises of their module are, without names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from learnenv import bootstrap
from learnenv.domain.people import Grant
from learnenv.services import identity
from learnenv.settings import read_settings
from tests.support.classes import seed_class
from tests.support.server import running
from tests.web.learner import Learner
from tests.web.test_access import look_at

pytestmark = pytest.mark.browser
MODULE = "doetank-start"


def test_an_author_finds_what_is_hard_in_the_menu(come: Callable[..., Learner], tmp_path: Path) -> None:
    core, now = bootstrap.start(read_settings({}, data=tmp_path / "data")), datetime.now(UTC)
    author, member = identity.begin_guest(core, "nl"), identity.begin_guest(core, "nl")
    seed_class(core, 12, [MODULE], now, second=member.actor.learner)
    core.record.give(Grant(author.actor.learner, "author", "module", MODULE, "", now))
    names = [each.name for cohort in core.record.cohorts() for each in core.record.members(cohort.id)]
    core.record.close()
    with running(tmp_path / "data") as server:
        reader = come(at=server, cookie=f"learnenv-session={author.token}")
        reader.open("/")
        reader.page.get_by_role("link", name=reader.say("menu.authored")).click()
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(reader.say("authored.title"))
        expect(reader.page.locator("td:has(img)").first).to_be_visible()
        look_at(reader, {"authored": "/authored"})
        told = reader.page.locator("body").inner_text()
        assert not [each for each in names if each in told]
        other = come(at=server, cookie=f"learnenv-session={member.token}")
        other.open("/authored")
        expect(other.page.get_by_text(other.say("access.not-allowed"))).to_be_visible()
        expect(other.page.get_by_role("link", name=other.say("menu.authored"))).to_have_count(0)
        for each in (reader, other):
            each.watch.demand_quiet()
            each.watch.strict = False  # the server ends before their pages do
