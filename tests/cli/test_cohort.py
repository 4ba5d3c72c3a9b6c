"""learnenv cohort and learnenv organisation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.domain.people import Member
from learnenv.language import local_day
from learnenv.services import joining
from learnenv.settings import read_settings
from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]


@pytest.fixture
def town(learnenv: Run) -> Run:
    """The command line of an installation with one organisation and one group."""
    assert learnenv("organisation", "make", "Town").code == 0
    assert learnenv("cohort", "make", "Spring", "--organisation", "town").code == 0
    return learnenv


def test_a_group_is_made_and_listed_with_its_code(town: Run) -> None:
    (line,) = [line for line in town("cohort", "list").out.splitlines() if "Spring" in line]
    assert "Town" in line
    assert re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", line)


def test_modules_are_given_in_order_and_must_be_there(town: Run, tmp_path: Path) -> None:
    tiny = str(write_tiny(tmp_path))
    made = town("cohort", "make", "Autumn", "--organisation", "Town", "--module", "tiny", "--modules", tiny)
    assert made.code == 0
    wrong = town("cohort", "make", "Autumn", "--organisation", "Town", "--module", "nowhere")
    assert wrong.code == 2
    assert "nowhere" in wrong.err


def test_a_group_gets_the_modules_of_a_learning_path_with_one_date(town: Run, tmp_path: Path) -> None:
    make = ("cohort", "make", "Autumn", "--organisation", "Town")
    assert town(*make, "--path", "new-doetank", "--due", "2099-01-31").code == 0
    app = bootstrap.start(read_settings({}, data=tmp_path / "data"))
    try:
        (autumn,) = (each for each in app.record.cohorts() if each.name == "Autumn")
        agreed = app.record.assignments(autumn.id)
    finally:
        app.record.close()
    assert [each.module for each in agreed][:2] == ["doetank-start", "gebruiker-begrijpen"]
    assert {local_day(each.due) for each in agreed if each.due} == {date(2099, 1, 31)}
    for option, wrong, says in (
        ("--path", "nowhere", "new-doetank"),
        ("--due", "31-01-2099", "2027-03-31"),
        ("--due", "2099-01-31", "nothing"),
    ):
        refused = town(*make, option, wrong)
        assert refused.code == 2
        assert says in refused.err


def test_links_are_printed_one_a_line(town: Run) -> None:
    links = [
        line for line in town("cohort", "invite", "spring", "--number", "3").out.splitlines() if "/join/" in line
    ]
    assert len(set(links)) == 3
    assert all(re.fullmatch(r"http://127\.0\.0\.1:8501/join/[\w-]{22}", link) for link in links)
    assert town("cohort", "invite", "Spring", "--trainer").code == 0


def test_a_group_that_ended_lets_nobody_in(town: Run) -> None:
    assert town("cohort", "archive", "Spring").code == 0
    assert "ended" in town("cohort", "list").out
    assert town("cohort", "invite", "Spring").code == 2


@pytest.fixture
def spring_and_summer(town: Run, tmp_path: Path) -> tuple[Run, list[str]]:
    """Two groups; in Spring are Ann and two people called Bob, whose ids come with it."""
    assert town("cohort", "make", "Summer", "--organisation", "town").code == 0
    app = bootstrap.start(read_settings({}, data=tmp_path / "data"))
    try:
        (spring,) = (each for each in app.record.cohorts() if each.name == "Spring")
        door = joining.by_code(app, spring.join_code)
        made = [joining.join_as_guest(app, door, name, "en") for name in ("Ann", "Bob", "bob")]
    finally:
        app.record.close()
    return town, [each.actor.learner for each in made]


def test_members_are_moved_by_their_name_or_their_id(spring_and_summer: tuple[Run, list[str]]) -> None:
    run, ids = spring_and_summer
    moved = run("cohort", "move", "spring", "SUMMER", "ann", ids[2], "--team", "Noord")
    assert (moved.code, moved.out.strip()) == (0, "2 participants are now in Summer.")
    twice = run("cohort", "move", "Spring", "Summer", "Ann")
    assert (twice.code, "Nobody in Spring is called Ann" in twice.err) == (2, True)


def test_a_name_that_two_have_moves_nobody(spring_and_summer: tuple[Run, list[str]]) -> None:
    run, ids = spring_and_summer
    unclear = run("cohort", "move", "Spring", "Summer", "Ann", "Bob")
    assert unclear.code == 2
    assert len(unclear.err.splitlines()) == 1
    assert all(id in unclear.err for id in ids[1:])
    assert "is now in" in run("cohort", "move", "Spring", "Summer", "Ann").out


def test_who_stays_is_named_with_why(spring_and_summer: tuple[Run, list[str]], tmp_path: Path) -> None:
    run, ids = spring_and_summer
    app = bootstrap.start(read_settings({}, data=tmp_path / "data"))
    (summer,) = (each for each in app.record.cohorts() if each.name == "Summer")
    app.record.add_member(Member(summer.id, ids[0], "Ann", app.clock()))
    app.record.close()
    ran = run("cohort", "move", "Spring", "Summer", "Ann", ids[1])
    assert ran.code == 1
    assert "1 participant is now in Summer." in ran.out
    assert "Ann is in Summer already" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ("cohort", "move", "Spring", "Spring", "Ann"),
        ("cohort", "move", "Spring", "nowhere", "Ann"),
        ("cohort", "move", "Spring"),
        ("cohort", "archive", "nowhere"),
        ("cohort", "archive"),
        ("cohort", "make", "X", "--organisation", "nowhere"),
        ("cohort", "make", "", "--organisation", "Town"),
        ("cohort", "invite", "Spring", "--number", "0"),
        ("organisation", "make", "town"),
        ("organisation", "give", "Town", "nobody"),
        ("organisation", "give", "nowhere", "nobody"),
    ],
    ids=" ".join,
)
def test_a_mistake_is_one_line(town: Run, command: tuple[str, ...]) -> None:
    ran = town(*command)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_trainer_is_given_and_taken_back(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough pass phrase\n"))
    assert town("user", "add", "Eva").code == 0
    assert "eva is a trainer" in town("organisation", "give", "Town", "eva").out
    assert "already" in town("organisation", "give", "Town", "EVA").out
    assert "eva" in town("organisation", "list").out
    assert "no longer" in town("organisation", "withdraw", "Town", "eva").out
    assert "was no trainer" in town("organisation", "withdraw", "Town", "eva").out


def test_without_a_command_the_help_is_shown(learnenv: Run) -> None:
    for group in ("cohort", "organisation"):
        assert "list" in learnenv(group).out
