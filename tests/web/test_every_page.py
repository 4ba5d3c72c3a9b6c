"""Every lesson page of every shipped module on a phone: nothing sticks out, and nothing goes wrong in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from learnenv import bootstrap
from learnenv.domain.text import Language
from learnenv.settings import read_settings
from tests.web.axe import too_wide
from tests.web.learner import Learner

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONES = (390, 320)


def _addresses() -> Iterator[str]:
    for card in bootstrap.library(read_settings({})).cards():
        yield from (f"/lesson?module={card.id}&page={page}" for page in card.pages)


@pytest.mark.parametrize(("language", "half"), [("nl", 0), ("en", 1)])
def test_no_page_sticks_out_on_a_phone(come: Callable[..., Learner], language: Language, half: int) -> None:
    learner = come(language, viewport={"width": PHONES[0], "height": 800})
    found = []
    for path in list(_addresses())[half::2]:
        learner.page.set_viewport_size({"width": PHONES[0], "height": 800})
        learner.open(path)
        for width in PHONES:
            learner.page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path}, {width}: {each}" for each in too_wide(learner.page)]
    assert not found, "\n".join(found)
