"""Code in a lesson, and a lab of an author's own code: to read in the browser, to take along as a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from learnenv.domain.text import Language
from tests.support.modules import write_module
from tests.support.server import Server, running
from tests.web.axe import faults, too_wide
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

COUNTING = """\
type: lab-code
title: {nl: Hoeveel wachten er?, en: How many are waiting?}
prompt: {nl: Maak de code af en vul in wat eruit komt., en: Complete the code and fill in what comes out.}
code: |
  mean = ...  # a comment that is long enough to be wider than a telephone, so that this line has to be broken
results:
  - {expression: mean, value: 19.25, tolerance: 0.01, feedback: {nl: Deel door vier., en: Divide by four.}}
  - {expression: mean > 15, value: "True", options: ["True", "False"]}
solution: |
  mean = sum(waiting) / len(waiting)
"""
CELL = "```{code-cell} python\nwaiting = [12, 32, 8, 25]\n```\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("code")
    home = write_module(folder / "modules", "code", {"counting": COUNTING})
    for language, word in (("nl", "Bladzijde"), ("en", "Sheet")):
        lesson = home / "lessons" / f"page-1.{language}.md"
        lesson.write_text(f"# {word} 1\n\n{word}\n\n{CELL}\n```{{learnenv}} counting\n```\n", encoding="utf-8")
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


@pytest.mark.parametrize("language", ["nl", "en"])
def test_code_is_read_its_result_is_checked_and_the_page_comes_along_as_a_notebook(
    come: Callable[..., Learner], house: Server, language: Language
) -> None:
    learner = come(language, at=house)
    learner.lesson("page-1", "code")
    page, ref = learner.page, "code/counting"
    expect(page.locator("code").filter(has_text="waiting = [12, 32, 8, 25]")).to_be_visible()
    expect(learner.exercise(ref).locator("code").filter(has_text="mean = ...")).to_be_visible()
    answer(learner.form(ref), "17,5", "True")
    learner.check(ref)
    expect(learner.feedback(ref)).to_contain_text("Deel door vier." if language == "nl" else "Divide by four.")
    expect(page.get_by_text("sum(waiting)")).to_have_count(0)
    answer(learner.form(ref), "19.25", "True")
    learner.check(ref)
    expect(learner.status(ref)).to_have_text(learner.say("feedback.right"))
    expect(learner.exercise(ref).get_by_text("sum(waiting)")).to_be_visible()

    with page.expect_download() as download:
        page.locator('a[href*="/notebook.ipynb"]').click()
    made = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "code-page-1.ipynb"
    code = ["".join(cell["source"]) for cell in made["cells"] if cell["cell_type"] == "code"]
    assert code[1] == "waiting = [12, 32, 8, 25]"
    assert code[3].startswith(f'own = lab("{ref}", language="{language}")\n\nmean = ...')
    assert "sum(waiting)" not in json.dumps(made)
    assert not faults(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert not too_wide(page)


def test_a_page_without_code_has_no_such_link_and_what_is_not_there_is_said(
    come: Callable[..., Learner], house: Server
) -> None:
    learner = come("en", at=house)
    learner.lesson("page-2", "code")
    expect(learner.page.locator('a[href*="/notebook.ipynb"]')).to_have_count(0)
    for asked, status in (("module=code&page=page-2", 200), ("module=code&page=x", 404), ("module=x&page=x", 404)):
        assert learner.context.request.get(f"{house.url}/notebook.ipynb?{asked}").status == status


def answer(form: Locator, number: str, choice: str) -> None:
    form.locator('[data-name="result-1"] input').fill(number)
    form.locator('[data-name="result-2"]').get_by_text(choice, exact=True).click()
