"""The answers of exercises with something to type, in GIFT."""

from __future__ import annotations

from decimal import Decimal

from learnenv import Text
from learnenv.questions.building import plainly
from learnenv.questions.gift_signs import escaped
from learnenv.questions.gift_writing import Writing
from learnenv.questions.losses import Skip
from learnenv.questions.weights import percentage
from learnenv.questions.words import RUBRIC, plain


def short_answer(writing: Writing) -> str:
    """Answers that count, known wrong ones, and what is said about any other."""
    spec, feedback = writing.exercise.spec, writing.exercise.feedback
    writing.no_more_feedback("right", "partial")
    if spec.slack:
        writing.tags.append("learnenv-slack")
        writing.losses.add("questions.slack-lost")
    if spec.case_sensitive:
        writing.tags.append("learnenv-case-sensitive")
        writing.losses.add("questions.case-lost")
    if spec.sample:
        writing.losses.add("questions.sample-lost")
    lines = [
        _typed(writing, "" if each.fraction == 1 else percentage(each.fraction), words, each.feedback)
        for each in spec.answers
        for words in _versions(writing, each.text)
    ]
    lines += [
        _typed(writing, "0", words, each.feedback) for each in spec.wrong for words in _versions(writing, each.text)
    ]
    if feedback.wrong:
        lines.append(_typed(writing, "0", "*", feedback.wrong))
    if any("->" in line for line in lines):
        raise Skip("questions.arrow")
    return "\n" + "".join(lines)


def numeric(writing: Writing) -> str:
    """The number with its tolerance, a wider reach for half the marks, known mistakes, and any other number."""
    spec, feedback = writing.exercise.spec, writing.exercise.feedback
    if spec.unit:
        writing.losses.add("questions.unit-lost", unit=writing.text(spec.unit))
    if not spec.near:
        writing.no_more_feedback("partial")
    lines = [f"\t={_reach(writing, Decimal(1))}{writing.feedback(feedback.right)}\n"]
    if spec.near:
        lines.append(f"\t=%50%{_reach(writing, spec.near)}{writing.feedback(feedback.partial)}\n")
    for each in spec.mistakes:
        number = f"{plainly(each.value):f}:{plainly(each.tolerance):f}"
        lines.append(f"\t=%0%{number}{writing.feedback(each.feedback)}\n")
    if feedback.wrong:
        lines.append(f"\t~{writing.feedback(feedback.wrong)}\n")
    return "#\n" + "".join(lines)


def reflection(writing: Writing) -> str:
    """An essay. Its rubric stays behind, unless it is the one that an essay gets here."""
    spec = writing.exercise.spec
    writing.no_more_feedback("right", "partial", "wrong")
    rubric = [
        {"id": each.id, "criterion": plain(each.criterion), "levels": [plain(level) for level in each.levels]}
        for each in spec.rubric
    ]
    if rubric != RUBRIC or spec.pass_points is not None or not spec.no_zero:
        writing.losses.add("questions.rubric-lost")
    if spec.words.min or spec.words.max:
        writing.losses.add("questions.words-lost")
    if spec.example:
        writing.losses.add("questions.example-lost")
    return ""


def _versions(writing: Writing, text: Text) -> list[str]:
    """An answer in the language that is written and in the other one: both count, whatever language one reads."""
    both = (text.nl, text.en) if writing.language == "nl" else (text.en, text.nl)
    return list(dict.fromkeys(said.strip() for said in both if said.strip()))


def _typed(writing: Writing, percent: str, words: str, feedback: Text) -> str:
    weight = f"%{percent}%" if percent else ""
    return f"\t={weight}{_guarded(words)}{writing.feedback(feedback)}\n"


def _guarded(words: str) -> str:
    """An answer; one that begins like a format or a weight would be read as having it, so it gets a format itself."""
    return f"[plain]{escaped(words)}" if words.startswith(("[", "%")) else escaped(words)


def _reach(writing: Writing, times: Decimal) -> str:
    """The number and how far off it may be, `times` over; in GIFT that is always so much more or less."""
    spec = writing.exercise.spec
    value, tolerance = spec.value, spec.tolerance * times
    if spec.kind != "absolute" and tolerance:
        writing.losses.add("questions.tolerance-kind")
    if spec.kind == "relative":
        tolerance *= abs(value)
    elif spec.kind == "geometric" and tolerance:
        ends = sorted((value / (1 + tolerance), value * (1 + tolerance)))
        return f"{_short(ends[0])}..{_short(ends[1])}"
    return f"{plainly(value):f}:{plainly(tolerance):f}" if tolerance else f"{plainly(value):f}"


def _short(number: Decimal) -> str:
    """A number that may have no end, with ten digits of its own."""
    return f"{plainly(Decimal(f'{number:.10g}')):f}"
