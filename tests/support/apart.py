"""Asynchronous work of a test in a thread of its own: where a browser is driven, this one has a loop already."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def apart(work: Coroutine[Any, Any, T], seconds: float = 120) -> T:
    """Run it to its end; TimeoutError when that takes too long."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result(seconds)
