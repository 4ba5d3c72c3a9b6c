"""Answers made from a canvas's own examples: the whole of it, and ones in which something lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from learnenv import Answer, Text
from learnenv.exercise_types.canvas_spec import LIST_COLUMN, STATEMENTS, Canvas, CanvasCell, CanvasCheck
from learnenv.exercise_types.numbers import write_number

Language: TypeAlias = Literal["nl", "en"]
MOST_ROWS = 20
"""Most rows that a list or a table takes."""
MOST_WORDS = 10_000
"""Longest text that is made up to exceed a bound."""


def example_answer(spec: Canvas, language: Language) -> Answer:
    """The examples of all cells in one language, with every statement ticked."""
    cells = {cell.id: value for cell in spec.cells if (value := filled(cell, language))}
    ticked = tuple(statement.id for statement in spec.good_enough)
    return {**cells, **({STATEMENTS: ticked} if ticked else {})}


def filled(cell: CanvasCell, language: Language) -> Any:
    """A cell's example as an answer in one language; empty if it says nothing."""
    example = cell.example
    if not isinstance(example, tuple):
        return _said(example, language)
    if cell.kind == "list":
        rows = [{LIST_COLUMN: _said(row, language)} for row in example if not isinstance(row, dict)]
    else:
        columns = [column.id for column in cell.columns]
        rows = [{id: _said(row.get(id, ""), language) for id in columns} for row in example if isinstance(row, dict)]
    return tuple(row for row in rows if any(row.values()))


def answers_with_a_lack(spec: Canvas) -> Iterator[Answer]:
    """The example with one thing spoilt, per check and statement, as far as that can be done."""
    whole = example_answer(spec, "nl")
    for check in spec.checks:
        cell = spec.cell(check.cell)
        value = _spoilt(check, cell, whole.get(cell.id))
        if value:
            yield {**whole, cell.id: value}
        elif value is not None and not cell.required and len(whole) > 1:
            yield {name: each for name, each in whole.items() if name != cell.id}
    if len(spec.good_enough) > 1:
        yield {**whole, STATEMENTS: whole[STATEMENTS][:1]}


def _spoilt(check: CanvasCheck, cell: CanvasCell, value: Any) -> Any:
    """The value that just fails a check; empty: the cell has to be left open; None: there is no such value."""
    if check.distinct is not None:
        return _alike(check, value or ())
    bound = check.at_least if check.at_least is not None else check.at_most
    if bound is None:
        return None
    step = -1 if check.at_least is not None else 1
    if cell.kind == "number":
        return write_number(bound + step)
    count = int(bound) + step
    if cell.kind == "text":
        return " ".join(["woord"] * count) if 0 <= count <= MOST_WORDS else None
    return (tuple(value or ()) * (count + 1))[:count] if value and 0 <= count <= MOST_ROWS else None


def _alike(check: CanvasCheck, rows: tuple[dict[str, str], ...]) -> Any:
    """Too few different values: one row where two are asked for, else rows without the column."""
    if check.distinct and check.distinct > 1:
        return rows[:1]
    without = ({**row, check.column: ""} for row in rows)
    return tuple(row for row in without if any(row.values()))


def _said(example: Text | str, language: Language) -> str:
    text = example if isinstance(example, str) else example.get(language)
    return " ".join(text.split()) if isinstance(example, str) else text.strip()
