"""Cells of code that ask something of a learner -> code labs: what to complete, what comes out, and the solution.

A task is a cell with a solution in it, as nbgrader marks those, and the checks that follow it. All of it is read as
text: nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from learnenv.domain.text import Message
from learnenv.notebook_files.asserts import Checks, checks_in, is_check, lines_of, read
from learnenv.notebook_files.reading import Found

_BEGIN = re.compile(r"(\s*)#+ *BEGIN SOLUTION\b.*", re.IGNORECASE)
_END = re.compile(r"\s*#+ *END SOLUTION\b.*", re.IGNORECASE)
_HIDDEN = re.compile(r"\s*#+ *(?:BEGIN|END) HIDDEN TESTS\b.*", re.IGNORECASE)
_OPEN = "raise NotImplementedError"
"""In a cell from which nbgrader took the solution."""


@dataclass
class Task:
    """What a learner is asked to do in code."""

    place: int
    code: str
    """What to begin with: the solution is taken out."""
    solution: str
    results: list[dict[str, Any]] = field(default_factory=list)
    lost: list[list[Message]] = field(default_factory=list)
    """What is lost of each of its cells, in order."""

    def take(self, checks: Checks) -> None:
        """Add the results of one cell's checks, and tell of each that is none."""
        lost = set(checks.lost)
        for line, result in checks.results:
            known = next((each for each in self.results if each["expression"] == result["expression"]), None)
            if known is None:
                self.results.append(result)
            elif known != result:
                lost.add(line)
        self.lost.append([Message("notebooks.lost.check", {"line": line}) for line in sorted(lost)])


def is_task(cell: Found) -> bool:
    """Whether there is a solution to find in this cell."""
    return cell.kind == "code" and (cell.solution or bool(_BEGIN.search(cell.source)))


def is_checks(cell: Found) -> bool:
    """Whether this cell checks a solution: it says so, or its first line that does something is a check."""
    if cell.kind != "code" or is_task(cell):
        return False
    tree = read(cell.source)
    return cell.graded or bool(_HIDDEN.search(cell.source)) or (tree is not None and any(map(is_check, tree.body)))


def task_of(cells: Sequence[Found], begin_here: str) -> Task:
    """The task of a cell with a solution and the cells with its checks. `begin_here`: what stands in the place of
    the solution, in the words of a learner."""
    first, *rest = cells
    bare, checks = _without_checks(first.source)
    code, solution = _cut(bare, begin_here, whole=first.solution)
    task = Task(first.place, code, solution)
    task.take(checks)
    for cell in rest:
        tree = read(cell.source)
        task.take(checks_in(tree) if tree else Checks(lost=[1]))
    return task


def _without_checks(source: str) -> tuple[str, Checks]:
    """A cell without the checks in it: they say what comes out."""
    tree = read(source)
    if tree is None:
        return source, Checks()
    found, gone, lines = Checks(), set[int](), source.split("\n")
    for statement in tree.body:
        if is_check(statement) and not any(lines[number - 1].count(";") for number in lines_of(statement)):
            tree_of_one = type(tree)(body=[statement], type_ignores=[])
            one = checks_in(tree_of_one)
            found.results += one.results
            found.lost += one.lost
            gone.update(lines_of(statement))
    kept = (line for number, line in enumerate(lines, 1) if number not in gone and not _HIDDEN.fullmatch(line))
    return "\n".join(kept).strip("\n"), found


def _cut(source: str, begin_here: str, *, whole: bool) -> tuple[str, str]:
    """What to begin with, and the whole solution."""
    if not _BEGIN.search(source):
        if _OPEN in source or not whole:
            return source, ""
        return f"...  # {begin_here}", source
    code: list[str] = []
    solution: list[str] = []
    within = False
    for line in source.split("\n"):
        if not within and (begin := _BEGIN.fullmatch(line)):
            within = True
            code.append(f"{begin[1]}...  # {begin_here}")
        elif within and _END.fullmatch(line):
            within = False
        else:
            solution.append(line)
            code += [] if within else [line]
    return "\n".join(code).strip("\n"), "\n".join(solution).strip("\n")
