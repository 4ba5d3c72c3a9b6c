"""What a record promises about accounts, proofs of identity, tries and roles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from learnenv.domain.errors import StoreError
from learnenv.domain.people import Account, Grant, Identity, Tries
from learnenv.domain.record import Record
from learnenv.testing.record_people_samples import LATER, new_grant, staff
from learnenv.testing.record_samples import NOW, new_session, somebody


class AccountsContract:
    """Ways to sign in."""

    def test_an_account_is_found_by_learner_and_by_login(self, record: Record) -> None:
        """As it was given; the latest counts."""
        account = Account(somebody(record), f"anna-{uuid4().hex}@example.org", "$argon2id$1", NOW)
        record.set_account(account)
        assert record.account(account.learner) == record.account_by_login(account.login) == account
        changed = replace(account, login=f"a.{account.login}", password_hash="$argon2id$2", changed=LATER)  # noqa: S106
        record.set_account(changed)
        assert record.account_by_login(account.login) is None
        assert record.account_by_login(changed.login) == changed
        assert changed in record.accounts()
        record.remove_account(account.learner)
        assert record.account(account.learner) is None
        assert record.learner(account.learner) is not None

    def test_a_login_is_of_one_learner_only(self, record: Record) -> None:
        """Nobody can take the place of another."""
        first, login = somebody(record), uuid4().hex
        record.set_account(Account(first, login, "hash", NOW))
        with pytest.raises(StoreError):
            record.set_account(Account(somebody(record), login, "other", NOW))
        with pytest.raises(StoreError):
            record.set_account(Account("nobody", uuid4().hex, "hash", NOW))
        found = record.account_by_login(login)
        assert found is not None
        assert (found.learner, found.password_hash) == (first, "hash")

    @pytest.mark.parametrize("nonsense", ["", "\0", "a\ud800", "' or 1=1 --", "x" * 100_000])
    def test_what_nobody_has_is_none_whatever_was_typed(self, record: Record, nonsense: str) -> None:
        """Not an error: it comes from a form."""
        assert record.account_by_login(nonsense) is None
        assert record.learner_by_identity(nonsense, nonsense) is None
        assert record.cohort_by_code(nonsense) is None

    def test_who_is_shut_out_loses_all_sessions_and_can_be_let_in_again(self, record: Record) -> None:
        """Nothing else is lost."""
        me, other = somebody(record), somebody(record)
        mine, theirs = new_session(me), new_session(other)
        record.add_session(mine)
        record.add_session(theirs)
        record.set_disabled(me, True)
        found, others = record.session(mine.token_hash), record.session(theirs.token_hash)
        assert found is not None
        assert others is not None
        assert (found[0].revoked, found[1].disabled) == (True, True)
        assert (others[0].revoked, others[1].disabled) == (False, False)
        record.set_disabled(me, False)
        again = record.learner(me)
        assert again is not None
        assert not again.disabled
        with pytest.raises(StoreError):
            record.set_disabled("nobody", True)

    def test_a_proof_of_identity_finds_its_learner(self, record: Record) -> None:
        """By issuer and subject together; it is one learner's for good."""
        me, other, issuer = somebody(record), somebody(record), f"https://{uuid4().hex}.example.org/" + "x" * 300
        proof = Identity(issuer, "subject", me, NOW)
        record.add_identity(proof)
        record.add_identity(proof)
        second = Identity(issuer, "another", me, LATER)
        record.add_identity(second)
        assert record.learner_by_identity(issuer, "subject") == record.learner(me)
        assert record.learner_by_identity("https://else.example.org", "subject") is None
        with pytest.raises(StoreError):
            record.add_identity(replace(proof, learner=other))
        assert record.identities(me) == (proof, second)
        record.remove_identity(issuer, "subject")
        assert record.learner_by_identity(issuer, "subject") is None
        assert record.identities(me) == (second,)

    def test_tries_are_counted_one_by_one(self, record: Record) -> None:
        """However many arrive at once, none is lost."""
        key = uuid4().hex

        def one_more(before: Tries | None) -> Tries:
            return Tries(key, (before.count if before else 0) + 1, NOW, LATER if before else None)

        assert record.tries(key) is None
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _: record.count_try(key, one_more).count, range(20)))
        assert sorted(found) == list(range(1, 21))
        assert record.tries(key) == Tries(key, 20, NOW, LATER)
        record.clear_tries(key)
        assert record.tries(key) is None


class GrantsContract:
    """Roles."""

    def test_a_role_is_given_once_and_can_be_withdrawn_and_given_again(self, record: Record) -> None:
        """What was withdrawn stays on record."""
        me, giver = somebody(record), somebody(record)
        grant = replace(new_grant(me), given_by=giver)
        assert record.give(grant)
        assert not record.give(replace(grant, at=LATER))
        assert record.grants(me) == (grant,)
        assert record.withdraw(grant, LATER)
        assert not record.withdraw(grant, LATER)
        assert record.grants(me) == ()
        assert record.grants(me, withdrawn=True) == (replace(grant, withdrawn=LATER),)
        assert record.give(grant)
        assert record.grants(me, withdrawn=True) == (replace(grant, withdrawn=LATER), grant)

    def test_roles_are_withdrawn_together(self, record: Record) -> None:
        """Those that are named and no others; also when the first of them was not there."""
        me, other = somebody(record), somebody(record)
        first, second, third = (new_grant(me) for _ in range(3))
        theirs, stays = replace(second, learner=other), replace(second, role="coach")
        for grant in (first, second, third, theirs, stays):
            record.give(grant)
        assert record.withdraw(first, LATER, [second])
        assert record.grants(me) == (third, stays)
        assert record.grants(other) == (theirs,)
        assert record.withdraw(first, LATER, [second, stays, third])
        assert not staff(record, me)
        assert not record.withdraw(first, LATER, [second, stays, third])
        assert {each.withdrawn for each in record.grants(me, withdrawn=True)} == {LATER}

    def test_a_role_of_the_past_can_be_put_on_record(self, record: Record) -> None:
        """It makes nobody staff and stands in nobody's way."""
        me = somebody(record)
        past = replace(new_grant(me), withdrawn=LATER)
        assert record.give(past)
        assert not staff(record, me)
        assert record.give(replace(past, withdrawn=None))
        assert record.grants(me, withdrawn=True) == (past, replace(past, withdrawn=None))

    def test_roles_are_found_by_their_scope(self, record: Record) -> None:
        """Of those who have them now."""
        one, two, three = (somebody(record) for _ in range(3))
        first = new_grant(one)
        here = [first, replace(first, learner=two), replace(first, learner=three, role="coach")]
        elsewhere = [new_grant(one, "coach", "team", f"{first.scope_id}/Team Één"), new_grant(two)]
        for grant in (*here, *elsewhere):
            record.give(grant)
        assert record.grants_in("cohort", [first.scope_id]) == tuple(here)
        assert record.grants_in("cohort", [elsewhere[1].scope_id, first.scope_id]) == (*here, elsewhere[1])
        assert record.grants_in("team", [f"{first.scope_id}/Team Één"]) == (elsewhere[0],)
        assert record.grants_in("organisation", [first.scope_id]) == ()
        assert record.grants_in("cohort", []) == ()
        record.withdraw(here[0], LATER)
        assert record.grants_in("cohort", [first.scope_id]) == tuple(here[1:])

    def test_who_has_any_role_is_staff(self, record: Record) -> None:
        """Also in the session that every page asks for; until the last role is withdrawn."""
        me = somebody(record)
        session = new_session(me)
        record.add_session(session)
        assert not staff(record, me)
        one, two = new_grant(me), new_grant(me, "author", "module", "m")
        record.give(one)
        record.give(two)
        found = record.session(session.token_hash)
        assert found is not None
        assert found[1].staff
        record.withdraw(one, LATER)
        assert staff(record, me)
        record.withdraw(two, LATER)
        assert not staff(record, me)

    def test_roles_given_and_withdrawn_at_once_leave_staff_true_to_them(self, record: Record) -> None:
        """Whichever comes last."""
        me = somebody(record)
        grants = [new_grant(me) for _ in range(6)]

        def there_and_back(grant: Grant) -> None:
            record.give(grant)
            record.withdraw(grant, NOW + timedelta(days=1))

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(there_and_back, grants))
        assert not staff(record, me)
        with ThreadPoolExecutor(6) as threads:
            given = list(threads.map(lambda _: record.give(grants[0]), range(6)))
        assert sorted(given) == [False] * 5 + [True]
        assert staff(record, me)

    def test_nobody_has_no_role(self, record: Record) -> None:
        """There is never a role without its learner."""
        with pytest.raises(StoreError):
            record.give(new_grant("nobody"))
        assert record.grants("nobody") == ()
