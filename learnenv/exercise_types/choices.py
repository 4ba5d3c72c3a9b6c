"""multiple-choice: tick every option that is right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from learnenv import Answer, DataFault, ExerciseType, Form, Grade, ManyOf, Mark, Message, Samples, Words, read_spec
from learnenv.exercise_types.checks import fault, refuse
from learnenv.exercise_types.choice import ChoiceOption, option_faults, shown, silent_options


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """A question with several answers to tick."""

    options: tuple[ChoiceOption, ...]
    """The options, two or more. At least one is right."""
    scoring: Literal["balanced", "all-or-nothing", "weights", "right-minus-wrong"] = "balanced"
    """How ticks count. `balanced`: a right tick adds its share, a wrong tick takes its share away, never below 0.
    `all-or-nothing`: only exactly the right ticks count. `weights`: the fractions of the ticked options together,
    between 0 and 1. `right-minus-wrong`: right ticks less wrong ticks, divided by the number of right options."""
    shuffle: bool = True
    """Whether each learner sees the options in another order."""


def parse(data: Mapping[str, Any]) -> MultipleChoice:
    """Read the file's data."""
    spec = read_spec(MultipleChoice, data)
    faults = option_faults(spec.options, least=-1.0 if spec.scoring == "weights" else 0.0)
    faults += _weight_faults(spec) if spec.scoring == "weights" else _tick_faults(spec)
    refuse(faults)
    return spec


def form(spec: MultipleChoice) -> Form:
    """Boxes to tick."""
    return (ManyOf("choices", shown(spec.options), shuffle=spec.shuffle),)


def grade(spec: MultipleChoice, answer: Answer) -> Grade:
    """By the exercise's scoring; says something about ticked options alone."""
    ticked = [option for option in spec.options if option.id in answer["choices"]]
    fraction = _fraction(spec, {option.id for option in ticked})
    marks = tuple(Mark("choices", each.id, each.credit > 0, each.feedback or None) for each in ticked)
    return Grade(fraction, _said(ticked, fraction), marks)


def samples(spec: MultipleChoice) -> Samples:
    """Every right option; every wrong one, or where none is wrong only a part of the right ones."""
    right = tuple(option.id for option in spec.options if option.credit > 0)
    wrong = tuple(option.id for option in spec.options if option.credit <= 0)
    if spec.scoring == "weights":
        wrong = (min(spec.options, key=lambda option: option.credit).id,)
    return Samples({"choices": right}, {"choices": wrong or right[:1]})


def advise(spec: MultipleChoice) -> Sequence[DataFault]:
    """Wrong options that say nothing."""
    return silent_options(spec.options, full=1e-9)


MULTIPLE_CHOICE = ExerciseType("multiple-choice", MultipleChoice, parse, form, grade, samples, advise=advise)


def _fraction(spec: MultipleChoice, ticked: Collection[str]) -> float:
    if spec.scoring == "weights":
        return float(min(Decimal(1), max(Decimal(0), _total(each for each in spec.options if each.id in ticked))))
    right = {option.id for option in spec.options if option.credit > 0}
    wrong = {option.id for option in spec.options} - right
    hits, misses = len(right.intersection(ticked)), len(wrong.intersection(ticked))
    match spec.scoring:
        case "all-or-nothing":
            return float(hits == len(right) and not misses)
        case "right-minus-wrong":
            return max(0.0, (hits - misses) / len(right))
        case "balanced":
            return max(0.0, hits / len(right) - (misses / len(wrong) if wrong else 0.0))


def _total(options: Any) -> Decimal:
    """The fractions as the author wrote them, added without rounding: ten times 0.1 is 1."""
    return sum((Decimal(repr(option.credit)) for option in options), Decimal(0))


def _said(ticked: Sequence[ChoiceOption], fraction: float) -> tuple[Words, ...]:
    if fraction == 1:
        return ()
    right = sum(option.credit > 0 for option in ticked)
    if right == len(ticked):
        return (Message("choices.some-missing"),)
    return (Message("choices.ticked", {"right": right, "count": len(ticked)}),)


def _tick_faults(spec: MultipleChoice) -> list[DataFault]:
    faults = [
        fault(("options", index, "fraction"), "fraction-without-weights")
        for index, option in enumerate(spec.options)
        if option.fraction is not None
    ]
    if not faults and not any(option.right for option in spec.options):
        faults.append(fault(("options",), "no-right-option"))
    return faults


def _weight_faults(spec: MultipleChoice) -> list[DataFault]:
    total = _total(option for option in spec.options if option.credit > 0)
    if total < 1:
        return [fault(("options",), "weights-too-low", total=float(total))]
    if min(option.credit for option in spec.options) >= 1:
        return [fault(("options",), "no-wrong-option")]
    return []
