"""numeric: type a number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from learnenv import (
    Answer,
    ContentError,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    InvalidAnswer,
    Mark,
    Message,
    Number,
    Samples,
    Text,
    read_spec,
)
from learnenv.exercise_types.checks import fault, no_mistakes, refuse
from learnenv.exercise_types.items import NO_TEXT
from learnenv.exercise_types.numbers import NotANumber, read_number, unwieldy, write_number

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class NumberMistake:
    """A number that people arrive at by a known mistake."""

    value: Decimal
    """The number, with a point for the decimals."""
    feedback: Text
    """What the learner reads after giving this number: the mistake behind it."""
    tolerance: Decimal = ZERO
    """How far from the number still counts as this mistake."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """A question with a number for an answer."""

    value: Decimal
    """The right number, with a point for the decimals. Learners may type a comma as well."""
    tolerance: Decimal = ZERO
    """How far from the right number is still right."""
    kind: Literal["absolute", "relative", "geometric"] = "absolute"
    """What the tolerance means. `absolute`: that much more or less. `relative`: that part more or less, 0.1 for a
    tenth. `geometric`: up to 1 + tolerance times as much or as little, for estimates of an order of size."""
    near: Decimal = ZERO
    """Above 1: within this many times the tolerance gives half the marks. 0: off."""
    unit: Text = NO_TEXT
    """Shown behind the number, for instance %."""
    mistakes: tuple[NumberMistake, ...] = ()
    """Known mistakes with their own feedback."""


def parse(data: Mapping[str, Any]) -> Numeric:
    """Read the file's data."""
    try:
        spec = read_spec(Numeric, data)
    except ContentError as error:
        refuse((*error.faults, *_faults_of_the_rest(data, error)))
        raise
    faults = _digit_faults(spec)
    if not faults:
        faults = _range_faults(spec)
    refuse(faults)
    return spec


def form(spec: Numeric) -> Form:
    """One number."""
    return (Number("number", unit=spec.unit),)


def grade(spec: Numeric, answer: Answer) -> Grade:
    """1 within the tolerance, a half near it, else 0. Raises InvalidAnswer for what is no number, or could be two."""
    try:
        number = Fraction(read_number(answer["number"], (spec.unit.nl, spec.unit.en)))
    except NotANumber as error:
        raise InvalidAnswer({"number": error.words}) from error
    if _within(spec, number, Decimal(1)):
        return Grade(1.0, marks=(Mark("number", right=True),))
    feedback = next((each.feedback for each in spec.mistakes if _is(each, number)), None)
    if spec.near and _within(spec, number, spec.near):
        return Grade(0.5, (Message("numeric.near"),), (Mark("number", feedback=feedback),))
    return Grade(0.0, marks=(Mark("number", right=False, feedback=feedback),))


def samples(spec: Numeric) -> Samples:
    """The number itself, and a whole number above all that gives marks."""
    _, high = _bounds(spec, max(Decimal(1), spec.near))
    return Samples({"number": write_number(spec.value)}, {"number": str(math.ceil(high) + 1)})


def advise(spec: Numeric) -> Sequence[DataFault]:
    """A hint if no mistake is named."""
    return [] if spec.mistakes else [no_mistakes(("value",), "mistakes")]


NUMERIC = ExerciseType("numeric", Numeric, parse, form, grade, samples, advise=advise)


def _bounds(spec: Numeric, times: Decimal) -> tuple[Fraction, Fraction]:
    """The lowest and highest number within `times` the tolerance, exactly."""
    value, spread = Fraction(spec.value), Fraction(spec.tolerance) * Fraction(times)
    if spec.kind == "geometric":
        ends = (value / (1 + spread), value * (1 + spread))
        return min(ends), max(ends)
    if spec.kind == "relative":
        spread *= abs(value)
    return value - spread, value + spread


def _within(spec: Numeric, number: Fraction, times: Decimal) -> bool:
    low, high = _bounds(spec, times)
    return low <= number <= high


def _is(mistake: NumberMistake, number: Fraction) -> bool:
    return abs(number - Fraction(mistake.value)) <= Fraction(mistake.tolerance)


def _digit_faults(spec: Numeric) -> list[DataFault]:
    faults = [*unwieldy(("value",), spec.value), *unwieldy(("near",), spec.near)]
    faults += _tolerance_faults(("tolerance",), spec.tolerance)
    for index, mistake in enumerate(spec.mistakes):
        faults += unwieldy(("mistakes", index, "value"), mistake.value)
        faults += _tolerance_faults(("mistakes", index, "tolerance"), mistake.tolerance)
    return faults


def _faults_of_the_rest(data: Mapping[str, Any], error: ContentError) -> list[DataFault]:
    """What is wrong with the numbers that could be read, so that the author sees it all in one go."""
    unread = {fault.path[0] for fault in error.faults if fault.path}
    rest = {name: each for name, each in data.items() if name not in unread}
    return _digit_faults(read_spec(Numeric, {"value": "0", **rest}))


def _tolerance_faults(path: tuple[str | int, ...], tolerance: Decimal) -> list[DataFault]:
    return unwieldy(path, tolerance) + ([fault(path, "negative-tolerance")] if tolerance < 0 else [])


def _range_faults(spec: Numeric) -> list[DataFault]:
    faults: list[DataFault] = []
    if spec.near and (spec.near <= 1 or not spec.tolerance):
        faults.append(fault(("near",), "near-does-nothing"))
    if spec.tolerance and not spec.value and spec.kind != "absolute":
        faults.append(fault(("kind",), "tolerance-of-zero", kind=spec.kind))
    for index, mistake in enumerate(spec.mistakes):
        if _within(spec, Fraction(mistake.value), Decimal(1)):
            faults.append(fault(("mistakes", index, "value"), "mistake-within-tolerance"))
    return faults
