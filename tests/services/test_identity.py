from __future__ import annotations

import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import ABSOLUTE, IDLE, Actor
from learnenv.services import answering, identity
from learnenv.services.app import App
from tests.services.conftest import Clock


def test_a_guest_is_known_by_the_token_and_by_nothing_shorter(app: App) -> None:
    guest = identity.begin_guest(app, "en")
    assert identity.who(app, identity.secret_hash(guest.token)) == guest.actor
    assert identity.who(app, guest.token) is None
    assert identity.who(app, identity.secret_hash(guest.token[:-1])) is None
    assert identity.who(app, "") is None


def test_tokens_have_at_least_128_bits_and_never_repeat(app: App) -> None:
    tokens = {identity.begin_guest(app, "nl").token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) >= 43 for token in tokens)  # 32 bytes in base64


def test_who_wants_to_be_asked_how_sure_they_are_is_so_at_every_door(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    assert not guest.actor.asks_certainty
    identity.set_asks_certainty(app, guest.actor, True)
    again = identity.who(app, guest.actor.session)
    assert again is not None
    assert again.asks_certainty
    assert identity.recover(app, identity.new_recovery_code(app, guest.actor)).actor.asks_certainty


def test_signing_out_ends_this_session_and_no_other(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    code = identity.new_recovery_code(app, guest.actor)
    other = identity.recover(app, code)
    identity.sign_out(app, guest.actor)
    assert identity.who(app, guest.actor.session) is None
    assert identity.who(app, other.actor.session) == other.actor


def test_signing_out_everywhere_ends_all_sessions_of_this_learner_only(app: App) -> None:
    guest, stranger = identity.begin_guest(app, "nl"), identity.begin_guest(app, "nl")
    other = identity.recover(app, identity.new_recovery_code(app, guest.actor))
    identity.sign_out_everywhere(app, other.actor)
    assert identity.who(app, guest.actor.session) is None
    assert identity.who(app, other.actor.session) is None
    assert identity.who(app, stranger.actor.session) == stranger.actor


def test_a_session_ends_when_it_is_idle_too_long(app: App, clock: Clock) -> None:
    guest = identity.begin_guest(app, "nl")
    clock.now += IDLE
    assert identity.who(app, guest.actor.session) is None


def test_use_keeps_a_session_alive_but_never_past_its_last_day(app: App, clock: Clock) -> None:
    guest = identity.begin_guest(app, "nl")
    days = 0
    while identity.who(app, guest.actor.session):
        clock.go(days=10)
        days += 10
    assert days == ABSOLUTE.days


def test_a_clock_that_goes_back_does_not_lengthen_or_end_a_session(app: App, clock: Clock) -> None:
    guest = identity.begin_guest(app, "nl")
    clock.go(days=-1)
    assert identity.who(app, guest.actor.session) == guest.actor
    found = app.record.session(guest.actor.session)
    assert found is not None
    assert found[0].idle_expires == clock.now + IDLE + (found[0].created - clock.now)


def test_a_recovery_code_brings_a_learner_back_to_the_same_work(app: App, actor: Actor) -> None:
    view = answering.view(app, actor, "first/choice")
    right = view.drawing.token("choice", "yes-this")
    answering.submit(app, actor, "first/choice", {"choice": right}, drawn_with=view.drawn_with)
    back = identity.recover(app, identity.new_recovery_code(app, actor).lower().replace("-", " "))
    assert back.actor.learner == actor.learner
    assert answering.view(app, back.actor, "first/choice").done


def test_a_new_recovery_code_replaces_the_old_one(app: App, actor: Actor) -> None:
    old = identity.new_recovery_code(app, actor)
    identity.new_recovery_code(app, actor)
    with pytest.raises(NotAllowed):
        identity.recover(app, old)


@pytest.mark.parametrize("code", ["", " ", "AAAAA", "0" * 20, "A" * 10_000, "é\ud800", "AAAAA-AAAAA-AAAAA-AAAAA"])
def test_rubbish_is_no_recovery_code(app: App, actor: Actor, code: str) -> None:
    with pytest.raises(NotAllowed):
        identity.recover(app, code)


def test_only_hashes_of_secrets_are_kept(app: App) -> None:
    guest = identity.begin_guest(app, "nl")
    code = identity.new_recovery_code(app, guest.actor)
    learner = app.record.learner(guest.actor.learner)
    assert learner is not None
    assert code.replace("-", "") not in repr(learner)
    assert guest.token not in repr(app.record.session(guest.actor.session))


def test_the_language_follows_the_learner(app: App, actor: Actor) -> None:
    identity.set_language(app, actor, "en")
    found = identity.who(app, actor.session)
    assert found is not None
    assert found.language == "en"
