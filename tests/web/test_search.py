"""Searching in everything, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from learnenv.domain.content import LearningModule
from learnenv.domain.text import Language
from tests.web.learner import Learner

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_place_that_is_found_says_what_it_is_and_in_which_module(
    come: Callable[..., Learner], module: LearningModule, language: Language
) -> None:
    learner = come(language)
    learner.open("/search?q=Doetank")
    hits = learner.page.locator('[class*="st-key-hit-"]')
    lesson = hits.filter(has=learner.page.locator('a[href*="/lesson?module=doetank-start"]')).first
    expect(lesson).to_contain_text(module.card.title.get(language))
    term = hits.filter(has=learner.page.locator('a[href*="/glossary?term=doetank"]')).first
    expect(term.locator("p").first).to_have_text(learner.say("search.kind.term"))
