"""Tidying beside the server: at once, every day, and whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from learnenv.domain.errors import StoreError
from learnenv.services.app import App
from learnenv.store.memory import MemoryRecord
from learnenv.web.beside import beside
from learnenv.web.tidying import A_DAY, tidy_daily
from tests.services.conftest import app, clock  # noqa: F401 - fixtures
from tests.support.apart import apart


class Counting(MemoryRecord):
    """A record that counts how often it is tidied, and cannot be written the first time."""

    rounds = 0

    def remove_expired(self, **_: object) -> int:
        self.rounds += 1
        if self.rounds == 1:
            raise StoreError("store.locked", path="here")
        return 0


def test_it_is_done_at_once_and_every_day_also_after_a_day_on_which_it_failed(
    app: App,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    record = Counting()
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        apart(tidy_daily(replace(app, record=record), wait))
    assert record.rounds == 3
    assert waits == [A_DAY] * 3
    assert ["tidying:" in each for each in _said(caplog)] == [True]


def test_it_ends_with_the_server(app: App) -> None:  # noqa: F811
    record = Counting()

    async def serve() -> None:
        async with beside(tidy_daily(replace(app, record=record))):
            while record.rounds == 0:
                await asyncio.sleep(0.01)
        assert [each for each in asyncio.all_tasks() if each is not asyncio.current_task()] == []

    apart(serve())


def _said(caplog: pytest.LogCaptureFixture) -> Sequence[str]:
    return [each.getMessage() for each in caplog.records if each.name.endswith("tidying")]
