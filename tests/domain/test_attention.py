from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from learnenv.domain.attention import Flag, ModuleState, NotedFlag, flags, stuck_among, with_notes
from learnenv.domain.classroom import Waiting
from learnenv.domain.people import FlagNote
from learnenv.domain.progress import Attempt, Event, Standing, after_attempt, after_event

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def after(*fractions: float | None, **changes: object) -> Standing:
    """The standing after answers with these fractions, one a day from the first of March."""
    standing = Standing("anna", "m/one")
    for number, fraction in enumerate(fractions, 1):
        standing = after_attempt(standing, attempt(number, fraction, **changes))
    return standing


def attempt(number: int, fraction: float | None, **changes: object) -> Attempt:
    at = datetime(2026, 3, number, 9, 0, tzinfo=UTC)
    plain = Attempt("anna", "m/one", f"{number}", {}, "f", fraction, fraction, None, 0, 0, "nl", "web", at)
    return replace(plain, sequence=number, **changes)  # type: ignore[arg-type]


def stuck(standing: Standing) -> tuple[Flag, ...]:
    return flags(stuck_among([standing]), [], [], {}, NOW)


def test_after_four_wrong_tries_a_learner_is_stuck_since_the_fourth() -> None:
    assert stuck(after(0, 0.5, 0)) == ()
    fourth = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert stuck(after(0, 0.5, 0, 0)) == (Flag("anna", "stuck", "m/one", fourth),)
    assert stuck(after(0, 0.5, 0, 0, 0, 0)) == (Flag("anna", "stuck", "m/one", fourth),)


def test_who_answers_right_is_no_longer_stuck_and_is_not_stuck_again_by_practising_on() -> None:
    assert stuck(after(0, 0, 0, 0, 1)) == ()
    assert after(0, 0, 0, 0, 1).stuck_since is None
    practising = after(0, 0, 0, 0, 1, 0, 0, 0, 0, 0)
    assert practising.stuck_since == datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    assert stuck(practising) == ()


def test_hints_broken_content_and_review_do_not_make_one_stuck() -> None:
    three = after(0, 0, 0)
    hinted = after_event(three, Event("anna", "m/one", "hint", NOW, 1))
    assert stuck(hinted) == stuck(after_attempt(three, attempt(4, None, broken=True))) == ()
    assert stuck(after_attempt(three, attempt(4, 0, review=True))) == ()
    assert stuck(after_attempt(three, attempt(4, 0))) != ()


def test_open_work_that_nobody_graded_makes_nobody_stuck() -> None:
    assert stuck(after(None, None, None, None, None)) == ()


def test_who_asked_for_the_answer_is_not_stuck() -> None:
    assert stuck(after_event(after(0, 0, 0, 0), Event("anna", "m/one", "solution", NOW))) == ()


@pytest.mark.parametrize(
    ("days", "begun", "completed", "idle"),
    [
        (7, True, False, True),
        (6.99, True, False, False),
        (30, True, True, False),
        (30, False, False, False),
    ],
)
def test_idle_is_a_module_in_progress_with_nothing_done_for_seven_days(
    days: float, begun: bool, completed: bool, idle: bool
) -> None:
    last = NOW - days * DAY
    found = flags([], [ModuleState("anna", "m", begun, completed, last)], [], {}, NOW)
    assert found == ((Flag("anna", "idle", "m", last),) if idle else ())


def test_a_cohort_may_set_another_number_of_days_for_idle() -> None:
    states = [ModuleState("anna", "m", True, False, NOW - 3 * DAY)]
    assert flags([], states, [], {}, NOW) == ()
    assert len(flags([], states, [], {}, NOW, idle_after=3 * DAY)) == 1


def test_what_waits_for_the_trainer_is_unanswered_once_per_piece_of_work() -> None:
    waiting = [
        Waiting("anna", "m/canvas", NOW - DAY, "work", 3),
        Waiting("anna", "m/canvas", NOW - 2 * DAY, "question"),
        Waiting("bob", "m/canvas", NOW - 3 * DAY),
    ]
    assert flags([], [], waiting, {}, NOW) == (
        Flag("bob", "unanswered", "m/canvas", NOW - 3 * DAY),
        Flag("anna", "unanswered", "m/canvas", NOW - 2 * DAY),
    )


def test_overdue_is_past_the_agreed_date_also_for_who_never_began() -> None:
    states = [
        ModuleState("anna", "m", False, False, None),
        ModuleState("bob", "m", True, True, NOW - 9 * DAY),
        ModuleState("carl", "other", True, False, NOW),
    ]
    due = {"m": NOW - DAY}
    assert flags([], states, [], due, NOW) == (Flag("anna", "overdue", "m", NOW - DAY),)
    assert flags([], states, [], {"m": NOW}, NOW) == ()


def test_flags_come_longest_standing_first() -> None:
    states = [ModuleState("anna", "m", True, False, NOW - 8 * DAY), ModuleState("bob", "m", True, False, NOW)]
    found = flags(
        stuck_among([after(0, 0, 0, 0)]), states, [Waiting("bob", "m/two", NOW - 9 * DAY)], {"m": NOW - DAY}, NOW
    )
    assert [(flag.learner, flag.reason) for flag in found] == [
        ("anna", "stuck"),
        ("bob", "unanswered"),
        ("anna", "idle"),
        ("anna", "overdue"),
        ("bob", "overdue"),
    ]


def test_a_flag_that_was_seen_stays_away_until_it_is_raised_anew() -> None:
    flag = Flag("anna", "idle", "m", NOW - 8 * DAY)
    note = FlagNote("c", "anna", "idle", "m", flag.since, "trainer", NOW, note="called her")
    assert with_notes([flag], [note], NOW) == (NotedFlag(flag, note, open=False),)
    anew = replace(flag, since=NOW - 7 * DAY)
    assert with_notes([anew], [note], NOW) == (NotedFlag(anew, None, open=True),)
    assert with_notes([flag], [], NOW) == (NotedFlag(flag, None, open=True),)


def test_a_flag_that_was_put_off_comes_back_on_its_date() -> None:
    flag = Flag("anna", "stuck", "m/one", NOW - DAY)
    note = FlagNote("c", "anna", "stuck", "m/one", flag.since, "trainer", NOW, until=NOW + DAY)
    before, then = with_notes([flag], [note], NOW), with_notes([flag], [note], NOW + DAY)
    assert [each.open for each in (*before, *then)] == [False, True]
    assert then[0].note == note
