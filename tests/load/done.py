"""What learners did and how long each had to wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["sign in", "first page", "page", "back", "draft", "hint", "answer"]
RERUNS: tuple[Kind, ...] = ("page", "back", "draft", "hint", "answer")
"""What somebody who is in waits for."""


@dataclass(frozen=True)
class Act:
    """One thing that somebody did."""

    kind: Kind
    at: float
    """When it began, by time.perf_counter."""
    ms: float
    error: str = ""

    @property
    def end(self) -> float:
        """When it was over."""
        return self.at + self.ms / 1000


@dataclass(frozen=True)
class Spread:
    """How long things took, in milliseconds, of what went well; and how many did not."""

    count: int
    p50: float
    p95: float
    p99: float
    worst: float
    errors: int


@dataclass
class Diary:
    """All acts of all learners, in the order they ended."""

    acts: list[Act] = field(default_factory=list)

    def note(self, kind: Kind, began: float, error: str = "") -> None:
        """It is over."""
        self.acts.append(Act(kind, began, (time.perf_counter() - began) * 1000, error))

    def between(self, start: float, end: float, kinds: Sequence[Kind] = RERUNS) -> list[Act]:
        """Acts of these kinds that ended then."""
        return [act for act in self.acts if act.kind in kinds and start <= act.end < end]


def spread(acts: Iterable[Act]) -> Spread:
    """How long they took."""
    every = list(acts)
    ms = sorted(act.ms for act in every if not act.error)
    return Spread(len(every), _at(ms, 0.5), _at(ms, 0.95), _at(ms, 0.99), _at(ms, 1.0), len(every) - len(ms))


def _at(ms: Sequence[float], share: float) -> float:
    return ms[min(len(ms) - 1, int(len(ms) * share))] if ms else 0.0
