"""What changed between two versions of a text or a list: which words, lines and rows were added and removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Change: TypeAlias = Literal["same", "added", "removed", "changed"]
MOST_LINES = 2000
"""Lines above which a text is compared as a whole."""
MOST_STEPS = 2_000_000
"""Words of the one times words of the other, above which only whole lines are compared: words would take too long."""
CRUMB = 2
"""Words that stayed between two changes and are too few to read as having stayed."""
ALIKE = 0.4
"""Part of the words that must have stayed for a line to be the same one, changed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that all stayed, were all added or were all removed. One space between words."""

    change: Change
    text: str


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a text or a row of a list or table: same, added, removed, or changed in some of its words."""

    change: Change
    cells: tuple[Runs, ...]


def compare_text(before: str, after: str) -> tuple[Row, ...]:
    """Two versions of a text, line by line, each a row of one cell. Empty lines do not count."""
    return compare_rows(_lines(before), _lines(after))


def compare_rows(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Two versions of rows with the same number of cells each, in the order in which they are read now."""
    old, new = [tuple(row) for row in before], [tuple(row) for row in after]
    by_word = _count(old) * _count(new) <= MOST_STEPS
    found: list[Row] = []
    for tag, i, i_end, j, j_end in _steps(old, new):
        if tag == "equal":
            found += [_whole("same", row) for row in old[i:i_end]]
        else:
            found += _changed(old[i:i_end], new[j:j_end], by_word)
    return tuple(found)


def compare_words(before: str, after: str) -> Runs:
    """Two versions of a line, word by word."""
    old, new = before.split(), after.split()
    runs: list[Run] = []
    for stayed, i, i_end, j, j_end in _without_crumbs(old, new):
        removed, added = " ".join(old[i:i_end]), " ".join(new[j:j_end])
        if stayed:
            runs.append(Run("same", removed))
            continue
        runs += [Run("removed", removed)] if removed else []
        runs += [Run("added", added)] if added else []
    return tuple(runs)


def _lines(text: str) -> list[tuple[str]]:
    lines = text.split("\n") if text.count("\n") < MOST_LINES else [text]
    return [(line.strip(),) for line in lines if line.strip()]


def _steps(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > MOST_STEPS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new).get_opcodes()


def _changed(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], by_word: bool) -> Iterator[Row]:
    """Rows in the place of others: each goes with the first one that is alike, and what is left came or went."""
    start = 0
    for before in old:
        twin = _twin(before, new[start:]) if by_word else None
        if twin is None:
            yield _whole("removed", before)
            continue
        skipped, cells = twin
        yield from (_whole("added", row) for row in new[start : start + skipped])
        yield Row("changed", cells)
        start += skipped + 1
    yield from (_whole("added", row) for row in new[start:])


def _twin(row: Sequence[str], among: Sequence[Sequence[str]]) -> tuple[int, tuple[Runs, ...]] | None:
    for number, other in enumerate(among):
        cells = tuple(compare_words(*both) for both in zip(row, other, strict=True))
        if _alike(cells):
            return number, cells
    return None


def _whole(change: Change, row: Sequence[str]) -> Row:
    told = (" ".join(cell.split()) for cell in row)
    return Row(change, tuple((Run(change, text),) if text else () for text in told))


def _alike(cells: tuple[Runs, ...]) -> bool:
    words = [(run.change, len(run.text.split())) for runs in cells for run in runs]
    total = sum(count * (2 if change == "same" else 1) for change, count in words)
    return sum(2 * count for change, count in words if change == "same") >= max(1, ALIKE * total)


def _count(rows: Sequence[Sequence[str]]) -> int:
    return sum(len(cell.split()) for row in rows for cell in row)


def _without_crumbs(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """The steps from one to the other, with what stayed between two larger changes counted to those changes."""
    steps = _steps(old, new)
    found: list[tuple[bool, int, int, int, int]] = []
    for number, (tag, i, i_end, j, j_end) in enumerate(steps):
        stayed = tag == "equal" and not (0 < number < len(steps) - 1 and _is_crumb(steps[number - 1 : number + 2]))
        if found and not stayed and not found[-1][0]:
            i, j = found.pop()[1::2]
        found.append((stayed, i, i_end, j, j_end))
    return found


def _is_crumb(steps: Sequence[tuple[str, int, int, int, int]]) -> bool:
    before, here, after = (max(i_end - i, j_end - j) for _, i, i_end, j, j_end in steps)
    return here <= CRUMB and here < before and here < after
