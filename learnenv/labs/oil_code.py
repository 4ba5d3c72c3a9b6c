"""Whether a learner's own `step` does what one round does. Runs where the learner's code runs: in their kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from learnenv import Message, Words
from learnenv.labs.chance import Chance
from learnenv.labs.oil_board import BLOCK, NEEDS, ROUNDS, SIDE, Step, neighbours, step

MIDDLE, CORNER = 5 * SIDE + 5, 0


@dataclass(frozen=True, slots=True)
class Tried:
    """One property of a step, and whether it holds."""

    name: str
    holds: bool
    why: Words
    """What to mend where it does not."""


def try_step(mine: Step) -> tuple[Tried, ...]:
    """The five properties, in the order in which they are best mended."""
    try:
        fault = _shape_fault(mine)
    except Exception as error:  # noqa: BLE001  a learner's code may raise anything
        fault = Message("lab.step.raises", {"error": f"{type(error).__name__}: {error}"})
    if fault:
        return tuple(Tried(name, False, fault) for name in ("runs", *_PROPERTIES))
    return (Tried("runs", True, Message("lab.step.runs")), *_tried(mine))


def reached(mine: Step, start: frozenset[int], need: int) -> int:
    """How many take part after all rounds of this step."""
    on = set(start)
    for _ in range(ROUNDS):
        on = set(mine(set(on), SIDE, need))
    return len(on)


def _tried(mine: Step) -> Iterator[Tried]:
    for name, holds in _PROPERTIES.items():
        try:
            held = holds(mine)
        except Exception:  # noqa: BLE001  on another board it may fail after all
            held = False
        yield Tried(name, held, Message(f"lab.step.{name}"))


def _shape_fault(mine: Step) -> Message | None:
    given = set(BLOCK)
    result = mine(given, SIDE, 1)
    if not isinstance(result, set | frozenset) or not all(
        type(each) is int and 0 <= each < SIDE**2 for each in result
    ):
        return Message("lab.step.shape", {"last": SIDE**2 - 1})
    if not result >= BLOCK:
        return Message("lab.step.leaves")
    return Message("lab.step.nobody") if result == BLOCK else None


def _eight_around(mine: Step) -> bool:
    return neighbours(MIDDLE, SIDE) <= mine({MIDDLE}, SIDE, 1)


def _no_edge(mine: Step) -> bool:
    """Straight across each edge; corners are left to the property above."""
    return {SIDE - 1, SIDE * (SIDE - 1)} <= mine({CORNER}, SIDE, 1)


def _all_at_once(mine: Step) -> bool:
    return mine({MIDDLE}, SIDE, 1) <= {MIDDLE, *neighbours(MIDDLE, SIDE)}


def _as_reference(mine: Step) -> bool:
    """On boards with a different number of people, so that a board of one size is not enough."""
    for side in (6, 9, SIDE):
        chance = Chance("boards", str(side))
        for need in NEEDS:
            on = set(chance.some(side * side // 4, side * side))
            if set(mine(set(on), side, need)) != step(on, side, need):
                return False
    return True


_PROPERTIES: dict[str, Callable[[Step], bool]] = {
    "eight-around": _eight_around,
    "no-edge": _no_edge,
    "all-at-once": _all_at_once,
    "as-reference": _as_reference,
}
