"""A class with a history, on record: who is far, who is stuck, who is quiet, who is late. The same at each making."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.grading import BrokenExercise, grade
from learnenv.domain.learner import Learner, Session
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation, Share
from learnenv.domain.progress import Attempt, Event, Standing, attempt_key, draw_key
from learnenv.services.app import App

NAMES = ("Aïcha", "Bram", "Chen", "Daan", "Eva", "Fatima", "Gijs", "Hanna", "Imke", "Jeroen", "Kees", "Lotte")


@dataclass(frozen=True)
class Seeded:
    """What was put on record."""

    cohort: str
    trainer: str
    learners: tuple[str, ...]


def seed_class(
    app: App,
    learners: int,
    modules: Sequence[str],
    now: datetime,
    *,
    id: str = "klas",
    trainer: str = "",
    second: str = "",
) -> Seeded:
    """Learner 1 is done, 2 is stuck, 3 has been quiet for weeks, 4 waits for an answer; the others are on
    their way."""
    chance, record = random.Random(id), app.record
    record.save_organisation(Organisation(f"org-{id}", f"Gemeente {id}", now))
    assignments = [
        Assignment(id, n, module, now - timedelta(days=2) if n == 1 else None) for n, module in enumerate(modules, 1)
    ]
    record.save_cohort(Cohort(id, f"org-{id}", f"Groep {id}", now, f"CODE{id}"), assignments)
    trainer = trainer or _somebody(app, f"trainer-{id}", now)
    record.give(Grant(trainer, "trainer", "cohort", id, "", now))
    ids = []
    for number in range(1, learners + 1):
        who = second if number == 2 and second else _somebody(app, f"{id}-{number}", now)
        name = NAMES[(number - 1) % len(NAMES)] + (f" {number}" if number > len(NAMES) else "")
        record.add_member(Member(id, who, name, now, ("Noord", "Zuid", "")[number % 3]))
        ids.append(who)
        pace = 1.0 if number == 1 else 0.0 if number == learners > 5 else chance.random()
        day = now - timedelta(days=20 if number == 3 else 3)
        for module in (app.library.module(each) for each in modules):
            _work(app, who, module, pace, day, chance, stuck=number == 2, share=number == 4)
    return Seeded(id, trainer, tuple(ids))


def _somebody(app: App, id: str, now: datetime) -> str:
    far = now + timedelta(days=100)
    app.record.add_learner(Learner(id, now, "nl"), Session(f"session-{id}", id, now, now, far, far))
    return id


def _work(
    app: App,
    who: str,
    module: LearningModule,
    pace: float,
    day: datetime,
    chance: random.Random,
    *,
    stuck: bool,
    share: bool,
) -> None:
    """Go through the pages as far as the pace goes; who is stuck is wrong five times at the last exercise."""
    pages = module.pages[: max(int(pace * len(module.pages) + 0.5), 2 if stuck or share else 0)]
    last = None
    for page in pages:
        app.record.add_event(Event(who, f"{module.id}/{page.id}", "read", day))
        for exercise in (module.exercises[each] for each in page.exercises() if each in module.exercises):
            samples = exercise.type.samples(exercise.spec)
            if not exercise.type.open and chance.random() < 0.4:
                answer_as(app, who, exercise, samples.wrong, day)
            answer_as(app, who, exercise, samples.right, day + timedelta(minutes=5))
            last = exercise if not exercise.type.open else last
            if share and exercise.type.open:
                app.record.share(Share(who, exercise.ref, day))
        for case in (module.cases[each] for each in page.cases() if each in module.cases):
            choice = chance.choice(case.scenes[0].choices)
            app.record.add_event(Event(who, case.ref, "move", day, 1, f"choose/{case.scenes[0].id}/{choice.id}"))
            app.record.record(who, case.ref, lambda standing: _attempt(standing, {"end": "x"}, 1.0, "f", day))
    after = module.pages[len(pages) :]
    found = [module.exercises[each] for page in after for each in page.exercises() if each in module.exercises]
    hard = next((each for each in found if not each.type.open), None)
    if stuck and hard:
        wrong, right = hard.type.samples(hard.spec).wrong, hard.type.samples(hard.spec).right
        for number in range(5):
            given = wrong if number % 2 == 0 else {**right, **wrong, "try": str(number)}
            app.record.record(
                who, hard.ref, lambda standing, given=given: _attempt(standing, given, 0.0, hard.fingerprint, day)
            )


def answer_as(app: App, who: str, exercise: Exercise, answer: Answer, at: datetime) -> None:
    """Put an answer on record, graded as a service would."""
    try:
        fraction = grade(exercise, answer).fraction
    except BrokenExercise:
        fraction = None
    app.record.record(
        who, exercise.ref, lambda standing: _attempt(standing, answer, fraction, exercise.fingerprint, at)
    )


def _attempt(standing: Standing, answer: Answer, fraction: float | None, fingerprint: str, at: datetime) -> Attempt:
    return Attempt(
        learner=standing.learner,
        ref=standing.ref,
        key=attempt_key(draw_key(standing), answer),
        answer=answer,
        fingerprint=fingerprint,
        fraction=fraction,
        score=fraction,
        passed=None,
        tries_before=standing.tries,
        hints_shown=standing.hints,
        language="nl",
        front_end="web",
        at=at,
    )
