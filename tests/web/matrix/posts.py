"""Every route that changes something, with a form that is as it should be: what is refused is refused for who sends
it, not for what was sent. Whoever adds such a route adds its line here; a test fails until then.

Each form is sent in a session of its own, so that one that ends a session stops nobody else. `done` looks at the
record and at the answer, not at words on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from learnenv.access import table
from learnenv.domain.access import About, may
from learnenv.domain.learner import WORKDAY, Actor
from learnenv.domain.people import Account, Cohort, Invite, InviteRole, Organisation
from learnenv.language import speech
from learnenv.services import identity, slowing
from tests.web.asking import Answer
from tests.web.matrix.world import PASSWORD, Person, World, password_hash

ELSEWHERE = "elsewhere-1"
"""A group of an organisation of its own, which everybody may join who has its code."""
_CODE = "ELSEWHER"
_BY_ADDRESS: tuple[slowing.Kind, ...] = ("join", "invite")
_NEW_PASSWORD = "another sentence of this matrix"
TYPED = (PASSWORD, _NEW_PASSWORD, _CODE, "Somebody", "Nieuw", "Own line", "first-of-all", "spare-", "link-")
"""What is typed into the forms, and is for no log."""


@dataclass
class Doing:
    """One form, sent by somebody."""

    world: World
    who: str
    about: About
    token: str = ""
    """Of a session that was begun for this; empty: they are not signed in."""
    kept: dict[str, object] = field(default_factory=dict)
    """What was before, for `done`."""

    def __post_init__(self) -> None:
        """Begin the session. The many links to nowhere that others asked for from this address are forgotten."""
        for kind in _BY_ADDRESS:
            slowing.forget(self.world.app, kind, "127.0.0.1")
        learner = self.world.app.record.learner(self.person.id) if self.person else None
        self.token = identity.sign_in(self.world.app, learner, WORKDAY).token if learner else ""

    @property
    def person(self) -> Person | None:
        """Who sends it; None: nobody who is known."""
        return self.world.people.get(self.who)

    @property
    def id(self) -> str:
        """Their id; empty for nobody."""
        return self.person.id if self.person else ""

    def actor(self, token: str) -> Actor | None:
        """Who is signed in with this token."""
        return identity.who(self.world.app, identity.secret_hash(token)) if token else None


@dataclass(frozen=True)
class Post:
    """One route and its form. `may`: everybody, nobody, known (who is signed in), account (who has one), no-account,
    or a right over the group in the address."""

    address: str
    may: str
    form: Callable[[Doing], Mapping[str, str]]
    """The form without its token; may put in the record what it needs, and keep what was before."""
    done: Callable[[Doing, Answer], bool]

    def is_let(self, doing: Doing) -> bool:
        """Whether it has to be done for who sends it."""
        has_account = doing.id != "" and doing.world.app.record.account(doing.id) is not None
        known = {
            "everybody": True,
            "nobody": False,
            "known": doing.id != "",
            "account": has_account,
            "no-account": doing.id != "" and not has_account,
        }
        if self.may in known:
            return known[self.may]
        return doing.person is not None and may(table(), doing.person.asker, self.may, doing.about)

    def address_of(self, doing: Doing) -> str:
        """Where it is sent."""
        return self.address.format(cohort=doing.about.cohort, **{key: str(each) for key, each in doing.kept.items()})


def session_in(answer: Answer) -> str:
    """The token of the session that an answer sets; empty: it sets none."""
    for each in answer.cookies:
        name, _, value = each.partition(";")[0].partition("=")
        if name.endswith("learnenv-session"):
            return value
    return ""


def _signed_in(doing: Doing, answer: Answer) -> bool:
    """Whether whoever was to be signed in is, and the session that was there is over."""
    actor = doing.actor(session_in(answer))
    return actor is not None and actor.learner == doing.kept["learner"] and doing.actor(doing.token) is None


def _begin(doing: Doing) -> Mapping[str, str]:
    return {"next": "/progress"}


def _begun(doing: Doing, answer: Answer) -> bool:
    """Who is known goes on as they are."""
    token = session_in(answer)
    is_new = doing.actor(token) is not None
    return (answer.status, answer.location) == (303, "/progress") and is_new == (doing.id == "")


def _recover(doing: Doing) -> Mapping[str, str]:
    spare = identity.begin_guest(doing.world.app, "nl").actor
    doing.kept["learner"] = spare.learner
    return {"code": identity.new_recovery_code(doing.world.app, spare)}


def _sign_in(doing: Doing) -> Mapping[str, str]:
    app = doing.world.app
    spare = identity.begin_guest(app, "nl").actor.learner
    doing.kept["learner"] = spare
    app.record.set_account(Account(spare, f"spare-{spare}", password_hash(), app.clock()))
    return {"login": f"spare-{spare}", "password": PASSWORD, "leave": "1"}


def _first_admin(doing: Doing) -> Mapping[str, str]:
    doing.kept["learner"] = doing.id
    return {"invite": _invited(doing, "administrator", ""), "login": "first-of-all", "password": PASSWORD}


def _signed_out(doing: Doing, answer: Answer) -> bool:
    return doing.token != "" and doing.actor(doing.token) is None and answer.location == "/welcome"


def _join(doing: Doing) -> Mapping[str, str]:
    record, now = doing.world.app.record, doing.world.now
    if record.cohort(ELSEWHERE) is None:
        record.save_organisation(Organisation("elsewhere", "elsewhere", now))
        record.save_cohort(Cohort(ELSEWHERE, "elsewhere", "Elsewhere", now, _CODE, now + timedelta(days=9)))
    if doing.id:
        record.leave(ELSEWHERE, doing.id, now)
    doing.kept["members"] = len(record.members(ELSEWHERE))
    return {"code": _CODE, "name": "Somebody"}


def _invited_in(doing: Doing) -> Mapping[str, str]:
    form = _join(doing)
    doing.kept["invite"] = _invited(doing, "learner", ELSEWHERE)
    return form


def _joined(doing: Doing, answer: Answer) -> bool:
    """One more, and it is who sent the form: somebody new for who was nobody."""
    here = [each.learner for each in doing.world.app.record.members(ELSEWHERE)]
    actor = doing.actor(session_in(answer))
    me = doing.id or (actor.learner if actor else "")
    return me in here and len(here) == int(str(doing.kept["members"])) + 1


def _account(doing: Doing) -> Mapping[str, str]:
    return {"login": f"new-{doing.id[:8]}", "password": PASSWORD}


def _has_account(doing: Doing, answer: Answer) -> bool:
    found = doing.world.app.record.account(doing.id)
    return found is not None and found.login == f"new-{doing.id[:8]}" and session_in(answer) != ""


def _password(doing: Doing) -> Mapping[str, str]:
    found = doing.world.app.record.account(doing.id)
    if found:
        doing.world.app.record.set_account(Account(found.learner, found.login, password_hash(), found.changed))
    return {"old": PASSWORD, "password": _NEW_PASSWORD}


def _changed_password(doing: Doing, answer: Answer) -> bool:
    found = doing.world.app.record.account(doing.id)
    return found is not None and found.password_hash != password_hash() and session_in(answer) != ""


def _number(doing: Doing) -> Mapping[str, str]:
    doing.kept["invites"] = len(doing.world.app.record.invites(doing.about.cohort))
    return {"what": "number", "number": "2"}


def _list(doing: Doing) -> Mapping[str, str]:
    return {**_number(doing), "what": "list", "pasted": "Naam;Team\nNieuw;Noord\nOok nieuw;Zuid"}


def _made_two(doing: Doing, answer: Answer) -> bool:
    made = len(doing.world.app.record.invites(doing.about.cohort)) - int(str(doing.kept["invites"]))
    return (made, answer.status, answer.body.count("/join/") >= 2) == (2, 200, True)


def _lines(doing: Doing) -> Mapping[str, str]:
    return {"name": "Own line", "team": "x", "link": "https://example.org/join/x", "until": "x"}


def _is_csv(doing: Doing, answer: Answer) -> bool:
    return "text/csv" in str(answer.headers.get("content-type")) and "Own line" in answer.body


def _word(doing: Doing) -> Mapping[str, str]:
    return {"word": speech("nl").say("delete-me.word")}


def _is_gone(doing: Doing, answer: Answer) -> bool:
    return doing.id != "" and doing.world.app.record.learner(doing.id) is None and answer.location == "/goodbye"


def _invited(doing: Doing, role: InviteRole, cohort: str) -> str:
    """A new link, as it was given to who uses it."""
    number, now = len(doing.world.facts) + len(doing.world.app.record.looks(limit=1)), doing.world.app.clock()
    token = f"link-{number}-{doing.token or now.timestamp()}"
    ends = now + timedelta(days=1)
    doing.world.app.record.add_invite(Invite(identity.secret_hash(token), cohort, role, "", now, ends))
    return token


POSTS = (
    Post("/begin", "everybody", _begin, _begun),
    Post("/recover", "everybody", _recover, _signed_in),
    Post("/sign-in", "everybody", _sign_in, _signed_in),
    Post("/first-admin", "nobody", _first_admin, _signed_in),
    Post("/sign-out", "known", lambda _: {}, _signed_out),
    Post("/sign-out", "known", lambda _: {"everywhere": "1"}, _signed_out),
    Post("/join", "everybody", _join, _joined),
    Post("/join/{invite}", "everybody", _invited_in, _joined),
    Post("/account/password", "account", _password, _changed_password),
    Post("/account", "no-account", _account, _has_account),
    Post("/invites/{cohort}", "cohort-manage", _number, _made_two),
    Post("/invites/{cohort}", "cohort-manage", _list, _made_two),
    Post("/invites.csv", "known", _lines, _is_csv),
)
"""All but the last that anybody sends."""
DELETE_ME = Post("/delete-me", "known", _word, _is_gone)
FIRST_ADMIN = Post("/first-admin", "everybody", _first_admin, _signed_in)
"""Where there is no administrator any more."""
