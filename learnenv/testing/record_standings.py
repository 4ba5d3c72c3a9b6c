"""What a record promises about events, standings, drafts and bookmarks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnenv.domain.errors import StoreError
from learnenv.domain.progress import LONGEST_DETAIL, Bookmark, Draft, Event, EventKind, Standing, fold
from learnenv.domain.record import Record
from learnenv.testing.record_samples import NOW, answer, somebody

REF = "module/exercise"

_REFS = ("a/e", "a-b/e", "a/e-f", "B/e")
_KINDS: tuple[EventKind, ...] = ("hint", "solution", "read", "move")
_AttemptStep: TypeAlias = tuple[str, str, float | None, bool, bool, int]
_EventStep: TypeAlias = tuple[str, EventKind, int]
_STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(_REFS),
            st.sampled_from("abc"),
            st.one_of(st.none(), st.floats(0, 1)),
            st.booleans(),
            st.booleans(),
            st.integers(-400, 400),
        ),
        st.tuples(st.sampled_from(_REFS), st.sampled_from(_KINDS), st.integers(0, 3)),
    ),
    max_size=25,
)


class StandingsContract:
    """Events and standings."""

    def test_an_event_counts_once(self, record: Record) -> None:
        """The same hint again, also later, changes nothing."""
        me = somebody(record)
        hint = Event(me, REF, "hint", NOW, 1)
        assert record.add_event(hint) == Standing(me, REF, hints=1)
        assert record.add_event(replace(hint, at=NOW + timedelta(days=1))) == Standing(me, REF, hints=1)
        assert record.add_event(replace(hint, number=2)) == Standing(me, REF, hints=2)
        shown = record.add_event(Event(me, REF, "solution", NOW))
        assert shown == Standing(me, REF, hints=2, solution_shown=True) == record.standing(me, REF)

    def test_the_same_event_from_many_threads_counts_once(self, record: Record) -> None:
        """Two tabs are one learner."""
        me = somebody(record)
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _: record.add_event(Event(me, REF, "hint", NOW, 1)), range(16)))
        assert {each.hints for each in found} == {1}

    def test_events_and_attempts_meet_in_one_standing(self, record: Record) -> None:
        """Whichever comes first."""
        me = somebody(record)
        record.add_event(Event(me, REF, "hint", NOW, 1))
        recorded = answer(record, me, REF, "x")
        assert (recorded.attempt.hints_shown, recorded.standing.hints) == (1, 1)
        after = record.add_event(Event(me, REF, "hint", NOW, 2))
        assert (after.hints, after.attempts, after.last_sequence) == (2, 1, recorded.attempt.sequence)

    def test_steps_in_a_case_are_kept_in_their_order_and_change_no_standing(self, record: Record) -> None:
        """With what was done; the same step again changes nothing, whatever its detail."""
        me, other = somebody(record), somebody(record)
        moves = [Event(me, REF, "move", NOW, number, f"scene-{number} > één 'keuze' 👩🏽") for number in range(1, 13)]
        for move in (*moves[6:], *moves[:6], replace(moves[0], at=NOW + timedelta(days=1), detail="other")):
            assert record.add_event(move) == Standing(me, REF)
        record.add_event(Event(me, REF, "hint", NOW, 1))
        record.add_event(Event(me, "module/other", "move", NOW, 1, "x" * LONGEST_DETAIL))
        record.add_event(Event(other, REF, "move", NOW, 1, "theirs"))
        assert record.events(me, REF, "move") == tuple(moves)
        assert record.events(me, REF, "hint") == (Event(me, REF, "hint", NOW, 1),)
        assert record.events(me, "module/none", "move") == ()
        assert record.standings(me) == {REF: Standing(me, REF, hints=1)}

    def test_an_event_of_nobody_is_refused(self, record: Record) -> None:
        """There is never a row without its learner."""
        with pytest.raises(StoreError):
            record.add_event(Event("nobody", REF, "hint", NOW, 1))

    def test_read_pages_are_given_of_one_module_or_of_all(self, record: Record) -> None:
        """Marking a page as read makes no standing."""
        me, other = somebody(record), somebody(record)
        for ref in ("a/p1", "a/p2", "ab/p1"):
            record.add_event(Event(me, ref, "read", NOW))
        record.add_event(Event(other, "a/p3", "read", NOW))
        record.add_event(Event(me, "a/e", "hint", NOW, 1))
        assert record.read_pages(me) == {"a/p1", "a/p2", "ab/p1"}
        assert record.read_pages(me, "a") == {"a/p1", "a/p2"}
        assert record.read_pages(me, "none") == frozenset()
        assert set(record.standings(me)) == {"a/e"}

    def test_standings_are_given_of_one_module_or_of_all(self, record: Record) -> None:
        """Only those of the learner who is asked for."""
        me, other = somebody(record), somebody(record)
        for who, ref in ((me, "a/x"), (me, "a/y"), (me, "ab/x"), (other, "a/z")):
            answer(record, who, ref, "x")
        assert set(record.standings(me)) == {"a/x", "a/y", "ab/x"}
        assert set(record.standings(me, "a")) == {"a/x", "a/y"}
        assert record.standings(me)["a/x"] == record.standing(me, "a/x")
        assert record.standing(me, "a/none") == Standing(me, "a/none")

    @settings(deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=_STEPS)
    def test_standings_computed_again_are_the_same(
        self, record: Record, steps: list[_AttemptStep | _EventStep]
    ) -> None:
        """Whatever happened, in whatever order, by whatever clock."""
        who = somebody(record), somebody(record)
        events: dict[tuple[str, str, str, int], Event] = {}
        for number, step in enumerate(steps):
            me = who[number % 2]
            if len(step) == 3:
                event = Event(me, step[0], step[1], NOW, step[2])
                record.add_event(event)
                events.setdefault((me, event.ref, event.kind, event.number), event)
            else:
                ref, given_answer, fraction, broken, review, days = step
                at = NOW + timedelta(days=days)
                rest = {"broken": broken, "review": review, "at": at}
                answer(record, me, ref, given_answer, fraction=fraction, score=fraction, **rest)
        before = record.all_standings()
        count = record.rebuild_standings()
        assert record.all_standings() == before
        assert count == len(before)
        for me in who:
            for ref in _REFS:
                happened = [each for each in events.values() if (each.learner, each.ref) == (me, ref)]
                assert record.standing(me, ref) == fold(me, ref, record.attempts(me, ref), happened)

    def test_every_standing_is_given_sorted_and_rebuilding_tells_how_far_it_is(self, record: Record) -> None:
        """By learner and ref, as Python sorts."""
        for _ in range(3):
            me = somebody(record)
            for ref in _REFS:
                answer(record, me, ref, "x")
        told: list[tuple[int, int]] = []
        record.rebuild_standings(lambda done, total: told.append((done, total)))
        found = [(each.learner, each.ref) for each in record.all_standings()]
        assert found == sorted(set(found))
        assert told
        assert told[-1][0] == told[-1][1] >= 12


class PlacesContract:
    """Drafts and bookmarks."""

    def test_a_draft_takes_the_place_of_an_earlier_one(self, record: Record) -> None:
        """Also when the clock went back."""
        me, other = somebody(record), somebody(record)
        record.save_draft(Draft(me, REF, {"text": "first"}, NOW))
        second = Draft(me, REF, {"text": "second", "rows": ({"c": "1"},)}, NOW - timedelta(days=1))
        record.save_draft(second)
        assert record.drafts(me, [REF, "module/none"]) == {REF: second}
        assert record.drafts(other, [REF]) == {}
        assert record.drafts(me, []) == {}

    def test_a_bookmark_is_kept_per_module_latest_first(self, record: Record) -> None:
        """And is nobody else's."""
        me, other = somebody(record), somebody(record)
        record.save_bookmark(Bookmark(me, "a", "p1", NOW))
        record.save_bookmark(Bookmark(me, "b", "p1", NOW + timedelta(minutes=1)))
        moved = Bookmark(me, "a", "p2", NOW + timedelta(minutes=2))
        record.save_bookmark(moved)
        assert record.bookmarks(me) == (moved, Bookmark(me, "b", "p1", NOW + timedelta(minutes=1)))
        assert record.bookmarks(other) == ()

    def test_drafts_and_bookmarks_of_nobody_are_refused(self, record: Record) -> None:
        """There is never a row without its learner."""
        with pytest.raises(StoreError):
            record.save_draft(Draft("nobody", REF, {"text": "x"}, NOW))
        with pytest.raises(StoreError):
            record.save_bookmark(Bookmark("nobody", "a", "p", NOW))

    def test_a_record_in_use_is_whole(self, record: Record) -> None:
        """Checking changes nothing and raises nothing."""
        me = somebody(record)
        recorded = answer(record, me, REF, "x")
        record.check()
        assert record.attempts(me, REF) == (recorded.attempt,)
