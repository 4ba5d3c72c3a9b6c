"""learnenv export, and its questions brought in again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import parse_yaml, read_yaml_file
from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]
SAMPLES = Path(__file__).parents[1] / "questions" / "samples"


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_what_is_exported_comes_in_again_as_the_same_questions(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    learnenv("import", str(SAMPLES / "moodle-export.gift"), "--into", str(module), "--lang", "nl")
    out = tmp_path / "uit.gift"
    ran = learnenv("export", str(module), "--lang", "nl", "--out", str(out))
    assert (ran.code, ran.err) == (0, "")
    assert "8 questions: 8 kept, 0 kept with loss, 0 skipped." in ran.out
    before = files(module)
    again = learnenv("import", str(out), "--into", str(module), "--lang", "nl", "--json")
    assert all(each["there"] for each in json.loads(again.out)["questions"])
    assert files(module) == before


RAW = """\
type: single-choice
title: {nl: Kosten, en: Costs}
prompt:
  nl: "Kost $5 of :smile: (1:a) <plek>, zie https://x.org/?q=$y&z=1 en `[^a-z]`[^S01]"
  en: "Costs $5 or :smile: (1:a) <place>, see https://x.org/?q=$y&z=1 and `[^a-z]`[^S01]"
options:
  - {id: a, text: {nl: "$5 <x>", en: "$5 <x>"}, right: true, feedback: {nl: "Ja, $5 :ok:", en: "Yes, $5 :ok:"}}
  - {id: b, text: {nl: nee, en: no}}
"""


def test_an_export_has_the_words_of_the_author_and_not_what_hosts_show(learnenv: Run, tmp_path: Path) -> None:
    module, other, out = write_tiny(tmp_path), write_tiny(tmp_path / "other"), tmp_path / "uit.gift"
    (module / "exercises" / "sure.yaml").write_text(RAW, encoding="utf-8")
    with (module / "module.yaml").open("a", encoding="utf-8") as card:
        card.write("sources: [{id: S01, author: A, year: '2013', title: T, url: 'https://x.org'}]\n")
    ran = learnenv("export", str(module), "--lang", "en", "--out", str(out))
    assert "References to sources stay behind." in ran.out
    assert "Moodle takes <place> for HTML" in ran.out
    assert "0 kept, 1 kept with loss" in ran.out
    learnenv("import", str(out), "--into", str(other), "--lang", "en")
    made = read_yaml_file(other, "exercises/sure-2.yaml").data
    written = parse_yaml(text_file("", RAW.encode())).data
    assert made["prompt"]["en"] == written["prompt"]["en"].removesuffix("[^S01]")
    assert [each["text"]["en"] for each in made["options"]] == ["$5 <x>", "no"]
    assert made["options"][0]["feedback"]["en"] == "Yes, $5 :ok:"


def test_an_export_comes_back_into_its_own_module_without_copies(learnenv: Run, tmp_path: Path) -> None:
    module, out = write_tiny(tmp_path), tmp_path / "uit.gift"
    (module / "exercises" / "sure.yaml").write_text(RAW.replace("[^S01]", ""), encoding="utf-8")
    before = files(module)
    learnenv("export", str(module), "--lang", "en", "--out", str(out))
    assert "already there" in learnenv("import", str(out), "--into", str(module), "--lang", "en").out
    assert files(module) == before


def test_a_choice_that_fits_nothing_may_stand_anywhere(learnenv: Run, tmp_path: Path) -> None:
    module, file, out = write_tiny(tmp_path), tmp_path / "in.gift", tmp_path / "uit.gift"
    file.write_text("::Ma::Match{=a -> 1 = -> 3 =c -> 2}", encoding="utf-8")
    learnenv("import", str(file), "--into", str(module))
    before = files(module)
    learnenv("export", str(module), "--out", str(out))
    learnenv("import", str(out), "--into", str(module))
    file.write_text("::Ma::Match{=a -> 2 = -> 3 =c -> 1}", encoding="utf-8")
    assert set(files(module)) == set(before)
    assert "already there" not in learnenv("import", str(file), "--into", str(module)).out


def test_an_export_has_no_backslashes_that_moodle_would_show(learnenv: Run, tmp_path: Path) -> None:
    module, file, out = write_tiny(tmp_path), tmp_path / "in.gift", tmp_path / "uit.gift"
    file.write_text("::Q::Is &lt;b> of <plek> of\n\\\\(x\\\\) 1. *a*?{T#nee\\neen &lt;ding>}", encoding="utf-8")
    learnenv("import", str(file), "--into", str(module), "--lang", "nl")
    learnenv("export", str(module), "--lang", "nl", "--out", str(out))
    assert r"::Q::Is &lt;b&gt; of &lt;plek&gt; of\n\\(x\\) 1. *a*?{TRUE#nee\neen &lt;ding&gt;}" in out.read_text(
        "utf-8"
    )
    assert "already there" in learnenv("import", str(out), "--into", str(module), "--lang", "nl").out


def test_an_export_to_the_screen_is_gift_and_nothing_else(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("export", str(write_tiny(tmp_path)), "--lang", "nl")
    assert ran.out == "// [id:sure]\n::Zeker::Werkt het?{\n\t=Ja\n\t~Nee#Kijk nog eens.\n}\n"
    assert (ran.code, ran.err) == (0, "1 question: 1 kept, 0 kept with loss, 0 skipped.\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 2), (["nergens"], 2), (["tiny", "--format", "aiken"], 2), (["tiny", "--lang", "fr"], 2)],
)
def test_an_export_that_is_none(learnenv: Run, tmp_path: Path, arguments: list[str], code: int) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("export", *(str(module) if each == "tiny" else each for each in arguments))
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)


def test_a_case_study_stays_behind_and_is_named(learnenv: Run, tmp_path: Path) -> None:
    modules = Path(__file__).parents[2] / "modules"
    ran = learnenv("export", "doetank-start", "--modules", str(modules), "--out", str(tmp_path / "uit.gift"))
    assert "slimmernetwerk: skipped\n    A case study is no question" in ran.out
    assert "slimmernetwerk." not in (tmp_path / "uit.gift").read_text("utf-8")


def test_an_exercise_that_gift_cannot_hold_is_named(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    ordering = "type: ordering\ntitle: {nl: V, en: V}\nprompt: {nl: V, en: V}\nitems:\n"
    ordering += "  - {id: a, text: {nl: a, en: a}}\n  - {id: b, text: {nl: b, en: b}}\n"
    (module / "exercises" / "order.yaml").write_text(ordering, encoding="utf-8")
    (module / "exercises" / "broken.yaml").write_text("type: nothing\n", encoding="utf-8")
    ran = learnenv("export", str(module), "--out", str(tmp_path / "uit.gift"))
    assert ran.code == 1
    assert "order: skipped\n    GIFT has no question of the type ordering." in ran.out
    assert "broken: skipped" in ran.out
    assert "3 questions: 1 kept, 0 kept with loss, 2 skipped." in ran.out
