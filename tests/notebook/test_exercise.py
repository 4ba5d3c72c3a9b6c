"""An exercise in a notebook, answered in code and by the messages of its form."""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest

from learnenv.domain.errors import StoreError
from learnenv.notebook import NotebookError, exercise
from learnenv.notebook.exercise import ExerciseCell
from learnenv.services import answering
from learnenv.services.app import App


def tell(cell: ExerciseCell, event: str, **content: Any) -> dict[str, Any]:
    """What the browser would send; the props that come back."""
    cell.widget._handle_custom_msg({"event": event, **content}, [])
    props: dict[str, Any] = cell.widget.props
    return props


def sent(cell: ExerciseCell, id: str) -> dict[str, Any]:
    """The choice of one option, as the form sends it: by its token."""
    return {"value": {"choice": cell.view.drawing.token("choice", id)}, "key": cell.widget.props["key"]}


@pytest.mark.parametrize("value", ["yes-this", "Dit wel", "This one", {"choice": "yes-this"}])
def test_an_answer_in_code_is_graded_and_on_record(app: App, value: object) -> None:
    cell = exercise("first/choice")
    got = cell.answer(value)
    assert (got.state, got.right, got.fraction, got.attempts) == ("right", True, 1.0, 1)
    assert "Goed." in repr(got)
    (attempt,) = app.record.attempts(cell.desk.actor.learner, "first/choice")
    assert (attempt.front_end, attempt.answer) == ("notebook", {"choice": "yes-this"})


def test_feedback_says_why(app: App) -> None:
    got = exercise("first/choice", language="en").answer("not-that")
    assert got.state == "wrong"
    assert "That is the opposite." in got.feedback


def test_an_unreadable_answer_is_said_and_uses_nothing_up(app: App) -> None:
    cell = exercise("first/twice")
    got = cell.answer("neither")
    assert (got.state, got.fraction, got.attempts) == ("invalid", None, 0)


def test_no_more_tries_is_one_line_and_no_traceback(app: App) -> None:
    cell = exercise("first/twice")
    cell.answer("not-that")
    cell.answer("yes-this")
    with pytest.raises(NotebookError) as stopped:
        cell.answer("not-that")
    assert stopped.value._render_traceback_() == [str(stopped.value)]
    assert "\n" not in str(stopped.value)


def test_a_field_that_is_not_there_is_named(app: App) -> None:
    with pytest.raises(NotebookError, match="text"):
        exercise("first/choice").answer(text="x")
    with pytest.raises(NotebookError, match="own"):
        exercise("first/reflection").answer("only the text, and no rating of it")


def test_it_is_resumed_where_the_web_left_off_and_the_other_way_round(app: App) -> None:
    cell = exercise("first/choice", learner="ana")
    actor = cell.desk.actor
    view = answering.view(app, actor, "first/choice")
    answering.submit(app, actor, "first/choice", {"choice": "not-that"}, drawn_with=view.drawn_with)
    again = exercise("first/choice", learner="ana")
    assert again.view.value == {"choice": "not-that"}
    assert again.widget.props["result"]["state"] == "wrong"
    again.answer("yes-this")
    assert answering.view(app, actor, "first/choice").done


def test_the_form_is_given_no_key_no_feedback_and_no_id_of_the_authors(app: App) -> None:
    shown = repr(exercise("first/choice").widget.get_state())
    for secret in ("yes-this", "omgekeerde", "Omdat het zo is", "right: true"):
        assert secret not in shown


def test_a_checked_answer_comes_back_with_a_result(app: App) -> None:
    cell = exercise("first/choice")
    props = tell(cell, "submit", **sent(cell, "not-that"), seconds=4.0, certainty=None)
    assert props["result"]["state"] == "wrong"
    assert "Dat is het omgekeerde." in cell._text_below()
    assert [act["name"] for act in props["acts"]] == ["hint", "solution"]


def test_the_same_answer_twice_is_news_twice(app: App) -> None:
    cell = exercise("first/choice")
    first = tell(cell, "submit", **sent(cell, "not-that"))["result"]["attempt"]
    second = tell(cell, "submit", **sent(cell, "not-that"))["result"]["attempt"]
    assert first != second
    assert len(app.record.attempts(cell.desk.actor.learner, "first/choice")) == 1


def test_what_could_not_be_saved_is_said_and_never_called_right(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = exercise("first/choice")
    value = sent(cell, "yes-this")

    def full(*_: object) -> None:
        raise StoreError("store.busy")

    monkeypatch.setattr(app.record, "record", full)
    props = tell(cell, "submit", **value)
    assert props["result"]["state"] == "error"
    assert props["result"]["message"] == cell.desk.words.say("failure.not-saved")
    with pytest.raises(NotebookError, match=cell.desk.words.say("failure.not-saved")[:30]):
        cell.answer("yes-this")
    monkeypatch.undo()


def test_a_bug_in_a_handler_is_said_too(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cell = exercise("first/choice")
    value = sent(cell, "yes-this")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(answering, "submit", broken)
    with caplog.at_level(logging.CRITICAL):
        props = tell(cell, "submit", **value)
    assert props["result"]["message"] == cell.desk.words.say("notebook.failed")


@pytest.mark.parametrize("content", [{}, {"event": 3}, {"event": "submit"}, {"event": "submit", "value": [1]}, 7])
def test_nonsense_from_a_browser_harms_nothing(app: App, content: Any) -> None:
    cell = exercise("first/choice")
    cell.widget._handle_custom_msg(content, [])
    assert app.record.attempts(cell.desk.actor.learner, "first/choice") == ()


def test_a_draft_is_kept_and_handed_in_later(app: App) -> None:
    cell = exercise("first/reflection")
    field = cell.view.drawing.form[0].name
    props = tell(cell, "draft", value={field: "Ik zag"}, seq=17)
    assert (props["drafts"], props["draft_seq"]) == (True, 17)
    assert exercise("first/reflection").view.value == {field: "Ik zag"}


def test_hints_and_the_answer_come_when_asked_for_and_are_on_record(app: App) -> None:
    cell = exercise("first/choice")
    assert cell.hint() == "Kijk nog eens."
    tell(cell, "submit", **sent(cell, "not-that"))
    props = tell(cell, "act", name="solution")
    assert (props["readonly"], props["acts"]) == (True, [])
    assert "Omdat het zo is." in cell._text_below()
    standing = app.record.standing(cell.desk.actor.learner, "first/choice")
    assert (standing.hints, standing.solution_shown) == (1, True)


def test_how_sure_one_is_is_asked_of_who_wants_it(app: App) -> None:
    assert not exercise("first/choice").widget.props["certainty"]
    cell = exercise("first/choice", certainty=True)
    assert cell.widget.props["certainty"]
    tell(cell, "submit", **sent(cell, "yes-this"), certainty="high")
    assert app.record.attempts(cell.desk.actor.learner, "first/choice")[0].certainty == "high"


def test_answers_from_many_threads_are_one_at_a_time(app: App) -> None:
    cell = exercise("first/choice")
    value = sent(cell, "not-that")
    at_work = [threading.Thread(target=tell, args=(cell, "submit"), kwargs=value) for _ in range(8)]
    for each in at_work:
        each.start()
    for each in at_work:
        each.join()
    assert len(app.record.attempts(cell.desk.actor.learner, "first/choice")) == 1
    assert cell.widget.props["result"]["attempt"] == 1008


def test_whoever_is_shut_out_cannot_go_on(app: App) -> None:
    cell = exercise("first/choice", learner="ana")
    app.record.set_disabled(cell.desk.actor.learner, True)
    with pytest.raises(NotebookError):
        cell.answer("yes-this")
    with pytest.raises(NotebookError):
        exercise("first/choice", learner="ana")


def test_an_exercise_that_is_not_there_is_one_line(app: App) -> None:
    with pytest.raises(NotebookError, match="nowhere"):
        exercise("first/nowhere")


def test_the_words_come_before_the_form_and_stay_without_a_kernel(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("learnenv.notebook.cell.display", lambda what, **_: shown.append(what))
    cell = exercise("first/choice")
    cell._ipython_display_()
    assert [type(each).__name__ for each in shown] == ["Markdown", "FormWidget", "Markdown"]
    assert "Wat is goed?" in shown[0].data
    bundle, _ = cell.widget._repr_mimebundle_()
    assert "Dit wel" in bundle["text/markdown"]
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_a_prompt_that_stands_above_the_cell_is_not_said_twice(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr("learnenv.notebook.cell.display", lambda what, **_: shown.append(what))
    exercise("first/choice", prompt=False)._ipython_display_()
    assert next(getattr(each, "data", None) for each in shown) == ""
