"""The steps of a simulated learner, each by the service that a page would call for it."""

from __future__ import annotations

from learnenv.demo import answers
from learnenv.demo.world import Life, Person, World
from learnenv.domain.answer import Answer
from learnenv.domain.case import CaseStudy
from learnenv.domain.content import Exercise, LearningModule, Page
from learnenv.domain.learner import IDLE
from learnenv.domain.open_work import latest_verdict, versions
from learnenv.domain.progress import STUCK_AFTER, Certainty
from learnenv.language import speech
from learnenv.services import answering, casework, learning, sharing
from learnenv.services.exercise_view import ExerciseView

_MOST_TRIES = 3
"""Wrong tries after which a learner who is not meant to be stuck has it right, or asks for the answer."""
_MOST_MOVES = 40
_SHARES = 0.75
"""Which part of open work is shared."""


class Doing:
    """One learner in the world."""

    def __init__(self, world: World, person: Person) -> None:
        self.person = person
        self._world = world
        self._me = person.actor
        self._chance = person.chance
        words = speech(person.actor.language)
        self._sentences = list(words.texts("demo.work.").values())
        self._questions = list(words.texts("demo.question.").values())

    def come_in(self) -> None:
        """Open the browser: the session was used."""
        now = self._world.now
        self._world.app.record.touch_session(self._me.session, now, now + IDLE)

    def page(self, module: LearningModule, page: Page) -> Life:
        """Read a page and do what is on it."""
        learning.page(self._world.app, self._me, module.id, page.id)
        yield self._world.later(page.minutes * self._chance.uniform(0.3, 0.8))
        for id in page.exercises():
            exercise = module.exercises.get(id)
            if exercise and (exercise.required or self._chance.random() < 0.4):
                yield from self._work(exercise) if exercise.type.open else self._try(exercise)
        for case in (module.cases[id] for id in page.cases() if id in module.cases):
            if case.required or self._chance.random() < 0.5:
                yield from self._walk(case)
        learning.mark_read(self._world.app, self._me, module.id, page.id)

    def answer_to_reviews(self) -> Life:
        """Hand in another version of what somebody asked another version of."""
        app = self._world.app
        reviews = app.record.reviews(self._me.learner)
        for ref in dict.fromkeys(each.ref for each in reviews):
            latest = versions(app.record.attempts(self._me.learner, ref))[-1].attempt
            said = latest_verdict([each for each in reviews if each.ref == ref], latest.sequence)
            if said and said.verdict == "again":
                exercise = app.library.exercise(ref)
                self.hand_in(ref, answers.better(exercise, latest.answer, self._chance, self._sentences))
                yield self._world.later(self._chance.uniform(5, 20))

    def hand_in(self, ref: str, answer: Answer) -> ExerciseView:
        """Answer an exercise, as its form would."""
        app = self._world.app
        view = answering.view(app, self._me, ref)
        sent = view.drawing.shown(answer)
        seconds = self._chance.uniform(20, 240)
        sure = self._sure()
        return answering.submit(app, self._me, ref, sent, drawn_with=view.drawn_with, seconds=seconds, certainty=sure)

    def hand_in_and_ask(self, exercise: Exercise) -> Life:
        """A fresh version of open work, shared, with a question about it."""
        self.hand_in(exercise.ref, answers.work(exercise, self._chance, self._sentences))
        yield self._world.later(3)
        sharing.share(self._world.app, self._me, exercise.ref)
        sharing.say(self._world.app, self._me, exercise.ref, self._chance.choice(self._questions))

    def can_get_stuck(self, exercise: Exercise) -> bool:
        """Whether this exercise can be had wrong often enough, in two ways."""
        standing = self._world.app.record.standing(self._me.learner, exercise.ref)
        one, other = self.two_wrong(exercise)
        return (exercise.tries == 0 or exercise.tries > STUCK_AFTER + 1) and not standing.attempts and one != other

    def two_wrong(self, exercise: Exercise) -> tuple[Answer, Answer]:
        """Two wrong answers; the same one twice where there is one only. Nothing where there is none."""
        found: list[Answer] = []
        for _ in range(12):
            answer = answers.wrong(exercise, self._chance)
            if answer is not None and answer not in found:
                found.append(answer)
        return (found[0], found[1]) if len(found) > 1 else ({}, {})

    def _try(self, exercise: Exercise) -> Life:
        """Until it is right, the tries are used up or the answer was asked for."""
        app, ref = self._world.app, exercise.ref
        first = answering.view(app, self._me, ref)
        exercise, done, tries = first.exercise, first.done, 0  # with the numbers that this learner was given
        while not done:
            yield self._world.later(self._chance.uniform(0.7, 4))
            slip = None if self._knows(exercise, tries) else answers.wrong(exercise, self._chance)
            view = self.hand_in(ref, slip or answers.right(exercise))
            tries += 1
            done = view.done or view.trouble is not None or tries > _MOST_TRIES
            if not done and exercise.hints and self._chance.random() < 0.4:
                answering.show_hint(app, self._me, ref)
            elif not done and tries == _MOST_TRIES and self._chance.random() < 0.3:
                answering.show_solution(app, self._me, ref)
                done = True

    def _knows(self, exercise: Exercise, tries: int) -> bool:
        if tries >= _MOST_TRIES:
            return True
        ease = 0.35 + 0.6 * self.person.ability - 0.45 * answers.difficulty(exercise) + 0.25 * tries
        return self._chance.random() < ease

    def _sure(self) -> Certainty | None:
        if not self._me.asks_certainty:
            return None
        scale: tuple[Certainty, ...] = ("low", "mid", "high")
        return scale[min(2, int(self._chance.betavariate(1 + 3 * self.person.ability, 1.5) * 3))]

    def _work(self, exercise: Exercise) -> Life:
        """Write, hand in, and most of the time share."""
        yield self._world.later(self._chance.uniform(8, 25))
        self.hand_in(exercise.ref, answers.work(exercise, self._chance, self._sentences))
        if self._chance.random() < _SHARES and self.person.character != "asking":
            yield self._world.later(self._chance.uniform(1, 3))
            sharing.share(self._world.app, self._me, exercise.ref)

    def _walk(self, case: CaseStudy) -> Life:
        """Through a case to an end, now and then a step back."""
        app, ref = self._world.app, case.ref
        view = casework.view(app, self._me, ref)
        for _ in range(_MOST_MOVES):
            if view.walk.ended:
                return
            yield self._world.later(self._chance.uniform(0.5, 2.5))
            if view.waits and view.prediction:
                exercise = view.prediction.exercise
                slip = None if self._knows(exercise, 0) else answers.wrong(exercise, self._chance)
                self.hand_in(exercise.ref, slip or answers.right(exercise))
                view = casework.view(app, self._me, ref)
            if view.walk.steps and self._chance.random() < 0.06:
                view = casework.back(app, self._me, ref, view.number)
            elif view.offered:
                view = casework.choose(app, self._me, ref, self._chance.choice(view.offered).id, view.number)
