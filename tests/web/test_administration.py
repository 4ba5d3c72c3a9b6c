"""An administrator at a browser: organisations, who are trainers, and accounts that need help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import expect

from learnenv.domain.people import Grant
from learnenv.plugins.digest import digest, place_of
from learnenv.store.backup_note import note_path, remember
from tests.support.server import Server
from tests.web.classroom import NOW, Someone, record_of, someone
from tests.web.learner import Learner
from tests.web.test_access import LOOKS, look_at
from tests.web.ways import OTHER, PASSWORD, new_account, post, session_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def boss(server: Server) -> Someone:
    with record_of(server) as record:
        found = someone(server, record)
        record.give(Grant(found.id, "administrator", "platform", "", "", NOW))
    return found


def test_an_administrator_makes_an_organisation_and_gives_and_takes_the_role_of_trainer(
    come: Callable[..., Learner], server: Server, boss: Someone
) -> None:
    cookie = new_account(server, "anna")
    one = come("nl", cookie=boss.cookie)
    one.open("/")
    one.page.get_by_role("link", name=one.say("menu.organisations"), exact=True).click()
    one.page.get_by_label(one.say("organisations.name")).last.fill("Waterschap *Noord*")
    one.page.get_by_role("button", name=one.say("organisations.make"), exact=True).click()
    card = one.page.locator('[class*="st-key-card-organisation"]').filter(has_text="Waterschap *Noord*")
    card.get_by_label(one.say("organisations.login")).fill("anna")
    card.get_by_role("button", name=one.say("organisations.give")).click()
    expect(one.page.get_by_text(one.say("organisations.given"))).to_be_visible()
    assert not session_of(post(server, "/you", cookie)), "who got a role signs in anew"
    look_at(
        one,
        {"organisations": "/organisations", "accounts": "/accounts", "installation": "/installation"},
        looks=LOOKS[1::2],
    )
    one.open("/organisations")
    card.get_by_role("button", name=one.say("organisations.withdraw", who="anna")).click()
    expect(one.page.get_by_text(one.say("organisations.withdrawn"))).to_be_visible()
    expect(card.get_by_text(one.say("organisations.no-trainers"))).to_be_visible()
    one.unfold(card.get_by_text(one.say("organisations.rename-title", name="Waterschap *Noord*")))
    card.get_by_label(one.say("organisations.name")).fill("Waterschap Zuid")
    card.get_by_role("button", name=one.say("organisations.rename"), exact=True).click()
    expect(one.page.get_by_role("heading", name="Waterschap Zuid")).to_be_visible()


def test_an_administrator_sees_how_the_installation_is_doing_and_nobody_else_does(
    come: Callable[..., Learner], server: Server, boss: Someone
) -> None:
    one = come("nl", cookie=boss.cookie)
    one.open("/accounts")
    one.page.get_by_role("link", name=one.say("installation.to"), exact=True).click()
    cells = one.page.get_by_role("table").first
    expect(cells.get_by_role("row", name=one.say("installation.database"), exact=False).first).to_contain_text(
        "SQLite"
    )
    expect(cells.get_by_role("row", name=one.say("installation.open-pages"))).to_contain_text("1")
    plugins = one.page.get_by_role("table").last
    row = plugins.get_by_role("row", name="doetank-start")
    expect(row).to_contain_text("learnenv-doetank-start")
    expect(row).to_contain_text(version("learnenv-doetank-start"))
    expect(row).to_contain_text(digest(place_of("learnenv_doetank_start"))[:16])
    expect(plugins.get_by_role("row", name="krachtenveld")).to_contain_text("krachtenveld/")
    expect(one.page.get_by_role("row", name=one.say("installation.last-backup"))).to_contain_text(
        one.say("installation.backup-none")
    )
    expect(one.page.get_by_text(one.say("installation-backup.missing"))).to_be_visible()
    database = server.data / "learnenv.sqlite3"
    note = note_path(f"sqlite:///{database}", server.data)
    remember(note, database, datetime.now(UTC) - timedelta(days=3))
    one.open("/installation")
    expect(one.page.get_by_text(one.say("installation-backup.late", count=2))).to_be_visible()
    remember(note, _copy_of(database), datetime.now(UTC))
    one.open("/installation")
    expect(one.page.get_by_role("row", name=one.say("installation.last-backup"))).to_contain_text(
        one.say("installation-backup-found.there")
    )
    expect(one.page.get_by_test_id("stAlert")).to_have_count(0)
    other = come("nl")
    other.open("/installation")
    expect(other.page.get_by_text(other.say("access.not-allowed"))).to_be_visible()
    expect(other.page.get_by_text("SQLite")).to_have_count(0)


def test_an_administrator_helps_with_an_account(come: Callable[..., Learner], server: Server, boss: Someone) -> None:
    cookie = new_account(server, "bert")
    one = come("nl", cookie=boss.cookie)
    one.open("/accounts")
    one.page.get_by_label(one.say("accounts.search")).fill("bert")
    one.page.keyboard.press("Enter")
    expect(one.page.get_by_text(one.say("accounts.count", count=1))).to_be_visible()
    box = one.page.locator(".stForm").first
    box.get_by_role("button", name=one.say("accounts.disable"), exact=True).click()
    expect(one.page.get_by_text(one.say("accounts.which-first"))).to_be_visible()
    one.settle()
    one.options(box.locator(".st-key-accounts-which")).filter(has_text="bert").click()
    box.get_by_label(one.say("accounts.password")).fill(OTHER)
    box.get_by_role("button", name=one.say("accounts.set-password")).click()
    expect(one.page.get_by_text(one.say("accounts.password-set", login="bert"))).to_be_visible()
    assert session_of(post(server, "/sign-in", login="bert", password=PASSWORD)) == ""
    assert session_of(post(server, "/sign-in", login="bert", password=OTHER))
    box.get_by_role("button", name=one.say("accounts.disable"), exact=True).click()
    expect(one.page.get_by_text(one.say("accounts.disabled", login="bert"))).to_be_visible()
    assert session_of(post(server, "/sign-in", login="bert", password=OTHER)) == ""
    box.get_by_role("button", name=one.say("accounts.enable")).click()
    expect(one.page.get_by_text(one.say("accounts.enabled", login="bert"))).to_be_visible()
    assert session_of(post(server, "/sign-in", login="bert", password=OTHER))
    assert cookie


def _copy_of(file: Path) -> Path:
    return Path(copyfile(file, file.with_name("copy")))
