"""Reports to print: for who may see the same on the screen, with the same figures; and that one was made is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

import pytest

from learnenv import bootstrap
from learnenv.demo import Demo, enter, make
from learnenv.domain.learner import Actor
from learnenv.domain.people import Member
from learnenv.language import speech
from learnenv.look.bars import NARROW, WIDE
from learnenv.services import attention, items
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web.parts.cohort import how_line, who_line
from learnenv.web.reports.part import cohort_report_address, learner_report_address
from tests.support.inside import Inside

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
WORDS = speech("nl")
COHORT = "autumn"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    settings = read_settings({}, data=tmp_path_factory.mktemp("report") / "data", language="nl")
    return replace(bootstrap.in_memory(settings), clock=lambda: NOW)


@pytest.fixture(scope="module")
def demo(app: App) -> Demo:
    return make(app, NOW)


@pytest.fixture
def as_(app: App, demo: Demo) -> Callable[[str], Inside]:
    return lambda part: Inside(app, token=enter(app, demo, part, "nl").token)


def trainer(app: App, demo: Demo) -> Actor:
    return enter(app, demo, "trainer", "nl").actor


def cells(html: str) -> list[list[str]]:
    """Every row of every table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [
        [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def test_the_report_of_a_cohort_has_the_figures_of_the_screen(
    app: App, demo: Demo, as_: Callable[[str], Inside]
) -> None:
    said = as_("trainer").get(cohort_report_address(COHORT))
    assert said.status == 200
    assert said.headers["cache-control"] == "no-store"
    text, rows = unescape(said.text), cells(said.text)
    view = attention.overview(app, trainer(app, demo), COHORT)
    assert how_line(view.grid, WORDS) in text
    assert who_line(view, WORDS) in text
    for row in view.grid.rows:
        counts = [
            WORDS.say(
                "class-view.of-stuck" if "stuck" in states else "class-view.of",
                done=states.count("done"),
                total=len(states),
            )
            for states in row.states
        ]
        assert [row.member.name, row.member.team, *counts] in rows
    for here in view.grid.modules:
        for each in items.items(app, trainer(app, demo), COHORT, here.id).items:
            title = each.exercise.title.nl
            counted = [title, *(str(count) for count in (each.answered, each.right, each.partly, each.wrong))]
            assert counted in [row[:5] for row in rows]
    assert sum(row[-1] == WORDS.say("report.open") for row in rows) == len(view.open)


def test_every_picture_is_sound_and_says_what_it_shows(as_: Callable[[str], Inside]) -> None:
    drawings = re.findall(r"<svg.*?</svg>", as_("trainer").get(cohort_report_address(COHORT)).text, re.DOTALL)
    assert len(drawings) > 2
    for drawing in drawings:
        title = ElementTree.fromstring(drawing).find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text


def test_on_a_phone_there_are_bars_of_its_width_and_sentences_have_room(as_: Callable[[str], Inside]) -> None:
    said = as_("trainer").get(cohort_report_address(COHORT)).text
    wide, narrow = (
        re.findall(rf'<div class="le-on-{name}"><svg[^>]* width="(\d+)"', said) for name in ("wide", "narrow")
    )
    assert len(wide) == len(narrow) > 0
    assert {*wide, *narrow} == {f"{WIDE}", f"{NARROW}"}
    rows = re.findall(r'<td( class="le-long")?>([^<]*)</td>', said)
    assert {bool(long) for long, text in rows if len(text) >= 40} == {True}
    assert {bool(long) for long, text in rows if len(text) < 40} == {False}


def test_the_report_of_a_member_has_their_figures(app: App, demo: Demo, as_: Callable[[str], Inside]) -> None:
    who = member(app, demo)
    said = as_("trainer").get(learner_report_address(COHORT, who.learner))
    assert said.status == 200
    assert who.name in unescape(said.text)
    rows = cells(said.text)
    for assigned in app.record.assignments(COHORT):
        module = app.library.module(assigned.module)
        for ref, standing in app.record.standings(who.learner, module.id).items():
            exercise = module.exercises.get(ref.partition("/")[2])
            if exercise and any(exercise.id in page.exercises() for page in module.pages):
                found = [row for row in rows if row[0] == exercise.title.nl and len(row) == 4]
                assert [row[3] for row in found] == [str(standing.tries)]


def test_only_who_may_see_it_on_the_screen_gets_a_report(app: App, demo: Demo, as_: Callable[[str], Inside]) -> None:
    names = [each.name for each in app.record.members(COHORT)]
    one = member(app, demo)
    for part in ("other-trainer", "administrator", "learner", "coach"):
        said = as_(part).get(cohort_report_address(COHORT))
        assert said.status == 403, part
        assert not [name for name in names if name in unescape(said.text)]
    other = next(each for each in app.record.members(COHORT) if each.team != one.team)
    assert as_("coach").get(learner_report_address(COHORT, one.learner)).status == 200
    for part, learner in (("coach", other.learner), ("learner", other.learner), ("other-trainer", one.learner)):
        assert as_(part).get(learner_report_address(COHORT, learner)).status == 403
    assert Inside(app).get(cohort_report_address(COHORT)).status == 303
    assert as_("trainer").get(cohort_report_address("nowhere")).status == 403
    assert as_("trainer").get("/report/of/nothing").status == 404


def test_that_a_report_was_made_is_noted(app: App, demo: Demo, as_: Callable[[str], Inside]) -> None:
    who = member(app, demo)
    as_("trainer").get(cohort_report_address(COHORT))
    look = app.record.looks(learner=who.learner, limit=1)[0]
    assert (look.what, look.cohort) == ("report", COHORT)
    as_("trainer").get(learner_report_address(COHORT, who.learner))
    look = app.record.looks(learner=who.learner, limit=1)[0]
    assert (look.what, look.learner) == ("report", who.learner)


def member(app: App, demo: Demo) -> Member:
    """Somebody in the team of the coach."""
    team = app.record.grants(trainer_of_team(demo))[0].scope_id.partition("/")[2]
    return next(each for each in app.record.members(COHORT) if each.team == team)


def trainer_of_team(demo: Demo) -> str:
    found = demo.persona("coach")
    assert found is not None
    return found.learner
