"""What is made once of things that come back, for who goes through a million of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MOST = 10_000


class Recurring(dict[K, V]):
    """A dict that makes what is not in it, and holds a bounded number of what it made. What comes back often is made
    once, however much there is in between that comes once."""

    def __init__(
        self, make: Callable[[K], V], *, holds: Callable[[K], bool] | None = None, most: int = _MOST
    ) -> None:
        """`holds`: whether it is worth holding what is made of this; left out: all is.
        `most`: how much is held, twice; left out: a number that a process can bear."""
        super().__init__()
        self._make, self._holds, self._most = make, holds, most or _MOST
        self._before: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        if self._holds and not self._holds(key):
            return self._make(key)
        value = self._before.pop(key) if key in self._before else self._make(key)
        if len(self) >= self._most:
            self._before = dict(self)
            self.clear()
        self[key] = value
        return value
