"""All that is wrong with a module's folder, and a fault as text that names the place, the fault and the mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.text import Message, Words
from learnenv.reader.module import read_files

MOST_SHOWN = 100
"""Characters of a faulty line that are shown; an address or a paragraph may be one long line."""

_LABELS = {"warning": Message("check.warning"), "hint": Message("check.hint")}


def check_folder(folder: Path, types: Mapping[str, ExerciseType[Any]]) -> tuple[Fault, ...]:
    """Every fault of form in the module in `folder`, sorted by file and line, errors and warnings alike."""
    return in_order(read_files(folder, types).faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults sorted by file, line and column, as an author goes through the files."""
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)))


def render(fault: Fault, say: Callable[[Words], str]) -> str:
    """A fault as text of a few lines; `say` gives a message or text in the reader's language."""
    mend = f"  {say(Message('check.mend'))} {say(fault.mend)}"
    label = f"{say(_LABELS[fault.severity])} " if fault.severity in _LABELS else ""
    first = f"{fault.file}:{fault.line or 1}:{fault.column or 1}: {label}{say(fault.what)}"
    return "\n".join([first, *_quoted(fault), mend])


def _quoted(fault: Fault) -> list[str]:
    """The faulty line with the fault underlined; nothing for a fault of a file as a whole."""
    if not fault.line:
        return []
    start = max(0, fault.column - MOST_SHOWN // 2) if fault.column > MOST_SHOWN else 0
    shown = fault.excerpt[start : start + MOST_SHOWN].replace("\t", " ")
    column = fault.column - start - 1
    number = str(fault.line)
    marks = "^" * max(1, min(fault.width, len(shown) - column))
    return [f"  {number} | {shown}".rstrip(), f"  {' ' * len(number)} | {' ' * column}{marks}"]
