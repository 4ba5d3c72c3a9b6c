"""A few learners for a few seconds: what `make load` measures is right, and what it counts is counted. How fast is
left to the measurement itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.services import identity
from learnenv.settings import read_settings
from tests.bench.test_bars import aside
from tests.load.__main__ import main, measure, table
from tests.load.course import AFTER, BURST, L1, MOST, PAST, TWICE, recovery
from tests.load.done import Act, Diary, spread
from tests.load.kept import Kept, count
from tests.load.learner import Told
from tests.load.plan import FULL, Plan, read_plan
from tests.load.servers import NotHere
from tests.load.week import hold
from tests.support.modules import REFLECTION, write_module
from tests.support.people import answer

SMALL = replace(
    Plan(), learners=4, ramp=1.0, seconds=3.0, think=1.0, burst=1.0, most=1.0, too_much=1.0, recovery=5.0, sessions=12
)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["sqlite", "cluster", "bare"])
def test_a_small_class_loses_nothing_and_is_measured(part: str, tmp_path: Path) -> None:
    try:
        found = aside(measure, part, tmp_path, SMALL)
    except NotHere as error:
        pytest.skip(f"{error}, so a class there was NOT tried")
    assert [each.name for each in found.course.stretches] == [L1, BURST, MOST, TWICE, PAST, AFTER]
    assert found.course.errors == []
    assert found.course.first_page.count == SMALL.learners
    assert "L2 over after" in table(found.lines(SMALL))
    assert "Saturated at" in found.table()
    if part != "bare":
        assert found.course.sign_in.count == SMALL.learners
        assert found.kept is not None
        assert found.kept.told > 2 * SMALL.learners
        assert (found.kept.lost, found.kept.double, found.kept.unheard) == (0, 0, 0)
        assert found.leak is not None
        assert found.leak.pages.errors == 0


@pytest.mark.slow
def test_a_small_week_adds_up_and_nobody_finds_anything_of_others(tmp_path: Path) -> None:
    week = hold(tmp_path, replace(Plan(), organisations=3, trainings=6, week_learners=12, week_answers=8))
    assert (week.answers, week.on_record) == (96, 96)
    assert (week.off, week.strange, week.refused) == (0, 0, week.knocked)
    assert week.seen > week.answers


def test_an_answer_that_is_not_on_record_is_lost_and_one_that_nobody_sent_is_twice(tmp_path: Path) -> None:
    module = write_module(tmp_path / "own", "talk", {"text": REFLECTION})
    settings = read_settings({}, data=tmp_path, modules=[module])
    core = bootstrap.start(settings)
    try:
        me = identity.begin_guest(core, "nl").actor
        for text in ("load-1 een hele zin", "load-2 een hele zin"):
            answer(core, me, "talk/text", {"text": text, "rate-own": "1"})
    finally:
        core.record.close()

    def counted(told: int, texts: set[str], unheard: int = 0) -> Kept:
        form = "form/talk/text"
        return count(
            settings.database_url,
            [Told(me.learner, Counter({form: told}), texts, Counter({form: unheard}))],
        )

    assert counted(2, {"load-1", "load-2"}) == Kept(told=2, on_record=2, lost=0, double=0, unheard=0)
    assert counted(1, {"load-1"}, unheard=1) == Kept(told=1, on_record=2, lost=0, double=0, unheard=1)
    assert counted(1, {"load-1"}) == Kept(told=1, on_record=2, lost=0, double=1, unheard=0)
    assert counted(3, {"load-1", "load-3"}) == Kept(told=3, on_record=2, lost=1, double=0, unheard=0)


def test_a_server_has_recovered_after_the_last_moment_at_which_somebody_waited_too_long() -> None:
    slow, quick, wrong = (
        Act("answer", at, ms, error) for at, ms, error in ((1, 900, ""), (8, 20, ""), (12, 20, "x"))
    )
    assert recovery(Diary([slow, quick]), 0.0, 10.0) == 5.0
    assert recovery(Diary([slow, quick, wrong]), 0.0, 15.0) is None
    assert recovery(Diary([slow]), 0.0, 10.0) == 5.0
    assert recovery(Diary([Act("answer", 1, 20_000)]), 0.0, 10.0) is None


def test_what_went_wrong_is_counted_and_does_not_make_the_rest_quicker() -> None:
    acts = [Act("answer", 0, ms, "gone" if ms < 3 else "") for ms in range(1, 103)]
    found = spread(acts)
    assert (found.count, found.errors) == (102, 2)
    assert (found.p50, found.p95, found.p99, found.worst) == (53, 98, 102, 102)


def test_a_plan_can_be_made_smaller_and_nonsense_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    small = read_plan({"LEARNENV_LOAD_LEARNERS": "5", "LEARNENV_LOAD_SECONDS": "2.5"})
    assert (small.learners, small.seconds, small.ramp) == (5, 2.5, Plan().ramp)
    assert read_plan({}, full=True) == FULL
    for nonsense in ("x", "0", "-1"):
        with pytest.raises(ValueError, match="LEARNENV_LOAD_LEARNERS"):
            read_plan({"LEARNENV_LOAD_LEARNERS": nonsense})
    assert main(["nothing"]) == 2
    assert "sqlite, cluster, bare, week" in capsys.readouterr().err
