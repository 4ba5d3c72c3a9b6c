"""How a finding is said and placed: in the words check.<code> and check.<code>.mend, at its line or its value."""

from __future__ import annotations

from learnenv.domain.fault import DataFault, DataPath, Fault, Severity
from learnenv.domain.text import Message
from learnenv.reader.lesson import Lesson
from learnenv.reader.yaml_file import YamlFile


def in_data(path: DataPath, code: str, severity: Severity = "error", **values: object) -> DataFault:
    """A finding in the data of an exercise or of module.yaml."""
    what, mend = Message(f"check.{code}", values), Message(f"check.{code}.mend", values)
    return DataFault(path, what, mend, severity=severity)


def in_lesson(
    lesson: Lesson, lines: tuple[int, int], found: str, code: str, severity: Severity, **values: object
) -> Fault:
    """A finding in these lines of a lesson (from 0; the second one is no part), at the words `found` in them.

    Words with Markdown in them do not stand there as they are read; then the first of them are looked for.
    """
    what, mend = Message(f"check.{code}", values), Message(f"check.{code}.mend", values)
    line, column, width = _place(lesson.source.lines, lines, found)
    return lesson.source.fault(what, mend, line + 1, column + 1, width, severity)


def path_of(file: YamlFile, id: str) -> DataPath:
    """The way to the entry with this id in an exercise file; to the file's type when there is none."""
    ids = (path for path in file.values if path and path[-1] == "id")
    return next((path[:-1] for path in ids if _at(file, path) == id), ("type",))


def _at(file: YamlFile, path: DataPath) -> object:
    return getattr(file.values[path], "value", None)


def _place(lines: list[str], within: tuple[int, int], found: str) -> tuple[int, int, int]:
    first, end = within
    words = found.split()
    for wanted in (found, " ".join(words[:3]), words[0] if words else ""):
        for line in range(first, min(end, len(lines))):
            column = lines[line].find(wanted) if wanted else -1
            if column >= 0:
                return line, column, len(wanted)
    text = lines[first] if first < len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return first, indent, max(1, len(text) - indent)
