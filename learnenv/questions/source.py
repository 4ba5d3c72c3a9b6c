"""The bytes of a question file -> its lines, whatever alphabet and line ends they were saved in."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""How a file may begin to say its alphabet. The marks of UTF-32 begin with those of UTF-16, so they come first."""
_SPACES = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""What no reader sees and what exercise files may not hold."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def lines_of(raw: bytes) -> list[str]:
    """The lines of a file, without their ends and without what cannot be seen. Any bytes give lines."""
    return visible(_decoded(raw).replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def is_text(raw: bytes) -> bool:
    """Whether a file is text at all; a picture or a document of an office program has signs that no text has."""
    text = _decoded(raw)
    return len(_CONTROL.findall(text)) * 50 <= len(text)


def visible(text: str) -> str:
    """A text without control characters; odd line ends within it are spaces."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


def _decoded(raw: bytes) -> str:
    for mark, alphabet in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(alphabet, "replace")
    start = raw[:400]
    if start.count(0) * 3 > len(start):  # UTF-16 without a mark: of plain letters every second byte is 0
        alphabet = "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"
        return raw.decode(alphabet, "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "".join(_line_decoded(line) for line in re.split(b"(?<=[\r\n])", raw))


def _line_decoded(line: bytes) -> str:
    """One line of a file that is not UTF-8 as a whole: files that were pasted together have both alphabets."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
