"""Sharing open work, as its learner does: with trainers and coaches, until it is withdrawn; and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learnenv.domain.access import About
from learnenv.domain.answer import Answer
from learnenv.domain.classroom import Group
from learnenv.domain.content import Exercise
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.open_work import Version, versions
from learnenv.domain.people import Comment, Look, Review, Share, Verdict
from learnenv.services import talking
from learnenv.services.access import demand
from learnenv.services.app import App
from learnenv.services.callings import Calling, callings
from learnenv.services.rubric import Criterion, criteria, points

READ = "work"
"""How the audit log calls it when somebody opens a piece of shared work."""
_READ_AMONG_OTHERS = "answers"
_MOST_LOOKS = 500


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody read the work; when they did last."""

    by: Calling
    at: datetime


@dataclass(frozen=True, slots=True)
class Rated:
    """One line of the rubric, as the learner and as the reviewer rated it; None: they did not."""

    criterion: Criterion
    own: int | None
    given: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody said of one version."""

    by: Calling
    verdict: Verdict
    at: datetime
    version: int
    """0: a version that is not known any more."""
    rated: tuple[Rated, ...]
    """Empty when the reviewer rated nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the conversation."""

    by: Calling
    mine: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharingView:
    """Where the learner stands with sharing one piece of open work."""

    exercise: Exercise
    share: Share | None
    """None: it is the learner's alone."""
    reads: tuple[Read, ...]
    """Latest first."""
    judged: tuple[Judged, ...]
    """Latest first."""
    said: tuple[Said, ...]
    draft: Answer
    """What the learner typed and did not send."""
    most_waiting: int = 0
    """How many pieces may wait for a review in this module; 0: no limit."""
    waiting: int = 0
    """How many others of the learner's do; counted where there is a limit."""

    @property
    def is_full(self) -> bool:
        """Whether this piece cannot be shared before another one is reviewed."""
        return self.share is None and 0 < self.most_waiting <= self.waiting

    @property
    def has_news(self) -> bool:
        """Whether there is anything besides the share itself."""
        return bool(self.reads or self.judged or self.said)


def view(app: App, actor: Actor, ref: str) -> SharingView | None:
    """Where the actor stands with sharing their own work; None: it would be shared with nobody.
    Raises NotFound."""
    exercise = app.library.exercise(ref)
    places = [each.cohort for each in app.record.memberships(actor.learner)]
    share = _live(app, actor, ref)
    if not exercise.type.open or not (share or _has_readers(app, actor, places, exercise.module)):
        return None
    me, lines, reviews = (
        actor.learner,
        app.record.comments(actor.learner, ref),
        app.record.reviews(actor.learner, ref),
    )
    looks = [look for look in app.record.looks_at(me, limit=_MOST_LOOKS) if _is_read(look, ref, share)]
    others = [each.author for each in lines] + [each.reviewer for each in reviews] + [each.actor for each in looks]
    called = callings(app, places, (id for id in others if id != me))
    handed_in = versions(app.record.attempts(me, ref)) if reviews else ()
    return SharingView(
        exercise,
        share,
        _reads(looks, called),
        judgements(exercise, reviews, handed_in, called),
        conversation(lines, me, called),
        talking.draft(app, actor, me, ref),
        app.library.card(exercise.module).most_waiting,
        _waiting_besides(app, actor, exercise),
    )


def share(app: App, actor: Actor, ref: str) -> None:
    """Share one's own open work with one's trainers and coaches. Sharing what is shared already changes nothing."""
    exercise = app.library.exercise(ref)
    demand(app, actor, "share-work", About(learner=actor.learner, module=exercise.module))
    if not exercise.type.open or not app.record.standing(actor.learner, ref).attempts:
        raise NotAllowed("sharing.nothing")
    if not app.record.memberships(actor.learner):
        raise NotAllowed("sharing.no-cohort")
    if _live(app, actor, ref) is None:
        _demand_room(app, actor, exercise)
        app.record.share(Share(actor.learner, ref, app.clock()))


def _has_readers(app: App, actor: Actor, places: Sequence[str], module: str) -> bool:
    """Whether a cohort of the actor does this module, or a coach whom they chose reads along."""
    if places and any(each.module == module for each in app.record.assignments(*places)):
        return True
    return any(each.role == "coach" for each in app.record.grants_in("learner", [actor.learner]))


def withdraw(app: App, actor: Actor, ref: str) -> None:
    """Share it no longer: from this moment on nobody else can open it."""
    demand(app, actor, "share-work", About(learner=actor.learner))
    app.record.withdraw_share(actor.learner, ref, app.clock())


def say(app: App, actor: Actor, ref: str, text: str) -> None:
    """Write in the conversation about one's own work. What was typed is kept when it cannot be sent."""
    demand(app, actor, "talk-about-work", About(learner=actor.learner))
    keep(app, actor, ref, text)
    if _live(app, actor, ref) is None:
        raise NotAllowed("sharing.not-shared")
    talking.add(app, actor, actor.learner, ref, text)
    keep(app, actor, ref, "")


def keep(app: App, actor: Actor, ref: str, text: str) -> None:
    """Keep what was typed so far in the conversation about one's own work."""
    talking.keep_draft(app, actor, actor.learner, ref, {talking.MESSAGE: text} if text else {})


def judgements(
    exercise: Exercise, reviews: Sequence[Review], handed_in: Iterable[Version], called: Mapping[str, Calling]
) -> tuple[Judged, ...]:
    """What was said of the work, latest first, each with the rubric as both rated it."""
    by_sequence = {each.attempt.sequence: each for each in handed_in}
    return tuple(_judged(exercise, each, by_sequence.get(each.attempt), called) for each in reversed(reviews))


def conversation(lines: Iterable[Comment], me: str, called: Mapping[str, Calling]) -> tuple[Said, ...]:
    """The lines of a conversation, as `me` reads them."""
    return tuple(Said(called.get(each.author, ""), each.author == me, each.text, each.at) for each in lines)


def _judged(exercise: Exercise, review: Review, version: Version | None, called: Mapping[str, Calling]) -> Judged:
    own = points(exercise, version.attempt.answer) if version else {}
    rubric = criteria(exercise)
    rated = tuple(Rated(each, own.get(each.id), review.points.get(each.id)) for each in rubric)
    return Judged(
        called[review.reviewer],
        review.verdict,
        review.at,
        version.number if version else 0,
        rated if any(each.given is not None for each in rated) else (),
    )


def _reads(looks: Iterable[Look], called: Mapping[str, Calling]) -> tuple[Read, ...]:
    """Each reader once; looks are newest first."""
    last: dict[str, Read] = {}
    for look in looks:
        last.setdefault(look.actor, Read(called[look.actor], look.at))
    return tuple(last.values())


def _is_read(look: Look, ref: str, share: Share | None) -> bool:
    """Whether this look showed the work: opened by itself, or among the answers of a class while it was shared."""
    if look.ref != ref:
        return False
    among_others = look.what == _READ_AMONG_OTHERS and not look.learner
    return look.what == READ or (among_others and share is not None and look.at >= share.at)


def _demand_room(app: App, actor: Actor, exercise: Exercise) -> None:
    """Raise NotAllowed when as many pieces wait as the author lets wait at the same time."""
    most = app.library.card(exercise.module).most_waiting
    if most and _waiting_besides(app, actor, exercise) >= most:
        raise NotAllowed("sharing.full", count=most)


def _waiting_besides(app: App, actor: Actor, exercise: Exercise) -> int:
    """How many other pieces in its module wait for a review; not counted where there is no limit."""
    if not app.library.card(exercise.module).most_waiting:
        return 0
    waiting = app.record.waiting(Group(learners=(actor.learner,)))
    return sum(
        each.kind == "work" and each.ref != exercise.ref and each.ref.partition("/")[0] == exercise.module
        for each in waiting
    )


def _shares(app: App, actor: Actor) -> tuple[Share, ...]:
    return app.record.shares(Group(learners=(actor.learner,)))


def _live(app: App, actor: Actor, ref: str) -> Share | None:
    return next((each for each in _shares(app, actor) if each.ref == ref), None)
