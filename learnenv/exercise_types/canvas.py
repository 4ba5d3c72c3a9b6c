"""canvas: fill in named cells, see what is checked, and judge the whole by statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnenv import (
    Answer,
    ExerciseType,
    Field,
    Form,
    Grade,
    InvalidAnswer,
    LongText,
    ManyOf,
    Mark,
    Message,
    Number,
    Option,
    Samples,
    ShortText,
    Table,
    Text,
    read_spec,
)
from learnenv.exercise_types.canvas_checks import is_met, unreadable
from learnenv.exercise_types.canvas_faults import canvas_faults
from learnenv.exercise_types.canvas_samples import answers_with_a_lack, example_answer
from learnenv.exercise_types.canvas_spec import LIST_COLUMN, STATEMENTS, Canvas, CanvasCell
from learnenv.exercise_types.checks import fault, refuse
from learnenv.exercise_types.items import as_options

JUDGE = Text("Wat klopt er al?", "What is true already?")
"""Over the statements: in the form, and in what is printed."""


def parse(data: Mapping[str, Any]) -> Canvas:
    """Read the file's data."""
    spec = read_spec(Canvas, data)
    refuse(canvas_faults(spec))
    if not any(_falls_short(spec, answer) for answer in answers_with_a_lack(spec)):
        refuse([fault(("checks",), "nothing-can-fail")])
    return spec


def form(spec: Canvas) -> Form:
    """A field per cell, named by its id, and the statements to tick."""
    cells = tuple(_field(cell) for cell in spec.cells)
    if not spec.good_enough:
        return cells
    statements = tuple(Option(statement.id, statement.text) for statement in spec.good_enough)
    return (*cells, ManyOf(STATEMENTS, statements, JUDGE, required=False, shuffle=False))


def grade(spec: Canvas, answer: Answer) -> Grade:
    """Checks met and statements ticked / all of them; nothing yet if there are statements and none is ticked.
    Raises InvalidAnswer for a number or a date that cannot be read."""
    problems = {cell.id: words for cell in spec.cells for words in unreadable(cell, answer.get(cell.id))}
    if problems:
        raise InvalidAnswer(problems)
    unmet = [check for check in spec.checks if not is_met(check, spec.cell(check.cell), answer.get(check.cell))]
    marks = tuple(Mark(check.cell, right=False, feedback=check.feedback) for check in unmet)
    ticked = len(answer.get(STATEMENTS, ()))
    if spec.good_enough and not ticked:
        return Grade(None, (Message("canvas.tick-statements"),), marks)
    count = len(spec.checks) + len(spec.good_enough)
    met = len(spec.checks) - len(unmet) + ticked
    return Grade(met / count, (Message("canvas.met", {"met": met, "count": count}),), marks, passed=met == count)


def samples(spec: Canvas) -> Samples:
    """The author's example with every statement ticked, and one in which something lacks."""
    short = next(answer for answer in answers_with_a_lack(spec) if _falls_short(spec, answer))
    return Samples(example_answer(spec, "nl"), short)


def rubric(spec: Canvas) -> tuple[str, ...]:
    """The statements that are ticked; all else is what is made."""
    return (STATEMENTS,) if spec.good_enough else ()


def opens_with(spec: Canvas) -> Mapping[str, str]:
    """The cells that begin with what was filled in elsewhere."""
    return {cell.id: cell.opens_with for cell in spec.cells if cell.opens_with}


CANVAS = ExerciseType("canvas", Canvas, parse, form, grade, samples, open=True, rubric=rubric, opens_with=opens_with)


def _field(cell: CanvasCell) -> Field:
    match cell.kind:
        case "text":
            return LongText(cell.id, cell.title, cell.help, cell.required, rows=3)
        case "number":
            return Number(cell.id, cell.title, cell.help, cell.unit, cell.required)
        case "date":
            return ShortText(cell.id, cell.title, cell.help, cell.required, "date")
        case "list":
            return Table(cell.id, (Option(LIST_COLUMN, cell.title),), cell.title, cell.help, cell.required)
        case "table":
            return Table(cell.id, as_options(cell.columns), cell.title, cell.help, cell.required)


def _falls_short(spec: Canvas, answer: Answer) -> bool:
    fraction = grade(spec, answer).fraction
    return fraction is not None and fraction < 1
