"""A code lab in a notebook: its data, and a check of what one worked out, which goes on record like any answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnenv.domain.answer import Answer
from learnenv.domain.errors import LearnenvError
from learnenv.labs.bench import Checked, Lab, bench_for
from learnenv.notebook.desk import Desk, in_one_line, sit_down
from learnenv.services import answering


def lab(ref: str, *, learner: str = "", language: str = "") -> LabCell:
    """The lab with this ref, such as "pdsa/do-not-peek", with your own numbers: `.data` has them, and `.check(…)`
    grades what you worked out. `exercise(ref)` draws the same lab with sliders. `learner`, `language`: as there.
    """
    return LabCell(ref, sit_down(learner, language))


class LabCell:
    """A lab to work on in code."""

    def __init__(self, ref: str, desk: Desk) -> None:
        self.ref = ref
        self._desk = desk
        with in_one_line(desk.words.language):
            exercise = answering.view(desk.app, desk.actor, ref).exercise
            bench = bench_for(exercise.type.name, exercise.spec)
            if bench is None:
                raise LearnenvError("notebook.no-lab", ref=ref)
        self._lab = Lab(bench, exercise.spec, desk.words.language, self._hand_in)

    def __repr__(self) -> str:
        return f"lab({self.ref!r})"

    @property
    def data(self) -> Mapping[str, Any]:
        """Your own numbers, as plain values."""
        return self._lab.data

    def check(self, *given: Any, **named: Any) -> Checked:
        """Grade what you worked out and put it on record: `score`, `state`, `feedback`, and `saved`. Code that does
        not work yet is not put on record. Raises NotebookError when the answer could not be saved."""
        with in_one_line(self._desk.words.language, handing_in=True):
            return self._lab.check(*given, **named)

    def _hand_in(self, answer: Answer) -> None:
        desk = self._desk.now()
        drawn = answering.view(desk.app, desk.actor, self.ref)
        sent = drawn.drawing.shown(answer)
        answering.submit(desk.app, desk.actor, self.ref, sent, drawn_with=drawn.drawn_with, front_end="notebook")
