"""Run the headless client beside a browser: Playwright keeps the event loop of its own thread to itself."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def over_the_wire(talk: Coroutine[Any, Any, T]) -> T:
    """Run a conversation to its end, in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result(120)
