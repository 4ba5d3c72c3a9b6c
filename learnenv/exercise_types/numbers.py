"""Numbers as people in the Netherlands and in England write them, read without rounding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from learnenv import DataFault, Message
from learnenv.exercise_types.checks import Path, fault

LONGEST = 100
"""Longest text that is read as a number."""
DIGITS = 15
"""Most digits before and after the decimal mark in an author's number."""

_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}", "--")
_EITHER = re.compile(r"([+-]?) ?([1-9][0-9]{0,2})[.,]([0-9]{3})")
_PLAIN = re.compile(r"([+-]?) ?([0-9]*)(?:[.,]([0-9]+))?")
_GROUPED = re.compile(r"([+-]?) ?([1-9][0-9]{0,2}(?:([., '])[0-9]{3})(?:\3[0-9]{3})*)(?:(?!\3)[.,]([0-9]+))?")


class NotANumber(ValueError):
    """Text that is no number, or could be two; `words` says so to who typed it."""

    def __init__(self, words: Message) -> None:
        self.words = words
        super().__init__(str(words))


def read_number(text: str, units: Iterable[str] = ()) -> Decimal:
    """The number in `text`: `41,7`, `41.7`, `1.000,5`, `1,000.5`, `1 000,5`, `-3`, with or without one of the units.

    Raises NotANumber. `1.000` and `1,000` are asked about: a thousand in one country is a one in the other.
    """
    if len(text) > LONGEST:
        raise NotANumber(Message("answer.not-a-number", {"text": f"{text[:20]}…"}))
    bare = _without_unit(" ".join(text.split()), units).translate(_MINUS)
    if either := _EITHER.fullmatch(bare):
        raise NotANumber(_which(*either.groups()))
    if plain := _PLAIN.fullmatch(bare):
        sign, whole, decimals = plain.groups()
        if whole or decimals:
            return Decimal(f"{sign}{whole or 0}.{decimals or 0}")
    if grouped := _GROUPED.fullmatch(bare):
        sign, groups, mark, decimals = grouped.groups()
        return Decimal(f"{sign}{groups.replace(mark, '')}.{decimals or 0}")
    raise NotANumber(Message("answer.not-a-number", {"text": text.strip()}))


def write_number(value: Decimal) -> str:
    """A number so that `read_number` reads it back: never with exactly three decimals."""
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}"


def unwieldy(path: Path, value: Decimal) -> list[DataFault]:
    """A fault if an author's number has more digits than are counted with."""
    exponent = value.as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -DIGITS and (not value or value.adjusted() < DIGITS)
    return [] if fits else [fault(path, "too-many-digits", most=DIGITS)]


def _without_unit(text: str, units: Iterable[str]) -> str:
    for unit in units:
        mark = unit.strip()
        if not mark.strip("+-., '") or any(character.isdigit() for character in mark):
            continue
        if text.casefold().endswith(mark.casefold()):
            return text[: len(text) - len(mark)].rstrip()
        if text.casefold().startswith(mark.casefold()):
            return text[len(mark) :].lstrip()
    return text


def _which(sign: str, whole: str, decimals: str) -> Message:
    short = decimals.rstrip("0") or "0"
    short += "0" if len(short) == 3 else ""
    values = {
        "whole": f"{sign}{whole}{decimals}",
        "comma": f"{sign}{whole},{short}",
        "point": f"{sign}{whole}.{short}",
    }
    return Message("answer.which-number", values)
