"""Waiting for a plugin's code, but not for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import fields, replace
from functools import partial
from threading import Thread, get_ident
from typing import Any, TypeVar

from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.module_page import ModulePage

T = TypeVar("T")
V = TypeVar("V", ExerciseType[Any], ModulePage)

PATIENCE = 30.0
"""Seconds. Long, because a sound plugin that imports much takes its time on a busy machine, and would be missed."""

IDLE = 1.5
"""Seconds of hardly any work, after which what is loaded waits for something that may never come."""

_LOOK = 0.25
_STIRS = 0.02
"""Share of its time in which something works, below which it is idle. On a very busy machine who works has more."""

MOST_OVERDUE = 3
"""Calls of one function that have not returned, after which it is not called again."""


class NeverReturned(Exception):
    """The code did not come back in time. Its thread goes on, as Python has no way to end it."""

    def __init__(self, seconds: float, outcome: Future[Any]) -> None:
        super().__init__(f"did not return within {seconds:g} seconds")
        self.seconds = seconds
        """How long it was waited for."""
        self.outcome = outcome
        """Done when the code comes back after all."""


def within(seconds: float, work: Callable[[], T], *, idle: float | None = None) -> T:
    """What the work returns, or what it raises. Raises NeverReturned when it is not done by then, or with `idle` when
    it has done hardly anything for so many seconds; where its time cannot be told that makes no difference."""
    outcome: Future[T] = Future()
    clocks: list[int] = []

    def run() -> None:
        if hasattr(time, "pthread_getcpuclockid"):
            clocks.append(time.pthread_getcpuclockid(get_ident()))
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            outcome.set_exception(error)

    # A daemon, so that the program can still be stopped.
    Thread(target=run, name="plugin", daemon=True).start()
    waited, still, worked = 0.0, 0.0, 0.0
    while True:
        pause = seconds - waited if idle is None else min(_LOOK, seconds - waited)
        try:
            return outcome.result(pause)
        except TimeoutError as error:
            if outcome.done():
                return outcome.result()  # at the last moment, or a TimeoutError of its own
            # Looks are counted, and not the clock: it also runs while the whole program is held up.
            waited += pause
            before, worked = worked, _worked(clocks)
            still = 0.0 if worked - before > _STIRS * pause else still + pause
            if waited >= seconds or (idle is not None and clocks and still >= idle):
                raise NeverReturned(waited, outcome) from error


def _worked(clocks: list[int]) -> float:
    """Seconds of processor time of a thread that goes on; 0 where that cannot be told."""
    try:
        return time.clock_gettime(clocks[0])
    except (IndexError, OSError):
        return 0.0


def patient(value: V) -> V:
    """One like this, with functions that raise NeverReturned instead of keeping people waiting."""
    given = {each.name: getattr(value, each.name) for each in fields(value)}
    functions = {name: each for name, each in given.items() if callable(each) and not isinstance(each, type)}
    patient_ones: dict[str, Any] = {name: _Patient(function) for name, function in functions.items()}
    return replace(value, **patient_ones)


class _Patient:
    """A function that is waited for. One odd answer that makes it go round for ever takes it from nobody else; but
    every wait is a thread, so with too many at once it is not called any more until one comes back."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._overdue: list[NeverReturned] = []

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self._overdue = [each for each in self._overdue if not each.outcome.done()]
        if len(self._overdue) >= MOST_OVERDUE:
            raise NeverReturned(PATIENCE, self._overdue[-1].outcome)
        try:
            return within(PATIENCE, partial(self._function, *arguments, **named))
        except NeverReturned as overdue:
            self._overdue.append(overdue)
            raise
