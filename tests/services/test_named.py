"""Who is asking where nobody signs in."""

from __future__ import annotations

from functools import partial

import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.progress import Event
from learnenv.services import accounts, identity, named
from learnenv.services.app import App


def test_a_name_is_the_same_learner_every_time_and_another_name_another(app: App) -> None:
    ana = named.come_in(app, "ana", "nl").actor
    assert named.come_in(app, "ana", "en").actor.learner == ana.learner
    assert named.come_in(app, "ben", "nl").actor.learner != ana.learner
    assert named.is_now(app, "ana", ana)
    assert not named.is_now(app, "ben", ana)


def test_the_record_keeps_no_name(app: App) -> None:
    ana = named.come_in(app, "ana-van-dam", "nl").actor
    assert "ana-van-dam" not in repr(app.record.everything_of(ana.learner))


def test_being_there_is_on_record_each_time(app: App) -> None:
    ana = named.come_in(app, "ana", "nl").actor
    named.come_in(app, "ana", "nl")
    assert len(app.record.sessions(ana.learner)) == 2


@pytest.mark.parametrize(
    ("given", "environment", "name"),
    [
        ("me", {"LEARNENV_LEARNER": "set", "JUPYTERHUB_USER": "hub"}, "me"),
        ("", {"LEARNENV_LEARNER": "set", "JUPYTERHUB_USER": "hub"}, "set"),
        (" ", {"LEARNENV_LEARNER": " ", "JUPYTERHUB_USER": "hub"}, "hub"),
    ],
)
def test_what_is_nearest_says_who(given: str, environment: dict[str, str], name: str) -> None:
    assert named.name_here(environment, given) == name


def test_without_any_of_these_it_is_the_user_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "machine")
    assert named.name_here({}) == "machine"

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert named.name_here({}) == "learner"


def test_a_recovery_code_makes_the_name_the_learner_of_the_browser(app: App) -> None:
    browser = identity.begin_guest(app, "nl").actor
    code = identity.new_recovery_code(app, browser)
    here = named.come_in(app, "ana", "en").actor
    linked = named.link(app, "ana", here, partial(identity.recover, app, code))
    assert (linked.learner, linked.language) == (browser.learner, "en")
    assert named.come_in(app, "ana", "nl").actor.learner == browser.learner
    assert not named.is_now(app, "ana", here)


def test_an_account_does_too(app: App) -> None:
    browser = identity.begin_guest(app, "nl").actor
    accounts.make(app, browser, "ana", "een lang en eigen wachtwoord")
    here = named.come_in(app, "ana", "nl").actor
    prove = partial(accounts.sign_in, app, "ana", "een lang en eigen wachtwoord")
    assert named.link(app, "ana", here, prove).learner == browser.learner


def test_a_wrong_code_changes_nothing(app: App) -> None:
    here = named.come_in(app, "ana", "nl").actor
    with pytest.raises(NotAllowed):
        named.link(app, "ana", here, partial(identity.recover, app, "AAAAA-AAAAA-AAAAA-AAAAA"))
    assert named.is_now(app, "ana", here)


def test_work_is_not_left_behind_unless_one_means_to(app: App) -> None:
    code = identity.new_recovery_code(app, identity.begin_guest(app, "nl").actor)
    here = named.come_in(app, "ana", "nl").actor
    app.record.add_event(Event(here.learner, "first/choice", "hint", app.clock(), 1))
    prove = partial(identity.recover, app, code)
    with pytest.raises(NotAllowed):
        named.link(app, "ana", here, prove)
    assert named.is_now(app, "ana", here)
    assert named.link(app, "ana", here, prove, leave=True).learner != here.learner


def test_whoever_is_shut_out_is_shut_out_here_too(app: App) -> None:
    ana = named.come_in(app, "ana", "nl").actor
    app.record.set_disabled(ana.learner, True)
    with pytest.raises(NotAllowed):
        named.come_in(app, "ana", "nl")
    with pytest.raises(NotAllowed):
        named.still_there(app, ana)
