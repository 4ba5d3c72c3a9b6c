"""The driver over all kinds of fields, by keyboard alone, in JupyterLab 4 and in Notebook 7."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from learnenv import bootstrap
from learnenv.services import answering, named
from learnenv.settings import read_settings
from tests.form.bench import faults
from tests.form.keys import BY_KEYBOARD, fill_in, without_blanks
from tests.notebook.jupyter import Jupyter, jupyter
from tests.support.modules import CHOICE, REFLECTION, write_module

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FRONTS = ("lab", "notebooks")
STATUS = ".le-status"
COMMANDS = ("a", "b", "d", "d", "x", "j", "k")
"""Keys that insert, delete or move cells when a cell has the keyboard."""
WITHIN = "{include: ['.le-notebook']}"
DARK = """() => {
  document.body.dataset.jpThemeLight = 'false'
  document.documentElement.style.setProperty('--jp-layout-color0', '#111111')
}"""
CHECKS = 20
TIMED = """
(form) => new Promise((done) => {
  const status = form.querySelector('.le-status'), began = performance.now()
  new MutationObserver((_, watcher) => {
    if (!/le-status-(right|wrong)/.test(status.className)) return
    watcher.disconnect()
    done(performance.now() - began)
  }).observe(status, { attributes: true, childList: true })
  form.querySelector('.le-submit').click()
})
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Jupyter, Path]]:
    folder = tmp_path_factory.mktemp("front")
    write_module(folder / "modules", "first", {"choice": CHOICE, "reflection": REFLECTION})
    settings = {
        "LEARNENV_DATA": str(folder / "data"),
        "LEARNENV_MODULES": str(folder / "modules"),
        "LEARNENV_LEARNER": "ana",
        "LEARNENV_LANGUAGE": "nl",
    }
    with jupyter(folder, settings) as server:
        yield server, folder


@pytest.mark.parametrize("front", FRONTS)
def test_every_kind_of_field_is_filled_in_by_keyboard_and_the_notebook_stays_as_it_is(
    browser: Browser, house: tuple[Jupyter, Path], front: str
) -> None:
    server, folder = house
    got = folder / f"got-{front}"
    got.mkdir()
    show = f"from tests.form.bench_notebook import bench\nfor each in bench({str(got)!r}): display(each)"
    server.write(f"{front}.ipynb", [show, "1 + 1"])
    notebook = server.open(browser, front, f"{front}.ipynb")
    notebook.run(0, notebook.forms, len(BY_KEYBOARD))
    cells = notebook.cells.count()
    passed = []
    for field, keys, value in BY_KEYBOARD:
        form = notebook.forms.filter(has=notebook.page.locator(f'[data-name="{field["name"]}"]'))
        fill_in(form, keys)
        expect(form.locator(STATUS)).to_have_text("Opgeslagen.", timeout=30_000)
        assert without_blanks(json.loads((got / f"{field['name']}.json").read_text())) == value, field["name"]
        for key in COMMANDS:
            notebook.page.keyboard.press(key)
        passed.append(field["name"])
    assert len(passed) == len(BY_KEYBOARD)
    assert notebook.cells.count() == cells
    assert notebook.forms.count() == len(BY_KEYBOARD)
    assert faults(notebook.page, WITHIN) == []
    notebook.page.evaluate(DARK)
    assert faults(notebook.page, WITHIN) == []
    notebook.page.close()


def test_an_exercise_is_answered_in_lab_and_resumed_outlives_its_kernel_and_is_quick(
    browser: Browser, house: tuple[Jupyter, Path], record_property: Any
) -> None:
    server, folder = house
    first = "from learnenv.notebook import exercise\nexercise('first/choice')"
    server.write("real.ipynb", [first, "exercise('first/reflection')"])
    notebook = server.open(browser, "lab", "real.ipynb")
    notebook.run(0, notebook.forms)
    form = notebook.forms.first
    took = []
    for number in range(CHECKS):
        form.get_by_role("radio").nth(number % 2).check()
        took.append(form.evaluate(TIMED))
    median, p95 = statistics.median(took), sorted(took)[int(CHECKS * 0.95) - 1]
    record_property("check_to_feedback_ms", {"median": round(median), "p95": round(p95)})
    print(f"check to feedback in Lab: median {median:.0f} ms, p95 {p95:.0f} ms over {CHECKS}")
    assert median < 4000
    chosen = form.get_by_role("radio", checked=True).get_attribute("value")
    attempts = _attempts(folder)
    assert len(attempts) == CHECKS
    assert all(each.front_end == "notebook" for each in attempts)

    # Answered elsewhere: the cell, run anew, shows it.
    _answer_elsewhere(folder, "yes-this" if attempts[-1].answer["choice"] == "not-that" else "not-that")
    notebook.run(0, notebook.forms)
    expect(notebook.forms.get_by_role("radio", checked=True)).not_to_have_attribute("value", chosen or "")
    expect(notebook.page.get_by_text("Opgeslagen op").first).to_be_visible()

    # What is typed is kept, also while nobody answers; the words above the form need no kernel.
    notebook.run(1, notebook.forms, 2)
    area = notebook.forms.last.locator("textarea").first
    area.fill("Ik zag een mens die wachtte")
    server.kill_kernels()
    notebook.forms.last.locator(".le-submit").click()
    expect(notebook.forms.last.locator(STATUS)).to_contain_text("Nog geen antwoord", timeout=30_000)
    expect(notebook.forms.last.locator(".le-submit")).to_have_attribute("aria-disabled", "false")
    assert area.input_value() == "Ik zag een mens die wachtte"
    expect(notebook.page.get_by_text("Wat zag je?").first).to_be_visible()
    notebook.page.close()


def _attempts(folder: Path) -> Any:
    core = _core(folder)
    learner = named.come_in(core, "ana", "nl").actor.learner
    found = core.record.attempts(learner, "first/choice")
    core.record.close()
    return found


def _answer_elsewhere(folder: Path, option: str) -> None:
    core = _core(folder)
    actor = named.come_in(core, "ana", "nl").actor
    view = answering.view(core, actor, "first/choice")
    answering.submit(core, actor, "first/choice", {"choice": option}, drawn_with=view.drawn_with)
    core.record.close()


def _core(folder: Path) -> Any:
    return bootstrap.start(read_settings({}, data=folder / "data", modules=[folder / "modules"]))
