"""What a record promises about attempts: added exactly once, kept as they were, in the order they came."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnenv.domain.errors import StoreError, TriesUsedUp
from learnenv.domain.progress import Attempt, Draft, Recorded, Standing, after_attempt
from learnenv.domain.record import Record
from learnenv.testing.record_samples import NAUGHTY, NOW, an_attempt, answer, somebody

REF = "module/exercise"
THREADS = 16


class AttemptsContract:
    """Attempts."""

    def test_an_attempt_comes_back_as_it_was_with_a_sequence(self, record: Record) -> None:
        """Every field, also those that are None."""
        me = somebody(record)
        given_answer = {"one": "a", "many": ("a", "b"), "place": {"x": "y"}, "table": ({"c": "1"}, {"c": "2"})}
        scores: dict[str, Any] = {
            "fraction": None,
            "score": None,
            "passed": False,
            "broken": True,
            "certainty": "mid",
        }
        decided = an_attempt(Standing(me, REF), given_answer, front_end="notebook", **scores)
        recorded = record.record(me, REF, lambda standing: decided)
        assert recorded.added
        assert recorded.attempt.sequence > 0
        assert recorded.attempt == replace(decided, sequence=recorded.attempt.sequence)
        assert recorded.standing == after_attempt(Standing(me, REF), recorded.attempt)
        assert record.attempts(me, REF) == (recorded.attempt,)
        assert record.standing(me, REF) == recorded.standing

    def test_decide_is_given_the_present_standing(self, record: Record) -> None:
        """So that tries can be counted where nobody comes in between."""
        me = somebody(record)
        seen: list[Standing] = []

        def decide(standing: Standing) -> Attempt:
            seen.append(standing)
            return an_attempt(standing, {"text": str(len(seen))}, fraction=0.0, score=0.0)

        first = record.record(me, REF, decide)
        second = record.record(me, REF, decide)
        assert seen == [Standing(me, REF), first.standing]
        assert second.standing.wrong_in_a_row == 2

    def test_when_decide_raises_nothing_is_written(self, record: Record) -> None:
        """The error passes as it is."""
        me = somebody(record)
        draft = Draft(me, REF, {"text": "typed"}, NOW)
        record.save_draft(draft)

        def refuse(standing: Standing) -> Attempt:
            raise TriesUsedUp("answer.tries-used-up")

        with pytest.raises(TriesUsedUp):
            record.record(me, REF, refuse)
        assert record.attempts(me, REF) == ()
        assert record.standing(me, REF) == Standing(me, REF)
        assert record.drafts(me, [REF]) == {REF: draft}
        assert answer(record, me, REF, "typed").added

    def test_an_attempt_that_is_somebody_elses_is_refused(self, record: Record) -> None:
        """Decide cannot write at another place than it was asked for."""
        me = somebody(record)
        with pytest.raises(ValueError):
            record.record(me, REF, lambda standing: an_attempt(Standing(me, "module/other"), {"text": "x"}))
        assert record.attempts(me, "module/other") == ()

    def test_an_attempt_of_nobody_is_refused(self, record: Record) -> None:
        """With the error that is meant for it."""
        with pytest.raises(StoreError) as caught:
            answer(record, "nobody", REF, "x")
        assert caught.value.message.key == "store.unknown-learner"

    def test_the_same_key_again_gives_the_first_attempt(self, record: Record) -> None:
        """Also when the answer differs and others came in between."""
        me = somebody(record)
        first = answer(record, me, REF, "one", key="k")
        second = answer(record, me, REF, "two", key="other")
        again = answer(record, me, REF, "three", key="k")
        assert again == Recorded(first.attempt, second.standing, added=False)
        assert record.attempts(me, REF) == (first.attempt, second.attempt)

    def test_the_same_key_elsewhere_is_another_attempt(self, record: Record) -> None:
        """A key counts per learner and exercise."""
        me, other = somebody(record), somebody(record)
        assert answer(record, me, REF, "x", key="k").added
        assert answer(record, me, "module/other", "x", key="k").added
        assert answer(record, me, "other/exercise", "x", key="k").added
        assert answer(record, other, REF, "x", key="k").added

    def test_the_same_answer_as_the_latest_adds_nothing(self, record: Record) -> None:
        """Whatever the key; the same answer later on is an attempt again."""
        me = somebody(record)
        first = answer(record, me, REF, "one", key="1")
        assert answer(record, me, REF, "one", key="2") == replace(first, added=False)
        second = answer(record, me, REF, "two", key="3")
        third = answer(record, me, REF, "one", key="4")
        assert [each.attempt for each in (first, second, third)] == list(record.attempts(me, REF))

    def test_the_same_answer_from_many_threads_is_one_attempt(self, record: Record) -> None:
        """A double click, a retry, a second tab: all see the one that is kept."""
        me = somebody(record)
        start = Barrier(THREADS)

        def click(number: int) -> Recorded:
            start.wait()
            return answer(record, me, REF, f"version {number}", key="the same")

        with ThreadPoolExecutor(THREADS) as threads:
            found = list(threads.map(click, range(THREADS)))
        assert len(record.attempts(me, REF)) == 1
        assert {each.attempt.sequence for each in found} == {record.attempts(me, REF)[0].sequence}
        assert [each.added for each in found].count(True) == 1
        assert {each.standing for each in found} == {record.standing(me, REF)}

    def test_answers_from_many_threads_are_each_decided_after_the_one_before(self, record: Record) -> None:
        """Nobody decides on a standing that is no longer so."""
        me = somebody(record)
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(lambda number: answer(record, me, REF, str(number)), range(THREADS)))
        attempts = record.attempts(me, REF)
        assert [each.tries_before for each in attempts] == list(range(THREADS))
        assert record.standing(me, REF).tries == THREADS

    def test_recording_removes_the_draft_of_that_exercise_only(self, record: Record) -> None:
        """What is handed in is no longer a draft."""
        me, other = somebody(record), somebody(record)
        kept = [Draft(me, "module/other", {"text": "x"}, NOW), Draft(other, REF, {"text": "x"}, NOW)]
        for draft in (Draft(me, REF, {"text": "x"}, NOW), *kept):
            record.save_draft(draft)
        answer(record, me, REF, "x")
        assert record.drafts(me, [REF, "module/other"]) == {"module/other": kept[0]}
        assert record.drafts(other, [REF]) == {REF: kept[1]}

    def test_order_follows_the_sequence_when_the_clock_goes_back(self, record: Record) -> None:
        """A day back, a year on: the last that came is the latest."""
        me = somebody(record)
        days = (0, 365, -1, -1, 3)
        for number, day in enumerate(days):
            answer(record, me, REF, str(number), at=NOW + timedelta(days=day))
        attempts = record.attempts(me, REF)
        assert [each.answer["text"] for each in attempts] == ["0", "1", "2", "3", "4"]
        assert [each.sequence for each in attempts] == sorted({each.sequence for each in attempts})
        assert record.latest_attempts(me, [REF])[REF] == attempts[-1]
        assert record.standing(me, REF).first_at == NOW
        assert record.standing(me, REF).last_at == NOW + timedelta(days=3)

    @settings(deadline=None, suppress_health_check=list(HealthCheck))
    @given(fraction=st.floats(0, 1), score=st.floats(0, 1), seconds=st.floats(0, 1e9))
    def test_fractions_are_kept_to_the_last_bit(
        self, record: Record, fraction: float, score: float, seconds: float
    ) -> None:
        """In the attempt and in the standing."""
        me = somebody(record)
        answer(record, me, REF, "x", fraction=fraction, score=score, seconds=seconds)
        (kept,) = record.attempts(me, REF)
        assert (kept.fraction, kept.score, kept.seconds) == (fraction, score, seconds)
        assert (record.standing(me, REF).last_fraction, record.standing(me, REF).best_score) == (fraction, score)

    def test_any_text_comes_back_as_it_was(self, record: Record) -> None:
        """NUL, half characters, other scripts, a megabyte; as value and as name of a field."""
        me = somebody(record)
        for number, text in enumerate(NAUGHTY):
            ref = f"module/e{number}"
            given_answer = {"text": text, text[:50]: (text, {"x": text})}
            draft = Draft(me, ref, given_answer, NOW)
            record.save_draft(draft)
            assert record.drafts(me, [ref]) == {ref: draft}
            recorded = record.record(me, ref, partial(an_attempt, answer=given_answer))
            assert recorded.attempt.answer == given_answer
            assert record.attempts(me, ref) == (recorded.attempt,)

    def test_what_comes_out_cannot_change_what_is_kept(self, record: Record) -> None:
        """Nor can what went in."""
        me = somebody(record)
        mine = {"text": "x"}
        record.record(me, REF, lambda standing: an_attempt(standing, mine))
        mine["text"] = "changed"
        assert record.attempts(me, REF)[0].answer == {"text": "x"}

    def test_an_answer_in_review_is_on_record_and_leaves_all_else_as_it_was(self, record: Record) -> None:
        """Also the same answer as the latest; a double click is one."""
        me = somebody(record)
        first = answer(record, me, REF, "x", fraction=0.5, score=0.5)
        draft = Draft(me, REF, {"text": "typed"}, NOW)
        record.save_draft(draft)
        again = answer(record, me, REF, "x", key="review-0", review=True, certainty="high")
        assert again.added
        assert again.standing == replace(first.standing, reviews=1) == record.standing(me, REF)
        assert answer(record, me, REF, "y", key="review-0", review=True) == replace(again, added=False)
        assert answer(record, me, REF, "x", key="other") == Recorded(first.attempt, again.standing, added=False)
        assert record.attempts(me, REF) == (first.attempt, again.attempt)
        assert record.latest_attempts(me, [REF]) == {REF: first.attempt}
        assert record.drafts(me, [REF]) == {REF: draft}

    def test_a_history_is_given_of_one_module_or_of_all(self, record: Record) -> None:
        """In the order things happened, and nobody else's."""
        me, other = somebody(record), somebody(record)
        made = [answer(record, me, ref, "x").attempt for ref in ("b/e", "a/e", "ab/e", "a/f")]
        made.append(answer(record, me, "a/e", "x", key="review-0", review=True).attempt)
        answer(record, other, "a/e", "x")
        assert record.history(me) == tuple(made)
        assert record.history(me, "a") == (made[1], made[3], made[4])
        assert record.history(me, "none") == ()

    def test_the_latest_attempt_is_given_per_ref(self, record: Record) -> None:
        """Of however many refs, for those that have one, and nobody else's."""
        me, other = somebody(record), somebody(record)
        refs = [f"module/e{number}" for number in range(450)]
        for ref in refs[::90]:
            answer(record, me, ref, "first")
            answer(record, me, ref, "second")
            answer(record, other, ref, "third")
        found = record.latest_attempts(me, refs)
        assert {ref: each.answer["text"] for ref, each in found.items()} == dict.fromkeys(refs[::90], "second")
        assert record.latest_attempts(me, []) == {}
