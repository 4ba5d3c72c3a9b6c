"""What an answer is worth: percentages as GIFT writes them, Moodle's list of marks, and numbers of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from learnenv.questions.building import plainly
from learnenv.questions.losses import Skip

_TENTHS = (Fraction(tenths, 10) for tenths in range(11))
_PARTS = (Fraction(1, parts) for parts in (3, 4, 6, 7, 8, 9, 20))
_LIST = (*_TENTHS, *_PARTS, Fraction(2, 3), Fraction(3, 4), Fraction(5, 6))
"""The marks that Moodle knows, above and below zero."""
MARKS = (*_LIST, *(-mark for mark in _LIST))
_SAME = Fraction(1, 100_000)
"""Moodle takes marks for the same below this; so 33.333 % is a third."""
_NEAR = Fraction(1, 100)
_DIGITS = Decimal("1e-7")
_WEIGHT = re.compile(r"%(-?)([0-9]{1,9}(?:\.[0-9]{0,30})?)%")
_LIKE_A_WEIGHT = re.compile(r"%[-+]*[0-9.,]+ ?%")


def weight_of(answer: str) -> tuple[Fraction | None, str]:
    """The weight in front of an answer, None if there is none, and the answer without it. Raises Skip."""
    found = _WEIGHT.match(answer)
    if found is None:
        if odd := _LIKE_A_WEIGHT.match(answer):
            raise Skip("questions.weight-unreadable", weight=odd.group()[:20])
        return None, answer
    weight = mark_of(Fraction(f"{found[1]}{found[2].rstrip('.')}") / 100)
    if not -1 <= weight <= 1:
        raise Skip("questions.weight-range", weight=found.group())
    return weight, answer[found.end() :].strip()


def mark_of(fraction: Fraction) -> Fraction:
    """The mark of Moodle's list that is meant by a rounded number; the number itself if it is none of these."""
    return next((mark for mark in MARKS if abs(mark - fraction) < _SAME), fraction)


def nearest_mark(fraction: Fraction) -> Fraction:
    """The mark of Moodle's list that lies within one percent, else the number itself."""
    nearest = min(MARKS, key=lambda mark: abs(mark - fraction))
    return nearest if abs(nearest - fraction) <= _NEAR else fraction


def is_about(one: Fraction, other: Fraction) -> bool:
    """Whether two marks are the same to Moodle."""
    return abs(one - other) < _SAME


def number(fraction: Fraction) -> Decimal:
    """A mark as it stands in an exercise file, with at most seven decimals."""
    return plainly((Decimal(fraction.numerator) / Decimal(fraction.denominator)).quantize(_DIGITS))


def numbers(fractions: Sequence[Fraction]) -> list[Decimal]:
    """Marks as numbers; those above zero together no less than before, although thirds have no end."""
    written = [number(each) for each in fractions]
    positive = [index for index, each in enumerate(fractions) if each > 0]
    if positive and sum((fractions[index] for index in positive), Fraction(0)) >= 1:
        lacking = 1 - sum((written[index] for index in positive), Decimal(0))
        written[positive[-1]] += max(Decimal(0), lacking)
    return written


def percentage(value: float) -> str:
    """A number of ours as a percentage in GIFT."""
    meant = mark_of(Fraction(repr(value)))
    if meant in MARKS:
        return f"{plainly((Decimal(meant.numerator) * 100 / meant.denominator).quantize(Decimal('1e-5'))):f}"
    return f"{plainly(Decimal(repr(value)) * 100):f}"
