"""A case in a notebook: the same moves on the same record as in the browser."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from learnenv.notebook import NotebookError, case
from learnenv.notebook.case import CaseCell
from learnenv.services import casework
from learnenv.services.app import App
from learnenv.services.case_picture import map_alt, map_picture

REF = "loket/the-counter"


def tell(cell: CaseCell, event: str, **content: Any) -> dict[str, Any]:
    cell.widget._handle_custom_msg({"event": event, **content}, [])
    props: dict[str, Any] = cell.widget.props
    return props


def predict(cell: CaseCell) -> None:
    """Make the prediction that this scene asks for, if any."""
    asked = cell.view.prediction
    if cell.view.waits and asked:
        right = asked.exercise.type.samples(asked.exercise.spec).right
        tell(cell, "submit", value=asked.drawing.shown(right), key=cell.widget.props["key"])
    assert not cell.view.waits


def choose(cell: CaseCell) -> dict[str, Any]:
    """The first choice of what the form offers, sent as the form sends it."""
    (field,) = cell.widget.props["fields"]
    return tell(cell, "submit", value={field["name"]: field["options"][0]["id"]}, key=cell.widget.props["key"])


def picture_in(cell: CaseCell) -> str:
    """The map below the form."""
    found = re.search(r"base64,([\w+/=]+)\)", cell._text_below())
    assert found
    return base64.b64decode(found[1]).decode()


def walk(cell: CaseCell) -> None:
    """To an end, always by the first choice."""
    for _ in range(20):
        predict(cell)
        if cell.view.walk.ended:
            return
        choose(cell)
    raise AssertionError("no end in 20 choices")


def test_it_is_walked_to_an_end_which_is_on_record_as_made_in_a_notebook(app: App) -> None:
    cell = case(REF)
    walk(cell)
    (attempt,) = app.record.attempts(cell.desk.actor.learner, REF)
    assert attempt.front_end == "notebook"
    assert cell.desk.words.say("case.outcome") in cell._text_above()


def test_the_browser_goes_on_from_there_and_back_again(app: App) -> None:
    cell = case(REF)
    predict(cell)
    choose(cell)
    seen = casework.view(app, cell.desk.actor, REF)
    assert seen.walk.scene.id == cell.view.walk.scene.id
    casework.back(app, cell.desk.actor, REF, seen.number)
    cell.refresh()
    assert cell.view.walk.steps == ()


def test_the_way_so_far_is_drawn_as_in_the_browser_with_its_words(app: App) -> None:
    cell = case(REF)
    predict(cell)
    begun = picture_in(cell)
    assert begun.count("<text") == 1
    choose(cell)
    assert picture_in(cell).count("<text") == 2
    assert picture_in(cell) == map_picture(casework.view(app, cell.desk.actor, REF), cell.desk.words)
    assert f"![{map_alt(cell.view, cell.desk.words)}](data:image/svg+xml;base64," in cell._text_below()


def test_a_form_that_is_behind_makes_no_move_and_shows_where_one_is(app: App) -> None:
    cell = case(REF)
    predict(cell)
    (field,) = cell.widget.props["fields"]
    old = {"value": {field["name"]: field["options"][-1]["id"]}, "key": cell.widget.props["key"]}
    casework.choose(app, cell.desk.actor, REF, cell.view.offered[0].id, cell.view.number)
    tell(cell, "submit", **old)
    assert len(app.record.events(cell.desk.actor.learner, REF, "move")) == 1


def test_nothing_chosen_is_said_at_the_field(app: App) -> None:
    cell = case(REF)
    predict(cell)
    props = tell(cell, "submit", value={}, key=cell.widget.props["key"])
    assert props["result"]["state"] == "invalid"
    assert props["result"]["invalid"]


def test_back_and_again_are_there_once_there_is_a_way_behind(app: App) -> None:
    cell = case(REF)
    predict(cell)
    assert cell.widget.props["acts"] == []
    assert [act["name"] for act in choose(cell)["acts"]] == ["back", "again"]
    tell(cell, "act", name="back")
    assert cell.view.walk.steps == ()


def test_in_code_choices_are_named_by_id_or_words(app: App) -> None:
    cell = case(REF)
    predict(cell)
    first = cell.view.offered[0]
    cell.choose(first.text.nl).back().choose(first.id)
    assert cell.view.walk.steps[-1].choice.id == first.id
    with pytest.raises(NotebookError):
        cell.choose("no such choice")
    cell.again()
    assert cell.view.walk.rounds == 2


def test_a_note_is_kept_as_it_is_typed_and_taken_along(app: App) -> None:
    cell = case(REF)
    walk(cell)
    assert tell(cell, "draft", value={"note": "Eerst"}, seq=5)["draft_seq"] == 5
    props = tell(cell, "submit", value={"note": "Eerst kijken"}, key="1")
    assert props["result"]["state"] == "saved"
    (draft,) = app.record.drafts(cell.desk.actor.learner, ["loket/my-experiment"]).values()
    assert "Eerst kijken" in str(draft.answer)


@pytest.mark.parametrize("content", [{"event": "submit"}, {"event": "submit", "key": "x" * 90}, {"event": "act"}, {}])
def test_nonsense_from_a_browser_makes_no_move(app: App, content: dict[str, Any]) -> None:
    cell = case(REF)
    predict(cell)
    cell.widget._handle_custom_msg(content, [])
    assert app.record.events(cell.desk.actor.learner, REF, "move") == ()


def test_a_case_that_is_not_there_is_one_line(app: App) -> None:
    with pytest.raises(NotebookError):
        case("loket/nowhere")
