"""learnenv import and learnenv export."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]
SAMPLES = Path(__file__).parents[1] / "questions" / "samples"
TWO = "::Een::Kies{=goed#ja ~fout#nee}\n\n::Twee::Hoeveel?{#3:1}\n"
TRICKY = "::Twee keer::Kies{=a ~b ~b}\n\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def source(folder: Path, text: str = TWO, name: str = "toets.gift") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_questions_become_files_and_the_fences_are_given(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("import", source(tmp_path), "--into", str(module), "--lang", "nl")
    assert (ran.code, ran.err) == (0, "")
    assert (module / "exercises" / "een.yaml").read_text("utf-8") == (
        "# From toets.gift, line 1.\ntype: single-choice\ntitle: {nl: Een}\nprompt: {nl: Kies}\noptions:\n"
        "  - id: a\n    text: {nl: goed}\n    right: true\n    feedback: {nl: ja}\n"
        "  - id: b\n    text: {nl: fout}\n    feedback: {nl: nee}\n"
    )
    assert "```{learnenv} een\n```" in ran.out
    assert "```{learnenv} twee\n```" in ran.out
    assert learnenv("check", str(module)).code == 0


def test_all_kinds_of_fate_are_counted_and_a_skip_makes_the_exit_code(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("import", str(SAMPLES / "moodle-export.gift"), "--into", str(module), "--lang", "nl")
    assert ran.code == 1
    assert "8 questions: 4 kept, 3 kept with loss, 1 skipped." in ran.out
    assert "moodle-export.gift:16: kept with loss" in ran.out
    assert "    The picture kat.png stays behind; only its description is kept." in ran.out
    assert learnenv("check", str(module)).code == 0


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_a_module_passes_its_check_whatever_was_imported(learnenv: Run, tmp_path: Path, sample: Path) -> None:
    module = write_tiny(tmp_path)
    for language in ("nl", "en"):
        assert learnenv("import", str(sample), "--into", str(module), "--lang", language, "--page", "first").code < 2
    ran = learnenv("check", str(module), "--json")
    assert ran.code == 0, ran.out


def test_the_same_as_json(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("import", source(tmp_path, TWO + "\nlos\n"), "--into", str(module), "--lang", "en", "--json")
    said: dict[str, Any] = json.loads(ran.out)
    assert (ran.code, said["counts"]) == (1, {"kept": 2, "kept-with-loss": 0, "skipped": 1})
    assert said["questions"][1] == {
        "name": "Twee",
        "line": 3,
        "fate": "kept",
        "reasons": [],
        "category": "",
        "exercise": "twee",
        "file": "exercises/twee.yaml",
        "there": False,
    }
    assert said["questions"][2]["reasons"] == ["This is text without a question. Put it in a lesson yourself."]
    assert (said["format"], said["language"], said["fences"][0]) == ("gift", "en", "```{learnenv} een\n```\n")


def test_a_second_time_everything_is_there_already(learnenv: Run, tmp_path: Path) -> None:
    module, file = write_tiny(tmp_path), source(tmp_path, TWO + "\n" + TWO)
    learnenv("import", file, "--into", str(module))
    before = files(module)
    ran = learnenv("import", file, "--into", str(module))
    assert ran.code == 0
    assert ran.out.count("already there") == 4
    assert files(module) == before


def test_a_question_that_was_translated_here_is_still_the_same_question(learnenv: Run, tmp_path: Path) -> None:
    module, file = write_tiny(tmp_path), source(tmp_path)
    learnenv("import", file, "--into", str(module), "--lang", "nl")
    here = module / "exercises" / "twee.yaml"
    here.write_text(here.read_text("utf-8").replace("{nl: Twee}", "{nl: Twee, en: Two}"), encoding="utf-8")
    assert learnenv("import", file, "--into", str(module), "--lang", "nl").out.count("already there") == 2


def test_a_question_with_another_right_answer_is_another_question(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    texts = [
        "::Kies::Kies{=a ~b}",
        "::Kies::Kies{~a =b}",
        "::Kies::Kies{=a ~b#nee}",
        "::Kies::Kies{T}",
        "::Kies::Kies{F}",
    ]
    ran = learnenv("import", source(tmp_path, "\n\n".join(texts)), "--into", str(module))
    assert "already there" not in ran.out


def test_no_file_is_ever_written_over(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    before = (module / "exercises" / "sure.yaml").read_bytes()
    learnenv("import", source(tmp_path, "::Sure!::Other{T}\n\n::sure::Third{F}"), "--into", str(module))
    assert (module / "exercises" / "sure.yaml").read_bytes() == before
    assert {each.name for each in (module / "exercises").iterdir()} == {"sure.yaml", "sure-2.yaml", "sure-3.yaml"}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Het café's “menu”", "het-cafes-menu"),
        ("12 vragen", "question-12-vragen"),
        ("日本", "question"),
        ("a", "question-a"),
        ("x" * 90, "x" * 50),
        ("woord " * 20, "-".join(["woord"] * 8)),
    ],
)
def test_ids_come_from_names(learnenv: Run, tmp_path: Path, name: str, id: str) -> None:
    module = write_tiny(tmp_path)
    learnenv("import", source(tmp_path, f"::{name}::Vraag{{T}}"), "--into", str(module))
    assert (module / "exercises" / f"{id}.yaml").exists()


def test_what_the_checker_would_refuse_is_skipped_with_its_reason(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("import", source(tmp_path, TRICKY + TWO), "--into", str(module))
    assert ran.code == 1
    assert "“b”" in ran.out
    assert not (module / "exercises" / "twee-keer.yaml").exists()
    assert (module / "exercises" / "een.yaml").exists()


def test_a_page_shows_the_questions_in_both_languages(learnenv: Run, tmp_path: Path) -> None:
    module, file = write_tiny(tmp_path), source(tmp_path)
    dutch = module / "lessons" / "first.nl.md"
    dutch.write_bytes(dutch.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    dutch.chmod(0o640)
    for _ in range(2):
        assert learnenv("import", file, "--into", str(module), "--page", "first").code == 0
    fences = "\n\n```{learnenv} een\n```\n\n```{learnenv} twee\n```\n"
    assert dutch.read_bytes().decode() == "# Eerste\r\n\r\n```{learnenv} sure\r\n```" + fences.replace("\n", "\r\n")
    assert (module / "lessons" / "first.en.md").read_text("utf-8") == "# First\n\n```{learnenv} sure\n```\n" + fences[
        1:
    ]
    assert stat.S_IMODE(dutch.stat().st_mode) == 0o640
    assert learnenv("check", str(module)).code == 0


def test_a_package_with_one_module_in_it_will_do(learnenv: Run, tmp_path: Path) -> None:
    package = tmp_path / "package"
    module = write_tiny(package / "learnenv_tiny")
    assert learnenv("import", source(tmp_path), "--into", str(package)).code == 0
    assert (module / "exercises" / "een.yaml").exists()


def test_a_file_without_its_ending_is_known_by_what_it_holds(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    file = source(tmp_path, "Wat?\nA. een\nB. twee\nANSWER: B\n", "vragen.txt")
    assert json.loads(learnenv("import", file, "--into", str(module), "--json").out)["format"] == "aiken"


def arguments_of_mistakes(folder: Path) -> dict[str, list[str]]:
    module, file = str(folder / "tiny"), str(folder / "toets.gift")
    return {
        "no file": ["--into", module],
        "no place": [file],
        "file not there": [str(folder / "weg.gift"), "--into", module],
        "a folder for a file": [str(folder), "--into", module],
        "place not there": [file, "--into", str(folder / "weg")],
        "no module": [file, "--into", str(folder / "leeg")],
        "two modules": [file, "--into", str(folder)],
        "a format that is none": [file, "--into", module, "--format", "gitf"],
        "a language that is none": [file, "--into", module, "--lang", "de"],
        "a page that is none": [file, "--into", module, "--page", "frist"],
        "no questions": [str(folder / "niets.gift"), "--into", module],
        "nothing that is known": [str(folder / "plaat.bin"), "--into", module],
        "a lesson that is not closed": [file, "--into", str(folder / "open" / "tiny"), "--page", "first"],
    }


@pytest.mark.parametrize("mistake", arguments_of_mistakes(Path()))
def test_a_mistake_is_said_in_one_line_and_nothing_is_written(learnenv: Run, tmp_path: Path, mistake: str) -> None:
    source(tmp_path)
    source(tmp_path, "// niets\n", "niets.gift")
    (tmp_path / "plaat.bin").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "leeg").mkdir()
    write_tiny(tmp_path)
    write_tiny(tmp_path / "open", first="# First\n\n````\ncode\n")
    before = files(tmp_path)
    ran = learnenv("import", *arguments_of_mistakes(tmp_path)[mistake])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert not ran.err.startswith("[")
    assert files(tmp_path) == before


def test_a_disk_that_fails_leaves_no_part_of_a_file(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = write_tiny(tmp_path)
    before = files(module)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = learnenv("import", source(tmp_path), "--into", str(module))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "No space left" in ran.err
    assert files(module) == before
