"""A plugin that never returns keeps nobody from starting, nor from stopping."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from threading import Event

import pytest

from learnenv import ModulePage, PageAsk, Text
from learnenv.plugins import patience
from learnenv.plugins.manager import Plugins
from learnenv.plugins.patience import IDLE, MOST_OVERDUE, NeverReturned, patient, within
from tests.plugins.installing import BAD, Install
from tests.support.source import ROOT


def test_a_plugin_that_runs_out_of_time_by_itself_is_told_as_it_is() -> None:
    def late() -> None:
        raise TimeoutError("no server")

    with pytest.raises(TimeoutError, match="no server"):
        within(5, late)


def test_who_only_waits_is_given_up_soon_and_who_works_is_not() -> None:
    def works() -> str:
        end = time.thread_time() + 2 * IDLE
        while time.thread_time() < end:
            pass
        return "done"

    assert within(60, works, idle=IDLE) == "done"
    for waits in (Event().wait, partial(time.sleep, 60)):
        began = time.monotonic()
        with pytest.raises(NeverReturned) as caught:
            within(60, waits, idle=IDLE)
        assert caught.value.seconds == IDLE
        assert time.monotonic() - began < 2 * IDLE


def test_who_stirs_now_and_then_waits_for_nothing_and_is_given_the_time() -> None:
    def stirs() -> str:
        for _ in range(12):
            time.sleep(0.2)
            end = time.thread_time() + 0.03
            while time.thread_time() < end:
                pass
        return "done"

    assert within(60, stirs, idle=IDLE) == "done"


def test_a_program_with_plugins_that_hang_starts_and_ends(install: Install) -> None:
    install("pack", bad="bad_never_loads", worse="bad_never_returns")
    code = (
        "from learnenv.plugins import manager, patience; patience.PATIENCE = 0.2; plugins = manager.Plugins();"
        f"plugins.load_installed([{str(install.folder)!r}]); print(len(plugins.problems))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(install.folder), str(BAD), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "2"


def test_ctrl_c_while_a_plugin_loads_still_ends_the_program(install: Install) -> None:
    install("pack", bad="bad_interrupt")
    with pytest.raises(KeyboardInterrupt):
        Plugins().load_installed(install.path)


def test_what_is_overdue_too_often_is_not_called_again_until_it_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.1)
    goes_on = Event()
    calls: list[str] = []

    def draw(ask: PageAsk) -> tuple[()]:
        calls.append(ask.language)
        goes_on.wait(30)
        return ()

    page = patient(ModulePage("page", "module", Text("P", "P"), draw))
    for _ in range(MOST_OVERDUE + 2):
        with pytest.raises(NeverReturned):
            page.draw(PageAsk("nl"))
    assert calls == ["nl"] * MOST_OVERDUE
    goes_on.set()
    until = time.monotonic() + 30
    while "en" not in calls and time.monotonic() < until:
        with suppress(NeverReturned):
            assert page.draw(PageAsk("en")) == ()
    assert calls == [*["nl"] * MOST_OVERDUE, "en"]
    assert (page.name, page.title) == ("page", Text("P", "P"))
