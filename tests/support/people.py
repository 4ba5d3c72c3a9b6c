"""Two people in one cohort with something of each everywhere, every text of theirs marked."""

from __future__ import annotations

from datetime import datetime, timedelta

from learnenv.domain.learner import Actor
from learnenv.domain.people import (
    Account,
    Assignment,
    Cohort,
    Comment,
    FlagNote,
    Grant,
    Identity,
    Invite,
    Look,
    Member,
    Organisation,
    Review,
    Share,
    Snippet,
)
from learnenv.domain.progress import Bookmark, Draft, Event
from learnenv.services import answering, talking
from learnenv.services.app import App

COHORT = "cohort-canary"
TYPED = "first/reflection"
CLOSED = "first/choice"


def make_cohort(app: App, id: str = COHORT) -> Cohort:
    """A cohort of an organisation of its own, that works on the module "first"."""
    house = Organisation(f"house-{id}", f"Huis {id}", app.clock())
    app.record.save_organisation(house)
    cohort = Cohort(id, house.id, f"Groep {id}", app.clock(), f"code-{id}")
    app.record.save_cohort(cohort, [Assignment(id, 1, "first")])
    return cohort


def marks(name: str) -> tuple[str, ...]:
    """The texts by which somebody is found wherever they are."""
    kinds = ("answer", "draft", "member", "login", "subject", "comment", "snippet")
    return tuple(f"{kind}-of-{name}" for kind in kinds)


def join_and_do(app: App, me: Actor, name: str, cohort: str = COHORT) -> None:
    """Join a cohort and leave a marked text in every place where a person can."""
    now, record, who = app.clock(), app.record, me.learner
    record.add_member(Member(cohort, who, f"member-of-{name}", now, f"team {name}"))
    answer(app, me, TYPED, {"text": f"answer-of-{name} with enough words", "rate-own": "1"})
    answer(app, me, CLOSED, {"choice": "yes-this"})
    record.save_draft(Draft(who, TYPED, {"text": f"draft-of-{name}"}, now))
    record.save_bookmark(Bookmark(who, "first", "page-1", now))
    record.add_event(Event(who, "first/page-1", "read", now))
    record.add_event(Event(who, CLOSED, "hint", now, 1))
    record.set_account(Account(who, f"login-of-{name}", f"argon2-of-{name}", now))
    record.add_identity(Identity("https://id.example", f"subject-of-{name}", who, now))
    record.set_recovery(who, f"recovery-of-{name}")
    record.share(Share(who, TYPED, now))
    record.save_snippet(Snippet(f"snippet-{name}", who, "first", f"snippet-of-{name}", "text"))
    record.add_comment(Comment(who, TYPED, who, f"comment-of-{name}", now))


def about_each_other(app: App, me: Actor, other: Actor, name: str, cohort: str = COHORT) -> None:
    """What `me` did about the other: a review, a line and one not sent yet, a note, a role, an invite, a look."""
    now, record = app.clock(), app.record
    record.add_review(Review(other.learner, TYPED, 1, me.learner, "again", now, {"own": 1}))
    record.add_comment(Comment(other.learner, TYPED, me.learner, f"said-by-{name}", now + timedelta(seconds=1)))
    record.put_flag_notes(
        [FlagNote(cohort, other.learner, "idle", "first", now, me.learner, now, None, f"noted-by-{name}")]
    )
    record.give(Grant(other.learner, "coach", "learner", me.learner, me.learner, now))
    record.add_invite(invite(f"token-{name}", cohort, me, other, now))
    record.add_looks([Look(now, me.learner, "answers", other.learner, cohort, TYPED)])
    talking.keep_draft(app, me, other.learner, TYPED, {talking.MESSAGE: f"unsent-by-{name}"})


def invite(token: str, cohort: str, me: Actor, other: Actor, now: datetime) -> Invite:
    """An invite that `me` made and the other used."""
    return Invite(token, cohort, "learner", me.learner, now, now + timedelta(days=7), other.learner, now)


def answer(app: App, me: Actor, ref: str, given: dict[str, object]) -> None:
    """Hand in an answer, by the ids of its author."""
    view = answering.view(app, me, ref)
    tokens = view.drawing.shown(given)
    done = answering.submit(app, me, ref, tokens, drawn_with=view.drawn_with)
    assert done.trouble is None, done.trouble
