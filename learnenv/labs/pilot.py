"""lab-pilot: did the pilot work? The difference, its 95 % interval, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from learnenv import (
    Answer,
    ExerciseType,
    Form,
    Grade,
    InvalidAnswer,
    Language,
    Mark,
    Message,
    Number,
    OneOf,
    Option,
    PagePart,
    PagePicture,
    PageTable,
    PageText,
    Range,
    Samples,
    Text,
    read_spec,
)
from learnenv.exercise_types.checks import out_of_range, refuse
from learnenv.exercise_types.items import NO_TEXT
from learnenv.labs.own import OwnNumbers, vary
from learnenv.labs.pilot_data import DECISIONS, FAR, PilotData, decide, draw_pilot
from learnenv.labs.pilot_picture import picture
from learnenv.labs.words import both, numbers, said, so_far, written

TOLERANCE = 0.1 + 1e-9
"""How far a number may be off, in percentage points: one step of the slider."""
_ENDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class PilotLab(OwnNumbers):
    """A pilot to judge: visitors and orders before and after, and a threshold that was agreed beforehand. Every
    learner gets numbers of their own."""

    threshold: Decimal = Decimal("1")
    """How many percentage points must be gained to go on, agreed before the pilot began. From 0.2 to 5."""
    visitors: Text = NO_TEXT
    """Who was counted, such as "visitors". Without it: visitors."""
    orders: Text = NO_TEXT
    """What some of them did, such as "applied online". Without it: orders."""
    same: bool = False
    """Whether everybody gets the same numbers, for instance to discuss them together."""
    seed: str = ""
    """A word from which those same numbers follow. Another word, other numbers."""


def parse(data: Mapping[str, Any]) -> PilotLab:
    """Read the file's data."""
    spec = read_spec(PilotLab, data)
    refuse(out_of_range(("threshold",), float(spec.threshold), 0.2, 5))
    return spec


def data_of(spec: PilotLab) -> PilotData:
    """The numbers of the pilot."""
    return draw_pilot(spec.seed, float(spec.threshold))


def form(spec: PilotLab) -> Form:
    """Three sliders and a decision."""
    points, reach = both("lab.points"), Range(-FAR, FAR, 0.1)
    return (
        Number("difference", both("lab.pilot.difference"), unit=points, range=reach),
        Number("low", both("lab.pilot.low"), unit=points, range=reach),
        Number("high", both("lab.pilot.high"), unit=points, range=reach),
        OneOf(
            "decision",
            tuple(Option(each, both(f"lab.pilot.decision.{each}")) for each in DECISIONS),
            both("lab.pilot.decision"),
            shuffle=False,
        ),
    )


def grade(spec: PilotLab, answer: Answer) -> Grade:
    """A quarter for the difference, half for the interval, and a quarter for a decision that rests on it."""
    given, data = numbers(answer, "difference", *_ENDS), data_of(spec)
    if given["low"] > given["high"]:
        raise InvalidAnswer({"high": Message("lab.pilot.swapped")})
    difference = _difference_mark(data, given["difference"])
    ends = (given["low"], given["high"])
    sound = any(_near(ends, interval) for interval in data.intervals())
    right = decide(data.wald(), float(spec.threshold))
    if sound:
        hit = answer["decision"] == right
        why_so = Message(f"lab.pilot.why.{right}" if hit else "lab.pilot.compare")
        decision = Mark("decision", right=hit, feedback=why_so)
    else:
        decision = Mark("decision", right=None, feedback=Message("lab.pilot.interval-first"))
    why = None if sound else _interval_mistake(data, ends)
    fraction = 0.25 * bool(difference.right) + 0.5 * sound + 0.25 * bool(decision.right)
    return Grade(
        fraction, marks=(difference, Mark("low", right=sound, feedback=why), Mark("high", right=sound), decision)
    )


def samples(spec: PilotLab) -> Samples:
    """The numbers to one decimal; and numbers that fit no pilot."""
    data = data_of(spec)
    low, high = data.wald()
    right = {"difference": written(data.difference), "low": written(low), "high": written(high)}
    wrong = {"difference": "14.9", "low": "14.7", "high": "15"}
    return Samples(
        {**right, "decision": decide((low, high), float(spec.threshold))}, {**wrong, "decision": "undecided"}
    )


def show(spec: PilotLab, answer: Answer | None, language: Language) -> Sequence[PagePart]:
    """The counts and the agreement."""
    data, threshold = data_of(spec), float(spec.threshold)
    named = (spec.visitors or both("lab.pilot.visitors"), spec.orders or both("lab.pilot.orders"))
    columns = ("", *(each.get(language) for each in named))
    rows = tuple(
        (said(language, f"lab.pilot.{when}"), str(group.visitors), str(group.orders))
        for when, group in (("before", data.before), ("after", data.after))
    )
    table = PageTable(columns, rows, said(language, "lab.pilot.table"))
    return [table, PageText(said(language, "lab.pilot.agreed", threshold=threshold))]


def play(spec: PilotLab, answer: Answer, language: Language, checked: bool) -> PagePicture:
    """The learner's own difference and interval beside the threshold. They are told by nobody else, so the picture is
    the same before and after a check."""
    return picture(so_far(answer, ("difference", *_ENDS)), float(spec.threshold), language)


PILOT = ExerciseType("lab-pilot", PilotLab, parse, form, grade, samples, vary=vary, show=show, play=play)


def _near(given: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(mine - theirs) <= TOLERANCE for mine, theirs in zip(given, wanted, strict=True))


def _difference_mark(data: PilotData, given: float) -> Mark:
    true = data.difference
    relative = 100 * (data.after.share / data.before.share - 1)
    mistakes = (
        (abs(given - true) <= TOLERANCE, None),
        (abs(100 * given - true) <= TOLERANCE, "lab.pilot.fraction"),
        (abs(given - relative) <= 1, "lab.pilot.relative"),
        (abs(given + true) <= TOLERANCE, "lab.pilot.turned"),
        (True, "lab.pilot.difference-off"),
    )
    key = next(key for holds, key in mistakes if holds)
    return Mark("difference", right=key is None, feedback=Message(key) if key else None)


def _interval_mistake(data: PilotData, given: tuple[float, float]) -> Message:
    low, high = given
    if any(_near((100 * low, 100 * high), interval) for interval in data.intervals()):
        return Message("lab.pilot.fraction")
    if _near(given, data.wald(1)):
        return Message("lab.pilot.one-error")
    return Message("lab.pilot.interval-off")
