from __future__ import annotations

import random

import pytest

from learnenv.bootstrap import installed
from learnenv.domain.class_progress import page_states, steps
from learnenv.domain.classroom import Cell, cell
from learnenv.domain.content import LearningModule
from learnenv.domain.mastery import module_progress
from learnenv.domain.progress import Standing
from learnenv.library import Library


@pytest.fixture(scope="module")
def modules() -> tuple[LearningModule, ...]:
    library = Library(installed())
    return tuple(library.module(card.id) for card in library.cards())


@pytest.mark.parametrize("seed", range(40))
def test_a_page_is_done_and_begun_exactly_when_its_learner_reads_so(
    modules: tuple[LearningModule, ...], seed: int
) -> None:
    chance = random.Random(seed)
    for module in modules:
        refs = [f"{module.id}/{id}" for id in (*module.exercises, *module.cases)]
        standings = {ref: _standing(ref, chance) for ref in refs if chance.random() < 0.9}
        read = {f"{module.id}/{page.id}" for page in module.pages if chance.random() < 0.8}
        cells = {ref: cell(each) for ref, each in standings.items()}
        states = page_states(steps(module), cells, read)
        own = module_progress(module, standings, read)
        assert [state == "done" for state in states] == [page.done for page in own.pages]
        met = {ref for step in steps(module) for ref in step.items}
        assert all(page.begun <= (state != "todo") for state, page in zip(states, own.pages, strict=True))
        assert met == set(refs)


def test_stuck_is_told_only_of_a_page_that_is_not_done(modules: tuple[LearningModule, ...]) -> None:
    module = next(each for each in modules if each.id == "doetank-start")
    step = next(each for each in steps(module) if each.exercises)
    ref = step.exercises[0].ref
    stuck = {ref: Cell(attempts=5, tries=5, wrong_in_a_row=4)}
    assert page_states((step,), stuck, ()) == ("stuck",)
    assert page_states((step,), {ref: Cell(attempts=3, tries=3, wrong_in_a_row=3)}, ()) == ("begun",)
    right = {each.ref: Cell(attempts=1, tries=1, right=True) for each in step.exercises}
    assert page_states((step,), right, {step.ref}) == ("done",)
    assert page_states((step,), {}, ()) == ("todo",)


def _standing(ref: str, chance: random.Random) -> Standing:
    right = chance.random() < 0.8
    return Standing("x", ref, attempts=1, tries=1, right=right, solution_shown=not right and chance.random() < 0.5)
