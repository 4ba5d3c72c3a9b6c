"""What only the whole of a case shows: scenes nobody reaches, ways that lead nowhere, conditions that never hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from learnenv.domain.case import CaseStudy, Condition
from learnenv.domain.case_graph import CaseGraph
from learnenv.domain.fault import DataFault, DataPath
from learnenv.domain.text import Message
from learnenv.reader.guess import did_you_mean


def graph_faults(case: CaseStudy, graph: CaseGraph) -> Iterator[DataFault]:
    """Everything that is wrong with where choices lead."""
    if not graph.whole:
        yield _fault(("variables",), "too-many-states")
        return
    for circle in graph.circles:
        yield _fault(_path(case, *circle), "circle")
    stuck = {state[0] for state, ways in graph.ways.items() if not ways and not _is_end(case, state[0])}
    hopeless = {state[0] for state in graph.ways.keys() - graph.finished} - stuck
    for number, scene in enumerate(case.scenes):
        if scene.id in stuck:
            yield _fault(("scenes", number, "choices"), "dead-end", scene=scene.id)
        elif scene.id in hopeless:
            yield _fault(("scenes", number, "id"), "no-way-out", scene=scene.id)
        elif scene.id in graph.earning_loops:
            yield _fault(("scenes", number, "id"), "earning-loop", scene=scene.id)
    yield from _unreached(case, graph)


def _unreached(case: CaseStudy, graph: CaseGraph) -> Iterator[DataFault]:
    """Warnings: what is written and nobody will ever see."""
    reached, offered = graph.reached(), graph.offered()
    circling = frozenset(graph.circles)
    for number, scene in enumerate(case.scenes):
        if scene.id not in reached:
            if not graph.circles:
                yield _fault(("scenes", number, "id"), "unreached", severity="warning", scene=scene.id)
            continue
        for index, choice in enumerate(scene.choices):
            if (scene.id, choice.id) not in offered | circling:
                yield _fault(("scenes", number, "choices", index, "when"), "never", severity="warning")
        values = [
            dict(zip((each.id for each in case.variables), state[1], strict=True))
            for state in graph.ways
            if state[0] == scene.id
        ]
        for index, aside in enumerate(scene.asides):
            if not _ever(aside.when, values):
                yield _fault(("scenes", number, "also", index, "when"), "never", severity="warning")


def _ever(condition: Condition, values: list[dict[str, int]]) -> bool:
    return any(condition.holds(each) for each in values)


def _is_end(case: CaseStudy, id: str) -> bool:
    scene = case.scene(id)
    return scene is not None and scene.is_end


def _path(case: CaseStudy, scene_id: str, choice_id: str) -> DataPath:
    for number, scene in enumerate(case.scenes):
        for index, choice in enumerate(scene.choices):
            if (scene.id, choice.id) == (scene_id, choice_id):
                return ("scenes", number, "choices", index, "to")
    return ("scenes", 0, "otherwise")


def _fault(path: DataPath, key: str, severity: str = "error", **values: object) -> DataFault:
    what, mend = Message(f"reader.case.{key}", values), Message(f"reader.case.{key}.mend", values)
    return DataFault(path, what, mend, severity="warning" if severity == "warning" else "error")


def transfer_faults(case: CaseStudy, cells: Mapping[str, Mapping[str, bool]]) -> Iterator[DataFault]:
    """What is wrong with where the note goes. `cells`: by open exercise its cells, and which of them take a note."""
    if case.transfer is None:
        return
    into = cells.get(case.transfer.exercise)
    if into is None:
        what = Message("reader.case.transfer-exercise", {"id": case.transfer.exercise})
        yield DataFault(("transfer", "exercise"), what, did_you_mean(case.transfer.exercise, cells))
        return
    fitting = [id for id, fits in into.items() if fits]
    if case.transfer.cell not in fitting:
        what = Message("reader.case.transfer-cell", {"id": case.transfer.cell})
        yield DataFault(("transfer", "cell"), what, did_you_mean(case.transfer.cell, fitting))
