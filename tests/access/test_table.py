"""The table of who may is sound, is what the services go by, and says what it says for every kind of person."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from learnenv.access import FILE, FOLDER, read_access, table
from learnenv.domain.access import FEWEST, About, Asker, may
from learnenv.domain.people import Grant, Role, Scope
from tests.support.source import CORE, python_files, tree

NOW = datetime(2026, 1, 5, tzinfo=UTC)
RAW: dict[str, list[dict[str, str]]] = yaml.safe_load((FOLDER / FILE).read_text(encoding="utf-8"))
WITHOUT_ACTOR = {
    ("access", "the facts that the rules are asked about; they tell nobody anything"): "about_cohort about_member",
    ("accounts", "proves who somebody is, or is called by who proved it"): "sign_in keep",
    ("attention", "about a member or a class that its caller may see"): "about overview_of",
    ("callings", "about cohorts that its caller may see"): "callings",
    ("cohort_view", "about cohorts that its caller may see"): "modules_of modules_by_cohort",
    ("erasing", "called with one's own id, or by retention"): "is_last_administrator erase completed_modules",
    ("first_admin", "before there is anybody"): "is_wanted token opens",
    ("guiding", "the same for everybody: what is in the modules and guides"): (
        "problems sources step_title class_paths"
    ),
    ("identity", "makes the actor"): "begin_guest recover sign_in who",
    ("joining", "before one is in: tells no more than the invitation"): "by_code by_invite join_as_guest",
    ("looks", "titles only"): "title_of",
    ("my_data_page", "writes down what was read for its own learner"): "my_data_markdown",
    ("named", "makes the actor, or says who goes by a name"): "come_in known link",
    ("own_exercise", "an exercise as one learner has it; tells nothing that they did"): "own_exercise own_by_ref",
    ("retention", "runs by itself"): "tidy",
    ("review_queue", "is given who asks, with the roles by which they may"): "queue_of",
    ("sessions", "runs by itself, and ends sessions only"): "end_after_new_role sweep",
    ("talking", "the name under which drafts about somebody are kept, from their id"): "draft_ending",
    ("strangers", "who would come to read what is shared; tells nobody, and makes shared work its learner's alone"): (
        "has_strangers stops stop"
    ),
    ("slowing", "at the ways in, where nobody is known yet"): "demand_calm count forget",
}
"""Services that are given no actor, by file, with why."""


def _asker(role: Role, scope: Scope, scope_id: str) -> Asker:
    return Asker("other", (Grant("other", role, scope, scope_id, "", NOW),))


PEOPLE: dict[str, tuple[set[str], Asker]] = {
    "the learner": ({"self"}, Asker("learner")),
    "a member": ({"member"}, Asker("other", cohorts=frozenset({"cohort"}))),
    "a teammate": (
        {"member", "teammate"},
        Asker("other", cohorts=frozenset({"cohort"}), teams=frozenset({"cohort/team"})),
    ),
    "a member of another cohort": (
        set(),
        Asker("other", cohorts=frozenset({"cohort-2"}), teams=frozenset({"cohort-2/team"})),
    ),
    "a coach of the learner": ({"coach"}, _asker("coach", "learner", "learner")),
    "a coach of the team": ({"coach"}, _asker("coach", "team", "cohort/team")),
    "a coach of another learner": (set(), _asker("coach", "learner", "learner-2")),
    "a trainer of the cohort": ({"trainer"}, _asker("trainer", "cohort", "cohort")),
    "a trainer of the organisation": ({"trainer"}, _asker("trainer", "organisation", "organisation")),
    "a trainer of another cohort": (set(), _asker("trainer", "cohort", "cohort-2")),
    "a trainer of another organisation": (set(), _asker("trainer", "organisation", "organisation-2")),
    "an author of the module": ({"author"}, _asker("author", "module", "module")),
    "an author of another module": (set(), _asker("author", "module", "module-2")),
    "an administrator": ({"administrator"}, _asker("administrator", "platform", "")),
    "a stranger": (set(), Asker("other")),
    "nobody": (set(), Asker("")),
}


@pytest.mark.parametrize("right", RAW)
def test_everybody_has_the_rights_that_are_written_and_no_others(right: str) -> None:
    for person, shared, people in product(PEOPLE, (False, True), (FEWEST - 1, FEWEST)):
        is_a, asker = PEOPLE[person]
        holds = {"always": True, "shared": shared, "five": people >= 5}
        expected = any(rule["who"] in is_a and holds[rule.get("if", "always")] for rule in RAW[right])
        about = About("learner", "cohort", "organisation", "cohort/team", "module", shared, people)
        assert may(table(), asker, right, about) is expected, (person, shared, people)


def test_work_is_seen_by_nobody_who_is_not_let_in_by_its_learner() -> None:
    """What no change of the table may undo: open work is private until shared, and no administrator ever reads it."""
    for right in ("open-work", "review-work", "talk-about-work"):
        assert all(rule.who == "self" or rule.condition == "shared" for rule in table().rights[right])
    private = ("own-data", "closed-answers", "open-work", "review-work", "talk-about-work", "share-work")
    for right in private:
        assert not {"administrator", "author", "member", "teammate"} & {rule.who for rule in table().rights[right]}
    assert {rule.who for rule in table().rights["own-data"]} == {"self"}
    assert all(rule.condition == "five" for rule in table().rights["item-totals"])


def test_every_right_that_a_service_asks_about_is_in_the_table() -> None:
    unknown = {f"{right} in {place}" for right, place in _asked() if right not in RAW}
    assert not unknown


def test_every_right_in_the_table_is_asked_about_by_some_service() -> None:
    named = {text for file in python_files(CORE / "services") for text in _texts([*ast.walk(tree(file))])}
    assert set(RAW) - named == set()


def test_whoever_reads_the_record_says_for_whom() -> None:
    """A service that is given the app could read anything; so it is given an actor too, or stands here with why."""
    found = {
        f"{file.stem}.{node.name}"
        for file in python_files(CORE / "services")
        for node in tree(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _lacks_an_actor(node)
    }
    allowed = {f"{file}.{name}" for (file, _), names in WITHOUT_ACTOR.items() for name in names.split()}
    assert found == allowed


def test_a_table_with_faults_says_where_and_lets_nobody_in(tmp_path: Path) -> None:
    rules = ["a: [{who: boss}]", "b: [{who: self, if: six}]", "c: trainer", "d:", "e: [{whom: self}]", "f: [self]"]
    (tmp_path / "t.yaml").write_text("\n".join(rules), encoding="utf-8")
    access, faults = read_access(tmp_path, "t.yaml")
    assert sorted(fault.line for fault in faults) == [1, 2, 3, 4, 5, 6]
    assert not any(access.rights.values())


def _asked() -> Iterator[tuple[str, str]]:
    """Every right that is named in a call of `demand`, `allowed` or `asker` in a service."""
    for file in python_files(CORE / "services"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and _name(node.func) in ("demand", "allowed", "asker"):
                yield from ((each, file.stem) for each in _texts(node.args))


def _texts(arguments: list[Any]) -> Iterator[str]:
    for each in arguments:
        if isinstance(each, ast.IfExp):
            yield from _texts([each.body, each.orelse])
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _lacks_an_actor(function: ast.FunctionDef) -> bool:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    names = {each.arg for each in given}
    return "app" in names and "actor" not in names
