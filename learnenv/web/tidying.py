"""Tidying beside the server: at start and once a day, in a thread of its own, and never in anybody's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool

from learnenv.domain.errors import LearnenvError
from learnenv.language import speech
from learnenv.services import retention
from learnenv.services.app import App

log = logging.getLogger(__name__)
A_DAY = 24 * 60 * 60.0


async def tidy_daily(core: App, wait: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Tidy now and after every day's wait. What fails is logged, and tried again the next day. Who stops it waits for
    the round that has begun."""
    while True:
        try:
            await run_in_threadpool(retention.tidy, core)
        except LearnenvError as error:
            log.error("tidying: %s", speech("en").say(error.message), extra={"event": "tidying-failed"})
        await wait(A_DAY)
