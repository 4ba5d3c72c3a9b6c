"""Counting. It is always done and costs next to nothing; no library comes in before somebody wants the numbers."""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds up to which times are counted together."""


class Spread:
    """How often something was done and how long it took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def add(self, seconds: float) -> None:
        """It was done once more."""
        with self._lock:
            self._counts[bisect_left(BOUNDS, seconds)] += 1
            self._seconds += seconds

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Add what happens inside, however it ends."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - began)

    def read(self) -> tuple[tuple[int, ...], float]:
        """How often it took up to each bound and more than the last, and all seconds together."""
        with self._lock:
            return tuple(self._counts), self._seconds


class Tally:
    """The numbers of one process since it began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plugin_errors: Counter[str] = Counter()
        self._type_errors: Counter[str] = Counter()
        self.open_pages = 0
        """Pages that are open in browsers now. Only the event loop changes it."""
        self.runs = Spread()
        """Pages that were drawn."""
        self.parts = Spread()
        """Parts of a page that were drawn again by themselves, such as an exercise that was answered."""
        self.commits = Spread()
        """What was written to the record, from waiting for one's turn to being safe."""
        self.answers = 0
        """Answers that were put on record."""

    @contextmanager
    def page_open(self) -> Iterator[None]:
        """A page is open as long as this lasts."""
        self.open_pages += 1
        try:
            yield
        finally:
            self.open_pages -= 1

    def answer(self) -> None:
        """An answer was put on record."""
        with self._lock:
            self.answers += 1

    def plugin_error(self, plugin: str) -> None:
        """Code of this plugin failed where it was contained."""
        with self._lock:
            self._plugin_errors[plugin] += 1

    def type_error(self, type: str) -> None:
        """The same for an exercise type, by its name."""
        with self._lock:
            self._type_errors[type] += 1

    def plugin_errors(self, owners: Mapping[str, str]) -> Mapping[str, int]:
        """How often code of each plugin failed. `owners`: the plugin of each exercise type."""
        with self._lock:
            found = Counter(self._plugin_errors)
            for type, count in self._type_errors.items():
                found[owners.get(type, type)] += count
        return found


tally = Tally()
"""Those of this process."""
