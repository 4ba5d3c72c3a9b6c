"""Cases from their files, and every mistake at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from learnenv.domain.content import CaseHere
from learnenv.domain.fault import Fault
from tests.reader.good_module import change, keys, read, write_good_module

DOC = Path(__file__).parents[2] / "docs" / "authors" / "cases.md"
CASE = re.findall(r"```yaml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)[0]
TRANSFER = """\
transfer:
  prompt: {nl: Wat neem je mee?, en: What do you take along?}
  exercise: schets
  cell: text
"""
FILE = "cases/loket.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_good_module(tmp_path)
    (made / "cases").mkdir()
    (made / FILE).write_text(CASE + TRANSFER, encoding="utf-8")
    for language in ("nl", "en"):
        lesson = made / f"lessons/hoe.{language}.md"
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\n```{learnenv} loket\n```\n", encoding="utf-8")
    return made


def only(folder: Path) -> Fault:
    (fault,) = read(folder).faults
    return fault


def line_of(folder: Path, text: str) -> int:
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_good_case_is_read_whole_and_met_where_the_lesson_names_it(folder: Path) -> None:
    module = read(folder)
    assert not module.faults
    case = module.cases["loket"]
    assert [scene.id for scene in case.scenes] == ["start", "what-you-saw", "plan-refused", "shorter", "same-queue"]
    assert (case.best, case.minutes, case.ref) == (4, 8, "klein-begin/loket")
    assert case.transfer is not None
    page = module.page("hoe")
    assert page is not None
    assert page.cases() == ("loket",)
    assert isinstance(page.blocks["en"][-1], CaseHere)


def test_a_prediction_is_an_exercise_of_its_own_with_one_try(folder: Path) -> None:
    module = read(folder)
    prediction = module.exercises["loket.what-you-saw"]
    assert (prediction.tries, prediction.required, prediction.type.name) == (1, False, "numeric")
    scene = module.cases["loket"].scene("what-you-saw")
    assert scene is not None
    assert scene.predict == prediction.id


def test_text_in_a_scene_is_markdown_and_made_safe(folder: Path) -> None:
    change(folder, FILE, "Je hebt een week geteld.", "Je hebt <b>geteld</b> [^S02].")
    module = read(folder)
    assert keys(module.faults) == ["reader.html"]
    scene = module.cases["loket"].scene("what-you-saw")
    assert scene is not None
    assert scene.text.nl == "Je hebt \\<b>geteld\\</b> (Meten)."


def test_also_without_a_condition_is_always_shown(folder: Path) -> None:
    change(folder, FILE, "      - when: weeks < 2\n        text:", "      - text:")
    module = read(folder)
    assert not module.faults
    scene = module.cases["loket"].scene("plan-refused")
    assert scene is not None
    (aside,) = scene.asides
    assert all(aside.when.holds({"trust": 0, "weeks": weeks}) for weeks in range(4))


MISTAKES = {
    "an unknown scene": ("to: shorter", "to: shoter", "unknown-scene", "shoter"),
    "an unknown variable in a condition": ("when: trust >= 3", "when: trost >= 3", "unknown-variable", "trost"),
    "a condition that cannot be read": ("when: trust >= 3", "when: trust is 3", "bad-condition", "trust is 3"),
    "an unknown variable in a change": ('{trust: "-2"', '{trus: "-2"', "unknown-variable", "trus:"),
    "a change that is no number": ('{weeks: "-1"}', "{weeks: less}", "bad-change", "less"),
    "a start outside the bounds": ("start: 3", "start: 9", "start-outside", "start: 9"),
    "when without otherwise": (
        "  - id: shorter\n",
        "  - id: shorter\n    when: trust > 1\n",
        "when-otherwise",
        "when: trust > 1",
    ),
    "a canvas that is not there": ("exercise: schets", "exercise: schetst", "transfer-exercise", "schetst"),
    "a cell that is not there": ("cell: text", "cell: tekst", "transfer-cell", "tekst"),
    "a condition that never holds": ("when: weeks < 2", "when: weeks > 2", "never", "weeks > 2"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_at_its_line(folder: Path, name: str) -> None:
    old, new, key, mark = MISTAKES[name]
    change(folder, FILE, old, new)
    faults = [fault for fault in read(folder).faults if fault.file == FILE]
    assert keys(tuple(faults))[:1] == [f"reader.case.{key}"]
    assert faults[0].line == line_of(folder, mark)
    assert faults[0].mend


def test_a_scene_that_nobody_reaches_is_a_warning(folder: Path) -> None:
    extra = "  - id: lost\n    title: {nl: Weg, en: Lost}\n    text: {nl: Niets., en: Nothing.}\n"
    change(folder, FILE, "  - id: shorter\n", extra + "  - id: shorter\n")
    fault = only(folder)
    assert (fault.severity, fault.line) == ("warning", line_of(folder, "id: lost"))
    assert keys((fault,)) == ["reader.case.unreached"]
    assert "loket" in read(folder).cases


def test_a_scene_in_which_nothing_can_be_chosen_is_an_error(folder: Path) -> None:
    change(
        folder,
        FILE,
        "        to: same-queue\n  - id: plan-refused",
        "        to: same-queue\n        when: trust > 3\n  - id: plan-refused",
    )
    assert "reader.case.dead-end" in keys(read(folder).faults)
    assert "loket" not in read(folder).cases


def test_a_loop_without_a_way_out_is_an_error(folder: Path) -> None:
    for scene in ("shorter", "same-queue"):
        (folder / FILE).write_text(
            (folder / FILE).read_text(encoding="utf-8").replace(f"to: {scene}", "to: start"), encoding="utf-8"
        )
    assert "reader.case.no-way-out" in keys(read(folder).faults)


def test_a_case_without_an_end_says_so(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    begin = text.index("  - id: shorter")
    (folder / FILE).write_text(
        text[:begin].replace("to: shorter", "to: start").replace("to: same-queue", "to: start"), encoding="utf-8"
    )
    assert "reader.case.no-end" in keys(read(folder).faults)


def test_an_open_prediction_is_refused(folder: Path) -> None:
    old = (folder / FILE).read_text(encoding="utf-8")
    begin, end = old.index("      type: numeric"), old.index("    reveal:")
    words = (
        "      type: reflection\n      prompt: {nl: Wat?, en: What?}\n      words: {min: 1, max: 50}\n      rubric:\n"
        "        - id: klein\n          criterion: {nl: Klein, en: Small}\n          levels:\n"
        "            - {nl: nee, en: no}\n            - {nl: ja, en: yes}\n      pass_points: 1\n"
    )
    (folder / FILE).write_text(old[:begin] + words + old[end:], encoding="utf-8")
    assert "reader.case.open-prediction" in keys(read(folder).faults)


def test_a_case_with_faults_leaves_a_gap_and_the_rest_works(folder: Path) -> None:
    change(folder, FILE, "to: shorter", "to: nowhere-at-all")
    module = read(folder)
    assert not module.cases
    assert "loket.what-you-saw" not in module.exercises
    assert module.exercises


def test_a_case_that_no_lesson_shows_is_a_warning(folder: Path) -> None:
    for language in ("nl", "en"):
        change(folder, f"lessons/hoe.{language}.md", "```{learnenv} loket\n```\n", "")
    assert keys(read(folder).faults) == ["reader.case-unused"]


def test_a_case_and_an_exercise_cannot_share_a_name(folder: Path) -> None:
    (folder / "cases/hoeveel.yaml").write_text(CASE, encoding="utf-8")
    assert "reader.case-named-as-exercise" in keys(read(folder).faults)
