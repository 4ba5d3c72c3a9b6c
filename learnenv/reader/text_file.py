"""One text file: read whole, checked for what no editor shows, and able to say where a fault stands."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from learnenv.domain.fault import Fault, Severity
from learnenv.domain.text import Message, Words

MOST_BYTES = 2_000_000
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and the line ends that editors do not count."""


@dataclass(frozen=True)
class TextFile:
    """A file's text with line ends as \\n; `name` is its path within the module. With faults the text is empty."""

    name: str
    text: str = ""
    faults: Sequence[Fault] = field(default=())

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    def fault(
        self,
        what: Words,
        mend: Words,
        line: int = 0,
        column: int = 1,
        width: int = 1,
        severity: Severity = "error",
    ) -> Fault:
        """A fault in this file at a line and column that count from 1; line 0 is the file as a whole."""
        if not line:
            return Fault(what, mend, self.name, severity=severity)
        if line > len(self.lines):  # a parser can notice something only behind the last line
            line, column = len(self.lines), len(self.lines[-1]) + 1
        excerpt = self.lines[line - 1]
        width = max(1, min(width, len(excerpt) - column + 1))
        return Fault(what, mend, self.name, line, column, excerpt, width, severity)


def read_text_file(folder: Path, name: str) -> TextFile:
    """The file `name` in `folder`; never raises for what a file may hold. A link out of the folder is not followed:
    what an author sends along must not show what else stands on this machine."""
    if leads_out(folder, name):
        return _unread(name, "file-elsewhere")
    try:
        with (folder / name).open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _unread(name, "file-missing")
    except (OSError, ValueError) as error:
        return _unread(name, "file-unreadable", reason=getattr(error, "strerror", None) or str(error))
    if len(raw) > MOST_BYTES:
        return _unread(name, "file-too-large", most=MOST_BYTES // 1_000_000)
    return text_file(name, raw)


def leads_out(folder: Path, name: str) -> bool:
    """Whether this file, or a folder on the way to it, is a link to somewhere out of `folder`."""
    path = str(folder)
    try:
        # Few files are links, and to look for those costs a tenth of resolving every path.
        steps = [path := f"{path}{os.sep}{part}" for part in name.split("/")]
        return any(map(os.path.islink, steps)) and not Path(path).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False  # a name that no file can have, or a link to itself: there is nothing to read


def text_file(name: str, raw: bytes) -> TextFile:
    """The text that these bytes hold."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _one_line_end(raw[: error.start].decode("utf-8-sig", "replace"))
        return _misread(name, before + raw[error.start :].decode("utf-8", "replace"), len(before), "not-utf-8")
    text = _one_line_end(text)
    found = _INVISIBLE.search(text)
    if found is None:
        return TextFile(name, text)
    code = f"U+{ord(found.group()):04X}"
    return _misread(name, text, found.start(), "invisible-character", code=code)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a place in a text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unread(name: str, key: str, **values: object) -> TextFile:
    return TextFile(
        name, "", (Fault(Message(f"reader.{key}", {"file": name, **values}), Message(f"reader.{key}.mend"), name),)
    )


def _misread(name: str, text: str, offset: int, key: str, **values: object) -> TextFile:
    line, column = position(text, offset)
    fault = TextFile(name, text).fault(Message(f"reader.{key}", values), Message(f"reader.{key}.mend"), line, column)
    return TextFile(name, "", (fault,))
