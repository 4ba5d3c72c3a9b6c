"""The bars of `make bench` that are cheap enough to hold at every change. How fast is left to the measurement itself,
save where the promise is about growth."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from tests.bench import answers, browser, catalogue, classes, kills
from tests.bench.bars import Bar
from tests.bench.class_seed import Size

P = ParamSpec("P")
T = TypeVar("T")


def test_reading_a_card_costs_no_more_among_many_modules(tmp_path: Path) -> None:
    ratios = [3.0]
    while min(ratios) >= 2 and len(ratios) < 4:
        folder = tmp_path / str(len(ratios))
        few, many = (catalogue.read_seconds(catalogue.write_modules(folder, size)) / size for size in (50, 500))
        ratios.append(many / few)
    assert min(ratios) < 2


def test_a_page_of_a_trainer_asks_at_most_ten_things_of_the_record_however_long_the_history(tmp_path: Path) -> None:
    sizes = [Size(8, 20), Size(80, 20), Size(8, 20, 10)]
    measured = classes.measure(tmp_path, sizes, times=0, databases=["SQLite"], served=False)
    asked = [[each.queries for each in measured.calls if each.size == size] for size in sizes]
    assert asked[0] == asked[1] == asked[2]
    assert 0 < max(asked[0]) <= classes.MOST_QUERIES


@pytest.mark.slow
def test_a_thousand_modules_start_in_time_and_show_as_quickly_as_ten(tmp_path: Path) -> None:
    """Three times at most: a machine that is busy with something else for a moment breaks no promise of ours."""
    missed: list[str] = []
    for turn in range(3):
        figures = aside(catalogue.measure, tmp_path / str(turn), sizes=(10, 1000), shows=15, starts=1)
        missed = _not_met(catalogue.bars(figures))
        if not missed:
            break
    assert missed == []


@pytest.mark.slow
def test_no_answer_that_was_shown_as_saved_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    figure = aside(kills.measure, tmp_path, 3)
    assert figure.saved >= figure.kills
    assert _not_met(kills.bars(figure)) == []


@pytest.mark.slow
def test_a_server_that_is_asked_to_stop_while_learners_answer_does_so_and_loses_nothing(tmp_path: Path) -> None:
    figure = aside(kills.measure, tmp_path, 3, ask=True)
    assert figure.saved >= figure.kills
    assert _not_met(kills.bars(figure)) == []


@pytest.mark.slow
def test_no_answer_of_a_small_crowd_goes_wrong(tmp_path: Path) -> None:
    figures = aside(answers.measure, tmp_path / "data", answers=40, crowds=(8,))
    assert [each.name for each in figures if each.errors] == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_on_its_way_asks_nothing_of_other_hosts(tmp_path: Path) -> None:
    measured = aside(browser.measure, tmp_path, times=1, beside=())
    assert {each.what for each in measured.figures} == {browser.FIRST, browser.HOME, browser.NEXT, browser.CHECK}
    assert _not_met(browser.bars(measured)) == []


def aside(measure: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Measure in a thread of its own: the browser of other tests keeps the event loop of this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(measure, *args, **kwargs).result()


def _not_met(bars: list[Bar]) -> list[str]:
    return [str(bar) for bar in bars if not bar.met]
