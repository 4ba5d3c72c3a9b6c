"""How late this program itself is: what it measures while it is late, is partly its own waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_STEP = 0.05


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """A list that fills with the milliseconds by which the event loop came too late."""
    late: list[float] = []

    async def look() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_STEP)
            late.append(max(0.0, (time.perf_counter() - began - _STEP) * 1000))

    looking = asyncio.create_task(look())
    try:
        yield late
    finally:
        looking.cancel()
