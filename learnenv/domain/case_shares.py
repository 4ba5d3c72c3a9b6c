"""Which ways a class took through a case: in each scene, what learners chose there the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from learnenv.domain.case import CaseStudy, Choice, Scene
from learnenv.domain.case_walk import Move
from learnenv.domain.progress import Event


@dataclass(frozen=True, slots=True)
class SceneShares:
    """One scene: how many learners chose there, and what, each counted once."""

    scene: Scene
    learners: int
    choices: tuple[tuple[Choice, int], ...]
    """In the order of the scene, also those that nobody chose."""


def scene_shares(case: CaseStudy, moves: Iterable[Event]) -> tuple[SceneShares, ...]:
    """The scenes in which somebody chose. Going back and beginning again count for nothing; the first choice does."""
    first: dict[tuple[str, str], str] = {}
    for event in sorted(moves, key=lambda each: (each.learner, each.number)):
        move = Move.of(event.number, event.detail)
        if move and move.kind == "choose":
            first.setdefault((event.learner, move.scene), move.choice)
    counts = Counter((scene, choice) for (_, scene), choice in first.items())
    shares = (
        SceneShares(
            scene,
            sum(counts[scene.id, choice.id] for choice in scene.choices),
            tuple((choice, counts[scene.id, choice.id]) for choice in scene.choices),
        )
        for scene in case.scenes
    )
    return tuple(each for each in shares if each.learners)
