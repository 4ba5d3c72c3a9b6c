"""Files of questions in every alphabet and with every line end."""

from __future__ import annotations

import codecs

import pytest

from learnenv.questions.source import is_text, lines_of

TEXT = "Één vraag – “ja”?\n\ntwee\tdrie"
LINES = TEXT.split("\n")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_alphabets_and_line_ends(raw: bytes) -> None:
    assert lines_of(raw) == LINES


def test_a_file_that_was_pasted_together_keeps_the_letters_of_both_alphabets() -> None:
    assert lines_of("één\r\n".encode() + "één\n".encode("cp1252") + b"\x81") == ["één", "één", "\ufffd"]


def test_what_cannot_be_seen_is_left_out_and_odd_line_ends_are_spaces() -> None:
    assert lines_of("a\x00b\u200bc\ufeffd\u2028e\x0cf".encode()) == ["ab\u200bcd e f"]


def test_a_picture_is_no_text_and_a_text_in_any_alphabet_is() -> None:
    assert not is_text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 20)
    assert is_text(b"")
    assert all(is_text(TEXT.encode(alphabet)) for alphabet in ("utf-8", "utf-16", "utf-16-be", "cp1252", "utf-32"))
