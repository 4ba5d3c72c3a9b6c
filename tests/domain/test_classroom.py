from __future__ import annotations

from dataclasses import fields

from learnenv.domain.classroom import Cell, ErasedCount, cell, counts_of, first_fractions
from learnenv.domain.progress import Standing


def test_a_cell_is_part_of_a_standing() -> None:
    standing = Standing("l", "m/e", 5, 4, 3, 0.5, 0.25, True, True, 2, True, first_fraction=0.125)
    assert cell(standing) == Cell(5, 4, 3, True, True, 0.125)
    assert {each.name for each in fields(Cell)} <= {each.name for each in fields(Standing)}


def test_items_that_nobody_graded_have_no_first_fraction() -> None:
    cells = {"a": {"m/one": Cell(first_fraction=0.0), "m/two": Cell(attempts=1)}, "b": {}}
    assert first_fractions(cells) == {"a": {"m/one": 0.0}, "b": {}}


def test_what_is_kept_of_who_goes_is_numbers_about_the_cohorts_own_modules() -> None:
    standings = [
        Standing("me", "m/e", attempts=3, right=True, first_fraction=0.5),
        Standing("me", "m/open", attempts=1, passed=True),
        Standing("me", "secret/e", attempts=9),
    ]
    kept = counts_of("c", ["m", "untouched"], standings, {"m/p", "secret/p"}, {"m", "secret"})
    assert set(kept) == {
        ErasedCount("c", learners=1),
        ErasedCount("c", "m", learners=1, completed=1),
        ErasedCount("c", "m", "e", learners=1, attempts=3, right=1, answered=1, fractions=0.5),
        ErasedCount("c", "m", "open", learners=1, attempts=1, passed=1),
        ErasedCount("c", "m", "p", read=1),
    }


def test_who_did_nothing_is_counted_as_a_member_only() -> None:
    assert counts_of("c", ["m"], [], (), ()) == (ErasedCount("c", learners=1),)
