"""reflection: write a text and rate it oneself by a rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learnenv import (
    Answer,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    InvalidAnswer,
    LongText,
    Message,
    OneOf,
    Option,
    Samples,
    Text,
    Words,
    read_spec,
)
from learnenv.exercise_types.checks import bad_ids, fault, refuse, too_few
from learnenv.exercise_types.items import NO_TEXT


@dataclass(frozen=True, slots=True)
class WordRange:
    """How long the text has to be."""

    min: int = 0
    """Fewest words. 0: no lower bound."""
    max: int = 0
    """Most words. 0: no upper bound."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric."""

    id: str
    """Your own short name for this criterion. Keep it when you change the text."""
    criterion: Text
    """What is looked at, in both languages."""
    levels: tuple[Text, ...]
    """Two or more levels, the lowest first. The first gives 0 points, the next 1, and so on."""


@dataclass(frozen=True, slots=True)
class Reflection:
    """A text about one's own work, with a rubric to rate it by."""

    rubric: tuple[Criterion, ...]
    """The criteria by which the learner rates the text, and a trainer may do so later."""
    words: WordRange = WordRange()
    """How long the text has to be."""
    pass_points: int | None = None
    """Points from which the text is good enough. Left out: more than half of the points."""
    no_zero: bool = True
    """Whether one criterion at its lowest level is enough not to pass."""
    example: Text = NO_TEXT
    """An example of a good text. Learners read it after handing in their own."""


def parse(data: Mapping[str, Any]) -> Reflection:
    """Read the file's data."""
    spec = read_spec(Reflection, data)
    faults = too_few(("rubric",), len(spec.rubric), 1)
    faults += bad_ids(("rubric",), (criterion.id for criterion in spec.rubric))
    for index, criterion in enumerate(spec.rubric):
        faults += too_few(("rubric", index, "levels"), len(criterion.levels), 2)
    refuse(faults + _word_faults(spec) + _pass_faults(spec))
    return spec


def form(spec: Reflection) -> Form:
    """The text, and a level to choose per criterion once it is written."""
    text = LongText("text", min_words=spec.words.min, max_words=spec.words.max, rows=10)
    ratings = (
        OneOf(_field(criterion), _levels(criterion), label=criterion.criterion, required=False, shuffle=False)
        for criterion in spec.rubric
    )
    return (text, *ratings)


def grade(spec: Reflection, answer: Answer) -> Grade:
    """The learner's own points / all points; nothing yet without a rating. Raises InvalidAnswer for a text outside
    the word range and for a rubric that is filled in halfway."""
    rated = {each.id: int(answer[_field(each)]) for each in spec.rubric if _field(each) in answer}
    problems = _length_problems(spec, answer["text"])
    if rated:
        unrated = (each for each in spec.rubric if each.id not in rated)
        problems |= {_field(criterion): Message("reflection.not-rated") for criterion in unrated}
    if problems:
        raise InvalidAnswer(problems)
    example: tuple[Words, ...] = (Message("reflection.example"), spec.example) if spec.example else ()
    if not rated:
        return Grade(None, (Message("reflection.rate-yourself"), *example))
    points, most = sum(rated.values()), _most(spec)
    zero = spec.no_zero and 0 in rated.values()
    passed = points >= _bar(spec) and not zero
    return Grade(points / most, (*_said(spec, points, zero), *example), passed=passed)


def samples(spec: Reflection) -> Samples:
    """A text of the right length, rated highest and lowest on everything."""
    text = spec.example.nl or spec.example.en or " ".join(["woord"] * max(1, spec.words.min))
    high = {_field(criterion): str(len(criterion.levels) - 1) for criterion in spec.rubric}
    return Samples({"text": text, **high}, {"text": text, **dict.fromkeys(high, "0")})


def rubric(spec: Reflection) -> tuple[str, ...]:
    """The levels that are chosen; all else is the text."""
    return tuple(_field(criterion) for criterion in spec.rubric)


REFLECTION = ExerciseType("reflection", Reflection, parse, form, grade, samples, open=True, rubric=rubric)


def _field(criterion: Criterion) -> str:
    return f"rate-{criterion.id}"


def _levels(criterion: Criterion) -> tuple[Option, ...]:
    return tuple(Option(str(points), level) for points, level in enumerate(criterion.levels))


def _most(spec: Reflection) -> int:
    return sum(len(criterion.levels) - 1 for criterion in spec.rubric)


def _bar(spec: Reflection) -> int:
    return _most(spec) // 2 + 1 if spec.pass_points is None else spec.pass_points


def _said(spec: Reflection, points: int, zero: bool) -> tuple[Words, ...]:
    total = Message("reflection.points", {"points": points, "most": _most(spec), "bar": _bar(spec)})
    if points < _bar(spec):
        return (total, Message("reflection.below-bar"))
    return (total, Message("reflection.zero" if zero else "reflection.passed"))


def _length_problems(spec: Reflection, text: str) -> dict[str, Words]:
    count, least, most = len(text.split()), spec.words.min, spec.words.max
    if count < least:
        return {"text": Message("reflection.too-short", {"count": count, "least": least})}
    if most and count > most:
        return {"text": Message("reflection.too-long", {"count": count, "most": most})}
    return {}


def _word_faults(spec: Reflection) -> list[DataFault]:
    least, most = spec.words.min, spec.words.max
    faults = [fault(("words", name), "negative-words") for name, n in (("min", least), ("max", most)) if n < 0]
    if 0 < most < least:
        faults.append(fault(("words", "max"), "words-swapped", least=least, most=most))
    for language, example in (("nl", spec.example.nl), ("en", spec.example.en)):
        count = len(example.split())
        if example and not faults and (count < max(1, least) or 0 < most < count):
            faults.append(fault(("example", language), "example-length", count=count, least=least, most=most))
    return faults


def _pass_faults(spec: Reflection) -> list[DataFault]:
    if spec.pass_points is None or 0 <= spec.pass_points <= _most(spec):
        return []
    return [fault(("pass_points",), "pass-points", points=spec.pass_points, most=_most(spec))]
