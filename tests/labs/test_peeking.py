"""Do not peek."""

from __future__ import annotations

from math import sqrt

import pytest

from learnenv import Grade, InvalidAnswer, Message, PageTable
from learnenv.domain.answer import read_answer
from learnenv.labs.peeking import FEWEST, PEEKING, PeekingLab, tolerance
from learnenv.labs.peeking_run import DAYS, REFERENCE, SHOWN, false_alarms, look_days, simulated

SPEC = PeekingLab(seed="one learner")
RIGHT = dict(PEEKING.samples(SPEC).right)


def graded(**changed: str) -> Grade:
    return PEEKING.grade(SPEC, read_answer(PEEKING.form(SPEC), {**RIGHT, **changed}))


def test_one_looks_evenly_and_always_on_the_last_day() -> None:
    assert look_days(1) == (14,)
    assert look_days(2) == (7, 14)
    assert look_days(14) == tuple(range(1, 15))
    assert all(len(set(look_days(looks))) == looks and look_days(looks)[-1] == DAYS for looks in range(1, 15))


def test_a_run_of_one_s_own_agrees_with_the_reference() -> None:
    runs = 4000
    for looks, rate in false_alarms("a run to compare with", runs).items():
        assert abs(rate - REFERENCE[looks]) <= 4 * sqrt(REFERENCE[looks] * (1 - REFERENCE[looks]) / runs)


def test_looking_more_often_gives_more_false_alarms_and_one_look_about_the_promised_5_percent() -> None:
    assert list(REFERENCE.values()) == sorted(REFERENCE.values())
    assert REFERENCE[1] == pytest.approx(0.05, abs=0.005)
    assert REFERENCE[DAYS] > 4 * REFERENCE[1]


def test_the_more_experiments_the_closer_one_has_to_be() -> None:
    assert graded(runs="300", many="31").fraction == 1
    assert graded(runs="1000", many="31").fraction == 0.5
    assert tolerance(0.2256, 300) == 9.7
    assert tolerance(0.2256, 1000) == 5.3


def test_almost_every_simulation_of_enough_runs_is_right() -> None:
    for seed in range(40):
        rates = simulated(str(seed), FEWEST)
        given = {"runs": str(FEWEST), "many": f"{100 * rates[-1]:.1f}", "once": f"{100 * rates[0]:.1f}"}
        assert graded(**given).fraction == 1, seed


def test_with_too_few_experiments_nothing_counts() -> None:
    told = graded(runs="299")
    assert told.fraction == 0
    assert told.marks[0].field == "runs"


@pytest.mark.parametrize(
    "changed", [{"runs": "0"}, {"runs": "12.5"}, {"runs": "30000"}, {"looks": "1"}, {"looks": "15"}, {"many": "veel"}]
)
def test_a_set_up_that_cannot_be_is_not_graded(changed: dict[str, str]) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(**changed)
    assert set(caught.value.problems) == set(changed)


def test_a_part_of_one_and_the_wrong_way_are_told_apart() -> None:
    said = [mark.feedback for mark in graded(many="0.23", once="40").marks]
    assert [each.key for each in said if isinstance(each, Message)] == ["lab.peeking.fraction", "lab.peeking.high"]


def test_nothing_is_shown_of_the_outcome_before_an_answer_and_all_of_it_after() -> None:
    assert PEEKING.show is not None
    assert len(PEEKING.show(SPEC, None, "nl")) == 1
    _, table = PEEKING.show(SPEC, {**RIGHT, "looks": "7", "runs": "20000"}, "nl")
    assert isinstance(table, PageTable)
    assert [row[0] for row in table.rows] == ["1", "7", "14"]
    assert str(SHOWN) in table.caption.replace(".", "")
