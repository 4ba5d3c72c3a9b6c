"""What labs share in reading answers and in saying things in both languages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from learnenv import Answer, InvalidAnswer, Language, Message, Text, Words
from learnenv.exercise_types.numbers import NotANumber, read_number
from learnenv.language import speech
from learnenv.look.svg import Point, number, text


def both(key: str, **values: object) -> Text:
    """A sentence of the catalogues as a text in both languages, for where a form has it."""
    return Text(speech("nl").say(key, **values), speech("en").say(key, **values))


def said(language: Language, key: str, **values: object) -> str:
    """A sentence of the catalogues in one language."""
    return speech(language).say(key, **values)


def numbers(answer: Answer, *names: str) -> dict[str, float]:
    """The numbers typed in these fields. Raises InvalidAnswer that names every one that is no number."""
    read: dict[str, float] = {}
    problems: dict[str, Words] = {}
    for name in names:
        try:
            read[name] = float(read_number(answer[name], ("%",)))
        except NotANumber as error:
            problems[name] = error.words
    if problems:
        raise InvalidAnswer(problems)
    return read


def whole_number(answer: Answer, name: str, least: int, most: int) -> int:
    """The whole number typed in a field. Raises InvalidAnswer for one that is not whole or not within the bounds."""
    value = numbers(answer, name)[name]
    if not (value == int(value) and least <= value <= most):
        raise InvalidAnswer({name: Message("lab.whole-number", {"least": least, "most": most})})
    return int(value)


def written(value: float) -> str:
    """A number with one decimal, as a learner could type it."""
    return f"{Decimal(value):.1f}"


def so_far(answer: Answer, names: Sequence[str]) -> dict[str, float]:
    """The numbers that are filled in so far and can be read, for a picture of them."""
    read: dict[str, float] = {}
    for name in names:
        try:
            value = float(read_number(str(answer.get(name, "")), ("%",)))
        except NotANumber:
            continue
        if math.isfinite(value):
            read[name] = value
    return read


def label(words: str, at: Point, side: str = "middle", tone: str = "ink") -> str:
    """Words in a drawing. `side`: which part of them is at the point: start, middle or end."""
    place = f'x="{number(at[0])}" y="{number(at[1])}" text-anchor="{side}"'
    return f'<text class="led-t-{tone}" {place}>{text(words)}</text>'
