"""lab-oil-slick: where to start? Sixteen pilots in one block, or sixteen scattered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    Option,
    PagePart,
    PagePicture,
    PageTable,
    PageText,
    Place,
    Range,
    Samples,
    read_spec,
)
from learnenv.labs.oil_board import BLOCK, NEEDS, PEOPLE, PILOTS, ROUNDS, scattered, spread
from learnenv.labs.oil_picture import Board, picture
from learnenv.labs.own import OwnNumbers, vary
from learnenv.labs.words import both, numbers, said, so_far, whole_number

NEAR: Final = 40
"""How many people a number may be off: a tenth of the board."""
STARTS: Final = ("block", "scattered")
SAME: Final = "same"


@dataclass(frozen=True, slots=True)
class OilSlickLab(OwnNumbers):
    """A board on which people join when enough neighbours have. Every learner gets scattered pilots of their own."""

    same: bool = False
    """Whether everybody gets the same board, for instance to discuss it together."""
    seed: str = ""
    """A word from which that same board follows. Another word, another board."""


def starts(spec: OilSlickLab) -> Mapping[str, frozenset[int]]:
    """Who takes part at the start, for each of the two ways."""
    return {"block": BLOCK, "scattered": scattered(spec.seed)}


def winners(reached: Mapping[str, Mapping[int, int]]) -> dict[str, str]:
    """Which start gets furthest, for each need, given how many each reaches."""
    return {
        f"need-{need}": SAME
        if reached["block"][need] == reached["scattered"][need]
        else max(STARTS, key=lambda start: reached[start][need])
        for need in NEEDS
    }


def form(spec: OilSlickLab) -> Form:
    """Who wins for each need; then one need, by a slider, and how far both get."""
    reach, people = Range(PILOTS, PEOPLE, 4), both("lab.oil.people")
    return (
        Place(
            "winners",
            tuple(Option(f"need-{need}", both("lab.oil.if-need", count=need)) for need in NEEDS),
            tuple(Option(each, both(f"lab.oil.start.{each}")) for each in (*STARTS, SAME)),
            both("lab.oil.winners"),
        ),
        Number("need", both("lab.oil.need"), unit=both("lab.oil.neighbours"), range=Range(NEEDS[0], NEEDS[-1], 1)),
        *(Number(each, both(f"lab.oil.reach.{each}"), unit=people, range=reach) for each in STARTS),
    )


def grade(spec: OilSlickLab, answer: Answer) -> Grade:
    """A fifth for each need and for each of the two numbers."""
    need, given, true = whole_number(answer, "need", NEEDS[0], NEEDS[-1]), numbers(answer, *STARTS), _reached(spec)
    right = winners(true)
    marks = [
        Mark("winners", item, answer["winners"].get(item) == wins, Message(f"lab.oil.why.{item}"))
        for item, wins in right.items()
    ]
    for start in STARTS:
        off = given[start] - true[start][need]
        why = None if abs(off) <= NEAR else Message(f"lab.oil.{'low' if off < 0 else 'high'}")
        marks.append(Mark(start, right=why is None, feedback=why))
    marks = [replace(mark, feedback=None) if mark.item and not mark.right else mark for mark in marks]
    return Grade(sum(1 for mark in marks if mark.right) / len(marks), marks=tuple(marks))


def samples(spec: OilSlickLab) -> Samples:
    """What the board does when three are needed; and the opposite."""
    true = _reached(spec)
    right = {"winners": winners(true), "need": "3", **{each: str(true[each][3]) for each in STARTS}}
    turned = {"block": "scattered", "scattered": "block", SAME: "block"}
    wrong = {item: turned[wins] for item, wins in winners(true).items()}
    return Samples(right, {"winners": wrong, "need": "3", "block": "400", "scattered": "400"})


def show(spec: OilSlickLab, answer: Answer | None, language: Language) -> Sequence[PagePart]:
    """The rules; after an answer, how far both starts got for the need that the learner chose, in figures."""
    rules = PageText(said(language, "lab.oil.rules", people=PEOPLE, rounds=ROUNDS, pilots=PILOTS))
    if answer is None:
        return [rules]
    need, reached = whole_number(answer, "need", NEEDS[0], NEEDS[-1]), _reached(spec)
    rows = tuple(
        (both(f"lab.oil.start.{start}").get(language), answer[start], str(reached[start][need])) for start in STARTS
    )
    columns = tuple(said(language, f"lab.oil.column.{name}") for name in ("start", "yours", "reached"))
    return [rules, PageTable(columns, rows, said(language, "lab.oil.table", need=need, rounds=ROUNDS))]


def play(spec: OilSlickLab, answer: Answer, language: Language, checked: bool) -> PagePicture:
    """Both boards with who begins, who joins first for the chosen need, and what the learner expects; after a check,
    how far both really get."""
    given = so_far(answer, ("need", *STARTS))
    need = round(min(max(given["need"], NEEDS[0]), NEEDS[-1])) if "need" in given else 0
    rounds = ROUNDS if checked else 1
    boards = {
        start: Board(begun, spread(begun, need, rounds) if need else begun, given.get(start))
        for start, begun in starts(spec).items()
    }
    return picture(boards, need, rounds, language)


_parse = partial(read_spec, OilSlickLab)
OIL_SLICK = ExerciseType("lab-oil-slick", OilSlickLab, _parse, form, grade, samples, vary=vary, show=show, play=play)


def _reached(spec: OilSlickLab) -> Mapping[str, Mapping[int, int]]:
    return {start: {need: len(spread(on, need)) for need in NEEDS} for start, on in starts(spec).items()}
