"""A simulated learner who does everything right: reads every page, answers every exercise and walks every case
to an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from learnenv.checking.saying import in_data
from learnenv.domain.answer import Answer
from learnenv.domain.case_graph import explore
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade
from learnenv.domain.fault import DataFault
from learnenv.domain.grading import BrokenExercise, grade, read
from learnenv.domain.mastery import module_progress
from learnenv.domain.progress import Attempt, Standing, after_attempt

_WHO = "a simulated learner"
_AT = datetime(2025, 1, 1, tzinfo=UTC)


def journey(module: LearningModule) -> Iterator[DataFault]:
    """An error if such a learner does not complete the module or, unless a person has to look at the work, does not
    master it."""
    standings: dict[str, Standing] = {}
    for_a_person = False
    for page in module.pages:
        for exercise in (module.exercises[id] for id in page.exercises() if id in module.exercises):
            said = _answered(standings, exercise)
            for_a_person |= said is not None and said.fraction is None
        for case in (module.cases[id] for id in page.cases() if id in module.cases):
            if explore(case).finished:
                _keep(standings, case.ref, case.fingerprint, {}, Grade(1.0))
    progress = module_progress(module, standings, {f"{module.id}/{page.id}" for page in module.pages})
    if progress.next_page is not None:
        yield in_data(("pages",), "journey-stops", page=progress.next_page.page.id)
    elif not progress.mastered and not for_a_person:
        yield in_data(("pages",), "journey-unmastered")


def _answered(standings: dict[str, Standing], exercise: Exercise) -> Grade | None:
    """What the right answer gets, after it has been kept; None for one that cannot be handed in."""
    try:
        answer = read(exercise, exercise.type.samples(exercise.spec).right)
        said = grade(exercise, answer)
    except (InvalidAnswer, BrokenExercise):
        return None
    _keep(standings, exercise.ref, exercise.fingerprint, answer, said)
    return said


def _keep(standings: dict[str, Standing], ref: str, fingerprint: str, answer: Answer, said: Grade) -> None:
    """An exercise that is on two pages is answered once: the same answer again is no new attempt."""
    attempt = Attempt(
        learner=_WHO,
        ref=ref,
        key=ref,
        answer=answer,
        fingerprint=fingerprint,
        fraction=said.fraction,
        score=said.fraction,
        passed=said.passed,
        tries_before=0,
        hints_shown=0,
        language="nl",
        front_end="command-line",
        at=_AT,
    )
    standings.setdefault(ref, after_attempt(Standing(_WHO, ref), attempt))
