"""Reviewing one piece of shared work: its versions, the rubric, what was said, and saying what one thinks of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from learnenv.domain.answer import Answer, read_answer, read_draft
from learnenv.domain.classroom import Group
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer, LearnenvError, NotFound
from learnenv.domain.form import LongText, ManyOf, OneOf, Option
from learnenv.domain.learner import Actor
from learnenv.domain.open_work import Version, latest_verdict, shared_versions, versions
from learnenv.domain.people import Review, Share, Snippet, Verdict
from learnenv.domain.text import Message, Text
from learnenv.language import speech
from learnenv.services import snippets, talking
from learnenv.services.access import about_member, demand
from learnenv.services.app import App
from learnenv.services.audit import note, note_reading
from learnenv.services.callings import Calling, callings, named
from learnenv.services.rubric import points, rubric_fields
from learnenv.services.sharing import READ, Judged, Said, conversation, judgements
from learnenv.services.talking import MESSAGE

VERDICT = ":verdict"
"""Name of the field in which the verdict is chosen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which piece of work, and the cohort in which the reviewer meets its learner (empty: none, for a coach)."""

    cohort: str
    learner: str
    ref: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece of shared work, as who reviews it sees it."""

    place: Place
    who: Calling
    exercise: Exercise
    module: LearningModule
    versions: tuple[Version, ...]
    """What the share lets others see, oldest first; never empty."""
    compare_with: Version | None
    """The version to compare with first: the latest that was reviewed, else the one before. None: there is one."""
    judged: tuple[Judged, ...]
    said: tuple[Said, ...]
    drawing: Drawing
    """The form to fill in: the rubric with the learner's own rating beside it, a message, the verdict."""
    value: Answer
    """What the reviewer typed and did not hand in; in the author's ids."""
    snippets: tuple[Snippet, ...]
    """The reviewer's own; those that the module brings are on its card."""

    @property
    def latest(self) -> Version:
        """The version that is reviewed."""
        return self.versions[-1]


def piece(app: App, actor: Actor, place: Place) -> PieceView:
    """One piece of shared work, to review; that it was opened is put in the log. Raises NotAllowed, NotFound."""
    exercise, share = _opened(app, actor, place, "open-work")
    learner, ref = place.learner, place.ref
    everything = app.record.attempts(learner, ref)
    seen = _versions(app, exercise, share)
    note_reading(app, actor, READ, learner=learner, cohort=place.cohort, ref=ref, changed=seen[-1].attempt.at)
    reviews, lines = app.record.reviews(learner, ref), app.record.comments(learner, ref)
    called = _called(app, actor, place, [*(each.reviewer for each in reviews), *(each.author for each in lines)])
    return PieceView(
        place,
        called[learner],
        exercise,
        app.library.module(exercise.module),
        seen,
        _to_compare(seen, reviews),
        judgements(exercise, reviews, versions(everything), called),
        conversation(lines, actor.learner, called),
        _drawing(app, actor, exercise, seen[-1]),
        talking.draft(app, actor, learner, ref),
        snippets.mine(app, actor, exercise.module),
    )


def judge(app: App, actor: Actor, place: Place, attempt: int, raw: Mapping[str, Any]) -> None:
    """Say what one thinks of one version. Raises InvalidAnswer for what lacks, with what was typed kept as a draft.

    The same again is found, not added.
    """
    exercise, share = _opened(app, actor, place, "review-work")
    version = next((each for each in _versions(app, exercise, share) if each.attempt.sequence == attempt), None)
    if version is None:
        raise NotFound("review-work.no-version")
    drawing = _drawing(app, actor, exercise, version)
    received = drawing.received(raw)
    keep(app, actor, place, raw)
    given = read_answer(drawing.form, received)
    text = _message(given)
    if text:
        talking.add(app, actor, place.learner, place.ref, text)
    if given[VERDICT] != "message":
        _add(app, actor, place, attempt, given[VERDICT], points(exercise, given))
    talking.keep_draft(app, actor, place.learner, place.ref, {})


def keep(app: App, actor: Actor, place: Place, raw: Mapping[str, Any]) -> None:
    """Keep what the reviewer filled in so far."""
    exercise, share = _opened(app, actor, place, "talk-about-work")
    drawing = _drawing(app, actor, exercise, _versions(app, exercise, share)[-1])
    typed = read_draft(drawing.form, drawing.received(raw))
    talking.keep_draft(app, actor, place.learner, place.ref, typed)


def _opened(app: App, actor: Actor, place: Place, right: str) -> tuple[Exercise, Share]:
    """The exercise and its share, for who has this right over it now. What is not there is refused in the same words
    as what is not shared, and so is work of a module that the cohort does not do: that is shared with others."""
    shares = app.record.shares(Group(learners=(place.learner,)))
    share = next((each for each in shares if each.ref == place.ref), None)
    about = about_member(app, place.cohort, place.learner, shared=share is not None)
    module = place.ref.partition("/")[0]
    demand(app, actor, right, replace(about, module=module))
    done_here = not about.cohort or module in {each.module for each in app.record.assignments(about.cohort)}
    if share is None or about.learner == actor.learner or not done_here:
        raise NotFound("review-work.not-shared")
    return app.library.exercise(place.ref), share


def _called(app: App, actor: Actor, place: Place, others: Iterable[str]) -> Mapping[str, Calling]:
    """What to call the learner and who else had to do with the work, in words for a reviewer."""
    theirs = app.record.memberships(place.learner)
    found = callings(app, [each.cohort for each in theirs], others)
    helper, colleague = Message("people.helper"), Message("people.colleague")
    called = {id: colleague if calling == helper else calling for id, calling in found.items()}
    here = next((each for each in theirs if place.cohort in ("", each.cohort)), None)
    return {**called, actor.learner: Message("people.you"), place.learner: named(here)}


def _versions(app: App, exercise: Exercise, share: Share) -> tuple[Version, ...]:
    found = shared_versions(app.record.attempts(share.learner, exercise.ref), share)
    if not found:
        raise NotFound("review-work.not-shared")
    return found


def _to_compare(seen: tuple[Version, ...], reviews: tuple[Review, ...]) -> Version | None:
    earlier = seen[:-1]
    reviewed = (each for each in reversed(earlier) if latest_verdict(reviews, each.attempt.sequence))
    return next(reviewed, earlier[-1] if earlier else None)


def _drawing(app: App, actor: Actor, exercise: Exercise, version: Version) -> Drawing:
    rubric = tuple(_with_own(field, version.attempt.answer) for field in rubric_fields(exercise))
    options = tuple(Option(each, _both(f"review-work.verdict.{each}")) for each in ("accepted", "again", "message"))
    message = LongText(
        MESSAGE, _both("review-work.message"), _both("review-work.message-help"), required=False, rows=5
    )
    verdict = OneOf(VERDICT, options, _both("review-work.verdict"), shuffle=False)
    return Drawing((*rubric, message, verdict), f"{app.secret}/{actor.learner}/{exercise.ref}:review")


def _with_own(field: Any, answer: Answer) -> OneOf | ManyOf:
    """Part of the rubric, with what the learner chose beside it. The reviewer may leave it open."""
    chosen = answer.get(field.name) or ()
    if isinstance(field, ManyOf):
        told = (
            replace(each, text=_both("review-work.ticked", text=each.text)) if each.id in chosen else each
            for each in field.options
        )
        label = field.label or _both("review-work.statements")
        return replace(field, label=label, options=tuple(told), required=False)
    own = next((option.text for option in field.options if option.id == chosen), None)
    said = _both("review-work.own", rating=own) if own else _both("review-work.own-none")
    rated: OneOf = replace(field, help=said, required=False)
    return rated


def _both(key: str, **values: object) -> Text:
    """One sentence of ours as a text in both languages, for a form."""
    return Text(speech("nl").say(key, **values), speech("en").say(key, **values))


def _message(given: Answer) -> str:
    """The message, checked. Whoever asks for something has to say what."""
    text = given.get(MESSAGE, "")
    if not text:
        if given[VERDICT] != "accepted":
            raise InvalidAnswer({MESSAGE: Message("review-work.say-what")})
        return ""
    try:
        return talking.checked(text)
    except LearnenvError as error:
        raise InvalidAnswer({MESSAGE: error.message}) from error


def _add(app: App, actor: Actor, place: Place, attempt: int, verdict: Verdict, given: Mapping[str, int]) -> None:
    before = [each for each in app.record.reviews(place.learner, place.ref) if each.reviewer == actor.learner]
    if before and (before[-1].attempt, before[-1].verdict, dict(before[-1].points)) == (
        attempt,
        verdict,
        dict(given),
    ):
        return
    app.record.add_review(Review(place.learner, place.ref, attempt, actor.learner, verdict, app.clock(), given))
    note(app, actor, "work-reviewed", learner=place.learner, cohort=place.cohort, ref=place.ref)
