"""All that is wrong with a folder, as text that an author can act on."""

from __future__ import annotations

import time
from pathlib import Path

from learnenv.domain.fault import Fault
from learnenv.domain.text import Message, Text, Words
from learnenv.language.speech import speech
from learnenv.reader.check import check_folder, render
from tests.reader.good_module import FILES, TYPES, change, write_good_module


def test_a_fault_is_rendered_with_its_place_its_line_and_its_mend(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "exercises/eerste-stap.yaml", "    right: true", "    rigth: true")
    (fault,) = [fault for fault in check_folder(folder, TYPES) if fault.line == 18]
    assert render(fault, speech("en").say) == "\n".join(
        [
            "exercises/eerste-stap.yaml:18:5: unknown field `rigth`",
            "  18 |     rigth: true",
            "     |     ^^^^^",
            "  mend: did you mean `right`?",
        ]
    )
    assert render(fault, speech("nl").say) == "\n".join(
        [
            "exercises/eerste-stap.yaml:18:5: onbekend veld `rigth`",
            "  18 |     rigth: true",
            "     |     ^^^^^",
            "  zo los je het op: bedoelde je `right`?",
        ]
    )


def test_a_fault_of_a_whole_file_shows_no_line() -> None:
    shown = render(Fault(Text(en="gone"), Text(en="make it"), "a.md", severity="warning"), _plain)
    assert shown.splitlines() == ["a.md:1:1: check.warning gone", "  check.mend make it"]


def test_a_hint_is_said_to_be_one() -> None:
    shown = render(Fault(Text(en="long"), Text(en="cut it"), "a.md", severity="hint"), _plain)
    assert shown.splitlines()[0] == "a.md:1:1: check.hint long"


def test_a_code_is_the_key_without_its_part_of_the_program() -> None:
    assert Fault(Message("reader.yaml.colon"), Text()).code == "yaml.colon"
    assert Fault(Text(en="in a plugin's own words"), Text()).code == "of-the-type"


def test_a_very_long_line_is_shown_around_its_fault() -> None:
    fault = Fault(Text(en="x"), Text(en="y"), "a.md", 3, 5001, "a" * 5000 + "BAD" + "b" * 5000, 3)
    quoted, marks = render(fault, _plain).splitlines()[1:3]
    assert len(quoted) < 120
    assert quoted[marks.index("^") :].startswith("BAD")
    assert marks.count("^") == 3


def test_every_word_that_the_reader_says_is_there_in_both_languages(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "exercises/eerste-stap.yaml", "tries: 3", "tries: drie")
    change(folder, "exercises/hoeveel.yaml", "title:", "a: &x 1\ntitel:")
    change(folder, "lessons/waarom.nl.md", "Tot slot", "Tot ![](http://x.nl/y.png) <b> [^S77] [a](b)")
    change(folder, "module.yaml", "title:", "x: {{")
    change(folder, "module.yaml", "x: {{", "title:")
    for fault in check_folder(folder, TYPES):
        for language in ("nl", "en"):
            assert "[reader." not in render(fault, speech(language).say)


def test_faults_are_sorted_by_file_and_line(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "module.yaml", "minutes: 20", "minutes: x")
    change(folder, "exercises/hoeveel.yaml", "value: 42", "valeu: 42")
    change(folder, "lessons/waarom.nl.md", "## Verder", "# Verder")
    places = [(fault.file, fault.line, fault.column) for fault in check_folder(folder, TYPES)]
    assert places == sorted(places)
    assert len({file for file, _, _ in places}) == 3


def test_a_module_of_two_thousand_lines_is_checked_while_the_author_types(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    for number in range(60):
        text = FILES["exercises/eerste-stap.yaml"]
        (folder / f"exercises/stap-{number}.yaml").write_text(text, encoding="utf-8")
        fence = (
            f"\n```{{learnenv}} stap-{number}\n```\n\nEen alinea met **nadruk** en [een link](https://example.org).\n"
        )
        for language in ("nl", "en"):
            with (folder / f"lessons/hoe.{language}.md").open("a", encoding="utf-8") as lesson:
                lesson.write(fence)
    lines = sum(len(path.read_text().splitlines()) for path in folder.rglob("*") if path.suffix in (".md", ".yaml"))
    assert lines > 2000
    spent = []
    for _ in range(4):  # the best counts: what the rest of the machine does makes a processor slower too
        start = time.process_time()
        assert check_folder(folder, TYPES) == ()
        spent.append(time.process_time() - start)
    assert min(spent) < 1


def _plain(words: Words) -> str:
    return words.key if isinstance(words, Message) else words.en
