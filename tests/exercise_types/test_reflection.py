"""reflection: the word range is asked for, the rating is the learner's own."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, Grade, InvalidAnswer, LongText, Message, OneOf, Text
from learnenv.domain.answer import read_answer
from learnenv.exercise_types.reflection import REFLECTION

LEVELS = [{"nl": f"niveau {n}"} for n in range(4)]
RUBRIC = [
    {"id": id, "criterion": {"nl": f"Punt {id}"}, "levels": LEVELS} for id in ("own", "method", "proof", "next")
]
DATA: dict[str, Any] = {"rubric": RUBRIC, "words": {"min": "3", "max": "5"}, "pass_points": "7"}


def graded(text: str, ratings: str = "", **more: Any) -> Grade:
    spec = REFLECTION.parse({**DATA, **more})
    rated = {f"rate-{each['id']}": level for each, level in zip(RUBRIC, ratings, strict=False)}
    return REFLECTION.grade(spec, read_answer(REFLECTION.form(spec), {"text": text, **rated}))


def test_the_form_is_a_text_and_a_level_per_criterion_in_the_authors_order() -> None:
    text, *ratings = REFLECTION.form(REFLECTION.parse(DATA))
    assert isinstance(text, LongText)
    assert (text.required, text.min_words, text.max_words) == (True, 3, 5)
    assert [field.name for field in ratings] == ["rate-own", "rate-method", "rate-proof", "rate-next"]
    assert all(isinstance(each, OneOf) and not each.required and not each.shuffle for each in ratings)


def test_a_text_without_a_rating_waits_for_one() -> None:
    grade = graded("een twee drie")
    assert (grade.fraction, grade.passed, grade.state) == (None, None, "needs-review")
    assert grade.feedback == (Message("reflection.rate-yourself"),)


@pytest.mark.parametrize(
    ("ratings", "points", "passed"),
    [("3333", 12, True), ("2221", 7, True), ("2211", 6, False), ("3330", 9, False), ("0000", 0, False)],
)
def test_the_points_give_the_fraction_and_the_bar_decides(ratings: str, points: int, passed: bool) -> None:
    grade = graded("een twee drie", ratings)
    assert (grade.fraction, grade.passed) == (points / 12, passed)


def test_a_zero_may_be_allowed() -> None:
    assert graded("een twee drie", "3330", no_zero="false").passed is True
    assert Message("reflection.zero") in graded("een twee drie", "3330").feedback


def test_left_out_the_bar_is_more_than_half() -> None:
    spec = REFLECTION.parse({"rubric": RUBRIC})
    half, more = ({"text": "x", **dict.fromkeys((f"rate-{r['id']}" for r in RUBRIC), "1")} for _ in range(2))
    half |= {"rate-own": "3"}
    more |= {"rate-own": "3", "rate-method": "2"}
    assert [REFLECTION.grade(spec, each).passed for each in (half, more)] == [False, True]


def test_a_rubric_filled_in_halfway_names_what_is_open() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded("een twee drie", "33")
    assert list(caught.value.problems) == ["rate-proof", "rate-next"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("een\ntwee", Message("reflection.too-short", {"count": 2, "least": 3})),
        ("een twee drie\u00a0vier\u2003vijf zes", Message("reflection.too-long", {"count": 6, "most": 5})),
    ],
)
def test_a_text_outside_the_range_hears_how_many_words_it_has(text: str, words: Message) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(text, "3333")
    assert caught.value.problems == {"text": words}


def test_the_example_is_read_after_handing_in() -> None:
    example = {"nl": "dit is goed"}
    assert graded("een twee drie", example=example).feedback[-2:] == (
        Message("reflection.example"),
        Text("dit is goed"),
    )


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"rubric": []}, ("rubric",)),
        ({"rubric": [{**RUBRIC[0], "levels": LEVELS[:1]}, *RUBRIC[1:]]}, ("rubric", 0, "levels")),
        ({"rubric": [*RUBRIC, RUBRIC[0]]}, ("rubric", 4, "id")),
        ({"words": {"min": "-1"}}, ("words", "min")),
        ({"words": {"min": "9", "max": "4"}}, ("words", "max")),
        ({"pass_points": "13"}, ("pass_points",)),
        ({"example": {"nl": "dit is goed", "en": "too short"}}, ("example", "en")),
    ],
)
def test_what_cannot_work_is_refused(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(ContentError) as caught:
        REFLECTION.parse({**DATA, **data})
    assert path in [fault.path for fault in caught.value.faults]
