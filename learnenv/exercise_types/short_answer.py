"""short-answer: type a word or a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from learnenv import (
    Answer,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    InvalidAnswer,
    Mark,
    Message,
    Samples,
    ShortText,
    Text,
    Words,
    read_spec,
)
from learnenv.exercise_types.checks import Path, fault, no_mistakes, out_of_range, refuse, too_few
from learnenv.exercise_types.items import NO_TEXT
from learnenv.exercise_types.spelling import fits, has_wildcard, slack, slips, tidy, with_wildcards_as

LONGEST = 1000
"""Most characters in a learner's answer."""
LONGEST_PATTERN = 200
"""Most characters in an author's answer."""


@dataclass(frozen=True, slots=True)
class AcceptedAnswer:
    """An answer that gives marks."""

    text: Text
    """The answer in both languages; either is accepted, whatever language the learner reads. `*` stands for any text,
    a star itself is written as `\\*`."""
    fraction: float = 1.0
    """How much of the full marks it gives, from 0 to 1."""
    feedback: Text = NO_TEXT
    """What the learner reads after this answer."""


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A known wrong answer. It wins over slack in spelling, so that it is never taken for a slip."""

    text: Text
    """The answer in both languages. `*` stands for any text."""
    feedback: Text
    """What the learner reads after this answer: the misunderstanding behind it."""


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A question with a short text for an answer."""

    answers: tuple[AcceptedAnswer, ...]
    """Answers that give marks, tried in this order; the first that fits counts."""
    wrong: tuple[WrongAnswer, ...] = ()
    """Known wrong answers with their own feedback."""
    case_sensitive: bool = False
    """Whether capitals count."""
    slack: bool = True
    """Whether slips of the finger are forgiven: one in a text of more than 3 characters, two in one of more than 9.
    Never in an answer with `*` or with digits."""
    sample: Text = NO_TEXT
    """A right answer to show to who asks for it. Without it, the first right answer is shown."""


def parse(data: Mapping[str, Any]) -> ShortAnswer:
    """Read the file's data."""
    spec = read_spec(ShortAnswer, data)
    faults = too_few(("answers",), len(spec.answers), 1)
    for index, accepted in enumerate(spec.answers):
        faults += _text_faults(("answers", index, "text"), accepted.text)
        faults += out_of_range(("answers", index, "fraction"), accepted.fraction, 0, 1)
    for index, wrong in enumerate(spec.wrong):
        faults += _wrong_faults(spec, index, wrong)
    refuse(faults or _unreachable(spec))
    return spec


def form(spec: ShortAnswer) -> Form:
    """One line of text."""
    return (ShortText("answer"),)


def grade(spec: ShortAnswer, answer: Answer) -> Grade:
    """An answer that fits exactly, else a known wrong one, else one with a slip. Raises InvalidAnswer if too long."""
    if len(answer["answer"]) > LONGEST:
        problem = Message("short-answer.too-long", {"count": len(answer["answer"]), "most": LONGEST})
        raise InvalidAnswer({"answer": problem})
    typed = tidy(answer["answer"], spec.case_sensitive)
    for accepted, said in _accepted(spec):
        if fits(tidy(said, spec.case_sensitive), typed):
            return _grade(accepted)
    for wrong in spec.wrong:
        if any(fits(tidy(said, spec.case_sensitive), typed) for said in _versions(wrong.text)):
            return Grade(0.0, marks=(Mark("answer", right=False, feedback=wrong.feedback),))
    for accepted, said in _accepted(spec) if spec.slack else ():
        if _nearly(tidy(said, spec.case_sensitive), typed):
            return _grade(accepted, Message("short-answer.spelling", {"text": with_wildcards_as(said, "")}))
    return Grade(0.0, marks=(Mark("answer", right=False),))


def samples(spec: ShortAnswer) -> Samples:
    """The author's sample or the first answer that gives full marks; a known wrong answer, else a strange sign."""
    right = next(text for text in right_texts(spec) if score(spec, text) == 1)
    known = (said for wrong in spec.wrong for said in _versions(wrong.text) if not has_wildcard(said))
    wrong = next((text for text in known if score(spec, with_wildcards_as(text, "")) < 1), None)
    return Samples({"answer": right}, {"answer": _stranger(spec) if wrong is None else with_wildcards_as(wrong, "")})


def advise(spec: ShortAnswer) -> Sequence[DataFault]:
    """A hint if no wrong answer is named."""
    return [] if spec.wrong else [no_mistakes(("answers",), "wrong")]


SHORT_ANSWER = ExerciseType("short-answer", ShortAnswer, parse, form, grade, samples, advise=advise)


def right_texts(spec: ShortAnswer) -> Iterator[str]:
    """Plain texts that ought to give full marks: the sample, else the answers with their wildcards filled in."""
    yield from _versions(spec.sample)
    for accepted in spec.answers:
        if accepted.fraction == 1:
            for said in _versions(accepted.text):
                yield from (" ".join(with_wildcards_as(said, filling).split()) for filling in ("", "x"))


def score(spec: ShortAnswer, text: str) -> float:
    """The fraction that a text gives; 0 for one that cannot be handed in."""
    return (grade(spec, {"answer": text}).fraction or 0.0) if 0 < len(text) <= LONGEST else 0.0


def _grade(accepted: AcceptedAnswer, *said: Words) -> Grade:
    right = True if accepted.fraction == 1 else False if accepted.fraction == 0 else None
    return Grade(accepted.fraction, said, (Mark("answer", right=right, feedback=accepted.feedback or None),))


def _versions(text: Text) -> tuple[str, ...]:
    return tuple(said for said in (text.nl, text.en) if said.strip())


def _accepted(spec: ShortAnswer) -> Iterator[tuple[AcceptedAnswer, str]]:
    return ((accepted, said) for accepted in spec.answers for said in _versions(accepted.text))


def _nearly(pattern: str, typed: str) -> bool:
    if has_wildcard(pattern):
        return False
    wanted = with_wildcards_as(pattern, "")
    allowed = slack(wanted)
    return abs(len(wanted) - len(typed)) <= allowed and slips(wanted, typed) <= allowed


def _stranger(spec: ShortAnswer) -> str:
    """A sign that is in no answer, so that it fits none."""
    used = set("".join(tidy(said, spec.case_sensitive) for _, said in _accepted(spec)))
    signs = (chr(code) for code in range(ord("?"), 0x3000))
    return next(sign for sign in signs if sign.isalnum() and used.isdisjoint(tidy(sign, spec.case_sensitive)))


def _text_faults(path: Path, text: Text) -> list[DataFault]:
    if not _versions(text):
        return [fault(path, "empty-text")]
    faults: list[DataFault] = []
    for language, said in (("nl", text.nl), ("en", text.en)):
        if len(said) > LONGEST_PATTERN:
            faults.append(fault((*path, language), "answer-too-long", count=len(said), most=LONGEST_PATTERN))
        elif said and not with_wildcards_as(said, "").strip():
            faults.append(fault((*path, language), "only-wildcards"))
    return faults


def _wrong_faults(spec: ShortAnswer, index: int, wrong: WrongAnswer) -> list[DataFault]:
    faults = _text_faults(("wrong", index, "text"), wrong.text)
    for language, said in (("nl", wrong.text.nl), ("en", wrong.text.en)):
        typed = tidy(with_wildcards_as(said, ""), spec.case_sensitive)
        right = any(fits(tidy(pattern, spec.case_sensitive), typed) for _, pattern in _accepted(spec))
        if said.strip() and not has_wildcard(said) and right:
            faults.append(fault(("wrong", index, "text", language), "wrong-is-accepted", text=said.strip()))
    return faults


def _unreachable(spec: ShortAnswer) -> list[DataFault]:
    """Faults if a sample, or every right answer, gives less than full marks."""
    samples = (("nl", spec.sample.nl), ("en", spec.sample.en))
    faults = [
        fault(("sample", language), "sample-not-right", text=said)
        for language, said in samples
        if said.strip() and score(spec, said) < 1
    ]
    if not faults and not any(score(spec, text) == 1 for text in right_texts(spec)):
        faults.append(fault(("answers",), "no-right-answer"))
    return faults
