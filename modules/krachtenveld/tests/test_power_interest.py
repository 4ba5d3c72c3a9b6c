"""The exercise type power-interest: what is right, what is said of what is not, and what an author is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from learnenv_krachtenveld.power_interest import POWER_INTEREST, PowerInterest

from learnenv import ContentError, Text

Data = dict[str, Any]


def actor(id: str = "council", **changes: Any) -> Data:
    fields: Data = {
        "id": id,
        "text": {"nl": f"De raad {id}", "en": f"The council {id}"},
        "power": {"at_least": "4"},
        "interest": {"at_most": "2"},
        "feedback": {"nl": "Denk na.", "en": "Think."},
    }
    return {key: value for key, value in {**fields, **changes}.items() if value is not None}


def parsed(*actors: Data) -> PowerInterest:
    return POWER_INTEREST.parse({"actors": list(actors)})


def rated(**ratings: tuple[int, ...]) -> dict[str, dict[str, str]]:
    scales = ("power", "interest", "affected")
    given = {
        scale: {id: str(three[place]) for id, three in ratings.items() if place < len(three)}
        for place, scale in enumerate(scales)
    }
    return {scale: of for scale, of in given.items() if of}


TWO = parsed(actor("a"), actor("b", power={"at_least": "2", "at_most": "3"}, interest={"at_least": "5"}))


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [
        (rated(a=(4, 1), b=(2, 5)), 1.0),
        (rated(a=(5, 2), b=(3, 5)), 1.0),
        (rated(a=(3, 2), b=(3, 5)), 0.75),
        (rated(a=(3, 3), b=(3, 5)), 0.5),
        (rated(a=(3, 3), b=(1, 4)), 0.0),
        (rated(a=(5, 5), b=(5, 5)), 0.5),
    ],
)
def test_the_grade_is_the_share_of_ratings_that_can_be_defended(answer: Data, fraction: float) -> None:
    assert POWER_INTEREST.grade(TWO, answer).fraction == fraction


def test_each_rating_has_a_mark_at_its_scale_and_actor() -> None:
    marks = POWER_INTEREST.grade(TWO, rated(a=(3, 2), b=(3, 4))).marks
    assert [(mark.field, mark.item, mark.right) for mark in marks] == [
        ("power", "a", False),
        ("interest", "a", True),
        ("power", "b", True),
        ("interest", "b", False),
    ]


def test_too_low_and_too_high_are_told_apart() -> None:
    low, high = {"nl": "Te laag.", "en": "Too low."}, {"nl": "Te hoog.", "en": "Too high."}
    spec = parsed(actor("a", power={"at_least": "3", "at_most": "3", "too_low": low, "too_high": high}), actor("b"))
    for rating, said in (
        (2, Text("(macht) Te laag.", "(power) Too low.")),
        (4, Text("(macht) Te hoog.", "(power) Too high.")),
        (3, None),
    ):
        first = POWER_INTEREST.grade(spec, rated(a=(rating, 1), b=(5, 1))).marks[0]
        assert first.feedback == said


def test_the_words_on_the_actor_are_said_once_where_a_scale_has_none_of_its_own() -> None:
    own = {"nl": "Te laag.", "en": "Too low."}
    spec = parsed(actor("a", affected={"at_least": "5", "too_low": own}), actor("b", affected={"at_least": "5"}))
    marks = POWER_INTEREST.grade(spec, rated(a=(1, 5, 1), b=(5, 1, 5))).marks
    assert [mark.feedback for mark in marks if mark.item == "a"] == [
        Text("Denk na.", "Think."),
        None,
        Text("(geraakt) Te laag.", "(affected) Too low."),
    ]


def test_the_form_has_a_field_per_scale_with_every_actor_and_five_ratings() -> None:
    two = POWER_INTEREST.form(TWO)
    assert [field.name for field in two] == ["power", "interest"]
    three = POWER_INTEREST.form(parsed(*(actor(id, affected={"at_least": "4"}) for id in "ab")))
    assert [field.name for field in three] == ["power", "interest", "affected"]
    for field in three:
        assert [item.id for item in field.items] == ["a", "b"]  # type: ignore[union-attr]
        assert [place.id for place in field.places] == ["1", "2", "3", "4", "5"]  # type: ignore[union-attr]
        assert field.label.nl
        assert field.label.en


def test_the_samples_are_right_and_wholly_wrong() -> None:
    samples = POWER_INTEREST.samples(TWO)
    assert POWER_INTEREST.grade(TWO, samples.right).fraction == 1
    assert POWER_INTEREST.grade(TWO, samples.wrong).fraction == 0


@pytest.mark.parametrize(
    ("actors", "path"),
    [
        ([actor("a")], ("actors",)),
        ([actor("a"), actor("a")], ("actors", 1, "id")),
        ([actor(" "), actor("b")], ("actors", 0, "id")),
        ([actor("a", text={}), actor("b")], ("actors", 0, "text")),
        ([actor("a", power={}), actor("b")], ("actors", 0, "power")),
        ([actor("a", power={"at_least": "4", "at_most": "2"}), actor("b")], ("actors", 0, "power")),
        ([actor("a", interest={"at_least": "0", "at_most": "3"}), actor("b")], ("actors", 0, "interest")),
        ([actor("a", interest={"at_most": "6"}), actor("b")], ("actors", 0, "interest")),
        ([actor("a", affected={"at_least": "4"}), actor("b")], ("actors", 1)),
        ([actor("a", power=None), actor("b")], ("actors", 0, "power")),
        ([actor("a", pwoer={"at_least": "4"}), actor("b")], ("actors", 0, "pwoer")),
        ([actor("a", power={"at_least": "veel"}), actor("b")], ("actors", 0, "power", "at_least")),
    ],
)
def test_every_fault_is_placed(actors: list[Data], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as refused:
        parsed(*actors)
    assert path in [fault.path for fault in refused.value.faults]


def test_all_faults_come_at_once_each_in_both_languages() -> None:
    with pytest.raises(ContentError) as refused:
        parsed(actor("a", power={}, interest={}), actor("a", text={}))
    faults = refused.value.faults
    assert len(faults) == 4
    for fault in faults:
        for said in (fault.what, fault.mend):
            assert isinstance(said, Text)
            assert said.nl
            assert said.en


@pytest.mark.parametrize(
    ("change", "warned"),
    [
        (lambda data: data, 0),
        (lambda data: {**data, "feedback": {}}, 1),
        (
            lambda data: {
                **data,
                "feedback": {},
                "power": {"at_least": "4", "too_low": {"nl": "L", "en": "L"}},
                "interest": {"at_most": "2", "too_high": {"nl": "H", "en": "H"}},
            },
            0,
        ),
        (
            lambda data: {
                **data,
                "feedback": {},
                "power": {"at_least": "4", "too_high": {"nl": "H", "en": "H"}},
                "interest": {"at_most": "2", "too_high": {"nl": "H", "en": "H"}},
            },
            1,
        ),
    ],
)
def test_an_author_is_warned_where_a_learner_would_not_read_why(change: Callable[[Data], Data], warned: int) -> None:
    spec = parsed(change(actor("a")), actor("b"))
    assert POWER_INTEREST.advise is not None
    advice = POWER_INTEREST.advise(spec)
    assert [(each.path, each.severity) for each in advice] == [(("actors", 0), "warning")] * warned


def test_grading_is_data_that_can_be_kept() -> None:
    samples = POWER_INTEREST.samples(TWO)
    again = json.loads(json.dumps(samples.right))
    assert POWER_INTEREST.grade(TWO, again) == POWER_INTEREST.grade(TWO, samples.right)
