"""Between an exercise and the form that draws it: the props that it is given, and what it sends back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from learnenv.domain.certainty import CERTAINTIES
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.module_page import PagePicture
from learnenv.domain.progress import Certainty
from learnenv.form import TEXT_KEYS
from learnenv.language import Speech
from learnenv.services import exercise_view
from learnenv.services.answering import ExerciseView
from learnenv.services.feedback import feedback_state, headline


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form handed in. It comes from a browser: nothing of it is taken on trust."""

    value: Mapping[str, Any]
    drawn_with: str
    seconds: float
    certainty: Certainty | None


def read_sent(sent: Mapping[str, Any]) -> Sent:
    """What a form handed in, with what makes no sense left out."""
    seconds, value = sent.get("seconds"), sent.get("value")
    return Sent(
        value if isinstance(value, Mapping) else {},
        str(sent.get("key", ""))[:64],
        float(seconds) if isinstance(seconds, int | float) and seconds == seconds else 0.0,
        next((each for each in CERTAINTIES if each == sent.get("certainty")), None),
    )


def form_props(
    view: ExerciseView, words: Speech, *, attempt: int, problem: str, readonly: bool, keep: str
) -> dict[str, Any]:
    """The props of a form: docs/architecture.md, "The form". `attempt` changes with every checked answer."""
    open_work = view.exercise.type.open
    return {
        "title": view.exercise.title.get(words.language),
        "fields": view.drawing.fields(words.language),
        "value": view.drawing.shown(view.value),
        "result": _result(view, words, attempt, problem),
        "text": form_texts(words, words.say("form.save" if open_work else "form.check")),
        "language": words.language,
        "readonly": readonly,
        "certainty": view.asks_certainty,
        "picture": picture_props(exercise_view.picture(view, words.language)),
        "key": view.drawn_with,
        "keep": keep,
        "drafts": False,
        "draft_seq": 0,
    }


def picture_props(picture: PagePicture | None) -> dict[str, str] | None:
    """The picture above a form, as the form takes it."""
    return asdict(picture) if picture else None


def bare_props(title: str, fields: list[dict[str, Any]], words: Speech, submit: str) -> dict[str, Any]:
    """The props of an empty form that is no exercise's. `submit`: the key of what stands on its button."""
    return {
        "title": title,
        "fields": fields,
        "value": {},
        "result": None,
        "text": dict(form_texts(words, words.say(submit) if submit else "")),
        "language": words.language,
        "readonly": False,
        "key": "",
        "keep": "",
        "drafts": False,
        "draft_seq": 0,
    }


@cache
def form_texts(words: Speech, submit: str) -> Mapping[str, str]:
    """The interface words that the form module shows. `submit` is the label of its button."""
    return {**{key: words.say(f"form.{key}") for key in TEXT_KEYS if key != "submit"}, "submit": submit}


def _result(view: ExerciseView, words: Speech, attempt: int, problem: str) -> dict[str, Any] | None:
    """What the form shows at its fields and says aloud. Null before any answer."""
    kind = "error" if problem else feedback_state(view)
    if not kind:
        return None
    unreadable: InvalidAnswer | None = view.trouble.problems if view.trouble else None
    return {
        "attempt": attempt,
        "state": kind,
        "message": problem or headline(view, words),
        "parts": _marks(view),
        "invalid": {name: words.say(each) for name, each in unreadable.problems.items()} if unreadable else {},
    }


def _marks(view: ExerciseView) -> list[dict[str, Any]]:
    if view.grade is None or view.trouble:
        return []
    return [
        {"field": mark.field, "item": view.drawing.token(mark.field, mark.item), "right": mark.right}
        for mark in view.grade.marks
        if mark.item and mark.right is not None
    ]
