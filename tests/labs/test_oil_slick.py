"""Oil slick: where to start?"""

from __future__ import annotations

from statistics import mean
from typing import Any

import pytest

from learnenv import Grade
from learnenv.domain.answer import read_answer
from learnenv.labs.chance import Chance
from learnenv.labs.oil_board import BLOCK, NEEDS, PEOPLE, PILOTS, SIDE, neighbours, scattered, spread, step
from learnenv.labs.oil_code import try_step
from learnenv.labs.oil_slick import OIL_SLICK, OilSlickLab

SPEC = OilSlickLab(seed="one learner")
RIGHT = dict(OIL_SLICK.samples(SPEC).right)


def graded(**changed: Any) -> Grade:
    return OIL_SLICK.grade(SPEC, read_answer(OIL_SLICK.form(SPEC), {**RIGHT, **changed}))


def reading_while_writing(on: set[int], side: int, need: int) -> set[int]:
    now = set(on)
    for person in range(side * side):
        if len(neighbours(person, side) & now) >= need:
            now.add(person)
    return now


def _around(person: int, side: int, *, edge: bool, diagonal: bool) -> set[int]:
    row, column = divmod(person, side)
    found = set()
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            y, x = row + down, column + right
            inside = 0 <= y < side and 0 <= x < side
            if (down or right) and (diagonal or not (down and right)) and (inside or not edge):
                found.add(y % side * side + x % side)
    return found


def without_diagonals(on: set[int], side: int, need: int) -> set[int]:
    return on | {n for n in range(side**2) if len(_around(n, side, edge=False, diagonal=False) & on) >= need}


def with_an_edge(on: set[int], side: int, need: int) -> set[int]:
    return on | {n for n in range(side**2) if len(_around(n, side, edge=True, diagonal=True) & on) >= need}


def failing(on: set[int], side: int, need: int) -> set[int]:
    raise IndexError("list index out of range")


def test_a_block_and_scattered_pilots_spread_as_is_known() -> None:
    assert [len(spread(BLOCK, need)) for need in NEEDS] == [400, 256, 112]
    boards = [frozenset(Chance(str(n), "any board").some(PILOTS, PEOPLE)) for n in range(150)]
    averages = [mean(len(spread(board, need)) for board in boards) for need in NEEDS]
    assert averages == pytest.approx([400, 365, 53], abs=12)


def test_on_every_board_that_is_dealt_scattered_wins_at_two_and_the_block_at_three() -> None:
    for n in range(40):
        board = scattered(f"learner {n}")
        assert len(board) == PILOTS
        assert len(spread(board, 1)) == 400
        assert len(spread(board, 2)) > 256 + 40
        assert len(spread(board, 3)) < 112 - 20
    assert scattered("one") != scattered("other")


def test_the_quick_spread_is_the_plain_step_repeated() -> None:
    on: set[int] = set(scattered("one"))
    for _ in range(8):
        on = step(on, SIDE, 2)
    assert on == spread(scattered("one"), 2)


@pytest.mark.parametrize(
    ("mine", "broken"),
    [
        (step, set()),
        (reading_while_writing, {"all-at-once", "as-reference"}),
        (without_diagonals, {"eight-around", "as-reference"}),
        (with_an_edge, {"no-edge", "as-reference"}),
        (failing, {"runs", "eight-around", "no-edge", "all-at-once", "as-reference"}),
        (lambda on, side, need: None, {"runs", "eight-around", "no-edge", "all-at-once", "as-reference"}),
        (lambda on, side, need: set(on), {"runs", "eight-around", "no-edge", "all-at-once", "as-reference"}),
        (lambda on, side, need: step(on, 20, need), {"as-reference"}),
        (lambda on, side, need: step(on, side, 1), {"as-reference"}),
    ],
)
def test_the_classic_mistakes_in_a_step_are_told_apart(mine: Any, broken: set[str]) -> None:
    assert {each.name for each in try_step(mine) if not each.holds} == broken


def test_a_step_may_spoil_what_it_is_given() -> None:
    def spoiling(on: set[int], side: int, need: int) -> set[int]:
        result = step(on, side, need)
        on.clear()
        return result

    assert all(each.holds for each in try_step(spoiling))


def test_each_prediction_counts_for_a_fifth() -> None:
    assert graded().fraction == 1
    assert graded(block="160").fraction == 0.8
    assert graded(block="150").fraction == 1
    turned = {**RIGHT["winners"], "need-1": "block"}
    assert graded(winners=turned, scattered="400").fraction == pytest.approx(0.6)
    assert graded(need="1", block="400", scattered="400").fraction == 1


def test_how_far_the_boards_got_is_told_only_after_an_answer() -> None:
    assert OIL_SLICK.show is not None
    assert ["112" in repr(OIL_SLICK.show(SPEC, answer, "en")) for answer in (None, {**RIGHT, "block": "100"})] == [
        False,
        True,
    ]
