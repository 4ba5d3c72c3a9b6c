"""Who asks, in one run of a page."""

from __future__ import annotations

from contextlib import suppress

import pytest

from learnenv.domain.learner import Actor
from learnenv.web import state


def test_in_one_run_who_asks_is_read_once_and_not_held_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Actor] = []

    def current() -> Actor:
        read.append(Actor(f"learner-{len(read)}", "nl"))
        return read[-1]

    monkeypatch.setattr(state, "current_actor", current)
    monkeypatch.setattr("streamlit.session_state", {})
    for number in range(2):
        first = state.actor()
        with suppress(KeyError), state.asked_by(first):
            assert state.actor() is state.actor() is first
            raise KeyError  # as Streamlit ends a run from within
        assert len(read) == number + 1
