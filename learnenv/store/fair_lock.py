"""A lock that is given in the order it was asked for, so that nobody waits long while others pass by."""

from __future__ import annotations

import threading
from collections import deque


class FairLock:
    """First come, first served. The lock of `threading` lets a newcomer pass those who wait."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def acquire(self, seconds: float) -> bool:
        """Take the lock; False when it did not come within these seconds."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=max(seconds, 0)):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        return True

    def release(self) -> None:
        """Hand the lock to who waits longest, or let it go."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False
