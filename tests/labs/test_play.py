"""The picture above a lab's form: it follows what is filled in, and before a check it gives nothing away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from learnenv import ExerciseType, Language, PagePicture
from learnenv.domain.page_parts import sound_picture
from learnenv.domain.text import LANGUAGES
from learnenv.labs import LABS
from learnenv.labs.oil_board import BLOCK, NEEDS, spread
from learnenv.labs.oil_slick import OIL_SLICK
from learnenv.labs.peeking import PEEKING
from learnenv.labs.peeking_run import DAYS, example, false_alarms, look_days, simulated
from learnenv.labs.pilot import PILOT

every_lab = pytest.mark.parametrize("kind", LABS, ids=lambda kind: kind.name)


def drawn(
    kind: ExerciseType[Any], given: Mapping[str, Any], *, checked: bool = False, language: Language = "en"
) -> PagePicture:
    assert kind.vary is not None
    assert kind.play is not None
    return sound_picture(kind.play(kind.vary(kind.parse({}), "ana"), given, language, checked))


@every_lab
def test_there_is_a_sound_picture_of_whatever_is_filled_in(kind: ExerciseType[Any]) -> None:
    samples = kind.samples(kind.parse({}))
    junk = {field.name: text for field in kind.form(kind.parse({})) for text in ("1e9", "-", "NaN", "999999999,5")}
    given: Mapping[str, Any]
    for given in ({}, samples.right, samples.wrong, junk, dict.fromkeys(junk, "-5"), {"winners": {"need-1": "x"}}):
        for language in LANGUAGES:
            for checked in (False, True):
                picture = drawn(kind, given, checked=checked, language=language)
                assert "lab." not in picture.alt + picture.svg


@every_lab
def test_every_slider_moves_the_picture_and_its_words(kind: ExerciseType[Any]) -> None:
    right = kind.samples(kind.parse({})).right
    for field in kind.form(kind.parse({})):
        if getattr(field, "range", None) is None or field.name == "runs":
            continue
        less = {name: value for name, value in right.items() if name != field.name}
        assert drawn(kind, less).svg != drawn(kind, right).svg, field.name
        assert drawn(kind, less).alt != drawn(kind, right).alt, field.name


def test_an_axis_stands_still_under_a_number_that_moves() -> None:
    seen = {drawn(PILOT, {"difference": str(tenth / 10)}).svg.count("v7") for tenth in range(10, 24)}
    assert len(seen) == 1


def test_an_interval_says_on_which_side_of_the_agreement_it_lies() -> None:
    told = [drawn(PILOT, {"low": low, "high": high}).alt for low, high in (("1", "3"), ("-1", "0,9"), ("0", "2"))]
    assert ["at or above" in told[0], "is below" in told[1], "between the two" in told[2]] == [True] * 3


@pytest.mark.parametrize("need", NEEDS)
def test_before_a_check_a_board_shows_one_round_and_after_it_all(need: int) -> None:
    given = {"need": str(need)}
    end = len(spread(BLOCK, need))
    assert f"block {len(spread(BLOCK, need, 1))} take part" in drawn(OIL_SLICK, given).alt
    assert f"block {end} take part" not in drawn(OIL_SLICK, given).alt
    assert f"block {end} take part" in drawn(OIL_SLICK, given, checked=True).alt


def test_before_a_check_no_experiment_is_counted_and_after_it_a_slider_counts_others() -> None:
    given = {"runs": "500", "looks": "7", "many": "10", "once": "5"}
    assert "What happened" not in drawn(PEEKING, given).alt
    after = [drawn(PEEKING, {**given, "runs": runs}, checked=True).alt for runs in ("500", "900")]
    assert all("What happened" in alt for alt in after)
    assert after[0] != after[1]
    assert drawn(PEEKING, given).svg != drawn(PEEKING, {**given, "runs": "100"}).svg


def test_the_example_finds_something_on_the_way_and_nothing_at_the_end() -> None:
    for seed in ("ana", "ben", "cas"):
        found = [day for day, (off, chance) in enumerate(example(seed), start=1) if abs(off) > chance]
        assert found
        assert DAYS not in found
    seen = [drawn(PEEKING, {"looks": str(looks)}).alt for looks in range(2, DAYS + 1)]
    assert "false alarm on day" in seen[-1]
    assert set(look_days(2)) == {7, DAYS}


def test_what_follows_a_slider_is_what_is_counted_elsewhere() -> None:
    for runs in (1, 300, 1000):
        assert simulated("ana", runs) == tuple(false_alarms("ana", runs).values())
