"""What a learner has seen of a case, as a picture of it needs: no more than that, so that it gives nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from learnenv.domain.case import CaseStudy, Scene
from learnenv.domain.case_walk import Move, begin, step

Seen: TypeAlias = Literal["here", "way", "earlier"]


@dataclass(frozen=True, slots=True)
class SeenScene:
    """A scene that the learner came to."""

    scene: Scene
    seen: Seen
    open: int
    """How many choices were offered here and never made."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A way from one scene to another that the learner went, by their places among the scenes."""

    start: int
    end: int
    now: bool
    """Whether it is part of the way to where they are."""


@dataclass(frozen=True, slots=True)
class CaseMap:
    """What was seen, in the order in which it was first seen."""

    scenes: tuple[SeenScene, ...]
    lines: tuple[SeenLine, ...]

    @property
    def open(self) -> int:
        """How many choices were offered and never made."""
        return sum(each.open for each in self.scenes)


def map_of(case: CaseStudy, moves: Iterable[Move], *, waiting: bool = False) -> CaseMap:
    """The map after these moves. `waiting`: where the learner is now, the choices are not shown yet."""
    walk = begin(case)
    met: dict[str, Scene] = {walk.scene.id: walk.scene}
    offered = {(walk.scene.id, choice.id) for choice in walk.offered()}
    lines: dict[tuple[str, str], None] = {}
    for move in sorted(moves, key=lambda each: each.number):
        after = step(walk, move)
        if after is None:
            continue
        if move.kind == "choose":
            lines.setdefault((walk.scene.id, after.scene.id))
        walk = after
        met.setdefault(walk.scene.id, walk.scene)
        offered |= {(walk.scene.id, choice.id) for choice in walk.offered()}
    way = [each.scene.id for each in walk.steps] + [walk.scene.id]
    left = [scene for scene, _ in offered - walk.tried if not (waiting and scene == walk.scene.id)]
    places = {id: place for place, id in enumerate(met)}
    going = set(pairwise(way))
    return CaseMap(
        tuple(SeenScene(scene, _seen(id, way), left.count(id)) for id, scene in met.items()),
        tuple(SeenLine(places[start], places[end], (start, end) in going) for start, end in lines),
    )


def _seen(id: str, way: list[str]) -> Seen:
    return "here" if id == way[-1] else "way" if id in way else "earlier"
