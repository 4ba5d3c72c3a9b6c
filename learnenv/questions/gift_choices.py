"""GIFT questions with something to choose -> single-choice, multiple-choice and matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from learnenv.questions.building import Data, Making, letters
from learnenv.questions.gift_parts import Parts, pieces
from learnenv.questions.gift_signs import shown
from learnenv.questions.losses import Losses, Skip
from learnenv.questions.texts import Rich, to_plain
from learnenv.questions.weights import is_about, nearest_mark, number, numbers, weight_of
from learnenv.questions.words import FALSE, TRUE, plain

SCORINGS = ("balanced", "all-or-nothing", "weights", "right-minus-wrong")
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: what it is worth, its words and what is said about it."""

    credit: Fraction
    text: str
    feedback: str

    def entry(self, making: Making, id: str, worth: Data) -> Data:
        """The answer as an option of an exercise file."""
        return making.with_feedback({"id": id, "text": making.said(self.text), **worth}, self.feedback)


def choice(parts: Parts, making: Making, losses: Losses) -> Data:
    """A question with answers marked ~, of which = or weights say which are right. Raises Skip."""
    split = pieces(parts.answers.replace("=", "~="), "~")
    answers = [each for each in (_answer(piece, parts, losses) for piece in split) if each is not None]
    if len(answers) < 2:
        raise Skip("questions.too-few-answers", count=len(answers), least=2)
    if "=" in parts.answers:
        return _single(answers, making, losses)
    return _multiple(answers, making, losses)


def true_or_false(parts: Parts, making: Making, losses: Losses) -> Data:
    """A statement. What is said about the wrong answer comes first."""
    answer, wrong, right = [*parts.answers.split("#", 2), "", ""][:3]
    is_true = answer.strip() in ("T", "TRUE")
    said_wrong, said_right = parts.feedback(wrong, losses), parts.feedback(right, losses)
    options = []
    for id, text, holds in (("true", TRUE, is_true), ("false", FALSE, not is_true)):
        option: Data = {"id": id, "text": plain(text), **({"right": True} if holds else {})}
        options.append(making.with_feedback(option, said_right if holds else said_wrong))
    return making.file("single-choice", {"options": options, "shuffle": False})


def matching(parts: Parts, making: Making, losses: Losses) -> Data:
    """Pairs of what belongs together. A pair without a first half is a choice that fits nothing. Raises Skip."""
    split = pieces(parts.answers, "=")
    rows: list[Data] = []
    choices: dict[str, str] = {}
    for piece in split:
        first, arrow, second = piece.partition("->")
        words = shown(second).strip()
        if not arrow or not words:
            raise Skip("questions.no-arrow", text=shown(piece)[:60])
        right = choices.setdefault(to_plain(Rich(words, "plain"), losses), f"c{len(choices) + 1}")
        if row := to_plain(parts.rich(first), losses):
            rows.append({"id": f"r{len(rows) + 1}", "text": making.said(row), "right": right})
        elif first.strip():
            losses.add("questions.empty-answer")
    if not rows or len(choices) < 2:
        raise Skip("questions.too-few-pairs")
    listed = [{"id": id, "text": making.said(text)} for text, id in choices.items()]
    return making.file("matching", {"rows": rows, "choices": listed})


def _answer(piece: str, parts: Parts, losses: Losses) -> _Answer | None:
    """One answer of a choice; None for one with nothing in it, which Moodle leaves out as well."""
    right = piece.startswith("=")
    weight, rest = weight_of(piece.removeprefix("=").strip())
    if right and weight is not None:
        losses.add("questions.weight-after-equals")
    words, _, feedback = rest.partition("#")
    text = to_plain(parts.rich(words), losses)
    if not text:
        if words.strip() or feedback.strip() or weight is not None:
            losses.add("questions.empty-answer")
        return None
    credit = Fraction(int(right)) if weight is None else weight
    return _Answer(credit, text, parts.feedback(feedback, losses))


def _single(answers: Sequence[_Answer], making: Making, losses: Losses) -> Data:
    if any(each.credit < 0 for each in answers):
        losses.add("questions.below-zero")
    if all(each.credit == 1 for each in answers):
        raise Skip("questions.all-right")
    if not any(each.credit == 1 for each in answers):
        raise Skip("questions.nothing-right")
    options = []
    for id, each in zip(letters(), answers, strict=False):
        worth: dict[str, Any] = {"right": True} if each.credit == 1 else {}
        if 0 < each.credit < 1:
            worth = {"fraction": number(each.credit)}
        options.append(each.entry(making, id, worth))
    fixed: Data = {"shuffle": False} if "learnenv-unshuffled" in making.tags else {}
    return making.file("single-choice", {"options": options, **fixed})


def _multiple(answers: Sequence[_Answer], making: Making, losses: Losses) -> Data:
    credits = _whole([each.credit for each in answers], losses)
    scoring = _scoring(credits, making, losses)
    by_weights = scoring == "weights"
    written = numbers(credits)
    options = []
    for index, (id, each) in enumerate(zip(letters(), answers, strict=False)):
        worth: Data = {"fraction": written[index]} if by_weights else {"right": True} if credits[index] > 0 else {}
        options.append(each.entry(making, id, worth))
    fixed: Data = {"shuffle": False} if "learnenv-unshuffled" in making.tags else {}
    return making.file("multiple-choice", {"scoring": scoring, "options": options, **fixed})


def _whole(credits: list[Fraction], losses: Losses) -> list[Fraction]:
    """Weights that reach full marks together. Raises Skip if nobody could."""
    total = _above(credits)
    if total >= 1:
        return credits
    nearest = [nearest_mark(each) for each in credits]
    if _above(nearest) == 1:
        losses.add("questions.weights-rounded")
        return nearest
    if total >= Fraction(995, 1000):  # Moodle rounds to hundredths here
        last = max(index for index, each in enumerate(credits) if each > 0)
        return [each + (1 - total if index == last else 0) for index, each in enumerate(credits)]
    raise Skip("questions.weights-too-low", percent=round(float(total) * 100, 2))


def _above(credits: Sequence[Fraction]) -> Fraction:
    return sum((each for each in credits if each > 0), _NOTHING)


def _scoring(credits: Sequence[Fraction], making: Making, losses: Losses) -> str:
    """The scoring that gives what these weights give; a tag of ours says which one it was."""
    right = [each for each in credits if each > 0]
    wrong = [each for each in credits if each <= 0]
    if not wrong:
        raise Skip("questions.all-right")
    tagged = next((each for each in SCORINGS if f"learnenv-{each}" in making.tags), "")
    if tagged:
        return tagged
    if all(is_about(each, Fraction(1, len(right))) for each in right):
        if all(is_about(each, Fraction(-1, len(wrong))) for each in wrong):
            return "balanced"
        if all(is_about(each, Fraction(-1, len(right))) for each in wrong):
            return "right-minus-wrong"
    if sum(credits, _NOTHING) >= 1:
        losses.add("questions.all-ticked")
        return "balanced"
    return "weights"
