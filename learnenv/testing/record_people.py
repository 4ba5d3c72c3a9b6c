"""What a record promises about learners and sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from uuid import uuid4

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.record import Record
from learnenv.testing.record_samples import NOW, new_learner, new_session, somebody


class PeopleContract:
    """Learners and sessions."""

    def test_a_learner_and_the_first_session_come_back_as_they_were(self, record: Record) -> None:
        """Nothing is lost or rounded."""
        learner = replace(new_learner(), language="en", recovery_hash=uuid4().hex)
        session = new_session(learner.id)
        record.add_learner(learner, session)
        assert record.learner(learner.id) == learner
        assert record.session(session.token_hash) == (session, learner)

    def test_adding_the_very_same_learner_again_changes_nothing(self, record: Record) -> None:
        """So that it may be retried after a lost connection."""
        learner = new_learner()
        session = new_session(learner.id)
        record.add_learner(learner, session)
        record.add_learner(learner, session)
        assert record.session(session.token_hash) == (session, learner)

    def test_a_learner_is_not_added_when_the_session_cannot_be(self, record: Record) -> None:
        """Both or neither."""
        taken = new_session(somebody(record))
        record.add_session(taken)
        learner = new_learner()
        with pytest.raises(StoreError):
            record.add_learner(learner, replace(taken, learner=learner.id))
        assert record.learner(learner.id) is None

    def test_another_learner_with_the_same_id_is_refused(self, record: Record) -> None:
        """Nobody can take the place of another."""
        learner = new_learner()
        record.add_learner(learner, new_session(learner.id))
        with pytest.raises(StoreError):
            record.add_learner(replace(learner, language="en"), new_session(learner.id))
        assert record.learner(learner.id) == learner

    def test_who_is_not_there_is_none(self, record: Record) -> None:
        """Not an error."""
        assert record.learner("nobody") is None
        assert record.session("nothing") is None

    def test_a_recovery_code_finds_its_learner_until_it_is_replaced(self, record: Record) -> None:
        """The newest code counts."""
        me, first, second = somebody(record), uuid4().hex, uuid4().hex
        record.set_recovery(me, first)
        found = record.learner_by_recovery(first)
        assert found is not None
        assert (found.id, found.recovery_hash) == (me, first)
        record.set_recovery(me, second)
        assert record.learner_by_recovery(first) is None
        assert record.learner_by_recovery(second) == record.learner(me)

    def test_an_empty_recovery_hash_matches_nobody(self, record: Record) -> None:
        """Also not those who have none."""
        me = somebody(record)
        assert record.learner_by_recovery("") is None
        record.set_recovery(me, "")
        assert record.learner_by_recovery("") is None

    def test_two_learners_cannot_have_the_same_recovery_hash(self, record: Record) -> None:
        """A code opens one door."""
        one, two, code = somebody(record), somebody(record), uuid4().hex
        record.set_recovery(one, code)
        with pytest.raises(StoreError):
            record.set_recovery(two, code)
        assert record.learner_by_recovery(code) == record.learner(one)

    def test_the_language_is_remembered(self, record: Record) -> None:
        """For the next visit."""
        me = somebody(record)
        record.set_language(me, "en")
        found = record.learner(me)
        assert found is not None
        assert found.language == "en"

    def test_whether_to_ask_how_sure_one_is_is_remembered(self, record: Record) -> None:
        """Not asked until a learner says so."""
        me = somebody(record)
        for asks in (True, False, True):
            record.set_asks_certainty(me, asks)
            found = record.learner(me)
            assert found is not None
            assert found.asks_certainty is asks
        with pytest.raises(StoreError):
            record.set_asks_certainty("nobody", True)

    def test_what_belongs_to_nobody_is_refused(self, record: Record) -> None:
        """There is never a row without its learner."""
        with pytest.raises(StoreError):
            record.set_language("nobody", "en")
        with pytest.raises(StoreError):
            record.set_recovery("nobody", uuid4().hex)
        with pytest.raises(StoreError):
            record.add_session(new_session("nobody"))

    def test_using_a_session_moves_its_dates(self, record: Record) -> None:
        """And nothing else of it."""
        session = new_session(somebody(record))
        record.add_session(session)
        later, expires = NOW + timedelta(hours=1), NOW + timedelta(days=31)
        record.touch_session(session.token_hash, later, expires)
        found = record.session(session.token_hash)
        assert found is not None
        assert found[0] == replace(session, last_seen=later, idle_expires=expires)

    def test_ended_sessions_are_revoked_and_others_are_not(self, record: Record) -> None:
        """By token, or all of a learner."""
        me, other = somebody(record), somebody(record)
        mine = [new_session(me) for _ in range(3)]
        theirs = new_session(other)
        for session in (*mine, theirs):
            record.add_session(session)
        record.end_sessions([mine[0].token_hash])
        assert [_revoked(record, each.token_hash) for each in (*mine, theirs)] == [True, False, False, False]
        record.end_sessions(learner=me)
        assert [_revoked(record, each.token_hash) for each in (*mine, theirs)] == [True, True, True, False]

    def test_live_sessions_are_told_latest_used_first(self, record: Record) -> None:
        """Those that were revoked are not, nor those of others."""
        me, other = somebody(record), somebody(record)
        first, second, over = (new_session(me) for _ in range(3))
        for session in (first, second, over, new_session(other)):
            record.add_session(session)
        record.end_sessions([over.token_hash])
        for session, hours in ((second, 1), (first, 2)):
            record.touch_session(session.token_hash, NOW + timedelta(hours=hours), session.idle_expires)
        assert [each.token_hash for each in record.sessions(me)][:2] == [first.token_hash, second.token_hash]
        assert over.token_hash not in {each.token_hash for each in record.sessions(me)}
        assert all(each.learner == me for each in record.sessions(me))
        assert record.sessions("nobody") == ()

    def test_a_moment_stays_the_same_moment_whatever_its_time_zone(self, record: Record) -> None:
        """To the microsecond."""
        zone = timezone(timedelta(hours=5, minutes=45))
        session = replace(new_session(somebody(record)), last_seen=NOW.astimezone(zone))
        record.add_session(session)
        found = record.session(session.token_hash)
        assert found is not None
        assert found[0].last_seen == NOW
        assert found[0].last_seen.utcoffset() is not None


def _revoked(record: Record, token_hash: str) -> bool:
    found = record.session(token_hash)
    assert found is not None
    return found[0].revoked
