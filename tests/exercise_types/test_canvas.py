"""canvas: cells, checks and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, LongText, ManyOf, Message, Number, ShortText, Table, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.canvas import CANVAS

T = {"nl": "titel"}
CELLS: list[dict[str, Any]] = [
    {"id": "problem", "title": T, "example": {"nl": "Bezoekers wachten te lang"}},
    {"id": "steps", "title": T, "kind": "list", "example": [{"nl": "bellen"}, {"nl": "kijken"}]},
    {
        "id": "team",
        "title": T,
        "kind": "table",
        "columns": [{"id": "who", "text": {"nl": "Wie"}}, {"id": "role", "text": {"nl": "Rol"}}],
        "example": [
            {"who": {"nl": "Sam"}, "role": {"nl": "baliemedewerker"}},
            {"who": {"nl": "Noor"}, "role": {"nl": "jurist"}},
        ],
    },
    {"id": "weeks", "title": T, "kind": "number", "unit": {"nl": "weken"}, "example": "4", "required": "false"},
    {"id": "start", "title": T, "kind": "date", "example": "2025-03-31", "required": "false"},
]
CHECKS: list[dict[str, Any]] = [
    {"cell": "problem", "at_least": "3", "feedback": {"nl": "Schrijf meer."}},
    {"cell": "team", "column": "role", "distinct": "2", "feedback": {"nl": "Meng rollen."}},
    {"cell": "weeks", "at_most": "6", "feedback": {"nl": "Houd het kort."}},
]
STATEMENTS = [{"id": "own", "text": {"nl": "Van ons"}}, {"id": "small", "text": {"nl": "Klein"}}]
DATA: dict[str, Any] = {"cells": CELLS, "checks": CHECKS, "good_enough": STATEMENTS}
FILLED: dict[str, Any] = {
    "problem": "wij wachten lang",
    "steps": [{"item": "bellen"}],
    "team": [{"who": "Sam", "role": "balie"}, {"who": "Noor", "role": "jurist"}],
}


def graded(data: Mapping[str, Any] = DATA, ticked: Sequence[str] = ("own", "small"), **changed: Any) -> Grade:
    spec = CANVAS.parse(data)
    return CANVAS.grade(spec, read_answer(CANVAS.form(spec), {**FILLED, "good-enough": ticked, **changed}))


def test_every_kind_of_cell_has_its_field_named_by_its_id() -> None:
    form = CANVAS.form(CANVAS.parse(DATA))
    assert [(type(field), field.name, field.required) for field in form] == [
        (LongText, "problem", True),
        (Table, "steps", True),
        (Table, "team", True),
        (Number, "weeks", False),
        (ShortText, "start", False),
        (ManyOf, "good-enough", False),
    ]
    assert [column.id for column in form[1].columns] == ["item"]  # type: ignore[union-attr]


def test_what_is_met_and_ticked_over_all_there_is() -> None:
    assert (graded().fraction, graded().passed) == (1, True)
    part = graded(weeks="8", ticked=["own"])
    assert (part.fraction, part.passed) == (3 / 5, False)
    assert part.feedback == (Message("canvas.met", {"met": 3, "count": 5}),)


def test_without_a_tick_a_person_has_to_look_but_checks_speak_already() -> None:
    grade = graded(problem="kort", ticked=[])
    assert (grade.fraction, grade.passed) == (None, None)
    assert grade.feedback == (Message("canvas.tick-statements"),)
    assert [(mark.field, mark.right, mark.feedback) for mark in grade.marks] == [
        ("problem", False, Text("Schrijf meer."))
    ]


def test_without_statements_the_checks_alone_decide() -> None:
    data = {"cells": CELLS, "checks": CHECKS}
    assert graded(data).passed is True
    assert graded(data, problem="kort").fraction == 2 / 3


def test_distinct_counts_values_not_spellings_and_not_gaps() -> None:
    same = [{"who": "a", "role": "Jurist "}, {"who": "b", "role": "jurist"}, {"who": "c", "role": ""}]
    assert [mark.field for mark in graded(team=same).marks] == ["team"]


@pytest.mark.parametrize(("weeks", "met"), [("6", True), ("6,0 weken", True), ("6,1", False), ("", True)])
def test_a_number_is_checked_itself_and_one_left_open_is_not_too_much(weeks: str, met: bool) -> None:
    assert (graded(weeks=weeks).fraction == 1) is met


def test_numbers_and_dates_that_cannot_be_read_are_all_named() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(weeks="een paar", start="31-03-2025")
    assert caught.value.problems == {
        "weeks": Message("answer.not-a-number", {"text": "een paar"}),
        "start": Message("answer.not-a-date", {"text": "31-03-2025"}),
    }


@pytest.mark.parametrize("start", ["2025-02-30", "20250331", "2025-W14-1", "٢٠٢٥-03-31"])
def test_only_a_day_that_exists_is_a_date(start: str) -> None:
    with pytest.raises(InvalidAnswer):
        graded(start=start)


def test_a_required_cell_cannot_be_left_open() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(problem=" ", steps=[])
    assert list(caught.value.problems) == ["problem", "steps"]


def changed(index: int, **more: Any) -> dict[str, Any]:
    cells = [{**cell, **more} if number == index else cell for number, cell in enumerate(CELLS)]
    return {**DATA, "cells": cells}


def checked(**check: Any) -> dict[str, Any]:
    return {**DATA, "checks": [{"feedback": {"nl": "x"}, **check}]}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (changed(0, id="good-enough"), ("cells", 0, "id")),
        (changed(0, id="steps"), ("cells", 1, "id")),
        (changed(0, title={}), ("cells", 0, "title")),
        (changed(0, columns=CELLS[2]["columns"]), ("cells", 0, "columns")),
        (changed(2, columns=[]), ("cells", 2, "columns")),
        (changed(0, example=[{"nl": "lijst"}]), ("cells", 0, "example")),
        (changed(1, example={"nl": "tekst"}), ("cells", 1, "example")),
        (changed(1, example=[]), ("cells", 1, "example")),
        (changed(1, example=[{"nl": str(n)} for n in range(21)]), ("cells", 1, "example")),
        (changed(2, example=[{"wh": {"nl": "Sam"}, "role": {"nl": "x"}}]), ("cells", 2, "example", 0, "wh")),
        (changed(3, example="1.000"), ("cells", 3, "example")),
        (changed(4, example="morgen"), ("cells", 4, "example")),
        (checked(cell="problm", at_least="1"), ("checks", 0, "cell")),
        (checked(cell="problem"), ("checks", 0)),
        (checked(cell="problem", at_least="1", at_most="9"), ("checks", 0)),
        (checked(cell="problem", at_least="1.5"), ("checks", 0, "at_least")),
        (checked(cell="problem", at_least="1", column="who"), ("checks", 0, "column")),
        (checked(cell="steps", distinct="2", column="item"), ("checks", 0, "cell")),
        (checked(cell="team", distinct="2", column="rol"), ("checks", 0, "column")),
        (checked(cell="team", distinct="0", column="role"), ("checks", 0, "distinct")),
        (checked(cell="start", at_least="1"), ("checks", 0, "cell")),
        (checked(cell="steps", at_least="3"), ("checks", 0)),
        ({"cells": CELLS}, ("checks",)),
        ({"cells": CELLS, "good_enough": STATEMENTS[:1]}, ("checks",)),
        ({"cells": [{**CELLS[0], "required": "false"}], "checks": [{**CHECKS[0], "at_least": "1"}]}, ("checks",)),
        ({**DATA, "cells": []}, ("cells",)),
    ],
)
def test_what_cannot_work_is_refused_at_its_place(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as caught:
        CANVAS.parse(data)
    assert path in [fault.path for fault in caught.value.faults]


def test_all_faults_come_at_once() -> None:
    data = {**changed(0, columns=CELLS[2]["columns"]), "checks": [{"cell": "x", "feedback": {"nl": "x"}}]}
    with pytest.raises(ContentError) as caught:
        CANVAS.parse(data)
    assert [fault.path for fault in caught.value.faults] == [
        ("cells", 0, "columns"),
        ("checks", 0, "cell"),
        ("checks", 0),
    ]


@pytest.mark.parametrize(
    ("place", "sound"), [("before/canvas/problem", True), ("canvas/problem", False), ("A/b/c", False)]
)
def test_a_cell_can_open_with_one_of_another_canvas(place: str, sound: bool) -> None:
    cells = [{**CELLS[0], "opens_with": place}, *CELLS[1:]]
    if sound:
        spec = CANVAS.parse({**DATA, "cells": cells})
        assert CANVAS.opens_with is not None
        assert CANVAS.opens_with(spec) == {"problem": place}
    else:
        with pytest.raises(ContentError) as refused:
            CANVAS.parse({**DATA, "cells": cells})
        assert [each.path for each in refused.value.faults] == [("cells", 0, "opens_with")]
