"""single-choice: choose one option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from learnenv import Answer, DataFault, ExerciseType, Form, Grade, Mark, OneOf, Option, Samples, Text, read_spec
from learnenv.exercise_types.checks import bad_ids, fault, no_feedback, out_of_range, refuse, same_texts, too_few
from learnenv.exercise_types.items import NO_TEXT


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One of the options that a learner can choose."""

    id: str
    """Your own short name for this option. Learners never see it. Keep it when you change the text."""
    text: Text
    """What the learner reads, in both languages."""
    right: bool = False
    """Whether this option is right."""
    fraction: float | None = None
    """How much of the full marks this option gives, from 0 to 1, instead of `right`. With `scoring: weights` it may
    be below 0 as well, so that ticking everything does not pay."""
    feedback: Text = NO_TEXT
    """What the learner reads after choosing this option. For a wrong one: the misunderstanding behind it."""
    fixed: bool = False
    """Keeps its place when the options are shuffled, for instance "none of these"."""

    @property
    def credit(self) -> float:
        """What the option gives: its fraction, else 1 for right and 0 for wrong."""
        return float(self.right) if self.fraction is None else self.fraction


@dataclass(frozen=True, slots=True)
class SingleChoice:
    """A question with one answer to choose."""

    options: tuple[ChoiceOption, ...]
    """The options, two or more. At least one is right and at least one is not."""
    shuffle: bool = True
    """Whether each learner sees the options in another order."""


def parse(data: Mapping[str, Any]) -> SingleChoice:
    """Read the file's data."""
    spec = read_spec(SingleChoice, data)
    credits = [option.credit for option in spec.options]
    faults = option_faults(spec.options, least=0.0)
    if 1 not in credits:
        faults.append(fault(("options",), "no-right-option"))
    if credits and min(credits) >= 1:
        faults.append(fault(("options",), "no-wrong-option"))
    refuse(faults)
    return spec


def form(spec: SingleChoice) -> Form:
    """One choice."""
    return (OneOf("choice", shown(spec.options), shuffle=spec.shuffle),)


def grade(spec: SingleChoice, answer: Answer) -> Grade:
    """The chosen option's fraction, and what the author says about that option alone."""
    chosen = next(option for option in spec.options if option.id == answer["choice"])
    right = True if chosen.credit == 1 else False if chosen.credit == 0 else None
    return Grade(chosen.credit, marks=(Mark("choice", chosen.id, right, chosen.feedback or None),))


def samples(spec: SingleChoice) -> Samples:
    """The first option with full marks, and the one with the least."""
    best = next(option for option in spec.options if option.credit == 1)
    worst = min(spec.options, key=lambda option: option.credit)
    return Samples({"choice": best.id}, {"choice": worst.id})


def advise(spec: SingleChoice) -> Sequence[DataFault]:
    """Options that are not right and say nothing."""
    return silent_options(spec.options, full=1)


SINGLE_CHOICE = ExerciseType("single-choice", SingleChoice, parse, form, grade, samples, advise=advise)


def shown(options: Sequence[ChoiceOption]) -> tuple[Option, ...]:
    """The options as a form shows them."""
    return tuple(Option(option.id, option.text, option.fixed) for option in options)


def option_faults(options: Sequence[ChoiceOption], least: float) -> list[DataFault]:
    """What is wrong with the options themselves, `least` being the lowest fraction that makes sense."""
    faults = too_few(("options",), len(options), 2)
    faults += bad_ids(("options",), (option.id for option in options))
    faults += same_texts(("options",), (option.text for option in options))
    for index, option in enumerate(options):
        if option.fraction is not None:
            where = ("options", index, "fraction")
            faults += out_of_range(where, option.fraction, least, 1)
            faults += [fault(where, "right-and-fraction")] if option.right else []
    return faults


def silent_options(options: Sequence[ChoiceOption], full: float) -> list[DataFault]:
    """Warnings for the options below `full` credit that have no feedback."""
    return [
        no_feedback(("options", index))
        for index, option in enumerate(options)
        if option.credit < full and not option.feedback
    ]
