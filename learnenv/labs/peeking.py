"""lab-peeking: do not peek. How often a test finds a difference that is not there, when one looks again and again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from learnenv import (
    Answer,
    ExerciseType,
    Form,
    Grade,
    Language,
    Mark,
    Message,
    Number,
    PagePart,
    PagePicture,
    PageTable,
    PageText,
    Range,
    Samples,
    Text,
    read_spec,
)
from learnenv.labs.own import OwnNumbers, vary
from learnenv.labs.peeking_picture import picture
from learnenv.labs.peeking_run import DAYS, LEAST_LOOKS, PER_DAY, RATE, REFERENCE, SHOWN, example, simulated
from learnenv.labs.words import both, numbers, said, so_far, whole_number

FEWEST: Final = 300
"""With fewer experiments, chance alone decides what one sees."""
MOST: Final = 20_000
"""More than anybody needs; from code one may come this far."""
ERRORS: Final = 4
"""How many standard errors an answer may be off."""


@dataclass(frozen=True, slots=True)
class PeekingLab(OwnNumbers):
    """Experiments in which nothing differs, looked at often or once. Every learner gets experiments of their own."""

    same: bool = False
    """Whether everybody gets the same experiments, for instance to discuss them together."""
    seed: str = ""
    """A word from which those same experiments follow. Another word, other experiments."""


def form(spec: PeekingLab) -> Form:
    """Two sliders to set up the trial, two to say what it will show."""
    percent = Text("%", "%")
    return (
        Number("runs", both("lab.peeking.runs"), unit=both("lab.peeking.experiments"), range=Range(100, SHOWN, 50)),
        Number("looks", both("lab.peeking.looks"), unit=both("lab.peeking.times"), range=Range(LEAST_LOOKS, DAYS, 1)),
        Number("many", both("lab.peeking.many"), unit=percent, range=Range(0, 50, 0.5)),
        Number("once", both("lab.peeking.once"), unit=percent, range=Range(0, 50, 0.5)),
    )


def grade(spec: PeekingLab, answer: Answer) -> Grade:
    """Half for each rate that is within four standard errors of the long run, given the number of experiments. With
    too few of them nothing can be said yet."""
    given = numbers(answer, "many", "once")
    runs, looks = whole_number(answer, "runs", 1, MOST), whole_number(answer, "looks", LEAST_LOOKS, DAYS)
    if runs < FEWEST:
        few = Mark("runs", right=False, feedback=Message("lab.peeking.too-few", {"least": FEWEST}))
        return Grade(0.0, marks=(few,))
    marks = tuple(_mark(name, given[name], REFERENCE[at], runs) for name, at in (("many", looks), ("once", 1)))
    more = (Message("lab.peeking.daily", {"days": DAYS}),) if looks < DAYS else ()
    return Grade(sum(0.5 for mark in marks if mark.right), more, marks)


def samples(spec: PeekingLab) -> Samples:
    """Looking every day, as the long run has it; and the belief that looking costs nothing."""
    setting = {"runs": "500", "looks": str(DAYS)}
    true = {"many": f"{100 * REFERENCE[DAYS]:.1f}", "once": f"{100 * REFERENCE[1]:.1f}"}
    return Samples({**setting, **true}, {**setting, "many": "50", "once": "50"})


def show(spec: PeekingLab, answer: Answer | None, language: Language) -> Sequence[PagePart]:
    """The set-up; after an answer, what the learner's own experiments did, in figures."""
    setup = PageText(said(language, "lab.peeking.setup", days=DAYS, visitors=PER_DAY, rate=f"{100 * RATE:.0f}"))
    if answer is None:
        return [setup]
    looks = whole_number(answer, "looks", LEAST_LOOKS, DAYS)
    runs = min(SHOWN, whole_number(answer, "runs", 1, MOST))
    rates = simulated(spec.seed, runs)
    given = {looks: answer["many"], 1: answer["once"]}
    rows = tuple(
        (
            str(each),
            str(round(runs * rates[each - 1])),
            f"{_percent(rates[each - 1], language)} %",
            _typed(given.get(each)),
        )
        for each in dict.fromkeys((1, looks, DAYS))
    )
    columns = tuple(said(language, f"lab.peeking.column.{name}") for name in ("looks", "alarms", "rate", "yours"))
    return [setup, PageTable(columns, rows, said(language, "lab.peeking.table", runs=runs))]


def play(spec: PeekingLab, answer: Answer, language: Language, checked: bool) -> PagePicture:
    """One experiment of the learner's own with the days on which they look, above what they expect of all of them;
    after a check, what those really did as well."""
    given = so_far(answer, ("runs", "looks", "many", "once"))
    looks = round(min(max(given.get("looks", LEAST_LOOKS), LEAST_LOOKS), DAYS)) if "looks" in given else 0
    runs = round(min(max(given.get("runs", FEWEST), 1), SHOWN)) if "runs" in given else 0
    named = (("once", 1), ("many", looks))
    guesses = {at: min(max(given[name] / 100, 0.0), 1.0) for name, at in named if at and name in given}
    expected = {at: (rate, tolerance(rate, runs) / 100 if runs else 0.0) for at, rate in guesses.items()}
    rates = simulated(spec.seed, runs) if checked and runs else ()
    return picture(example(spec.seed), looks, expected, rates, language)


def tolerance(rate: float, runs: int) -> float:
    """How far a rate from so many experiments may be off, in percentage points, rounded up to one decimal."""
    return math.ceil(1000 * ERRORS * math.sqrt(rate * (1 - rate) / runs)) / 10


_parse = partial(read_spec, PeekingLab)
PEEKING = ExerciseType("lab-peeking", PeekingLab, _parse, form, grade, samples, vary=vary, show=show, play=play)


def _mark(name: str, given: float, rate: float, runs: int) -> Mark:
    within = tolerance(rate, runs)
    if abs(given - 100 * rate) <= within + 1e-9:
        return Mark(name, right=True)
    if 0 < given < 1 and abs(100 * given - 100 * rate) <= within:
        return Mark(name, right=False, feedback=Message("lab.peeking.fraction"))
    return Mark(name, right=False, feedback=Message(f"lab.peeking.{'low' if given < 100 * rate else 'high'}"))


def _percent(rate: float, language: Language) -> str:
    text = f"{100 * rate:.1f}"
    return text.replace(".", ",") if language == "nl" else text


def _typed(value: str | None) -> str:
    return f"{value} %" if value else "–"
