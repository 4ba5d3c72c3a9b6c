"""Accounts, proofs of identity, tries and roles in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner
from learnenv.domain.people import Account, Grant, Identity, Scope, Tries
from learnenv.store.memory_part import MemoryPart


class MemoryAccounts(MemoryPart):
    """Implements `SignInRecord`."""

    def set_account(self, account: Account) -> None:
        """Give a learner a login and password, in place of earlier ones."""
        with self._lock:
            self._known(account.learner)
            if any(
                each.login == account.login for each in self._accounts.values() if each.learner != account.learner
            ):
                raise StoreError("store.duplicate")
            self._accounts[account.learner] = account

    def account(self, learner: str) -> Account | None:
        """A learner's account."""
        return self._accounts.get(learner)

    def account_by_login(self, login: str) -> Account | None:
        """The account with exactly this login."""
        with self._lock:
            return next((each for each in self._accounts.values() if each.login == login), None)

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by login."""
        with self._lock:
            return tuple(sorted(self._accounts.values(), key=lambda each: each.login))

    def remove_account(self, learner: str) -> None:
        """Take the login away; the learner stays."""
        with self._lock:
            self._accounts.pop(learner, None)

    def set_disabled(self, learner: str, disabled: bool) -> None:
        """Shut someone out, with all their sessions, or let them in again."""
        with self._lock:
            self._learners[learner] = replace(self._known(learner), disabled=disabled)
            if disabled:
                for token_hash, session in self._sessions.items():
                    if session.learner == learner:
                        self._sessions[token_hash] = replace(session, revoked=True)

    def add_identity(self, identity: Identity) -> None:
        """Remember a proof of identity, once."""
        with self._lock:
            self._known(identity.learner)
            if self._identities.setdefault((identity.issuer, identity.subject), identity) != identity:
                raise StoreError("store.duplicate")

    def learner_by_identity(self, issuer: str, subject: str) -> Learner | None:
        """Whose proof of identity this is."""
        with self._lock:
            found = self._identities.get((issuer, subject))
            return self._learners[found.learner] if found else None

    def identities(self, learner: str) -> tuple[Identity, ...]:
        """A learner's proofs, oldest first."""
        with self._lock:
            mine = [each for each in self._identities.values() if each.learner == learner]
            return tuple(sorted(mine, key=lambda each: (each.at, each.issuer, each.subject)))

    def remove_identity(self, issuer: str, subject: str) -> None:
        """Forget a proof."""
        with self._lock:
            self._identities.pop((issuer, subject), None)

    def count_try(self, key_hash: str, decide: Callable[[Tries | None], Tries]) -> Tries:
        """Replace the tries of this key by what `decide` makes of them; nobody else counts in between."""
        with self._lock:
            decided = decide(self._tries.get(key_hash))
            self._tries[decided.key_hash] = decided
            return decided

    def tries(self, key_hash: str) -> Tries | None:
        """The tries of this key."""
        return self._tries.get(key_hash)

    def clear_tries(self, key_hash: str) -> None:
        """Forget the tries of this key."""
        with self._lock:
            self._tries.pop(key_hash, None)

    def give(self, grant: Grant) -> bool:
        """Give a role; False when the learner had it already."""
        with self._lock:
            self._check_known(grant.given_by)
            self._known(grant.learner)
            given = grant.withdrawn is not None or not any(_same_live(each, grant) for each in self._grants)
            if given:
                self._grants.append(grant)
            self._count_roles(grant.learner)
            return given

    def withdraw(self, grant: Grant, at: datetime, along: Collection[Grant] = ()) -> bool:
        """Withdraw a role and others along with it; False when there was none of them."""
        every = (grant, *along)
        with self._lock:
            before = self._grants
            self._grants = [
                replace(each, withdrawn=at) if any(_same_live(each, gone) for gone in every) else each
                for each in before
            ]
            for learner in {each.learner for each in every} & self._learners.keys():
                self._count_roles(learner)
            return self._grants != before

    def grants(self, learner: str, *, withdrawn: bool = False) -> tuple[Grant, ...]:
        """A learner's roles, oldest first."""
        with self._lock:
            mine = (each for each in self._grants if each.learner == learner)
            return tuple(each for each in mine if withdrawn or each.withdrawn is None)

    def grants_in(self, scope: Scope, scope_ids: Collection[str]) -> tuple[Grant, ...]:
        """The live roles in these scopes of one kind, oldest first."""
        with self._lock:
            live = (each for each in self._grants if each.withdrawn is None)
            return tuple(each for each in live if each.scope == scope and each.scope_id in scope_ids)

    def _count_roles(self, learner: str) -> None:
        """Keep `staff` true to the roles."""
        has_any = any(each.learner == learner and each.withdrawn is None for each in self._grants)
        self._learners[learner] = replace(self._learners[learner], staff=has_any)


def _same_live(one: Grant, other: Grant) -> bool:
    names = ("learner", "role", "scope", "scope_id")
    return one.withdrawn is None and all(getattr(one, name) == getattr(other, name) for name in names)
