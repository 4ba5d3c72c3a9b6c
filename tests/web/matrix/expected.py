"""What somebody may find on a page: from the table of rights and from where people belong, and from nothing that the
page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from learnenv.access import table
from learnenv.domain.access import About, may
from tests.web.matrix.lines import AROUND, RIGHTS, Line
from tests.web.matrix.world import SHARED, Fact, Person, World

LEARNERS = (("town-1", "ann"), ("town-1", "cas"), ("village-1", "ann"))


@dataclass(frozen=True)
class Cell:
    """One page, about somebody, for one person."""

    who: str
    line: Line
    about: About

    @property
    def address(self) -> str:
        """The page with whom it is about."""
        filled = self.line.address.replace("{cohort}", self.about.cohort)
        return filled.replace("{learner}", self.about.learner)


@dataclass(frozen=True)
class Wanted:
    """What has to be found, and what may be found besides."""

    all: frozenset[str]
    allowed: frozenset[str]


def cells(world: World, who: str, line: Line) -> Iterator[Cell]:
    """The line for this person, about each group or learner that it can be about."""
    if "{learner}" in line.address:
        abouts = [world.about(cohort, name) for cohort, name in LEARNERS]
    elif "{cohort}" in line.address:
        abouts = [About(cohort=cohort, organisation=house) for cohort, house in world.houses.items()]
    else:
        abouts = [About()]
    for about in abouts:
        yield Cell(who, line, replace(about, shared=f"={SHARED}" in line.address))


def wanted(world: World, cell: Cell) -> Wanted:
    """What this person has to find there, and may find there."""
    me = world.people.get(cell.who)
    if me is None:
        return Wanted(frozenset(), frozenset())
    allowed = {each for each in world.facts if _allowed(world, me, each)}
    own = {each for each in allowed if each.about.learner == me.id and each.kind in cell.line.own.split()}
    told = {each for each in allowed if _is_told(me, cell, each)}
    around = {each for each in allowed if each.kind in AROUND or each.kind in cell.line.besides.split()}
    return Wanted(_texts(own | told), _texts(own | told | around))


def allowed_at_all(world: World, who: str) -> frozenset[str]:
    """Everything that this person may find anywhere."""
    me = world.people.get(who)
    return _texts({each for each in world.facts if me and _allowed(world, me, each)})


def _is_told(me: Person, cell: Cell, fact: Fact) -> bool:
    """Whether the page is about what this is about, and has anything to say to this reader."""
    told = dict((*each.split(":"), "")[:2] for each in cell.line.tells.split())
    if fact.kind not in told:
        return False
    about = cell.about if "{" in cell.line.address else replace(fact.about, shared=True)
    here = (about.cohort, about.learner or fact.about.learner) == (fact.about.cohort, fact.about.learner)
    rights = [*cell.line.needs.split(), *told[fact.kind].split()]
    return here and all(may(table(), me.asker, right, about) for right in rights)


def _allowed(world: World, me: Person, fact: Fact) -> bool:
    if any(may(table(), me.asker, right, fact.about) for right in RIGHTS[fact.kind].split()):
        return True
    if fact.kind == "cohort":
        learners = [each.about for each in world.facts if each.kind == "name" and each.about.cohort]
        near = [each for each in learners if each.cohort == fact.about.cohort]
        return fact.about.cohort in me.cohorts | me.left or any(
            may(table(), me.asker, "progress", each) for each in near
        )
    return fact.kind == "helper" and _helps(world, me, fact)


def _helps(world: World, me: Person, fact: Fact) -> bool:
    """Who helps a learner is known by name to that learner, and to who helps them too."""
    helper = next(each for each in world.people.values() if each.id == fact.about.learner)
    shared = {replace(each.about, shared=True) for each in world.facts if each.kind == "name"}
    right = "talk-about-work"
    return any(may(table(), helper.asker, right, each) and may(table(), me.asker, right, each) for each in shared)


def _texts(facts: set[Fact]) -> frozenset[str]:
    return frozenset(each.text for each in facts)
