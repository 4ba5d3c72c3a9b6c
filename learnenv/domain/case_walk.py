"""Walking a case. Where a learner is follows from the moves on record; nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from learnenv.domain.case import CaseStudy, Choice, Scene, Values

MoveKind: TypeAlias = Literal["choose", "back", "again", "carried"]
MAX_HOPS = 100
"""How many closed scenes may pass one on before we call it a circle."""


class CaseCircle(Exception):
    """Scenes whose conditions do not hold pass on to each other without an end. The checker finds these."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing a learner did in a case, in the order of `number`, from 1."""

    number: int
    kind: MoveKind
    scene: str = ""
    """Where it was done."""
    choice: str = ""

    @property
    def detail(self) -> str:
        """The move as the record keeps it."""
        return "/".join((self.kind, self.scene, self.choice)).rstrip("/")

    @classmethod
    def of(cls, number: int, detail: str) -> Move | None:
        """The move with this detail; None for one that this version does not know."""
        kind, _, rest = detail.partition("/")
        scene, _, choice = rest.partition("/")
        for known in ("choose", "back", "again", "carried"):
            if kind == known:
                return cls(number, known, scene, choice)
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """A choice made in a scene, and what the variables were after it."""

    scene: Scene
    choice: Choice
    values: Values


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a learner is in a case and how they came there."""

    case: CaseStudy
    scene: Scene
    values: Values
    steps: tuple[Step, ...] = ()
    """The way from the start to here; going back takes steps off it."""
    seen: frozenset[str] = frozenset()
    """Every scene ever entered."""
    tried: frozenset[tuple[str, str]] = frozenset()
    """Every choice ever made, as scene and choice."""
    moves: int = 0
    """How many moves are on record."""
    rounds: int = 1
    """Which time round this is: 1, and one more for each fresh start."""
    carried: bool = False
    """Whether a note was taken along into the learner's own work."""
    orphans: int = field(default=0)
    """Moves that the case as it is now cannot follow any more. They stay on record."""

    @property
    def ended(self) -> bool:
        """Whether this is an end."""
        return self.scene.is_end

    @property
    def points(self) -> int:
        """Points of the way to here."""
        return sum(step.choice.points for step in self.steps)

    @property
    def fraction(self) -> float:
        """Points as a part of the best path's; 1 where a case has no points to earn."""
        return min(1.0, self.points / self.case.best) if self.case.best > 0 else 1.0

    def offered(self) -> tuple[Choice, ...]:
        """The choices that can be made here and now."""
        return tuple(each for each in self.scene.choices if each.when.holds(self.values))


def begin(case: CaseStudy) -> Walk:
    """At the start, nothing done yet."""
    values = case.start_values()
    scene = arrive(case, case.scenes[0].id, values)
    return Walk(case, scene, values, seen=frozenset({scene.id}))


def follow(case: CaseStudy, moves: Iterable[Move]) -> Walk:
    """Where the moves on record lead. What an edited case has no place for any more is skipped and counted."""
    walk = begin(case)
    for move in sorted(moves, key=lambda each: each.number):
        after = step(walk, move)
        walk = replace(after or replace(walk, orphans=walk.orphans + 1), moves=move.number)
    return walk


def step(walk: Walk, move: Move) -> Walk | None:
    """The walk after one more move; None when it cannot be made from here."""
    match move.kind:
        case "again":
            fresh = begin(walk.case)
            return replace(walk, scene=fresh.scene, values=fresh.values, steps=(), rounds=walk.rounds + 1)
        case "back":
            return _back(walk) if walk.steps else None
        case "carried":
            return replace(walk, carried=True)
        case "choose":
            choice = next((each for each in walk.offered() if each.id == move.choice), None)
            return _choose(walk, choice) if choice and move.scene == walk.scene.id else None


def after(case: CaseStudy, choice: Choice, values: Values) -> dict[str, int]:
    """The variables after a choice."""
    now = dict(values)
    for effect in choice.effects:
        variable = next(each for each in case.variables if each.id == effect.variable)
        now[variable.id] = variable.within(effect.number if effect.sets else now[variable.id] + effect.number)
    return now


def arrive(case: CaseStudy, id: str, values: Values) -> Scene:
    """The scene where one ends up who is sent to `id`: a closed scene passes on. Raises CaseCircle."""
    for _ in range(MAX_HOPS):
        scene = case.scene(id)
        if scene is None:
            raise LookupError(f"{case.ref} has no scene {id}")
        if not scene.otherwise or scene.when.holds(values):
            return scene
        id = scene.otherwise
    raise CaseCircle(f"{case.ref}: {id}")


def _choose(walk: Walk, choice: Choice) -> Walk:
    values = after(walk.case, choice, walk.values)
    scene = arrive(walk.case, choice.to, values)
    return replace(
        walk,
        scene=scene,
        values=values,
        steps=(*walk.steps, Step(walk.scene, choice, values)),
        seen=walk.seen | {scene.id},
        tried=walk.tried | {(walk.scene.id, choice.id)},
    )


def _back(walk: Walk) -> Walk:
    steps = walk.steps[:-1]
    values = steps[-1].values if steps else walk.case.start_values()
    return replace(walk, scene=walk.steps[-1].scene, values=values, steps=steps)
