"""Did the pilot work?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, Message
from learnenv.domain.answer import read_answer
from learnenv.labs.pilot import PILOT, PilotLab, data_of
from learnenv.labs.pilot_data import CLEAR, Group, PilotData, decide, draw_pilot

SPEC = PilotLab(seed="one learner")
DATA = data_of(SPEC)
RIGHT = dict(PILOT.samples(SPEC).right)
DATA_OF_A_SEED = PilotData(Group(640, 61), Group(870, 152))


def graded(**changed: str) -> Grade:
    return PILOT.grade(SPEC, read_answer(PILOT.form(SPEC), {**RIGHT, **changed}))


def keys(grade: Grade) -> set[str]:
    return {mark.feedback.key for mark in grade.marks if isinstance(mark.feedback, Message)}


def test_each_decision_is_right_for_about_a_third_of_learners() -> None:
    drawn = (draw_pilot(f"learner {n}", 1.0) for n in range(900))
    assert all(240 <= count <= 360 for count in Counter(decide(each.wald(), 1.0) for each in drawn).values())


@pytest.mark.parametrize("threshold", [0.2, 1.0, 5.0])
def test_no_pilot_is_dealt_whose_decision_depends_on_the_interval_or_on_rounding(threshold: float) -> None:
    for n in range(300):
        data = draw_pilot(f"learner {n}", threshold)
        ends = [end for interval in data.intervals() for end in interval]
        assert len({decide(interval, threshold) for interval in data.intervals()}) == 1
        assert min(abs(end - threshold) for end in ends) >= CLEAR
        assert all(-15 <= end <= 15 for end in ends)


def test_the_intervals_are_those_of_the_books() -> None:
    # Newcombe 1998, Statistics in Medicine 17:873, table II: 56/70 against 48/80.
    data = PilotData(Group(80, 48), Group(70, 56))
    assert data.difference == pytest.approx(20)
    assert data.newcombe() == pytest.approx((5.24, 33.39), abs=0.01)
    assert data.wald() == pytest.approx((5.75, 34.25), abs=0.01)


def test_a_seed_gives_the_same_pilot_for_ever() -> None:
    assert draw_pilot("a seed", 1.0) == DATA_OF_A_SEED
    assert draw_pilot("a seed", 1.0) != draw_pilot("another seed", 1.0)


def test_either_interval_is_accepted_to_a_tenth_of_a_point() -> None:
    for low, high in DATA.intervals():
        for off in (-0.09, 0.0, 0.09):
            assert graded(low=f"{low + off:.4f}", high=f"{high + off:.4f}").fraction == 1
        assert graded(low=f"{low + 0.2:.4f}", high=f"{high:.4f}").fraction == 0.25
    assert graded(**{name: value.replace(".", ",") for name, value in RIGHT.items()}).fraction == 1


def test_a_decision_counts_only_when_it_rests_on_a_sound_interval() -> None:
    assert graded(low="-3", high="9.9").fraction == 0.25
    wrong = next(each for each in ("go", "stop", "undecided") if each != RIGHT["decision"])
    told = graded(decision=wrong)
    assert told.fraction == 0.75
    assert keys(told) == {"lab.pilot.compare"}


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"difference": f"{DATA.difference / 100:.5f}"}, "lab.pilot.fraction"),
        ({"difference": f"{100 * (DATA.after.share / DATA.before.share - 1):.4f}"}, "lab.pilot.relative"),
        ({"difference": f"{-DATA.difference:.4f}"}, "lab.pilot.turned"),
        ({"difference": "14.9"}, "lab.pilot.difference-off"),
        ({"low": f"{DATA.wald()[0] / 100:.5f}", "high": f"{DATA.wald()[1] / 100:.5f}"}, "lab.pilot.fraction"),
        ({"low": f"{DATA.wald(1)[0]:.4f}", "high": f"{DATA.wald(1)[1]:.4f}"}, "lab.pilot.one-error"),
        ({"low": "-14", "high": "14"}, "lab.pilot.interval-off"),
    ],
)
def test_every_known_mistake_has_words_of_its_own(changed: dict[str, str], key: str) -> None:
    told = graded(**changed)
    assert key in keys(told)
    assert told.fraction is not None
    assert told.fraction < 1


@pytest.mark.parametrize("junk", ["nan", "inf", "x", "1e9", "--", "1.000"])
def test_what_is_no_number_is_not_graded(junk: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(difference=junk)
    assert set(caught.value.problems) == {"difference"}


def test_ends_the_wrong_way_round_are_not_graded() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(low=RIGHT["high"], high=RIGHT["low"])
    assert set(caught.value.problems) == {"high"}


def test_the_same_numbers_for_everybody_when_the_author_says_so() -> None:
    shared = PILOT.parse({"same": "true", "seed": "a class"})
    assert PILOT.vary is not None
    assert PILOT.vary(shared, "somebody") == shared
    own: Any = PILOT.vary(PILOT.parse({}), "somebody")
    assert own.seed == "somebody"
    assert PILOT.vary(own, "somebody else").seed == "somebody else"


def test_a_threshold_out_of_bounds_is_a_fault() -> None:
    with pytest.raises(ContentError):
        PILOT.parse({"threshold": "40"})
