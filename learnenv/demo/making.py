"""Make the class: people and their groups first, then the months in which they learn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from learnenv.demo.groups import GROUPS, LOGINS, NAMES, REACH, WEEKS_PLANNED, GroupPlan, modules_of
from learnenv.demo.helping import Helper, help_out
from learnenv.demo.living import Path, live
from learnenv.demo.world import Life, Person, World
from learnenv.domain.content import LearningModule, ModuleCard, Page
from learnenv.domain.errors import LearnenvError
from learnenv.domain.joining import JOIN_LENGTH, JOIN_LETTERS, JOIN_TIME
from learnenv.domain.learner import ABSOLUTE, IDLE, Actor, Learner, Session
from learnenv.domain.people import Account, Assignment, Cohort, Grant, Member, Organisation, Role, Scope
from learnenv.language import Speech, end_of_day, local_day, speech
from learnenv.services.app import App

Part: TypeAlias = Literal["trainer", "other-trainer", "coach", "administrator", "learner"]
SEED = "learnenv"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody as whom one can look around."""

    part: Part
    learner: str
    name: str


@dataclass(frozen=True, slots=True)
class Demo:
    """A class that is ready, and as whom one can enter it."""

    personas: tuple[Persona, ...]

    def persona(self, part: str) -> Persona | None:
        """The one who plays this part."""
        return next((each for each in self.personas if each.part == part), None)


def make(
    app: App, now: datetime, *, seed: str = SEED, progress: Callable[[int, int], None] = lambda done, total: None
) -> Demo:
    """Fill an empty record with a class as it is `now`. The same seed and moment make the same rows. `progress(done,
    total)` is called as the months pass. Raises LearnenvError when there is no module to learn from."""
    cards = app.library.cards()
    if not cards:
        raise LearnenvError("demo.no-modules")
    return _Making(app, now, seed, cards).make(progress)


class _Making:
    def __init__(self, app: App, now: datetime, seed: str, cards: Sequence[ModuleCard]) -> None:
        self._now, self._seed, self._cards = now, seed, cards
        self._begin = now - max(plan.length for plan in GROUPS) - timedelta(days=1)
        self._world = World(app, self._begin, seed)
        self._app = self._world.app
        self._words: Speech = speech(app.settings.language)
        self._names = iter(self._chance("names").sample(NAMES, len(NAMES)))

    def make(self, progress: Callable[[int, int], None]) -> Demo:
        for house in dict.fromkeys(plan.house for plan in GROUPS):
            self._app.record.save_organisation(Organisation(house, self._say(f"demo.house.{house}"), self._begin))
        cohorts = {plan.key: self._cohort(number, plan) for number, plan in enumerate(GROUPS)}
        people = {plan.key: list(self._members(plan, cohorts[plan.key])) for plan in GROUPS}
        lives = [self._life(plan, person) for plan in GROUPS for person in people[plan.key]]
        trainer, other = self._staff("trainer", "organisation", "town"), self._staff("trainer", "cohort", "new")
        coach = self._staff("coach", "team", f"autumn/{self._say('demo.team.counter')}")
        administrator = self._staff("administrator", "platform", "")
        lives += [
            self._help(trainer, ("spring", "autumn"), (1, 4)),
            self._help(other, ("new",), (2,)),
            self._help(coach, (), (0,)),
        ]
        self._world.run(lives, self._now, progress)
        shown = self._on_the_way(people["autumn"])
        return Demo(
            (
                Persona("trainer", trainer.learner, ""),
                Persona("other-trainer", other.learner, ""),
                Persona("coach", coach.learner, ""),
                Persona("administrator", administrator.learner, ""),
                Persona("learner", shown.actor.learner, shown.name),
            )
        )

    def _cohort(self, number: int, plan: GroupPlan) -> Cohort:
        begun = self._now - plan.length
        modules = modules_of(self._cards, number)
        length = timedelta(weeks=WEEKS_PLANNED) / len(modules)
        code = "".join(self._chance(f"{plan.key}/code").choices(JOIN_LETTERS, k=JOIN_LENGTH))
        cohort = Cohort(plan.key, plan.house, self._say(f"demo.group.{plan.key}"), begun, code, self._now + JOIN_TIME)
        dues = (end_of_day(local_day(begun + length * at)) for at in range(1, len(modules) + 1))
        assigned = [
            Assignment(plan.key, at, card.id, due)
            for at, (card, due) in enumerate(zip(modules, dues, strict=True), 1)
        ]
        self._app.record.save_cohort(cohort, assigned)
        return cohort

    def _members(self, plan: GroupPlan, cohort: Cohort) -> Iterator[Person]:
        for number, character in enumerate(plan.characters):
            chance = self._chance(f"{plan.key}/{number}")
            joined = cohort.created + timedelta(hours=chance.uniform(1, 30))
            actor = self._learner(f"{plan.key}/{number}", joined, asks_certainty=chance.random() < 0.3)
            name = next(self._names)
            team = self._say(f"demo.team.{plan.teams[number % len(plan.teams)]}") if plan.teams else ""
            self._app.record.add_member(Member(cohort.id, actor.learner, name, joined, team))
            ability = chance.betavariate(5, 3) * (0.75 if character in ("slow", "stuck") else 1)
            yield Person(actor, name, cohort.id, character, ability, chance)

    def _life(self, plan: GroupPlan, person: Person) -> Life:
        pages = [each for card in self._modules(plan) for each in _pages(self._app.library.module(card.id))]
        reach = plan.reach * REACH[person.character] * person.chance.uniform(0.8, 1.2)
        finished = plan.is_over and person.character in ("keen", "steady")
        count = len(pages) if finished else round(len(pages) * min(1.0, reach))
        if person.character != "absent":
            count = max(1, count)
        if person.character in ("idle", "slow", "stuck"):
            count = _within_a_module(pages, count)
        chance = person.chance
        begin = self._now - plan.length + timedelta(days=chance.uniform(1, 6))
        away = chance.uniform(10, 20) if person.character == "idle" else chance.uniform(1.1, 5)
        end = self._now - timedelta(weeks=plan.idle_weeks, days=away)
        return live(self._world, person, Path(pages[:count], pages[count:], begin, end, self._now))

    def _modules(self, plan: GroupPlan) -> Sequence[ModuleCard]:
        return modules_of(self._cards, GROUPS.index(plan))

    def _staff(self, role: Role, scope: Scope, id: str) -> Actor:
        actor = self._learner(f"{role}/{id}", self._begin)
        self._app.record.give(Grant(actor.learner, role, scope, id, "", self._begin))
        # By a login others know them by name. Its password is nobody's: in a demonstration one enters by a click.
        self._app.record.set_account(Account(actor.learner, LOGINS[role, scope], "", self._begin))
        return Actor(actor.learner, actor.language, actor.session, staff=True)

    def _help(self, actor: Actor, cohorts: tuple[str, ...], weekdays: tuple[int, ...]) -> Life:
        helper = Helper(actor, cohorts, weekdays, self._chance(f"help/{actor.learner}"))
        return help_out(self._world, helper, self._begin, self._now)

    def _learner(self, key: str, at: datetime, *, asks_certainty: bool = False) -> Actor:
        chance = self._chance(f"id/{key}")
        id, token = f"{chance.getrandbits(128):032x}", f"{chance.getrandbits(256):064x}"
        language = self._app.settings.language
        learner = Learner(id, at, language, asks_certainty=asks_certainty)
        self._app.record.add_learner(learner, Session(token, id, at, at, at + IDLE, at + ABSOLUTE))
        return Actor(id, language, token, asks_certainty)

    def _on_the_way(self, people: Sequence[Person]) -> Person:
        """Somebody who had an answer to their work and is not done; else whoever comes first."""
        able = [each for each in people if each.character in ("steady", "keen")]
        reviewed = [each for each in able if self._app.record.reviews(each.actor.learner)]
        return next((each for each in reviewed if each.character == "steady"), (*reviewed, *able)[0])

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{self._seed}/{what}")  # noqa: S311 - made up, no secret

    def _say(self, key: str) -> str:
        return self._words.say(key)


def _pages(module: LearningModule) -> list[tuple[LearningModule, Page]]:
    return [(module, page) for page in module.pages]


def _within_a_module(pages: Sequence[tuple[LearningModule, Page]], count: int) -> int:
    """As many pages, or one less where a module would just be done with them."""
    ends = count >= len(pages) or pages[count][0] is not pages[count - 1][0]
    return max(1, count - 1) if ends else count
