"""The rules of who may: each lets in whoever it names, within the scope where the role was given, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from learnenv.domain.access import FEWEST, About, Access, Asker, Condition, Rule, Who, may
from learnenv.domain.people import Grant, Role, Scope

NOW = datetime(2026, 1, 5, tzinfo=UTC)
ABOUT = About("ann", "spring", "town", "spring/north", "first", shared=True, people=FEWEST)


def _table(who: Who, condition: Condition = "always") -> Access:
    return Access({"look": (Rule(who, condition),)})


def _given(role: Role, scope: Scope, scope_id: str) -> Asker:
    return Asker("bob", (Grant("bob", role, scope, scope_id, "", NOW),))


LET_IN: dict[Who, list[Asker]] = {
    "self": [Asker("ann")],
    "member": [Asker("bob", cohorts=frozenset({"spring"}))],
    "teammate": [Asker("bob", teams=frozenset({"spring/north"}))],
    "coach": [_given("coach", "learner", "ann"), _given("coach", "team", "spring/north")],
    "trainer": [_given("trainer", "cohort", "spring"), _given("trainer", "organisation", "town")],
    "author": [_given("author", "module", "first")],
    "administrator": [_given("administrator", "platform", "")],
}
KEPT_OUT = [
    Asker("bob"),
    Asker(""),
    Asker("bob", cohorts=frozenset({"autumn"}), teams=frozenset({"autumn/north", "spring/south"})),
    _given("coach", "learner", "bob"),
    _given("coach", "cohort", "spring"),
    _given("coach", "team", "autumn/north"),
    _given("trainer", "cohort", "autumn"),
    _given("trainer", "organisation", "village"),
    _given("trainer", "organisation", "spring"),
    _given("trainer", "cohort", "town"),
    _given("trainer", "platform", ""),
    _given("author", "module", "second"),
]


@pytest.mark.parametrize("who", LET_IN)
def test_a_rule_lets_in_whom_it_names(who: Who) -> None:
    assert all(may(_table(who), asker, "look", ABOUT) for asker in LET_IN[who])


@pytest.mark.parametrize("who", LET_IN)
def test_a_rule_keeps_everybody_else_out(who: Who) -> None:
    others = [asker for name, askers in LET_IN.items() if name != who for asker in askers]
    assert not [asker for asker in [*others, *KEPT_OUT] if may(_table(who), asker, "look", ABOUT)]


@pytest.mark.parametrize("who", ["self", "member", "teammate", "coach", "trainer", "author"])
def test_what_is_about_nobody_in_particular_is_nobodys(who: Who) -> None:
    """An empty id is no scope, or one role without a scope would open everything."""
    empty = [*LET_IN[who], Asker(""), _given("trainer", "cohort", ""), _given("coach", "learner", "")]
    assert not [asker for asker in empty if may(_table(who), asker, "look", About())]


@pytest.mark.parametrize("who", ["coach", "trainer", "author", "administrator"])
def test_a_role_that_was_withdrawn_opens_nothing(who: Who) -> None:
    for asker in LET_IN[who]:
        gone = replace(asker, grants=tuple(replace(each, withdrawn=NOW) for each in asker.grants))
        assert not may(_table(who), gone, "look", ABOUT)


def test_work_that_is_not_shared_is_not_shown() -> None:
    (coach, _), unshared = LET_IN["coach"], replace(ABOUT, shared=False)
    assert may(_table("coach", "shared"), coach, "look", ABOUT)
    assert not may(_table("coach", "shared"), coach, "look", unshared)


@pytest.mark.parametrize(("people", "shown"), [(0, False), (FEWEST - 1, False), (FEWEST, True)])
def test_a_figure_over_too_few_people_is_not_shown(people: int, shown: bool) -> None:
    (member,) = LET_IN["member"]
    assert may(_table("member", "five"), member, "look", replace(ABOUT, people=people)) is shown


def test_a_right_that_nobody_wrote_down_is_a_mistake() -> None:
    with pytest.raises(LookupError):
        may(_table("self"), Asker("ann"), "glance", ABOUT)
