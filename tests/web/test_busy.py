"""When it is too much, who comes is told so and asked to come back; who is in is left alone."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunner

from learnenv import bootstrap
from learnenv.language import speech
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web import busy
from learnenv.web.busy import LASTS, MOST_AT_ONCE, MOST_WAITING
from tests.support.inside import Inside, come_in

NAME = "ScriptRunner.scriptThread"
LESSON = "/lesson?module=doetank-start&page=why-small"


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> App:
    return bootstrap.in_memory(read_settings({}, data=tmp_path_factory.mktemp("busy") / "data"))


def test_who_wants_a_page_while_very_many_are_drawn_is_asked_to_come_back(core: App) -> None:
    someone = come_in(core)[0]
    assert someone.get(LESSON).status == 200
    with _many_at_work(MOST_AT_ONCE + 1):
        _looked_for(LASTS)
        said = someone.get(LESSON)
        assert said.status == 503
        assert said.headers["retry-after"] == "30"
        assert speech("nl").say("busy.title") in said.text
        assert 'href="/lesson?module=doetank-start&amp;page=why-small"' in said.text
    _looked_for(LASTS)
    assert someone.get(LESSON).status == 200


def test_a_moment_at_which_everybody_presses_is_not_too_much_and_neither_is_what_may_be_drawn(core: App) -> None:
    someone = come_in(core)[0]
    with _many_at_work(MOST_AT_ONCE + 1):
        _looked_for(LASTS / 4)
        assert someone.get(LESSON).status == 200
    with _many_at_work(MOST_AT_ONCE):
        _looked_for(LASTS)
        assert someone.get(LESSON).status == 200


def test_pages_that_wait_for_what_was_drawn_are_too_much_as_well(core: App, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = come_in(core)[0]
    queues = [ForwardMsgQueue() for _ in range(MOST_WAITING + 1)]
    sessions = [SimpleNamespace(session=SimpleNamespace(_browser_queue=each)) for each in queues]
    runtime = SimpleNamespace(_session_mgr=SimpleNamespace(list_active_sessions=lambda: sessions))
    monkeypatch.setattr(busy, "get_instance", lambda: runtime)
    _looked_for(LASTS)
    assert someone.get(LESSON).status == 200
    for each in queues:
        each.enqueue(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))
    _looked_for(LASTS)
    assert someone.get(LESSON).status == 503
    queues[0].flush()
    _looked_for(LASTS)
    assert someone.get(LESSON).status == 200


def test_streamlit_still_has_what_is_looked_at() -> None:
    assert "self._browser_queue" in inspect.getsource(AppSession.__init__)
    assert "self._session_mgr" in inspect.getsource(Runtime.__init__)


def test_streamlit_still_draws_in_threads_of_that_name() -> None:
    assert f'name="{NAME}"' in inspect.getsource(ScriptRunner.start)


def test_the_way_in_and_the_health_of_the_process_are_answered_all_the_same(core: App) -> None:
    with _many_at_work(MOST_AT_ONCE + 1):
        _looked_for(LASTS)
        assert Inside(core).get("/welcome").status == 200
        assert Inside(core).get("/healthz").status == 200


def _looked_for(seconds: float) -> None:
    """As the server does every half second."""
    now = time.monotonic()
    busy.look(now - seconds)
    busy.look(now)


@contextmanager
def _many_at_work(count: int) -> Iterator[None]:
    over = threading.Event()
    working = [threading.Thread(target=over.wait, name=NAME) for _ in range(count)]
    for each in working:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in working:
            each.join()
        busy.look(time.monotonic())
