"""What others build on comes first, whatever modules ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.domain.content import ModuleCard
from learnenv.domain.module_order import in_order
from learnenv.domain.text import Text


def card(id: str, *requires: str) -> ModuleCard:
    return ModuleCard(
        id, "1.0.0", Text(id), Text(), Text(), 10, (), (), ("page",), Path(id), "plugin", requires=requires
    )


@pytest.mark.parametrize(
    ("cards", "order"),
    [
        ([], []),
        ([card("b"), card("a")], ["a", "b"]),
        ([card("a", "c"), card("b"), card("c")], ["b", "c", "a"]),
        ([card("a", "b"), card("b", "c"), card("c"), card("d", "c")], ["c", "b", "d", "a"]),
        ([card("a", "gone"), card("b")], ["a", "b"]),
        ([card("a", "a"), card("b")], ["a", "b"]),
    ],
)
def test_modules_come_after_what_they_build_on(cards: list[ModuleCard], order: list[str]) -> None:
    assert [each.id for each in in_order(cards)] == order


def test_modules_that_wait_for_each_other_are_all_there() -> None:
    assert {each.id for each in in_order([card("a", "b"), card("b", "a"), card("c", "a")])} == {"a", "b", "c"}


def test_a_long_row_of_modules_one_after_the_other_are_put_in_order() -> None:
    chain = [card("m-0"), *(card(f"m-{n}", f"m-{n - 1}") for n in range(1, 300))]
    assert [each.id for each in in_order(reversed(chain))] == [f"m-{n}" for n in range(300)]
