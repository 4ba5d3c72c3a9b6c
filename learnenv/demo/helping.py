"""What simulated trainers and coaches do: on their days they read what waits, say what they think of it, and look who
needs attention."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from learnenv.demo.world import Life, World, at_work
from learnenv.domain.form import ManyOf, OneOf
from learnenv.domain.learner import Actor
from learnenv.domain.people import Verdict
from learnenv.language import Speech, speech
from learnenv.services import attention, review_queue, reviewing_work
from learnenv.services.review_queue import Waits
from learnenv.services.reviewing_work import VERDICT, PieceView, Place
from learnenv.services.rubric import rubric_fields
from learnenv.services.talking import MESSAGE

AWAY = timedelta(hours=26)
"""For how long the trainers have read nothing at least: so there is work that waits."""
_AGAIN = 0.3
"""How often another version is asked for."""
_PUT_BY = 0.5
"""Which part of what asks for attention was seen on the last day, of who is behind."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A trainer or a coach."""

    actor: Actor
    cohorts: tuple[str, ...]
    """Those that they train; none for a coach."""
    weekdays: tuple[int, ...]
    chance: random.Random


def help_out(world: World, helper: Helper, begin: datetime, until: datetime) -> Life:
    """All that one trainer or coach does, from the first week until shortly before the end."""
    words = speech(helper.actor.language)
    day = begin
    end = until - AWAY
    while day < end:
        if day.weekday() in helper.weekdays:
            yield at_work(day, helper.chance) + timedelta(hours=1)
            for waits in review_queue.queue(world.app, helper.actor).waits:
                _judge(world, helper, waits, words)
                yield world.later(helper.chance.uniform(2, 6))
        day += timedelta(days=1)
    for cohort in helper.cohorts:
        _see_to(world, helper, cohort, words)


def _judge(world: World, helper: Helper, waits: Waits, words: Speech) -> None:
    place = Place(waits.cohort, waits.learner, waits.ref)
    piece = reviewing_work.piece(world.app, helper.actor, place)
    verdict: Verdict | None = None
    if waits.is_new:
        again = len(piece.versions) == 1 and helper.chance.random() < _AGAIN
        verdict = "again" if again else "accepted"
    said = list(words.texts(f"demo.feedback.{verdict or 'message'}.").values())
    given = {**_rated(piece, helper.chance), MESSAGE: helper.chance.choice(said), VERDICT: verdict or "message"}
    sent = piece.drawing.shown(given)
    reviewing_work.judge(world.app, helper.actor, place, piece.latest.attempt.sequence, sent)


def _rated(piece: PieceView, chance: random.Random) -> dict[str, object]:
    """The rubric much as its learner filled it in; now and then a level lower."""
    own = piece.latest.attempt.answer
    found: dict[str, object] = {}
    for field in rubric_fields(piece.exercise):
        chosen = own.get(field.name)
        if isinstance(field, OneOf) and chosen:
            ids: Sequence[str] = [option.id for option in field.options]
            at = ids.index(chosen) - (chance.random() < 0.3)
            found[field.name] = ids[max(0, at)]
        elif isinstance(field, ManyOf) and chosen:
            found[field.name] = list(chosen)
    return found


def _see_to(world: World, helper: Helper, cohort: str, words: Speech) -> None:
    """Put by some of what cannot be helped now: who is behind has been spoken to."""
    behind = [each.flag for each in attention.overview(world.app, helper.actor, cohort).open]
    for flag in (each for each in behind if each.reason == "overdue"):
        if helper.chance.random() < _PUT_BY:
            days = helper.chance.choice((0, *attention.SNOOZE_DAYS[1:]))
            note = helper.chance.choice(list(words.texts("demo.note.").values()))
            attention.put_by(world.app, helper.actor, cohort, flag, days, note)
