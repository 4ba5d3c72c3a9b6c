"""Whether an answer could be kept just now. Anybody can ask, so it costs little however often they do: all who ask at
the same time share one look at the record, and a look counts for a moment."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool

from learnenv.domain.errors import StoreError
from learnenv.domain.record import Record
from learnenv.language import speech

log = logging.getLogger(__name__)
FRESH = 1.0
"""Seconds that a look counts."""
PATIENCE = 3.0
"""Seconds after which a record that does not say anything is not ready: it is busy, or out of reach."""


class Readiness:
    """Asks the record, and logs each time that it turns from ready to not ready and back."""

    def __init__(self, record: Record, patience: float = PATIENCE) -> None:
        self._record = record
        self._patience = patience
        self._look: asyncio.Task[None] | None = None
        self._looked = -FRESH
        self._fault = ""
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The server takes visitors for as long as this lasts."""
        self._loop = asyncio.get_running_loop()
        try:
            yield
        finally:
            self._loop = None

    def told(self) -> bool:
        """The same for who is outside the server's loop: a loop that hangs is not ready either."""
        if self._loop is None:
            return False
        asked = asyncio.run_coroutine_threadsafe(self.ask(), self._loop)
        try:
            return asked.result(self._patience + FRESH)
        except (TimeoutError, CancelledError):
            asked.cancel()
            return False

    async def ask(self) -> bool:
        """Whether an answer could be kept."""
        if self._look is None and time.monotonic() - self._looked < FRESH:
            return not self._fault
        if self._look is None:
            self._look = asyncio.create_task(self._ask_record())
        done, _ = await asyncio.wait([self._look], timeout=self._patience)
        for look in done:
            look.result()  # what nobody foresaw is a bug, and said to be one
        if not done:
            self._is("the record does not answer")
        return not self._fault

    async def _ask_record(self) -> None:
        try:
            self._is(await run_in_threadpool(self._fault_of_record))
            self._looked = time.monotonic()
        finally:
            self._look = None

    def _fault_of_record(self) -> str:
        try:
            self._record.demand_writable()
        except StoreError as error:
            return speech("en").say(error.message)
        return ""

    def _is(self, fault: str) -> None:
        if fault and not self._fault:
            log.error("not ready: %s", fault, extra={"event": "not-ready"})
        if self._fault and not fault:
            log.warning("ready again", extra={"event": "ready-again"})
        self._fault = fault
