"""lab-code: complete some Python in a notebook, and say what comes out.

The code is text here: it is shown, and never run by learnenv. A learner runs it in a kernel of their own, or works it
out by hand, and gives what came out; that is compared with what the author says comes out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from learnenv import (
    Answer,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    InvalidAnswer,
    Language,
    Mark,
    Number,
    OneOf,
    Option,
    PagePart,
    PageText,
    Samples,
    ShortText,
    Text,
    Words,
    read_spec,
)
from learnenv.exercise_types.checks import fault, out_of_range, refuse, too_few
from learnenv.exercise_types.items import NO_TEXT
from learnenv.exercise_types.numbers import NotANumber, read_number, unwieldy, write_number
from learnenv.labs.words import both, said

LONGEST = 200
"""Most characters in an expression."""
_MOST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Result:
    """Something that the completed code gives."""

    expression: str
    """The Python that gives it, such as a name or a call. Learners are asked for its value."""
    value: str
    """What comes out: a number, with a point for the decimals, or a text."""
    tolerance: Decimal = Decimal(0)
    """How far from a number is still right."""
    options: tuple[str, ...] = ()
    """Values to choose from, such as True and False. Without these a learner types the value."""
    label: Text = NO_TEXT
    """What to ask. Without it: what is the value of the expression."""
    feedback: Text = NO_TEXT
    """What the learner reads after another value."""


@dataclass(frozen=True, slots=True)
class CodeLab:
    """Python to complete, and what comes out."""

    code: str
    """What a learner begins with."""
    results: tuple[Result, ...]
    """What to find out with it."""
    solution: str = ""
    """The code completed. Shown after a right answer."""


def parse(data: Mapping[str, Any]) -> CodeLab:
    """Read the file's data."""
    spec = read_spec(CodeLab, data)
    faults = [] if spec.code.strip() else [fault(("code",), "nothing-here")]
    faults += too_few(("results",), len(spec.results), 1)
    for index, result in enumerate(spec.results):
        faults += _faults(("results", index), result)
        if result.expression in (each.expression for each in spec.results[:index]):
            faults.append(fault(("results", index, "expression"), "same-text", text=result.expression))
    refuse(faults)
    return spec


def form(spec: CodeLab) -> Form:
    """One field for each result."""
    return tuple(_field(name, result) for name, result in _named(spec))


def grade(spec: CodeLab, answer: Answer) -> Grade:
    """An equal part for each result. Raises InvalidAnswer for what is no number where one is asked."""
    problems: dict[str, Words] = {}
    marks: list[Mark] = []
    for name, result in _named(spec):
        try:
            right = _is_right(result, answer[name])
        except NotANumber as error:
            problems[name] = error.words
        else:
            marks.append(Mark(name, right=right, feedback=None if right else result.feedback or None))
    if problems:
        raise InvalidAnswer(problems)
    return Grade(sum(mark.right is True for mark in marks) / len(marks), marks=tuple(marks))


def samples(spec: CodeLab) -> Samples:
    """What the author says comes out; and something else."""
    return Samples(
        {name: _as_answer(result, result.value) for name, result in _named(spec)},
        {name: _as_answer(result, _another(result)) for name, result in _named(spec)},
    )


def show(spec: CodeLab, answer: Answer | None, language: Language) -> Sequence[PagePart]:
    """The code to begin with; after a right answer the completed code."""
    parts = [PageText(fenced(spec.code))]
    if spec.solution and answer is not None and grade(spec, answer).fraction == 1:
        parts.append(PageText(f"{said(language, 'lab.code.solution')}\n\n{fenced(spec.solution)}"))
    return parts


CODE = ExerciseType("lab-code", CodeLab, parse, form, grade, samples, show=show)


def number_in(value: str) -> Decimal | None:
    """The number that a value is; None for a text."""
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < _MOST else None


def fenced(code: str, info: str = "python") -> str:
    """Code as a block that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}{info}\n{code.strip(chr(10))}\n{mark}"


def _named(spec: CodeLab) -> Iterator[tuple[str, Result]]:
    return ((f"result-{number}", result) for number, result in enumerate(spec.results, 1))


def _field(name: str, result: Result) -> Number | ShortText | OneOf:
    label = result.label or both("lab.code.ask", expression=result.expression)
    if result.options:
        options = tuple(Option(each, Text(each, each)) for each in result.options)
        return OneOf(name, options, label, shuffle=False)
    return ShortText(name, label) if number_in(result.value) is None else Number(name, label)


def _is_right(result: Result, given: str) -> bool:
    number = number_in(result.value)
    if result.options or number is None:
        return _plain(given) == _plain(result.value)
    return abs(Fraction(read_number(given)) - Fraction(number)) <= Fraction(result.tolerance)


def _plain(text: str) -> str:
    """A text without the quotes that Python shows around it, however it is spaced and with or without capitals."""
    bare = " ".join(text.split())
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1].strip()
    return bare.casefold()


def _as_answer(result: Result, value: str) -> str:
    number = number_in(value)
    return value if number is None or result.options else write_number(number)


def _another(result: Result) -> str:
    """A value that is wrong."""
    if result.options:
        return next(each for each in result.options if each != result.value)
    number = number_in(result.value)
    return f"{_plain(result.value)} x" if number is None else str(number + result.tolerance + 1)


def _faults(path: tuple[str | int, ...], result: Result) -> list[DataFault]:
    number = number_in(result.value)
    faults = [] if _is_expression(result.expression) else [fault((*path, "expression"), "no-expression")]
    if not _plain(result.value):
        faults.append(fault((*path, "value"), "nothing-here"))
    faults += unwieldy((*path, "tolerance"), result.tolerance)
    faults += out_of_range((*path, "tolerance"), float(result.tolerance), 0, 1e15)
    if number is not None:
        faults += unwieldy((*path, "value"), number)
    if result.tolerance and (number is None or result.options):
        faults.append(fault((*path, "tolerance"), "tolerance-of-text"))
    return faults + _option_faults(path, result)


def _option_faults(path: tuple[str | int, ...], result: Result) -> list[DataFault]:
    if not result.options:
        return []
    faults = too_few((*path, "options"), len(result.options), 2)
    known = [_plain(each) for each in result.options]
    for index, each in enumerate(known):
        if not each:
            faults.append(fault((*path, "options", index), "nothing-here"))
        elif each in known[:index]:
            faults.append(fault((*path, "options", index), "same-text", text=result.options[index]))
    if result.value not in result.options:
        faults.append(fault((*path, "value"), "value-no-option", value=result.value))
    return faults


def _is_expression(text: str) -> bool:
    """Whether this is one Python expression. It is read and not run."""
    if len(text) > LONGEST or "\n" in text:
        return False
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
