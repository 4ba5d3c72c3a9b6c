"""A lab opened in a notebook: its data as plain values, and a check of what one worked out.

It runs where the learner's code runs, in a kernel of their own and never in the web server. What goes on to a record
are the plain values of an answer, and those are graded by the same function as an answer from sliders. So a result
says what somebody's own kernel says: good to learn from, and no proof for a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from learnenv import Answer, Grade, InvalidAnswer, Language, Words
from learnenv.domain.answer import read_answer
from learnenv.domain.errors import LearnenvError
from learnenv.labs.code import CODE
from learnenv.labs.code_bench import code_bench
from learnenv.labs.oil_bench import OIL_BENCH
from learnenv.labs.peeking_bench import PEEKING_BENCH
from learnenv.labs.pilot_bench import PILOT_BENCH
from learnenv.labs.workbench import Workbench, Worked
from learnenv.language import speech

Checked: TypeAlias = dict[str, Any]
"""`score` from 0 to 1; `state`: right, partial, wrong or invalid; `feedback`: sentences in the learner's language;
`saved`: whether it is on record."""

BENCHES: Mapping[str, Workbench] = {each.type.name: each for each in (PILOT_BENCH, PEEKING_BENCH, OIL_BENCH)}
"""Of the labs with numbers of one's own, by the name of the exercise type."""


def bench_for(type_name: str, spec: Any) -> Workbench | None:
    """The workbench of an exercise; None for one that is no lab."""
    return code_bench(spec) if type_name == CODE.name else BENCHES.get(type_name)


class Lab:
    """One lab as one learner has it, with their own numbers where it has those."""

    def __init__(
        self,
        bench: Workbench,
        spec: Any,
        language: Language = "nl",
        hand_in: Callable[[Answer], object] | None = None,
    ) -> None:
        self._bench, self._spec, self._language, self._hand_in = bench, spec, language, hand_in

    @property
    def data(self) -> Mapping[str, Any]:
        """What there is to work with, as plain values."""
        return self._bench.data(self._spec)

    def check(self, *given: Any, **named: Any) -> Checked:
        """Grade what was worked out, and hand it in where there is a record. What cannot be read, or a function that
        does not work yet, is not handed in: it says what to mend."""
        try:
            worked = self._bench.work(self._spec, *given, **named)
        except TypeError as error:
            raise LearnenvError("lab.call", call=self._bench.call, error=error) from error
        if not worked.holds:
            return self._unfinished(worked)
        form = self._bench.type.form(self._spec)
        try:
            answer = read_answer(form, worked.answer)
            grade = self._bench.type.grade(self._spec, answer)
        except InvalidAnswer as problems:
            labels = {field.name: field.label for field in form}
            said = [f"{self._say(labels[name])}: {self._say(why)}" for name, why in problems.problems.items()]
            return _checked(0.0, "invalid", said)
        if self._hand_in:
            self._hand_in(answer)
        told = [self._say(each) for each in _told(grade)]
        return _checked(grade.fraction or 0.0, grade.state, told, saved=self._hand_in is not None)

    def _unfinished(self, worked: Worked) -> Checked:
        mend = dict.fromkeys(self._say(each.why) for each in worked.tried if not each.holds)
        score = sum(each.holds for each in worked.tried) / len(worked.tried)
        return _checked(score, "partial" if score else "wrong", list(mend))

    def _say(self, words: Words) -> str:
        return speech(self._language).say(words)


def open_lab(type_name: str, *, seed: str = "", language: Language = "nl", **fields: str) -> Lab:
    """A lab by the name of its exercise type, with the numbers of this seed; `fields` as in an exercise's file. It
    needs no record and keeps nothing. Raises LearnenvError for a name that no lab has."""
    bench = BENCHES.get(type_name)
    if bench is None or bench.type.vary is None:
        raise LearnenvError("lab.unknown", name=type_name, names=", ".join(BENCHES))
    return Lab(bench, bench.type.vary(bench.type.parse(fields), seed), language)


def _checked(score: float, state: str, feedback: list[str], *, saved: bool = False) -> Checked:
    return {"score": score, "state": state, "feedback": feedback, "saved": saved}


def _told(grade: Grade) -> Iterator[Words]:
    yield from (mark.feedback for mark in grade.marks if mark.feedback)
    yield from grade.feedback
