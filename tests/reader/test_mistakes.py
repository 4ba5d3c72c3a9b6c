"""Mistakes that authors make: each is found on its line and column, and the mend says what to do, in both languages.

What is said of each stands in mistakes.json. After a change on purpose, write it anew with LEARNENV_WRITE_MISTAKES=1
and read it through. Mistakes in the code of a plugin are in tests/cli/test_check_plugins.py.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from learnenv.checking import findings
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Message
from learnenv.language.speech import speech
from learnenv.reader.check import render
from tests.reader.good_module import TYPES, change, write_good_module

SAID = Path(__file__).with_name("mistakes.json")


@dataclass(frozen=True)
class Mistake:
    """What is changed in which file, and the fault that has to be found."""

    file: str
    old: str
    new: str
    place: str
    says: str
    mend: str = ""
    other: str = ""
    """The value that the mend offers."""


CARD, CHOICE, NUMERIC = "module.yaml", "exercises/eerste-stap.yaml", "exercises/hoeveel.yaml"
SKETCH, LESSON = "exercises/schets.yaml", "lessons/waarom.nl.md"
MEANT = "reader.did-you-mean"

MISTAKES = {
    "a misspelt field": Mistake(
        CHOICE, "    right: true", "    rigth: true", "18:5", "unknown-field", MEANT, "right"
    ),
    "a misspelt common field": Mistake(CHOICE, "title:", "titel:", "2:1", "unknown-field", MEANT, "title"),
    "a field at the wrong depth": Mistake(
        CHOICE, "    right: true\n", "    shuffle: true\n", "18:5", "unknown-field", "reader.choose-from"
    ),
    "a text without language": Mistake(
        NUMERIC,
        "{nl: Hoeveel, en: How many}",
        "Hoeveel",
        "2:8",
        "text-without-language",
        "reader.text-without-language.mend",
    ),
    "yes for true": Mistake(
        CHOICE, "right: true", "right: yes", "18:12", "not-true-or-false", "reader.write-instead", "true"
    ),
    "a decimal comma": Mistake(
        CHOICE, "penalty: 0.1", "penalty: 0,1", "11:10", "not-a-number", "reader.write-instead", "0.1"
    ),
    "a word for a number": Mistake(CHOICE, "tries: 3", "tries: drie", "10:8", "not-a-whole-number"),
    "a list without hyphens": Mistake(CARD, "authors: [learnenv]", "authors: learnenv", "29:10", "not-a-list"),
    "a missing title": Mistake(
        NUMERIC, "title: {nl: Hoeveel, en: How many}\n", "", "1:1", "missing-field", "reader.missing-field.mend"
    ),
    "a key with nothing behind it": Mistake(NUMERIC, "value: 42", "value:", "4:1", "missing-field"),
    "an unknown type": Mistake(
        CHOICE, "single-choice", "single-chioce", "1:7", "unknown-type", MEANT, "single-choice"
    ),
    "a colon in a text": Mistake(SKETCH, "{nl: Schets, en: Sketch}", "Let op: klein", "2:14", "yaml.colon"),
    "a tab": Mistake(CHOICE, "  nl: |\n", "\tnl: |\n", "4:1", "yaml.tab"),
    "a quote that stays open": Mistake(CARD, '"1.0.0"', '"1.0.0', "2:10", "yaml.quote"),
    "a quote that stays open before another": Mistake(
        CHOICE, "{nl: Eerste stap, en", '{nl: "Eerste stap, en', "2:13", "yaml.quote"
    ),
    "a quote in a text with an apostrophe": Mistake(
        NUMERIC, "{nl: Hoeveel, en: How many}", "{nl: 'Hoeveel, en: What's there}", "2:13", "yaml.quote"
    ),
    "a text that begins with an apostrophe": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "{nl: 's Ochtends, en: It's early}", "2:13", "yaml.apostrophe"
    ),
    "a text with only its first word in quotes": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", '{nl: "De" schets, en: Sketch}', "2:18", "yaml.after-quote"
    ),
    "a hash in a text": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "\n  nl: Schets #1 van je proef\n  en: Sketch", "3:14", "yaml.cut-off"
    ),
    "a hash in a text between braces": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "{nl: Schets, en: Sketch #1}", "2:32", "yaml.cut-off"
    ),
    "a text that begins in bold": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "\n  nl: **Vette** schets\n  en: Sketch", "3:7", "yaml.sign"
    ),
    "a text that begins with a link": Mistake(
        SKETCH,
        "{nl: Schets, en: Sketch}",
        "\n  nl: [Schets](https://x.org) van je proef\n  en: Sketch",
        "3:7",
        "yaml.sign",
    ),
    "a text that begins like an item": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "\n  nl: - schets\n  en: Sketch", "3:7", "yaml.sign"
    ),
    "a text that begins with a brace": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "\n  nl: {mijn} schets\n  en: Sketch", "3:7", "yaml.sign"
    ),
    "a text that begins with a quotation mark of Markdown": Mistake(
        SKETCH, "{nl: Schets, en: Sketch}", "\n  nl: > schets\n  en: Sketch", "3:7", "yaml.sign"
    ),
    "a list on the line of its field": Mistake(
        CARD, "pages:\n  - id: waarom\n", "pages: - id: waarom\n", "15:8", "yaml.list-here"
    ),
    "words behind a list": Mistake(CARD, "[learnenv]", "[learnenv, ik] en jij", "29:25", "yaml.after-bracket"),
    "a bracket that stays open": Mistake(CARD, "[learnenv]", "[learnenv", "29:10", "yaml.bracket"),
    "an uneven indentation": Mistake(CHOICE, "    right: true", "   right: true", "18:4", "yaml.indent"),
    "a field twice": Mistake(NUMERIC, "tolerance: 0", "value: 43", "5:1", "yaml.duplicate"),
    "a page twice": Mistake(CARD, "- id: hoe\n", "- id: waarom\n", "18:9", "repeated"),
    "an id with a capital": Mistake(CARD, "- id: hoe\n", "- id: Hoe\n", "18:9", "bad-id"),
    "a mastery of 80": Mistake(CARD, "mastery: 0.8", "mastery: 80", "31:10", "out-of-range"),
    "a product that is not open": Mistake(
        CARD, "exercise: schets", "exercise: hoeveel", "11:15", "product-not-open", "reader.choose-from"
    ),
    "a product that is not there": Mistake(
        CARD, "exercise: schets", "exercise: schetsen", "11:15", "unknown-exercise", MEANT, "schets"
    ),
    "a picture that is not there": Mistake(
        CARD, "cover.svg", "kover.svg", "13:10", "picture-missing", MEANT, "cover.svg"
    ),
    "a requirement that is no id": Mistake(CARD, "requires: []", "requires: [Klein Begin]", "9:12", "bad-id"),
    "a misspelt exercise in a lesson": Mistake(
        LESSON, "} hoeveel", "} hoevel", "19:15", "unknown-exercise", MEANT, "hoeveel"
    ),
    "a misspelt fence": Mistake(
        LESSON, "{learnenv} hoeveel", "{learnev} hoeveel", "19:1", "unknown-fence", "reader.unknown-fence.mend-meant"
    ),
    "a fence that stays open": Mistake(LESSON, "hoeveel\n```\n", "hoeveel\n", "19:1", "fence-open"),
    "a fence that stays open before another": Mistake(
        LESSON, "{learnenv} eerste-stap\n```\n", "{learnenv} eerste-stap\n", "7:1", "fence-open"
    ),
    "a fence without an exercise": Mistake(
        LESSON, "{learnenv} hoeveel", "{learnenv}", "19:1", "fence-without-exercise"
    ),
    "a fence in a list": Mistake(
        LESSON, "```{learnenv} hoeveel\n```", "- ```{learnenv} hoeveel\n  ```", "19:1", "fence-inside"
    ),
    "no title": Mistake(LESSON, "# Waarom klein\n", "", "2:1", "lesson-without-title"),
    "a heading that skips a level": Mistake(LESSON, "## Verder", "#### Verder", "10:1", "heading-skipped"),
    "a heading without words": Mistake(LESSON, "## Verder", "## ", "10:1", "heading-empty"),
    "a second title": Mistake(LESSON, "## Verder", "# Verder", "10:1", "second-title"),
    "an image of another host": Mistake(
        LESSON, "images/druppel.svg", "https://example.org/x.png", "5:1", "image-elsewhere"
    ),
    "an image outside the folder": Mistake(
        LESSON, "images/druppel.svg", "images/../module.yaml", "5:1", "image-elsewhere"
    ),
    "an image that is not there": Mistake(
        LESSON, "images/druppel.svg", "images/drupel.svg", "5:1", "image-missing", MEANT, "images/druppel.svg"
    ),
    "an image without words": Mistake(LESSON, "![Een druppel die spreidt]", "![]", "5:1", "image-without-alt"),
    "an unknown source": Mistake(LESSON, "[^S01]", "[^S03]", "3:29", "unknown-source", MEANT, "S02"),
    "a source described in the text": Mistake(LESSON, "Tot slot.", "[^S01]: Jansen", "22:1", "note-defined"),
    "HTML": Mistake(LESSON, "Tot slot.", "Tot <b>slot</b>.", "22:5", "html"),
    "a link without https": Mistake(LESSON, "Tot slot.", "Zie [daar](example.org).", "22:12", "link-nowhere"),
    "an exercise in one language only": Mistake(
        LESSON, "```{learnenv} hoeveel\n```\n", "", "19:15", "exercise-one-sided"
    ),
    "an exercise twice on a page": Mistake(LESSON, "} hoeveel", "} eerste-stap", "19:15", "exercise-twice"),
    "a language that is missing": Mistake(NUMERIC, ", en: How many", "", "2:8", "language-missing"),
    "a wrong option without feedback": Mistake(
        CHOICE, "    feedback: {nl: Dan leer je pas laat., en: You learn late.}\n", "", "20:5", "spec.no-feedback"
    ),
    "no right option": Mistake(CHOICE, "    right: true\n", "", "16:3", "spec.no-right-option"),
    "an option twice": Mistake(CHOICE, "id: plan", "id: proef", "20:9", "spec.same-id"),
    "a tolerance that takes any number": Mistake(
        NUMERIC, "value: 42\ntolerance: 0", "value: 42\ntolerance: 5000", "7:12", "spec.mistake-within-tolerance"
    ),
    "more points than there are": Mistake(SKETCH, "pass_points: 1", "pass_points: 5", "11:14", "spec.pass-points"),
    "a vague link": Mistake(
        LESSON, "Tot slot.", "Zie [hier](https://example.org).", "22:5", "check.link-vague", "check.link-vague.mend"
    ),
    "a link to a page that is not there": Mistake(
        LESSON,
        "Tot slot.",
        "Lees [de pagina](/lesson?module=klein-begin&page=hoee).",
        "22:18",
        "check.link-page",
        MEANT,
        "hoe",
    ),
    "a link to a case that is not there": Mistake(
        LESSON, "Tot slot.", "Doe [de casus](/case?module=klein-begin&case=x).", "22:16", "check.link-case"
    ),
    "a link to a module that may not be there": Mistake(
        LESSON, "Tot slot.", "Doe [die module](/lesson?module=elders&page=x).", "22:18", "check.link-module"
    ),
    "a link to a heading that is not there": Mistake(
        LESSON, "Tot slot.", "Zie [verderop](#verdr).", "22:16", "check.link-heading", MEANT, "#verder"
    ),
    "a bare address": Mistake(
        LESSON, "Tot slot.", "Zie [https://x.org](https://x.org).", "22:5", "check.link-bare", "check.link-bare.mend"
    ),
    "a column without a name": Mistake(LESSON, "| a | b |", "| a |   |", "15:1", "check.table-without-head"),
    "a table without its dashes": Mistake(LESSON, "| - | - |\n", "", "15:1", "check.no-table"),
    "a heading in one language": Mistake(
        LESSON, "Tot slot.", "## Tot slot\n\nKlaar.", "22:1", "check.heading-one-sided"
    ),
    "a source in one language": Mistake(LESSON, "Tot slot.", "Tot slot.[^S02]", "22:10", "check.source-one-sided"),
    "a fact without source": Mistake(
        LESSON, "Tot slot.", "In 2019 deed 40% mee.", "22:4", "check.fact-without-source"
    ),
    "a sentence without an end": Mistake(
        LESSON, "Tot slot.", "Wij" + " en zij" * 20 + ".", "22:1", "check.sentence-long", "check.sentence-long.mend"
    ),
    "a source that is never named": Mistake(
        CARD, "  - id: S02\n", "  - id: S02\n    title: Meten\n  - id: S09\n", "29:9", "source-unused"
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_at_its_place_with_its_mend(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    fault = _found(mistake, write_good_module(tmp_path))
    assert f"{fault.line}:{fault.column}" == mistake.place
    expected = "lessons/waarom.en.md" if mistake.says == "exercise-one-sided" else mistake.file
    assert fault.file == expected
    assert isinstance(fault.mend, Message)
    assert fault.mend.key.startswith(mistake.mend or ("reader.", "check.", "spec."))
    assert mistake.other in ("", fault.mend.values.get("other"))


def test_what_is_said_of_each_mistake_is_what_was_read_through(tmp_path: Path) -> None:
    said = {name: _said(_found(mistake, write_good_module(tmp_path / name))) for name, mistake in MISTAKES.items()}
    if os.environ.get("LEARNENV_WRITE_MISTAKES"):
        SAID.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert said == json.loads(SAID.read_text(encoding="utf-8"))


def test_all_faults_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, CHOICE, "right: true", "right: yes")
    change(folder, CHOICE, "tries: 3", "tries: drie")
    change(folder, CHOICE, "title:", "titel:")
    found = [fault.line for fault in findings(folder, TYPES) if fault.file == CHOICE]
    assert {2, 10, 18} <= set(found)


def test_a_fence_that_stays_open_is_the_only_fault(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, LESSON, "eerste-stap\n```\n", "eerste-stap\n")
    change(folder, LESSON, "hoeveel\n```\n", "hoeveel\n")
    assert [(fault.line, fault.code) for fault in findings(folder, TYPES)] == [(7, "fence-open"), (18, "fence-open")]


def test_a_good_module_has_no_faults_at_all(tmp_path: Path) -> None:
    assert findings(write_good_module(tmp_path), TYPES) == ()


def _found(mistake: Mistake, folder: Path) -> Fault:
    change(folder, mistake.file, mistake.old, mistake.new)
    wanted = mistake.says if mistake.says.startswith(("check.", "spec.")) else f"reader.{mistake.says}"
    return next(fault for fault in findings(folder, TYPES) if _key(fault.what) == wanted)


def _said(fault: Fault) -> dict[str, list[str]]:
    return {language: render(fault, speech(language).say).splitlines() for language in LANGUAGES}


def _key(words: object) -> str:
    return words.key if isinstance(words, Message) else ""
