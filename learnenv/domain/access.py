"""Who may see and do what. A right is a list of rules; each lets one role in, within the scope where it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.people import Grant

Who: TypeAlias = Literal["self", "member", "teammate", "coach", "trainer", "author", "administrator"]
Condition: TypeAlias = Literal["always", "shared", "five"]
FEWEST = 5
"""People below which a figure says too much about each of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: who, and under which condition."""

    who: Who
    condition: Condition = "always"


@dataclass(frozen=True, slots=True)
class Access:
    """The whole table."""

    rights: Mapping[str, tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about. Empty: not about one in particular."""

    learner: str = ""
    cohort: str = ""
    organisation: str = ""
    """Of the cohort."""
    team: str = ""
    """Of the learner in the cohort, as "cohort/team"."""
    module: str = ""
    shared: bool = False
    """Whether the learner shares the work in question."""
    people: int = 0
    """How many people a figure is over."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a learner, with the roles given to them and the cohorts and teams they are in now."""

    learner: str
    grants: tuple[Grant, ...] = ()
    cohorts: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    """As "cohort/team"."""


def may(table: Access, asker: Asker, right: str, about: About) -> bool:
    """Whether the asker has this right over this. Raises LookupError for a right that is not in the table."""
    if right not in table.rights:
        raise LookupError(f"{right!r} is not in the table of rights")
    return any(_is(asker, rule.who, about) and _holds(rule.condition, about) for rule in table.rights[right])


def _holds(condition: Condition, about: About) -> bool:
    match condition:
        case "always":
            return True
        case "shared":
            return about.shared
        case "five":
            return about.people >= FEWEST


def _is(asker: Asker, who: Who, about: About) -> bool:
    match who:
        case "self":
            return bool(about.learner) and asker.learner == about.learner
        case "member":
            return about.cohort in asker.cohorts
        case "teammate":
            return bool(about.team) and about.team in asker.teams
        case "coach":
            return _granted(asker.grants, "coach", ("learner", about.learner), ("team", about.team))
        case "trainer":
            return _granted(asker.grants, "trainer", ("cohort", about.cohort), ("organisation", about.organisation))
        case "author":
            return _granted(asker.grants, "author", ("module", about.module))
        case "administrator":
            return any(each.role == "administrator" and each.withdrawn is None for each in asker.grants)


def _granted(grants: Iterable[Grant], role: str, *scopes: tuple[str, str]) -> bool:
    """Whether a live grant of this role is in one of these scopes. An empty id is nobody's scope."""
    wanted = {(scope, id) for scope, id in scopes if id}
    return any(
        each.role == role and each.withdrawn is None and (each.scope, each.scope_id) in wanted for each in grants
    )
