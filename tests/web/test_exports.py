"""Downloads of a cohort over HTTP: for its trainer, in every kind of file, and for nobody else."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant
from learnenv.services.app import App
from tests.services.conftest import app, clock  # noqa: F401 - fixtures
from tests.support.inside import Inside, come_in
from tests.support.people import COHORT, answer, join_and_do, make_cohort, marks

FILES = ("progress.csv", "progress.xlsx", "answers.csv", "answers.xlsx", "items.csv", "items.xlsx", "xapi.jsonl")


@pytest.fixture
def trainer(app: App) -> Inside:  # noqa: F811
    make_cohort(app)
    for name in ("me", "=cmd"):
        _, learner = come_in(app)
        join_and_do(app, Actor(learner, "nl"), name)
    browser, id = come_in(app)
    app.record.give(Grant(id, "trainer", "cohort", COHORT, "", app.clock()))
    return browser


def address(file: str, cohort: str = COHORT) -> str:
    return f"/export/cohort/{cohort}/{file}"


@pytest.mark.parametrize("file", FILES)
def test_the_trainer_gets_every_file(trainer: Inside, file: str) -> None:
    said = trainer.get(address(file))
    assert said.status == 200
    assert said.headers["content-disposition"].endswith(f'.{file.partition(".")[2]}"')
    assert said.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", ["progress", "answers", "items"])
def test_csv_and_xlsx_hold_the_same(trainer: Inside, what: str) -> None:
    text = trainer.get(address(f"{what}.csv")).body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(trainer.get(address(f"{what}.xlsx")).body)).active
    assert sheet is not None
    cells = [["" if each is None else str(each) for each in row] for row in sheet.iter_rows(values_only=True)]
    assert [[_plain(each) for each in row] for row in rows] == [[_plain(each) for each in row] for row in cells]
    assert len(rows) > 1


def test_statements_are_a_line_each(trainer: Inside) -> None:
    lines = trainer.get(address("xapi.jsonl")).text.splitlines()
    assert len([json.loads(line) for line in lines]) == 4


@pytest.mark.parametrize("file", FILES)
def test_a_member_and_a_stranger_get_nothing(app: App, trainer: Inside, file: str) -> None:  # noqa: F811
    member, id = come_in(app)
    join_and_do(app, Actor(id, "nl"), "member")
    stranger, _ = come_in(app)
    for browser in (member, stranger):
        said = browser.get(address(file))
        assert said.status == 403
        assert not [mark for name in ("me", "=cmd") for mark in marks(name) if mark in said.text]
    assert Inside(app).get(address(file)).status == 303
    assert trainer.get(address(file, "nowhere")).status == 403


@pytest.mark.parametrize("path", ["progress.pdf", "secrets.csv", "progress", "../progress.csv", "a/b/progress.csv"])
def test_what_is_not_there_is_not_found(trainer: Inside, path: str) -> None:
    assert trainer.get(address(path)).status == 404


def test_a_large_class_is_sent_in_pieces(app: App, trainer: Inside) -> None:  # noqa: F811
    for number in range(200):
        _, learner = come_in(app)
        join_and_do(app, Actor(learner, "nl"), f"n{number}")
        for option in ("yes-this", "not-that", "yes-this", "not-that"):
            answer(app, Actor(learner, "nl"), "first/choice", {"choice": option})
    assert trainer.get(address("answers.csv")).parts > 1
    assert trainer.get(address("xapi.jsonl")).parts > 1


def _plain(cell: str) -> str:
    """Numbers alike however they were written, text without the guard of CSV."""
    cell = cell.removeprefix("'")
    try:
        return str(float(cell))
    except ValueError:
        return cell
