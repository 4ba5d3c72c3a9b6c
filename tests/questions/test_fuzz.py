"""Whatever a file holds: no error, every piece accounted for, and what is kept is an exercise that works."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnenv import Carried, ContentError
from learnenv.questions import AIKEN, GIFT
from learnenv.questions.gift_blocks import blocks
from learnenv.questions.source import is_text, lines_of
from learnenv.reader.yaml_write import write_yaml
from tests.questions.carrying import TYPES

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
SIGNS = [*"{}~=#:%\\\n \t\xa0\x00é*`1a", "::", "####", "->", "%50%", "%-33.333%", "\n\n", "..", "3.5", "\\n", "\\="]
WORDS = ["TRUE", "T", "[html]", "[plain]", "//", "$CATEGORY:", "vraag", "A. ", "B) ", "ANSWER: A", "ANSWER:", "_____"]
MARKUP = ["<b>", "</b>", "<p>", "<img src=x>", "&amp;", "![", "[^1]", "<![", "<!--", "<script>"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *MARKUP])
SOURCES = st.binary(max_size=200) | st.lists(PIECES, max_size=30).map("".join).map(str.encode)
MANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@given(SOURCES)
@MANY
def test_no_file_stops_gift_and_every_block_has_its_fate(raw: bytes) -> None:
    carried = GIFT.read(raw, "nl")
    lines = [block.line for block in blocks(lines_of(raw))] if is_text(raw) else [1]
    assert [each.line for each in carried] == lines
    check(carried)
    GIFT.recognises(raw)


@given(SOURCES)
@MANY
def test_no_file_stops_aiken_and_every_line_belongs_to_something(raw: bytes) -> None:
    carried = AIKEN.read(raw, "en")
    assert bool(carried) == (any(line.strip() for line in lines_of(raw)) or not is_text(raw))
    assert [each.line for each in carried] == sorted({each.line for each in carried})
    check(carried)
    AIKEN.recognises(raw)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_sample_that_breaks_off_anywhere_is_read_to_its_end(sample: Path, cut: int) -> None:
    raw = sample.read_bytes()
    for importer in (GIFT, AIKEN):
        check(importer.read(raw[: len(raw) * cut // 100], "nl"))


LONG = [
    "<",
    "<b>",
    "[a](",
    "![a",
    "*a",
    "_ ",
    "`",
    "$$",
    "&amp",
    "\\",
    "%5",
    "{",
    "~a",
    "=",
    "->",
    "::",
    "####",
    "- ",
    "A. x\n",
]


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize(
    "frame", ["[html]{}{{T}}", "[markdown]{}{{=a}}", "x{{=a ~{}}}", "x{{={}}}", "x{{=%{}%b}}", "{}"]
)
def test_no_file_takes_long(piece: str, frame: str) -> None:
    raw = frame.format(piece * 10_000).encode()
    started = time.process_time()
    for importer in (GIFT, AIKEN):
        check(importer.read(raw, "nl"))
    assert time.process_time() - started < 4


def test_numbers_without_an_end_are_refused() -> None:
    for text in ("x{=%" + "5" * 9999 + "%a}", "x{#" + "5" * 9999 + "}", "x{#1e" + "9" * 9999 + "}"):
        assert [each.fate for each in GIFT.read(text.encode(), "nl")] == ["skipped"]


def check(carried: object) -> None:
    """Every question has a fate that goes with its reasons and its data, and data that its type can read."""
    assert isinstance(carried, list)
    for each in carried:
        assert isinstance(each, Carried)
        assert each.name.strip() or each.fate == "skipped"
        assert each.line > 0
        assert (each.fate == "kept") == (not each.reasons)
        assert (each.fate == "skipped") == (not each.data)
        if each.data:
            write_yaml(each.data)
            own = {
                key: value for key, value in each.data.items() if key not in ("type", "title", "prompt", "feedback")
            }
            with suppress(ContentError):  # what the checker says of it is told to whoever imports it
                TYPES[each.data["type"]].parse(_as_text(own))


def _as_text(value: object) -> object:
    """As the reader hands it on: every scalar still text."""
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
