"""What a record promises about what comes from another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner, Session
from learnenv.domain.moving import Brought
from learnenv.domain.progress import Attempt, Draft, Event, Standing, fold
from learnenv.domain.record import Record
from learnenv.testing.record_samples import NAUGHTY, NOW, an_attempt, answer, new_learner, new_session, somebody

REF, OTHER = "module/exercise", "module/other"


def _someone() -> tuple[Learner, Session]:
    learner = new_learner()
    return learner, new_session(learner.id)


def _tries(learner: str, *texts: str) -> Sequence[Attempt]:
    return [
        an_attempt(Standing(learner, REF, attempts=number), {"text": text}, fraction=0.5, score=0.5)
        for number, text in enumerate(texts)
    ]


class MovingContract:
    """Taking along and bringing in."""

    def test_everybody_is_named_once(self, record: Record) -> None:
        """Sorted as Python sorts."""
        me, other = somebody(record), somebody(record)
        assert {me, other} <= set(record.learner_ids())
        assert list(record.learner_ids()) == sorted(set(record.learner_ids()))

    def test_what_comes_in_is_there_in_its_order_with_its_standing(self, record: Record) -> None:
        """Any text at all, also for somebody who was not there before."""
        newcomer, session = _someone()
        me = newcomer.id
        attempts = _tries(me, *NAUGHTY)
        events = [Event(me, REF, "hint", NOW, 1), Event(me, "module/page", "read", NOW)]
        assert record.bring_in([(newcomer, session)], attempts, events) == Brought(1, len(NAUGHTY), 2)
        kept = record.attempts(me, REF)
        assert [replace(each, sequence=0) for each in kept] == list(attempts)
        assert [each.sequence for each in kept] == sorted({each.sequence for each in kept})
        assert record.standing(me, REF) == fold(me, REF, kept, events[:1])
        assert record.read_pages(me) == {"module/page"}
        assert (record.learner(me), record.session(session.token_hash)) == (newcomer, (session, newcomer))
        before = record.all_standings()
        record.rebuild_standings()
        assert record.all_standings() == before

    def test_a_second_time_adds_nothing(self, record: Record) -> None:
        """Whatever else it says about what is known by its key."""
        newcomer, session = _someone()
        attempts, events = _tries(newcomer.id, "a", "b"), [Event(newcomer.id, REF, "hint", NOW, 1)]
        record.bring_in([(newcomer, session)], attempts, events)
        before = record.everything_of(newcomer.id)
        other = replace(newcomer, language="en"), new_session(newcomer.id)
        changed = [replace(each, fraction=1.0, score=1.0) for each in attempts]
        assert record.bring_in([other], changed, events) == Brought()
        assert record.everything_of(newcomer.id) == before

    def test_it_comes_after_what_was_there_and_counts_with_it(self, record: Record) -> None:
        """A draft stays where it is."""
        me = somebody(record)
        answer(record, me, REF, "mine", fraction=0.0, score=0.0)
        record.save_draft(Draft(me, REF, {"text": "draft"}, NOW))
        assert record.bring_in([], _tries(me, "mine", "theirs"), []).attempts == 1
        assert [each.answer["text"] for each in record.attempts(me, REF)] == ["mine", "theirs"]
        standing = record.standing(me, REF)
        assert (standing.attempts, standing.first_fraction, standing.best_score) == (2, 0.0, 0.5)
        assert REF in record.drafts(me, [REF])
        assert record.latest_attempts(me, [REF])[REF].answer == {"text": "theirs"}

    def test_nothing_is_added_when_anything_cannot_be(self, record: Record) -> None:
        """Not even what came before it."""
        newcomer, session = _someone()
        attempts = [*_tries(newcomer.id, "a"), *_tries("nobody", "b")]
        with pytest.raises(StoreError):
            record.bring_in([(newcomer, session)], attempts, [])
        assert record.learner(newcomer.id) is None
        assert record.everything_of(newcomer.id) == ()
        assert record.bring_in([], [], []) == Brought()
