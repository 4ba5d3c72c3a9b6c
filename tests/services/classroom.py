"""Two organisations with two cohorts each, with trainers, members and an administrator: for tests of who may."""

from __future__ import annotations

from dataclasses import dataclass, field

from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort, Grant, Role, Scope
from learnenv.services import cohorts, identity, joining, organisations
from learnenv.services.app import App

CONSOLE = Actor("", "nl", console=True)


@dataclass
class Classroom:
    """People by a short name: "trainer of town", "ann in town 1"."""

    app: App
    people: dict[str, Actor] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)

    def guest(self, name: str) -> Actor:
        """Somebody new."""
        self.people[name] = identity.begin_guest(self.app, "nl").actor
        return self.people[name]

    def again(self, name: str) -> Actor:
        """Somebody as they are read from the record at the next run of a page."""
        session = self.people[name].session
        self.people[name] = identity.who(self.app, session) or self.people[name]
        return self.people[name]

    def given(self, name: str, role: Role, scope: Scope, scope_id: str) -> Actor:
        """Somebody new with a role."""
        new = self.guest(name)
        self.app.record.give(Grant(new.learner, role, scope, scope_id, "", self.app.clock()))
        return self.again(name)


def classroom(app: App) -> Classroom:
    """Everybody there. Of each cohort two members are in team Noord and one in none."""
    room = Classroom(app)
    room.given("administrator", "administrator", "platform", "")
    room.guest("stranger")
    for town in ("town", "village"):
        organisation = organisations.make(app, CONSOLE, town)
        room.organisations[town] = organisation.id
        room.given(f"trainer of {town}", "trainer", "organisation", organisation.id)
        for number in (1, 2):
            name = f"{town} {number}"
            made = cohorts.make(app, CONSOLE, organisation.id, name, {"first": None})
            room.cohorts[name] = made
            room.given(f"trainer of {name}", "trainer", "cohort", made.id)
            for who, team in (("ann", "Noord"), ("bob", "Noord"), ("cas", "")):
                learner = room.guest(f"{who} in {name}")
                assert joining.join(app, learner, joining.by_code(app, made.join_code), who) == "joined"
                app.record.change_member(made.id, learner.learner, team=team)
    return room
