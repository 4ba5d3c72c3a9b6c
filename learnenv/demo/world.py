"""The simulated months: a clock that jumps to whoever acts next, so that everything is on record in its order."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from learnenv.demo.groups import Character
from learnenv.domain.learner import Actor
from learnenv.services.app import App

Life: TypeAlias = Iterator[datetime]
"""What somebody does, step by step: each step says when the next one comes."""


@dataclass(frozen=True, slots=True)
class Person:
    """A simulated member of a group."""

    actor: Actor
    name: str
    cohort: str
    character: Character
    ability: float
    """From 0 to 1."""
    chance: random.Random
    """All that is chance in what this person does, so that one person does not change another."""


class World:
    """The App as everybody in the simulation uses it, and its clock."""

    def __init__(self, app: App, begin: datetime, seed: str) -> None:
        self.now = begin
        self._begin = begin
        # A secret of its own: the same seed makes the same rows, whatever the record is called.
        self.app: App = replace(app, clock=lambda: self.now, secret=seed)

    def later(self, minutes: float) -> datetime:
        """So many minutes from now."""
        return self.now + timedelta(minutes=minutes)

    def run(self, lives: Iterable[Life], until: datetime, progress: Callable[[int, int], None]) -> None:
        """Let everybody live until a moment; what would come after it is not done. `progress`: days done, of all."""
        days = (until - self._begin).days
        turns: list[tuple[datetime, int, Life]] = []
        for number, life in enumerate(lives):
            self._wait(turns, number, life)
        while turns and turns[0][0] <= until:
            moment, number, life = heapq.heappop(turns)
            self.now = max(self.now, moment)
            progress((self.now - self._begin).days, days)
            self._wait(turns, number, life)
        self.now = until
        progress(days, days)

    def _wait(self, turns: list[tuple[datetime, int, Life]], number: int, life: Life) -> None:
        moment = next(life, None)
        if moment is not None:
            heapq.heappush(turns, (moment, number, life))


def at_work(moment: datetime, chance: random.Random) -> datetime:
    """A moment on the same day within office hours; the Friday before for a day in the weekend."""
    day = moment - timedelta(days=max(0, moment.weekday() - 4))
    return day.replace(hour=chance.randint(7, 14), minute=chance.randint(0, 59), second=chance.randint(0, 59))
