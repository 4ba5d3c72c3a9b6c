"""GIFT questions with something to type -> short-answer, numeric and reflection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from learnenv.questions.building import Data, Making, plainly
from learnenv.questions.gift_parts import Parts, pieces
from learnenv.questions.gift_signs import shown
from learnenv.questions.losses import Losses, Skip
from learnenv.questions.texts import Rich, to_plain, with_format
from learnenv.questions.weights import number, weight_of
from learnenv.questions.words import RUBRIC

ANYTHING = "*"
_AN_ANSWER = re.compile(r"(?:\s[~=]|~)\s*(?=[%#]|[-+]?\.?\d)")
"""Where an answer seems to begin within what is said of other numbers."""


def essay(parts: Parts, making: Making, losses: Losses) -> Data:
    """A question without answers. It gets a rubric, because here learners rate their own text."""
    losses.add("questions.rubric-added")
    return making.file("reflection", {"rubric": RUBRIC})


def short_answer(parts: Parts, making: Making, losses: Losses) -> Data:
    """A question with a word or a few for an answer. Raises Skip."""
    answers: list[Data] = []
    wrong: list[Data] = []
    refused: list[str] = []
    for piece in pieces(parts.answers, "="):
        credit, text, feedback = _typed(piece, parts, losses)
        if credit <= 0:
            refused.append(text)
            _add_wrong(wrong, text, feedback, making, losses)
            continue
        if any(_may_meet(text, each) for each in refused):
            losses.add("questions.wrong-first")
        worth: Data = {} if credit == 1 else {"fraction": number(credit)}
        answers.append(making.with_feedback({"text": making.said(text), **worth}, feedback))
    if not any("fraction" not in each for each in answers):
        raise Skip("questions.nothing-right")
    own: Data = {"answers": answers, **({"wrong": wrong} if wrong else {})}
    if "learnenv-case-sensitive" in making.tags:
        own["case_sensitive"] = True
    if "learnenv-slack" not in making.tags:
        own["slack"] = False
    return making.file("short-answer", own)


def _typed(piece: str, parts: Parts, losses: Losses) -> tuple[Fraction, str, str]:
    """What a typed answer is worth, its words and what is said about it. Its words are never formatted."""
    weight, rest = weight_of(piece)
    words, _, feedback = rest.partition("#")
    text = to_plain(Rich(shown(with_format(words.strip(), "plain").text), "plain"), Losses())
    credit = Fraction(1) if weight is None else weight
    if not text:
        raise Skip("questions.answer-without-words")
    if credit < 0:
        losses.add("questions.below-zero")
    return credit, text, parts.feedback(feedback, losses)


def _may_meet(one: str, other: str) -> bool:
    """Whether some text may fit both answers, as far as their beginnings and ends tell. In Moodle the first that fits
    counts, whether it is right or wrong."""
    one, other = one.casefold(), other.casefold()
    if ANYTHING not in one + other:
        return one == other
    starts = sorted((one.partition(ANYTHING)[0], other.partition(ANYTHING)[0]), key=len)
    ends = sorted((one.rpartition(ANYTHING)[2], other.rpartition(ANYTHING)[2]), key=len)
    return starts[1].startswith(starts[0]) and ends[1].endswith(ends[0])


def _add_wrong(wrong: list[Data], text: str, feedback: str, making: Making, losses: Losses) -> None:
    """A known wrong answer. It counts for what it says; without words it is as wrong as any other."""
    if not feedback:
        return
    if text == ANYTHING:
        making.feedback["wrong"] = feedback
    else:
        wrong.append({"text": making.said(text), "feedback": making.said(feedback)})


@dataclass(frozen=True, slots=True)
class _Number:
    """One answer of a numeric question; no value: any other number."""

    credit: Fraction
    value: Decimal | None
    tolerance: Decimal
    feedback: str

    def meets(self, other: _Number) -> bool:
        """Whether some number fits both."""
        if self.value is None or other.value is None:
            return True
        return abs(self.value - other.value) <= self.tolerance + other.tolerance


def numeric(parts: Parts, making: Making, losses: Losses) -> Data:
    """A question with a number for an answer, its braces beginning with #. Raises Skip."""
    given, _, rest = parts.answers[1:].partition("~")
    numbers = [_number(piece, parts, losses) for piece in pieces(given, "=")] if given.strip() else []
    others = [each.feedback for each in numbers if each.value is None and each.credit <= 0]
    making.feedback["wrong"] = next((said for said in (*others, _of_others(rest, parts, losses)) if said), "")
    right = [each for each in numbers if each.credit == 1]
    if not right or any(each.value is None and each.credit > 0 for each in numbers):
        raise Skip("questions.nothing-right" if not right else "questions.any-number")
    if len({each.value for each in right}) > 1:
        raise Skip("questions.more-numbers")
    return _numeric(max(right, key=lambda each: each.tolerance), numbers, making, losses)


def _of_others(rest: str, parts: Parts, losses: Losses) -> str:
    """What is said of all other numbers. Moodle takes everything after ~ for it, answers too."""
    said, *answers = _AN_ANSWER.split(rest)
    words, _, feedback = said.partition("#")
    if words.strip():
        answers.insert(0, said)
    if answers:
        losses.add("questions.tilde-number", text=shown(" ~".join(answers)).strip()[:60])
    return "" if words.strip() else parts.feedback(feedback, losses)


def _check_order(right: _Number, numbers: Sequence[_Number], losses: Losses) -> None:
    """In Moodle the first answer that fits counts; here the right one does."""
    before = numbers[: numbers.index(right)]
    if any(each.credit < 1 and each.meets(right) for each in before):
        losses.add("questions.wrong-first")


def _numeric(right: _Number, numbers: Sequence[_Number], making: Making, losses: Losses) -> Data:
    _check_order(right, numbers, losses)
    own: Data = {"value": right.value}
    if right.tolerance:
        own["tolerance"] = right.tolerance
    if right.feedback:
        making.feedback["right"] = right.feedback
    if any(each.credit == 1 and each.feedback != right.feedback for each in numbers):
        losses.add("questions.right-feedback-lost")
    mistakes: list[Data] = []
    for each in (each for each in numbers if each.credit < 1 and each.value is not None):
        if near := _near(each, right, own):
            own["near"] = near
            if each.feedback:
                making.feedback["partial"] = each.feedback
            continue
        if each.credit:
            losses.add("questions.part-of-number")
        _add_mistake(mistakes, each, right, making, losses)
    return making.file("numeric", {**own, **({"mistakes": mistakes} if mistakes else {})})


def _near(each: _Number, right: _Number, own: Data) -> Decimal | None:
    """How many times the tolerance still gives half the marks, if that is what this answer says."""
    same = each.value == right.value and each.credit == Fraction(1, 2)
    if not same or "near" in own or not 0 < right.tolerance < each.tolerance:
        return None
    times = plainly((each.tolerance / right.tolerance).quantize(Decimal("1e-9")))
    return times if times * right.tolerance == each.tolerance else None


def _add_mistake(mistakes: list[Data], each: _Number, right: _Number, making: Making, losses: Losses) -> None:
    """A known wrong number. One that is within reach of the right number would never be met."""
    if each.value is None or right.value is None:
        return
    if abs(each.value - right.value) <= right.tolerance:
        if not each.credit:
            losses.add("questions.mistake-is-right", number=f"{each.value:f}")
        return
    if not each.feedback:
        return
    mistake: Data = {"value": each.value, "feedback": making.said(each.feedback)}
    mistakes.append({**mistake, "tolerance": each.tolerance} if each.tolerance else mistake)


def _number(piece: str, parts: Parts, losses: Losses) -> _Number:
    """One answer: a number, a number and how far off it may be, or a lowest and a highest number. Raises Skip."""
    weight, rest = weight_of(piece)
    words, _, said = rest.partition("#")
    credit, feedback = Fraction(1) if weight is None else weight, parts.feedback(said, losses)
    if credit < 0:
        losses.add("questions.below-zero")
    given = shown(words).strip()
    if given == ANYTHING:
        return _Number(credit, None, Decimal(0), feedback)
    low, dots, high = given.partition("..")
    if dots:
        ends = sorted((_decimal(low, losses), _decimal(high, losses)))
        return _Number(credit, plainly((ends[0] + ends[1]) / 2), plainly((ends[1] - ends[0]) / 2), feedback)
    value, colon, tolerance = given.partition(":")
    spread = abs(_decimal(tolerance, losses)) if colon else Decimal(0)
    return _Number(credit, plainly(_decimal(value, losses)), plainly(spread), feedback)


def _decimal(text: str, losses: Losses) -> Decimal:
    """A number with a point. With a comma it is read too, unless it could be a thousand. Raises Skip."""
    bare = text.strip()
    if re.fullmatch(r"[+-]?[0-9]+,(?![0-9]{3}$)[0-9]{1,15}", bare):
        losses.add("questions.comma", number=bare)
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?", bare):
        raise Skip("questions.no-number", text=bare[:40])
    return Decimal(bare)
