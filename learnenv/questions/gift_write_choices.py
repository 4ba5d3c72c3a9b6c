"""The answers of exercises with something to choose, in GIFT."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from learnenv import Text
from learnenv.questions.gift_signs import escaped
from learnenv.questions.gift_writing import Writing
from learnenv.questions.losses import Skip
from learnenv.questions.weights import MARKS, mark_of, percentage
from learnenv.questions.words import FALSE, TRUE


def single(writing: Writing) -> str:
    """One right answer, or a statement that is true or not."""
    options = writing.exercise.spec.options
    writing.no_more_feedback("right", "partial", "wrong")
    if said := _true_or_false(writing):
        return said
    _note_order(writing, options)
    _note_marks(writing, [option.credit for option in options])
    return _listed("".join(_line(_sign(each.credit), each, writing) for each in options))


def multiple(writing: Writing) -> str:
    """Answers to tick, each with its weight."""
    spec = writing.exercise.spec
    writing.no_more_feedback("right", "partial", "wrong")
    weights = _weights(spec)
    if spec.scoring == "all-or-nothing":
        writing.losses.add("questions.scoring-lost")
    if spec.scoring != "balanced":
        writing.tags.append(f"learnenv-{spec.scoring}")
    _note_order(writing, spec.options)
    _note_marks(writing, weights)
    signs = ("~" if not weight else f"~%{percentage(weight)}%" for weight in weights)
    return _listed("".join(_line(sign, each, writing) for sign, each in zip(signs, spec.options, strict=True)))


def matching(writing: Writing) -> str:
    """Pairs; a choice that fits no row stands without one."""
    spec = writing.exercise.spec
    writing.no_more_feedback("right", "partial", "wrong")
    if any(row.feedback for row in spec.rows):
        writing.losses.add("questions.row-feedback-lost")
    choices = {choice.id: escaped(writing.text(choice.text)) for choice in spec.choices}
    used = {row.right for row in spec.rows}
    if len(spec.rows) + len(choices.keys() - used) < 2:
        raise Skip("questions.too-few-pairs")
    lines = [f"\t={_row(writing, row.text)} -> {choices[row.right]}\n" for row in spec.rows]
    lines += [f"\t= -> {words}\n" for id, words in choices.items() if id not in used]
    return _listed("".join(lines))


def _true_or_false(writing: Writing) -> str:
    """A statement in GIFT's short form, if this is one: in the words and the order in which they come in."""
    spec = writing.exercise.spec
    words = [each.text for each in spec.options]
    if spec.shuffle or words != [TRUE, FALSE] or sorted(each.credit for each in spec.options) != [0, 1]:
        return ""
    right, wrong = sorted(spec.options, key=lambda each: -float(each.credit))
    said = [writing.markdown(wrong.feedback), writing.markdown(right.feedback)]
    while said and not said[-1]:
        said.pop()
    return "#".join(["TRUE" if right.text == TRUE else "FALSE", *said])


def _weights(spec: Any) -> list[float]:
    if spec.scoring == "weights":
        return [float(option.credit) for option in spec.options]
    right = sum(option.credit > 0 for option in spec.options)
    off = {"right-minus-wrong": right, "all-or-nothing": 1}.get(spec.scoring, len(spec.options) - right)
    return [1 / right if option.credit > 0 else -1 / off for option in spec.options]


def _line(sign: str, option: Any, writing: Writing) -> str:
    return f"\t{sign}{writing.plain(option.text)}{writing.feedback(option.feedback)}\n"


def _sign(credit: float) -> str:
    return "=" if credit == 1 else "~" if credit == 0 else f"~%{percentage(credit)}%"


def _row(writing: Writing, text: Text) -> str:
    """The first half of a pair. An arrow in it would end it, so it is written as HTML does."""
    said = writing.plain(text)
    if "->" not in said:
        return said
    html = writing.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"[html]{escaped(html)}"


def _listed(lines: str) -> str:
    return f"\n{lines}"


def _note_order(writing: Writing, options: Sequence[Any]) -> None:
    if not writing.exercise.spec.shuffle:
        writing.tags.append("learnenv-unshuffled")
        writing.losses.add("questions.order-lost")
    elif any(option.fixed for option in options):
        writing.losses.add("questions.order-lost")


def _note_marks(writing: Writing, weights: Sequence[float]) -> None:
    strange = [weight for weight in weights if mark_of(Fraction(repr(weight))) not in MARKS]
    if strange:
        writing.losses.add("questions.strange-mark", percent=percentage(strange[0]))
