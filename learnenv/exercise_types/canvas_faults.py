"""What can be wrong with an author's canvas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from learnenv import DataFault
from learnenv.exercise_types.canvas_checks import is_met, unreadable
from learnenv.exercise_types.canvas_samples import MOST_ROWS, Language, example_answer, filled
from learnenv.exercise_types.canvas_spec import STATEMENTS, Canvas, CanvasCell, CanvasCheck
from learnenv.exercise_types.checks import Path, bad_ids, fault, same_texts, too_few, unknown_id
from learnenv.exercise_types.numbers import unwieldy

_PLACE = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*/[^/\s]+")
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def canvas_faults(spec: Canvas) -> list[DataFault]:
    """Everything that is wrong; the examples are held against the checks once all else is right."""
    faults = too_few(("cells",), len(spec.cells), 1)
    faults += bad_ids(("cells",), (cell.id for cell in spec.cells))
    faults += bad_ids(("good_enough",), (statement.id for statement in spec.good_enough))
    faults += same_texts(("good_enough",), (statement.text for statement in spec.good_enough))
    for index, cell in enumerate(spec.cells):
        faults += _cell_faults(("cells", index), cell)
    for index, check in enumerate(spec.checks):
        faults += _check_faults(("checks", index), spec, check)
    return faults or list(_failing_examples(spec))


def _cell_faults(path: Path, cell: CanvasCell) -> list[DataFault]:
    faults = [fault((*path, "id"), "reserved-id", id=cell.id)] if cell.id == STATEMENTS else []
    if cell.opens_with and not _PLACE.fullmatch(cell.opens_with):
        faults.append(fault((*path, "opens_with"), "opens-with", place=cell.opens_with))
    faults += [] if cell.title else [fault((*path, "title"), "empty-text")]
    if cell.kind == "table":
        faults += too_few((*path, "columns"), len(cell.columns), 1)
        faults += bad_ids((*path, "columns"), (column.id for column in cell.columns))
        faults += same_texts((*path, "columns"), (column.text for column in cell.columns))
    elif cell.columns:
        faults.append(fault((*path, "columns"), "columns-without-table", kind=cell.kind))
    return faults + (_example_faults((*path, "example"), cell))


def _example_faults(path: Path, cell: CanvasCell) -> list[DataFault]:
    if not _has_shape(cell):
        return [fault(path, f"example-shape-{cell.kind}")]
    if isinstance(cell.example, tuple) and len(cell.example) > MOST_ROWS:
        return [fault(path, "example-rows", count=len(cell.example), most=MOST_ROWS)]
    if not filled(cell, "nl"):
        return [fault(path, "example-empty")]
    if any(unreadable(cell, filled(cell, language)) for language in LANGUAGES):
        return [fault(path, f"example-unreadable-{cell.kind}")]
    columns = [column.id for column in cell.columns]
    rows = cell.example if isinstance(cell.example, tuple) else ()
    return [
        problem
        for index, row in enumerate(rows)
        if isinstance(row, dict)
        for id in row
        for problem in unknown_id((*path, index, id), id, columns)
    ]


def _has_shape(cell: CanvasCell) -> bool:
    if not isinstance(cell.example, tuple):
        return cell.kind not in ("list", "table")
    rows = [isinstance(row, dict) for row in cell.example]
    return (cell.kind == "table" and all(rows)) or (cell.kind == "list" and not any(rows))


def _check_faults(path: Path, spec: Canvas, check: CanvasCheck) -> list[DataFault]:
    faults = unknown_id((*path, "cell"), check.cell, [cell.id for cell in spec.cells])
    bounds = {"at_least": check.at_least, "at_most": check.at_most, "distinct": check.distinct}
    given = {name: Decimal(bound) for name, bound in bounds.items() if bound is not None}
    if len(given) != 1:
        faults.append(fault(path, "one-check", count=len(given)))
    if faults:
        return faults
    ((name, bound),) = given.items()
    cell = spec.cell(check.cell)
    if name == "distinct":
        return _distinct_faults(path, cell, check)
    if check.column:
        return [fault((*path, "column"), "column-without-distinct")]
    if cell.kind == "date":
        return [fault((*path, "cell"), "date-not-checked", id=cell.id)]
    return _bound_faults((*path, name), cell, bound)


def _bound_faults(path: Path, cell: CanvasCell, bound: Decimal) -> list[DataFault]:
    faults = unwieldy(path, bound)
    if not faults and cell.kind != "number" and not (bound >= 0 and bound == int(bound)):
        faults.append(fault(path, "not-a-count"))
    return faults


def _distinct_faults(path: Path, cell: CanvasCell, check: CanvasCheck) -> list[DataFault]:
    if cell.kind != "table":
        return [fault((*path, "cell"), "distinct-without-table", id=cell.id)]
    faults = unknown_id((*path, "column"), check.column, [column.id for column in cell.columns])
    if check.distinct is not None and check.distinct < 1:
        faults.append(fault((*path, "distinct"), "not-a-count"))
    return faults


def _failing_examples(spec: Canvas) -> Iterator[DataFault]:
    for index, check in enumerate(spec.checks):
        for language in LANGUAGES:
            if not is_met(check, spec.cell(check.cell), example_answer(spec, language).get(check.cell)):
                yield fault(("checks", index), "example-fails-check", cell=check.cell, language=language)
                break
