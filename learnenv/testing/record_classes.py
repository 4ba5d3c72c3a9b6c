"""What a record promises about a class as a whole."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from learnenv.domain.attention import stuck_among
from learnenv.domain.classroom import Cell, Group, Stuck, as_kept, cell, first_fractions
from learnenv.domain.progress import Bookmark, Event
from learnenv.domain.record import Record
from learnenv.testing.record_people_samples import LATER, new_cohort, new_member, of
from learnenv.testing.record_samples import NOW, answer, somebody

REF = "m/e"


class ClassesContract:
    """A whole class at once."""

    @settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
    @given(fractions=st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=8))
    @example(fractions=[1.0, 0.0, 0.1, None, 1.0, 0.0, 0.0, 1.0])
    def test_cells_are_the_standings_without_what_an_overview_does_not_need(
        self, record: Record, fractions: list[float | None]
    ) -> None:
        """To the last bit of every figure."""
        cohort = new_cohort(record, "m")
        learners = [new_member(record, cohort) for _ in range(2)]
        for number, fraction in enumerate(fractions):
            for ref in (f"m/e{number % 3}", "m/x/y", "n/e"):
                answer(record, learners[number % 2], ref, str(number), fraction=fraction, score=fraction)
        standings = record.standings_of(of(cohort), ["m"])
        expected: dict[str, dict[str, Cell]] = {}
        for standing in standings:
            expected.setdefault(standing.learner, {})[standing.ref] = cell(standing)
        assert record.cells_of(of(cohort), ["m"]) == expected
        assert list(standings) == [
            record.standings(me, "m")[ref] for me in sorted(learners) for ref in sorted(record.standings(me, "m"))
        ]
        for ref in ("m/e0", "m/x/y"):
            firsts = [record.attempts(me, ref)[0].fraction for me in learners if record.attempts(me, ref)]
            row = first_fractions(record.cells_of(of(cohort), ["m"]))
            assert sorted(each[ref] for each in row.values() if ref in each) == sorted(
                fraction for fraction in firsts if fraction is not None
            )

    def test_a_class_is_who_is_in_it_now_and_nobody_else(self, record: Record) -> None:
        """By cohort, by team, by name; who left is out."""
        cohort, other = new_cohort(record, "m"), new_cohort(record, "m")
        one, two = new_member(record, cohort, team="red"), new_member(record, cohort, team="blue")
        gone, elsewhere, guest = new_member(record, cohort), new_member(record, other), somebody(record)
        for me in (one, two, gone, elsewhere, guest):
            for ref in (REF, "m-b/e", "n/e"):
                answer(record, me, ref, "x")
        record.leave(cohort.id, gone, LATER)

        def seen(group: Group, *modules: str) -> set[str]:
            found = record.standings_of(group, modules)
            assert record.cells_of(group, modules).keys() == {each.learner for each in found}
            assert {module for each in found if (module := each.ref.partition("/")[0])} <= set(modules)
            return {each.learner for each in found}

        assert seen(of(cohort), "m") == {one, two}
        assert seen(Group((cohort.id, other.id)), "m", "n") == {one, two, elsewhere}
        assert seen(Group((cohort.id,), team="red"), "m") == {one}
        assert seen(Group(learners=(guest, one, "nobody")), "m") == {one, guest}
        assert seen(Group((other.id,), learners=(guest,)), "m") == {elsewhere, guest}
        assert seen(Group(), "m") == seen(of(cohort)) == seen(of(cohort), "none") == set()

    def test_who_is_stuck_is_told_with_the_moment_of_the_fourth_wrong_answer(self, record: Record) -> None:
        """Not who was right in the end, saw the solution, or practises on after a right answer; and not elsewhere."""
        cohort = new_cohort(record)
        me, right, shown, practising = (new_member(record, cohort) for _ in range(4))
        for number in range(6):
            at = NOW + timedelta(days=number)
            for who, good in ((me, ()), (right, (4,)), (shown, ()), (practising, (0,))):
                answer(record, who, REF, str(number), fraction=float(number in good), score=0.0, at=at)
            answer(record, me, "n/e", str(number), fraction=0.0, score=0.0, at=at)
        record.add_event(Event(shown, REF, "solution", NOW + timedelta(days=7)))
        told = Stuck(me, REF, NOW + timedelta(days=3))
        assert record.stuck_in(of(cohort), ["m"]) == (told,)
        record.rebuild_standings()
        assert record.stuck_in(of(cohort), ["m"]) == (told,)
        every = record.stuck_in(of(cohort), ["m", "n"])
        assert every == stuck_among(record.standings_of(of(cohort), ["m", "n"])) == (told, replace(told, ref="n/e"))

    def test_pages_and_steps_are_given_for_all_at_once(self, record: Record) -> None:
        """Of these modules, of this case."""
        cohort = new_cohort(record)
        one, two = sorted(new_member(record, cohort) for _ in range(2))
        for me, ref in ((one, "m/p1"), (one, "m/p2"), (two, "m/p1"), (two, "n/p1"), (somebody(record), "m/p1")):
            record.add_event(Event(me, ref, "read", NOW))
        assert record.read_pages_of(of(cohort), ["m"]) == {one: {"m/p1", "m/p2"}, two: {"m/p1"}}
        moves = [Event(me, "m/case", "move", NOW, number, "go") for me in (one, two) for number in (1, 2)]
        for move in reversed(moves):
            record.add_event(move)
        record.add_event(replace(moves[0], ref="m/other"))
        assert record.events_of(of(cohort), "m/case", "move") == tuple(moves)
        assert record.events_of(of(cohort), "m/case", "hint") == ()

    def test_last_seen_is_the_latest_of_all_that_was_done(self, record: Record) -> None:
        """An answer, an event or a page opened; per module."""
        cohort = new_cohort(record)
        one, two, three = (new_member(record, cohort) for _ in range(3))
        days = [NOW + timedelta(days=number) for number in range(4)]
        answer(record, one, REF, "x", at=days[1])
        record.add_event(Event(one, "m/p", "read", days[2]))
        record.save_bookmark(Bookmark(one, "m", "p", days[0]))
        record.save_bookmark(Bookmark(one, "n", "p", days[3]))
        answer(record, two, REF, "x", at=days[3])
        record.add_event(Event(three, REF, "hint", days[0], 1))
        expected = {(one, "m"): days[2], (one, "n"): days[3], (two, "m"): days[3], (three, "m"): days[0]}
        assert record.last_seen_in(of(cohort), ["m", "n"]) == expected
        assert record.last_seen_in(of(cohort), ["none"]) == {}

    def test_first_answers_are_counted_and_latest_ones_given(self, record: Record) -> None:
        """A broken attempt and an answer in review are no first answer."""
        cohort = new_cohort(record)
        members = sorted(new_member(record, cohort) for _ in range(3))
        answer(record, members[0], REF, "broken", fraction=None, score=None, broken=True)
        answer(record, members[2], REF, "again", review=True)
        for me, first in zip(members, "aba", strict=True):
            answer(record, me, REF, first)
        latest = [answer(record, me, REF, "then").attempt for me in members]
        assert record.first_answers_of(of(cohort), REF) == (({"text": "a"}, 2), ({"text": "b"}, 1))
        assert record.latest_attempts_of(of(cohort), REF) == tuple(latest)
        assert record.first_answers_of(of(cohort), "m/none") == ()
        assert record.latest_attempts_of(of(cohort), "m/none") == ()

    def test_answers_to_take_along_come_by_learner_in_order(self, record: Record) -> None:
        """Of these modules, also the broken ones and those in review; what is alike is one object."""
        cohort = new_cohort(record, "m", "n")
        me, other = new_member(record, cohort), new_member(record, cohort)
        for number, ref in enumerate(("n/x", REF, "m/x/y", "other/e", REF)):
            answer(record, me, ref, "a" if number != 1 else "b", certainty="mid", review=number == 4)
            answer(record, other, ref, "a")
        answer(record, me, REF, "broken", fraction=None, score=None, broken=True)
        (who, found), (_, of_other) = record.kept_answers(iter([me, other]), ["m", "n"])
        made = [each for each in record.history(me) if each.ref.partition("/")[0] in ("m", "n")]
        assert (who, len(found), len(of_other)) == (me, 5, 3)
        for (sequence, at, seconds, said, outcome), attempt in zip(found, made, strict=True):
            assert (sequence, at, seconds) == (attempt.sequence, as_kept(attempt.at), attempt.seconds)
            assert f"{said.module}/{said.exercise}" == attempt.ref
            assert json.loads(said.answer) == dict(attempt.answer)
            for name in (each.name for each in fields(outcome)):
                assert getattr(outcome, name) == getattr(attempt, name)
        assert len({said for _, _, _, said, _ in (*found, *of_other)}) == 5
        assert [list(each) for _, each in record.kept_answers([me], [])] == [[]]
        assert [list(each) for _, each in record.kept_answers(["nobody"], ["m"])] == [[]]
