"""Two organisations with two groups each, on record, where everything that somebody made or said is marked with a
text that is found nowhere else. What was put on record is kept here too, so that what each may see can be worked out
from the table of rights and from this, without asking the program."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from learnenv import passwords
from learnenv.domain.access import About, Asker
from learnenv.domain.answer import Answer
from learnenv.domain.people import (
    Account,
    Assignment,
    Cohort,
    Comment,
    FlagNote,
    Grant,
    Member,
    Organisation,
    Review,
    Role,
    Scope,
    Share,
    Snippet,
)
from learnenv.domain.progress import Draft
from learnenv.services import identity
from learnenv.services.app import App
from tests.support.cases import write_case_module
from tests.support.classes import answer_as
from tests.support.modules import REFLECTION, write_module

MODULES = ("first", "loket", "krachtenveld")
TYPED, SHARED, ALONE, WITHDRAWN, DRAFTED = (f"first/{name}" for name in ("typed", "shared", "alone", "back", "draft"))
CASE, PLUGIN_CANVAS = "loket/the-counter", "krachtenveld/actor-map"
SHORT = """
type: short-answer
title: {nl: Een woord, en: A word}
prompt: {nl: Hoe heet het?, en: What is it called?}
answers:
  - text: {nl: Doetank, en: Doetank}
"""
PASSWORD = "a sentence for this matrix"
"""Of everybody who has an account."""
HOUSES = {"town": ("town-1", "town-2"), "village": ("village-1", "village-2")}
TEAMS = {"ann": "Noord", "bob": "Noord", "cas": "Zuid"}


@cache
def password_hash() -> str:
    """What is kept of that password, made once."""
    return passwords.hashed(PASSWORD)


@dataclass(frozen=True)
class Fact:
    """One marked text: what it is, and about whom and where."""

    text: str
    kind: str
    about: About


@dataclass
class Person:
    """Somebody on record: with the token of their browser, and what lets them in."""

    id: str
    token: str
    grants: list[Grant] = field(default_factory=list)
    cohorts: set[str] = field(default_factory=set)
    teams: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    """Groups of which somebody was a member; their own record goes on naming those."""

    @property
    def asker(self) -> Asker:
        """As the rules of the table read them."""
        return Asker(self.id, tuple(self.grants), frozenset(self.cohorts), frozenset(self.teams))


class World:
    """All of it. `people` by a short name; `facts` is everything that is marked."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.now: datetime = app.clock() - timedelta(days=2)
        self.people: dict[str, Person] = {}
        self.facts: list[Fact] = []
        self.houses = {cohort: house for house, cohorts in HOUSES.items() for cohort in cohorts}
        for house, cohorts in HOUSES.items():
            app.record.save_organisation(Organisation(house, house, self.now))
            for cohort in cohorts:
                self._cohort(house, cohort)
        for cohort in self.houses:
            self._staff(f"trainer of {cohort}", "trainer", "cohort", cohort)
        for house in HOUSES:
            self._staff(f"trainer of {house}", "trainer", "organisation", house)
        self._staff("coach of ann", "coach", "learner", self.people["ann in town-1"].id)
        self._staff("coach of Noord", "coach", "team", "town-1/Noord")
        self._staff("author", "author", "module", "first")
        self._staff("administrator", "administrator", "platform", "")
        self._staff("trainer of before", "trainer", "cohort", "town-1", withdrawn=True)
        self.person("guest")
        for cohort in self.houses:
            for name in self.members(cohort):
                self._helped(cohort, name)
        self._left("gone from town-1")

    def members(self, cohort: str) -> tuple[str, ...]:
        """The short names of who is in a group now."""
        return tuple(name for name, each in self.people.items() if cohort in each.cohorts)

    def person(self, name: str) -> Person:
        """Somebody new."""
        begun = identity.begin_guest(self.app, "nl")
        self.people[name] = Person(begun.actor.learner, begun.token)
        return self.people[name]

    def mark(self, kind: str, about: About) -> str:
        """A text that is found nowhere else."""
        text = f"zq{kind.replace('-', '')}{len(self.facts):04d}qz"
        self.facts.append(Fact(text, kind, about))
        return text

    def about(self, cohort: str, name: str) -> About:
        """Somebody in a group, as what a question is about."""
        team = f"{cohort}/{TEAMS[name]}" if name in TEAMS else ""
        return About(self.people[f"{name} in {cohort}"].id, cohort, self.houses[cohort], team, "first")

    def moved(self, name: str, here: str, there: str) -> None:
        """Somebody was moved to another group by the program: what is known of them from now on. Nobody there shared
        their work before, so it is theirs alone; a note about a flag stays where it was, where they are not."""
        person = self.people[name]
        person.cohorts, person.left, person.teams = {there}, {here}, set()
        for number, fact in enumerate(self.facts):
            if (fact.about.learner, fact.about.cohort) == (person.id, here):
                about = replace(fact.about, cohort=there, team="", shared=False)
                kind = "withdrawn" if fact.kind in ("shared", "version") else fact.kind
                self.facts[number] = Fact(fact.text, kind, about)
        self.facts = [each for each in self.facts if each.kind != "flag-note" or each.about.learner != person.id]

    def _cohort(self, house: str, cohort: str) -> None:
        here = About(cohort=cohort, organisation=house)
        due = self.now - timedelta(days=1)
        assignments = [Assignment(cohort, number, each, due) for number, each in enumerate(MODULES, 1)]
        self.app.record.save_cohort(
            Cohort(cohort, house, self.mark("cohort", here), self.now, f"CODE{cohort}"), assignments
        )
        for name in TEAMS if cohort == "town-1" else ("ann", "bob"):
            self._learner(cohort, name)

    def _learner(self, cohort: str, name: str) -> None:
        person = self.person(f"{name} in {cohort}")
        person.cohorts.add(cohort)
        person.teams.add(f"{cohort}/{TEAMS[name]}")
        about = self.about(cohort, name)
        record, at = self.app.record, self.now
        record.add_member(Member(cohort, person.id, self.mark("name", about), at, TEAMS[name]))
        record.set_account(Account(person.id, self.mark("login", about), password_hash(), at))
        self._work(person, about)

    def _work(self, person: Person, about: About) -> None:
        """Something of every kind: closed, shared with a version from before, withdrawn, never shared, begun."""
        record, at, hour = self.app.record, self.now, timedelta(hours=1)
        self._answer(person, TYPED, {"answer": self.mark("closed", about)}, at)
        self._answer(person, SHARED, self._text("before", about), at)
        self._answer(person, SHARED, self._text("version", replace(about, shared=True)), at + hour)
        self._answer(person, WITHDRAWN, self._text("withdrawn", about), at)
        self._answer(person, ALONE, self._text("alone", about), at)
        rows = [{"who": self.mark("canvas", about), "power": "4", "interest": "4", "affected": "5"}]
        self._answer(person, PLUGIN_CANVAS, {"actors": rows}, at)
        record.save_draft(Draft(person.id, DRAFTED, {"text": self.mark("draft", about)}, at))
        record.save_draft(Draft(person.id, f"{CASE}:note", {"note": self.mark("note", about)}, at))
        record.share(Share(person.id, SHARED, at + hour))
        record.share(Share(person.id, WITHDRAWN, at))
        for ref, kind in ((SHARED, "said"), (WITHDRAWN, "said-back")):
            line = self.mark(kind, replace(about, shared=ref == SHARED))
            record.add_comment(Comment(person.id, ref, person.id, line, at + 2 * hour))
        record.withdraw_share(person.id, WITHDRAWN, at + 3 * hour)

    def _helped(self, cohort: str, name: str) -> None:
        """What the trainer did about one member: a note about a flag, a review, a line in the conversation."""
        about, record, at = self.about(cohort, name.partition(" ")[0]), self.app.record, self.now
        trainer = self.people[f"trainer of {cohort}"].id
        late = at - timedelta(days=1)
        note = self.mark("flag-note", about)
        record.put_flag_notes([FlagNote(cohort, about.learner, "overdue", "first", late, trainer, at, None, note)])
        reply = self.mark("reply", replace(about, shared=True))
        record.add_comment(Comment(about.learner, SHARED, trainer, reply, at + timedelta(hours=4)))
        latest = record.attempts(about.learner, SHARED)[-1]
        record.add_review(Review(about.learner, SHARED, latest.sequence, trainer, "again", at, {}))
        self._answer(
            self.people[name], SHARED, self._text("shared", replace(about, shared=True)), at + timedelta(hours=5)
        )

    def _staff(self, name: str, role: Role, scope: Scope, scope_id: str, *, withdrawn: bool = False) -> None:
        person = self.person(name)
        grant = Grant(person.id, role, scope, scope_id, "", self.now)
        self.app.record.give(grant)
        if withdrawn:
            self.app.record.withdraw(grant, self.now + timedelta(hours=9))
        person.grants.append(replace(grant, withdrawn=self.now) if withdrawn else grant)
        own = About(learner=person.id)
        self.app.record.set_account(Account(person.id, self.mark("helper", own), password_hash(), self.now))
        self.app.record.save_snippet(Snippet(f"snippet-{name}", person.id, "first", self.mark("snippet", own), "x"))

    def _left(self, name: str) -> None:
        """Somebody who did all that a member does, and was taken out."""
        person = self.person(name)
        about = About(learner=person.id)  # of nobody's group any more
        name_then = self.mark("name-of-before", about)
        self.app.record.add_member(Member("town-1", person.id, name_then, self.now, "Noord"))
        self.app.record.set_account(Account(person.id, self.mark("login", about), password_hash(), self.now))
        self._work(person, about)
        self._answer(person, SHARED, self._text("shared", replace(about, shared=True)), self.now + timedelta(hours=5))
        person.left.add("town-1")
        self.app.record.leave("town-1", person.id, self.now + timedelta(hours=9))

    def _text(self, kind: str, about: About) -> Answer:
        return {"text": f"Ik zag {self.mark(kind, about)} vandaag.", "rate-own": "1"}

    def _answer(self, person: Person, ref: str, answer: Answer, at: datetime) -> None:
        answer_as(self.app, person.id, self.app.library.exercise(ref), answer, at)


def write_modules(folder: Path) -> Path:
    """The modules of this world that are not shipped."""
    names = (each.partition("/")[2] for each in (SHARED, ALONE, WITHDRAWN, DRAFTED))
    write_module(folder, "first", {"typed": SHORT, **dict.fromkeys(names, REFLECTION)}, pages=1)
    write_case_module(folder)
    return folder
