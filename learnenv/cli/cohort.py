"""learnenv cohort and learnenv organisation: groups and their trainers, for who runs the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from learnenv.cli.console import console, opened
from learnenv.cli.screen import Screen
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.joining import doorway, shown_code
from learnenv.domain.people import Cohort, Member, Organisation
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.services import cohort_moves, cohorts, inviting, organisations
from learnenv.services.app import App

Place = TypeVar("Place", Cohort, Organisation)


def list_cohorts(words: Speech, data: str) -> int:
    """Print every cohort with its code."""
    screen = Screen(words)
    with opened(data) as app:
        rows = cohorts.mine(app, console(words))
        now = app.clock()
    if not rows:
        screen.say("cli.cohort.none")
        return 0
    screen.table(
        ("cli.column.id", "cli.column.name", "cli.column.organisation", "cli.column.code", "cli.column.joining"),
        [
            (
                row.cohort.id,
                row.cohort.name,
                row.organisation.name,
                shown_code(row.cohort.join_code) or "–",
                words.say(f"cli.cohort.door.{doorway(row.cohort, now)}"),
            )
            for row in rows
        ],
    )
    return 0


def make(
    words: Speech,
    data: str,
    name: str,
    organisation: str,
    modules: Sequence[str],
    folders: Sequence[str],
    path: str,
    due: str,
) -> int:
    """Make a cohort and print its code."""
    day = _day(due)
    with opened(data, folders) as app:
        place, wanted = _organisation(app, words, organisation), dict.fromkeys(modules)
        made = cohorts.make(app, console(words), place.id, name, wanted, path=path, due=day)
    Screen(words).say("cli.cohort.made", name=made.name, id=made.id, code=shown_code(made.join_code))
    return 0


def invite(words: Speech, data: str, cohort: str, number: int, *, trainer: bool) -> int:
    """Make links and print them: each once, for who has to send them on."""
    screen = Screen(words)
    with opened(data) as app:
        found = _cohort(app, words, cohort)
        links = inviting.invite(app, console(words), found.id, number, "trainer" if trainer else "learner")
        base = app.settings.public_url or f"http://{app.settings.host}:{app.settings.port}"
    screen.say("cli.cohort.links", name=found.name, until=links[0].expires)
    for link in links:
        screen.line(f"{base}{link.path}")
    return 0


def move(words: Speech, data: str, cohort: str, to: str, people: Sequence[str], team: str) -> int:
    """Move members to another cohort; say who was not, and why."""
    with opened(data) as app:
        here, there = _cohort(app, words, cohort), _cohort(app, words, to)
        members = cohorts.cohort(app, console(words), here.id).members
        wanted = [_member(members, here, each) for each in people]
        report = cohort_moves.move(app, console(words), here.id, there.id, wanted, team)
    screen = Screen(words)
    for said in ([report.done] if report.moved else [], report.problems):
        for each in said:
            screen.say(each)
    return 1 if report.stayed else 0


def archive(words: Speech, data: str, cohort: str) -> int:
    """End a cohort."""
    with opened(data) as app:
        found = _cohort(app, words, cohort)
        cohorts.archive(app, console(words), found.id)
    Screen(words).say("cli.cohort.archived", name=found.name)
    return 0


def list_organisations(words: Speech, data: str) -> int:
    """Print every organisation with its trainers."""
    screen = Screen(words)
    with opened(data) as app:
        found = organisations.organisations(app, console(words))
    if not found:
        screen.say("cli.organisation.none")
        return 0
    screen.table(
        ("cli.column.id", "cli.column.name", "cli.column.trainers"),
        [
            (
                each.organisation.id,
                each.organisation.name,
                ", ".join(trainer.login or trainer.grant.learner for trainer in each.trainers) or "–",
            )
            for each in found
        ],
    )
    return 0


def make_organisation(words: Speech, data: str, name: str) -> int:
    """Add an organisation."""
    with opened(data) as app:
        made = organisations.make(app, console(words), name)
    Screen(words).say("cli.organisation.made", name=made.name, id=made.id)
    return 0


def set_trainer(words: Speech, data: str, organisation: str, login: str, *, gives: bool) -> int:
    """Make somebody a trainer of an organisation, or take that away."""
    with opened(data) as app:
        place = _organisation(app, words, organisation)
        change = organisations.give_trainer if gives else organisations.withdraw_trainer
        changed = change(app, console(words), place.id, login)
    if gives:
        key = "cli.organisation.given" if changed else "cli.organisation.not-given"
    else:
        key = "cli.organisation.withdrawn" if changed else "cli.organisation.not-withdrawn"
    Screen(words).say(key, name=place.name, login=login)
    return 0


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise LearnenvError("cli.cohort.no-date", value=written) from error


def _cohort(app: App, words: Speech, wanted: str) -> Cohort:
    found = [row.cohort for row in cohorts.mine(app, console(words))]
    return _one(
        [each for each in found if wanted == each.id] or _named(found, wanted),
        Message("cli.cohort.unknown", {"name": wanted}),
    )


def _member(members: Sequence[Member], cohort: Cohort, wanted: str) -> str:
    """The id of the member of this name, or with this id."""
    found = [each.learner for each in members if each.learner == wanted]
    found = found or [each.learner for each in members if each.name.casefold() == wanted.strip().casefold()]
    if len(found) > 1:
        raise NotFound("cli.cohort.many-called", name=wanted, cohort=cohort.name, ids=tuple(found))
    if not found:
        raise NotFound("cli.cohort.nobody-called", name=wanted, cohort=cohort.name)
    return found[0]


def _organisation(app: App, words: Speech, wanted: str) -> Organisation:
    found = [each.organisation for each in organisations.organisations(app, console(words))]
    exact = [each for each in found if wanted == each.id]
    return _one(exact or _named(found, wanted), Message("cli.organisation.unknown", {"name": wanted}))


def _named(found: Iterable[Place], wanted: str) -> list[Place]:
    return [each for each in found if each.name.casefold() == wanted.strip().casefold()]


def _one(found: Sequence[Place], unknown: Message) -> Place:
    """The only one; a name that two have is as good as none."""
    if len(found) != 1:
        raise NotFound(unknown.key, **unknown.values)
    return found[0]
