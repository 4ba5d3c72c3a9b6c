"""Every state that a case can come to: what can be reached, what leads nowhere, and the points of the best path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from learnenv.domain.case import CaseStudy, Choice
from learnenv.domain.case_walk import CaseCircle, after, arrive

MOST_STATES = 20_000
"""Scenes times values of variables that are looked at; a case that a person can grasp has far fewer."""

State: TypeAlias = tuple[str, tuple[int, ...]]
"""A scene and the variables' values, in the order of the case's variables."""


@dataclass(frozen=True, slots=True)
class Way:
    """One choice that can be made in one state, and where it leads."""

    choice: Choice
    to: State


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """All that can happen in a case."""

    ways: dict[State, tuple[Way, ...]]
    """From each state that can be reached: the choices that are offered there."""
    finished: frozenset[State]
    """States from which an end can be reached, ends included."""
    circles: tuple[tuple[str, str], ...]
    """Scene and choice that lead into closed scenes that pass on to each other without an end."""
    best: int
    """The points of the best path to an end; 0 when there is none."""
    earning_loops: frozenset[str]
    """Scenes on a loop that earns points each time round, so that no path is the best."""
    whole: bool
    """False: there are more states than were looked at."""

    def reached(self) -> frozenset[str]:
        """Scenes that someone can come to."""
        return frozenset(scene for scene, _ in self.ways)

    def offered(self) -> frozenset[tuple[str, str]]:
        """Choices, as scene and choice, that someone can be offered."""
        return frozenset((scene, way.choice.id) for (scene, _), ways in self.ways.items() for way in ways)


def explore(case: CaseStudy) -> CaseGraph:
    """Walk everything that can be walked."""
    ways, circles, whole = _walk_all(case)
    finished = _finished(case, ways)
    component = _components(ways)
    loops = {
        state[0]
        for state, out in ways.items()
        for way in out
        if way.choice.points > 0 and component[way.to] == component[state]
    }
    return CaseGraph(ways, finished, circles, _best(ways, finished, component), frozenset(loops), whole)


def _walk_all(case: CaseStudy) -> tuple[dict[State, tuple[Way, ...]], tuple[tuple[str, str], ...], bool]:
    names = [variable.id for variable in case.variables]
    ways: dict[State, tuple[Way, ...]] = {}
    circles: dict[tuple[str, str], None] = {}
    try:
        start = arrive(case, case.scenes[0].id, case.start_values())
    except CaseCircle:
        return {}, ((case.scenes[0].id, ""),), True
    waiting: list[State] = [(start.id, tuple(case.start_values().values()))]
    while waiting:
        state = waiting.pop()
        if state in ways:
            continue
        if len(ways) >= MOST_STATES:
            return ways | {left: () for left in waiting if left not in ways} | {state: ()}, tuple(circles), False
        out: list[Way] = []
        values = dict(zip(names, state[1], strict=True))
        scene = case.scene(state[0])
        for choice in scene.choices if scene else ():
            if not choice.when.holds(values):
                continue
            changed = after(case, choice, values)
            try:
                to = arrive(case, choice.to, changed)
            except CaseCircle:
                circles.setdefault((state[0], choice.id))
                continue
            out.append(Way(choice, (to.id, tuple(changed[name] for name in names))))
        ways[state] = tuple(out)
        waiting += [way.to for way in out if way.to not in ways]
    return ways, tuple(circles), True


def _finished(case: CaseStudy, ways: dict[State, tuple[Way, ...]]) -> frozenset[State]:
    before: dict[State, list[State]] = {}
    for state, out in ways.items():
        for way in out:
            before.setdefault(way.to, []).append(state)
    ends = {scene.id for scene in case.scenes if scene.is_end}
    waiting = [state for state in ways if state[0] in ends]
    found = set(waiting)
    while waiting:
        for state in before.get(waiting.pop(), ()):
            if state not in found:
                found.add(state)
                waiting.append(state)
    return frozenset(found)


def _components(ways: dict[State, tuple[Way, ...]]) -> dict[State, int]:
    """The strongly connected part that each state is in, numbered so that every way leads to a lower or equal one.

    Tarjan's algorithm (SIAM J. Comput. 1, 1972), without recursion.
    """
    index: dict[State, int] = {}
    low: dict[State, int] = {}
    found: dict[State, int] = {}
    stack: list[State] = []
    count = 0
    for root in ways:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        work: list[tuple[State, Iterator[Way]]] = [(root, iter(ways[root]))]
        while work:
            state, rest = work[-1]
            way = next(rest, None)
            if way is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == index[state]:
                    count += 1
                    while state not in found:
                        found[stack.pop()] = count
            elif way.to not in index:
                index[way.to] = low[way.to] = len(index)
                stack.append(way.to)
                work.append((way.to, iter(ways.get(way.to, ()))))
            elif way.to not in found:
                low[state] = min(low[state], index[way.to])
    return found


def _best(ways: dict[State, tuple[Way, ...]], finished: frozenset[State], component: dict[State, int]) -> int:
    """The most points on a way to an end. Ways within a loop earn nothing, or it is one of the `earning_loops`."""
    best: dict[int, int] = {}
    for state in sorted(finished, key=component.__getitem__):
        here = component[state]
        beyond = [way for way in ways[state] if way.to in finished and component[way.to] != here]
        points = max((way.choice.points + best[component[way.to]] for way in beyond), default=0)
        best[here] = max(best.get(here, 0), points)
    start = next(iter(ways), None)
    return best[component[start]] if start in finished and start is not None else 0
