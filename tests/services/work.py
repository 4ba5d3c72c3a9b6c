"""Learners who hand in and share open work, and reviewers who go through their queue."""

from __future__ import annotations

from typing import Any

from learnenv.domain.learner import Actor
from learnenv.services import answering, review_queue, reviewing_work, sharing
from learnenv.services.app import App
from learnenv.services.reviewing_work import VERDICT, PieceView, Place
from learnenv.services.talking import MESSAGE
from tests.services.classroom import Classroom

REF = "first/reflection"
OWN = "rate-own"
EVERYBODY = ("ann", "bob", "cas")


def hand_in(app: App, actor: Actor, text: str, rating: str = "") -> None:
    """Hand in the reflection; `rating`: the learner's own, "0" or "1"."""
    view = answering.view(app, actor, REF)
    given = {"text": text} | ({OWN: view.drawing.token(OWN, rating)} if rating else {})
    answering.submit(app, actor, REF, given, drawn_with=view.drawn_with)


def shared(room: Classroom, name: str, text: str, rating: str = "") -> Place:
    """Somebody hands in and shares; where a reviewer finds it."""
    actor = room.people[name]
    hand_in(room.app, actor, text, rating)
    sharing.share(room.app, actor, REF)
    return place_of(room, name)


def place_of(room: Classroom, name: str) -> Place:
    """ "ann in town 1": where that work is found."""
    return Place(room.cohorts[name.partition(" in ")[2]].id, room.people[name].learner, REF)


def judge(
    app: App, actor: Actor, place: Place, verdict: str, message: str = "", rating: str = "", **more: Any
) -> PieceView:
    """Review the latest version; as it was before."""
    view = reviewing_work.piece(app, actor, place)
    raw: dict[str, Any] = {VERDICT: view.drawing.token(VERDICT, verdict), MESSAGE: message}
    if rating:
        raw[OWN] = view.drawing.token(OWN, rating)
    reviewing_work.judge(app, actor, place, more.get("attempt", view.latest.attempt.sequence), raw)
    return view


def waiting(app: App, actor: Actor, cohort: str = "") -> list[str]:
    """Who waits, by the names they gave, in order."""
    return [str(each.who) for each in review_queue.queue(app, actor, cohort).waits]
