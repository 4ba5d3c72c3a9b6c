"""What a class answered first: per option in the exercise's own order, or per answer, with how many gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from learnenv.domain.answer import Answer
from learnenv.domain.form import Field, Form, ManyOf, OneOf, Option, Place
from learnenv.domain.text import Text

Given: TypeAlias = Sequence[tuple[Answer, int]]
"""Answers and how many learners gave each."""


@dataclass(frozen=True, slots=True)
class Share:
    """One option, and how many learners chose it."""

    text: Text
    count: int
    right: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """One thing to choose, and what was chosen."""

    label: Text
    """Of the field, or of the item that was given a place; empty: there is only one."""
    shares: tuple[Share, ...]


def spreads(form: Form, given: Given, solution: Answer) -> tuple[Spread, ...]:
    """Per field in which something is chosen, every option with its count, also those that nobody chose. A field that
    is typed or put in order has none: its answers are told as they are."""
    return tuple(spread for field in form for spread in _of(field, given, solution.get(field.name)))


def _of(field: Field, given: Given, right: Any) -> Iterator[Spread]:
    match field:
        case OneOf():
            yield Spread(field.label, _shares(field.options, _count(field.name, given), {right}))
        case ManyOf():
            ticked: Counter[object] = Counter()
            for answer, count in given:
                for each in _several(answer.get(field.name)):
                    ticked[each] += count
            yield Spread(field.label, _shares(field.options, ticked, set(_several(right))))
        case Place():
            for item in field.items:
                placed: Counter[object] = Counter()
                for answer, count in given:
                    placed[_place(answer.get(field.name), item.id)] += count
                yield Spread(item.text, _shares(field.places, placed, {_place(right, item.id)}))
        case _:
            return


def _count(field: str, given: Given) -> Counter[object]:
    counted: Counter[object] = Counter()
    for answer, count in given:
        value = answer.get(field)
        counted[value if isinstance(value, str) else None] += count
    return counted


def _shares(options: Sequence[Option], counts: Counter[object], right: set[object]) -> tuple[Share, ...]:
    return tuple(Share(each.text, counts[each.id], each.id in right) for each in options)


def _several(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()


def _place(value: Any, item: str) -> object:
    place = value.get(item) if hasattr(value, "get") else None
    return place if isinstance(place, str) else None
