"""Two boards side by side: who began, who takes part, and how far the learner expects each to get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from learnenv import Language, PagePicture
from learnenv.labs.oil_board import PEOPLE, PILOTS, SIDE
from learnenv.labs.words import both, label, said
from learnenv.look.svg import document, number, path

_CELL, _TOP, _APART, _EDGE = 10.0, 32.0, 224.0, 6.0
_WIDE = SIDE * _CELL
_BAR = _TOP + _WIDE + 14


@dataclass(frozen=True, slots=True)
class Board:
    """One of the two ways to begin."""

    begun: frozenset[int]
    now: frozenset[int]
    expected: float | None
    """How many the learner says will take part in the end; None: they did not say yet."""


def picture(boards: Mapping[str, Board], need: int, rounds: int, language: Language) -> PagePicture:
    """The boards under their names. Those who began are saffron, those who joined teal. `need` 0: not chosen yet."""
    body = ""
    for place, (start, board) in enumerate(boards.items()):
        left = _EDGE + place * _APART
        name = f"{both(f'lab.oil.start.{start}').get(language)}: {len(board.now)}"
        body += label(name, (left, 22), "start") + _board(board, left) + _bar(board, left, language)
        if need:
            after = said(language, "lab.oil.after", round=rounds)
            body += label(after, (left + _WIDE, _BAR + 36), "end", "ink-soft")
    return PagePicture(document(440, _BAR + 46, body), _alt(boards, need, rounds, language))


def _alt(boards: Mapping[str, Board], need: int, rounds: int, language: Language) -> str:
    parts = [said(language, "lab.oil.alt-start", pilots=PILOTS)]
    if need:
        counts = {start: len(board.now) for start, board in boards.items()}
        parts.append(said(language, "lab.oil.alt-need", count=rounds, need=need, **counts))
    for start, board in boards.items():
        if board.expected is not None:
            name = both(f"lab.oil.start.{start}")
            parts.append(said(language, "lab.oil.alt-expected", start=name, people=round(board.expected)))
    return " ".join(parts)


def _board(board: Board, left: float) -> str:
    frame = f"M{number(left)} {number(_TOP)}h{number(_WIDE)}v{number(_WIDE)}h{number(-_WIDE)}z"
    return (
        path(frame, "f-card", "s-line-strong", more='stroke-width="1.5"')
        + path(_cells(board.now - board.begun, left), "f-teal")
        + path(_cells(board.begun, left), "f-saffron", "s-saffron-deep", more='stroke-width="1"')
    )


def _bar(board: Board, left: float, language: Language) -> str:
    """The part of all people that takes part, and a mark where the learner expects it to end."""
    full, high = _WIDE * len(board.now) / PEOPLE, 12
    drawn = path(f"M{number(left)} {number(_BAR)}h{number(_WIDE)}v{high}h{number(-_WIDE)}z", "f-sunk")
    drawn += path(f"M{number(left)} {number(_BAR)}h{number(full)}v{high}h{number(-full)}z", "f-teal")
    if board.expected is None:
        return drawn
    at = left + _WIDE * min(max(board.expected / PEOPLE, 0.0), 1.0)
    drawn += path(f"M{number(at)} {number(_BAR - 4)}v{high + 8}", "s-saffron-deep", more='stroke-width="4"')
    return drawn + label(said(language, "lab.oil.expected", people=round(board.expected)), (left, _BAR + 36), "start")


def _cells(people: frozenset[int], left: float) -> str:
    side = number(_CELL - 2)
    square = f"h{side}v{side}h-{side}z"
    places = (divmod(each, SIDE) for each in sorted(people))
    return "".join(
        f"M{number(left + column * _CELL + 1)} {number(_TOP + row * _CELL + 1)}{square}" for row, column in places
    )
