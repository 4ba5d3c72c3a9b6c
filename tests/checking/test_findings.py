"""The findings as a whole: in order, quick, and none for what is well."""

from __future__ import annotations

import time
from pathlib import Path

from learnenv.checking import findings
from tests.checking.finding import found, with_prose
from tests.checking.modules import ALL_TYPES
from tests.reader.good_module import FILES, TYPES, change, write_good_module
from tests.support.source import ROOT


def test_a_module_with_every_type_and_a_case_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []
    for name, text in ALL_TYPES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [fault for fault in findings(tmp_path, TYPES) if fault.severity != "hint"] == []


def test_the_module_that_comes_with_learnenv_has_no_errors_and_no_warnings() -> None:
    folder = ROOT / "modules/doetank-start/learnenv_doetank_start/content"
    assert [fault for fault in findings(folder, TYPES) if fault.severity != "hint"] == []


def test_form_and_content_are_sorted_together(tmp_path: Path) -> None:
    files = with_prose("In 2015 [hier](https://example.org).\n\n#### Te diep")
    places = [(fault.file, fault.line, fault.column) for fault in found(tmp_path, files)]
    assert places == sorted(places)
    assert len({fault.code for fault in found(tmp_path, files)}) >= 2


def test_a_folder_without_a_module_has_its_one_finding(tmp_path: Path) -> None:
    assert [fault.code for fault in findings(tmp_path, TYPES)] == ["file-missing"]


def test_a_module_of_two_thousand_lines_is_tried_while_the_author_types(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    for number in range(60):
        (folder / f"exercises/stap-{number}.yaml").write_text(FILES["exercises/eerste-stap.yaml"], encoding="utf-8")
        fence = (
            f"\n```{{learnenv}} stap-{number}\n```\n\nEen alinea met **nadruk** en [een plan](https://example.org).\n"
        )
        for language in ("nl", "en"):
            with (folder / f"lessons/hoe.{language}.md").open("a", encoding="utf-8") as lesson:
                lesson.write(fence)
    assert findings(folder, TYPES) == ()
    start = time.process_time()
    findings(folder, TYPES)
    assert time.process_time() - start < 1


def test_nothing_is_said_about_the_language_of_a_text_that_runs_on_over_the_next(tmp_path: Path) -> None:
    write_good_module(tmp_path)
    change(
        tmp_path,
        "exercises/schets.yaml",
        "{nl: Beschrijf je proef., en: Describe your trial.}",
        '\n  nl: "' + "woord " * 30,
    )
    change(tmp_path, "exercises/schets.yaml", "rubric:", '  en: "' + "word " * 30 + '"\nrubric:')
    assert [fault.code for fault in findings(tmp_path, TYPES) if fault.file == "exercises/schets.yaml"] == [
        "yaml.quote"
    ]


def test_a_picture_with_a_name_that_no_file_can_have_is_not_there(tmp_path: Path) -> None:
    long = "ä" * 300
    lesson = with_prose(f"![Iets](images/{long}.svg)")
    card = FILES["module.yaml"].replace("cover.svg", f"{long}.svg")
    assert {fault.code for fault in found(tmp_path, {**lesson, "module.yaml": card})} >= {
        "image-missing",
        "picture-missing",
    }


def test_a_finding_behind_the_last_line_stands_at_its_end(tmp_path: Path) -> None:
    (fault, *_) = found(tmp_path, {"exercises/hoeveel.yaml": "---"})
    assert (fault.code, fault.line, fault.column, fault.excerpt) == ("yaml.no-fields", 1, 4, "---")
