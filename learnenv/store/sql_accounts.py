"""Accounts, proofs of identity, tries and roles in a database."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Learner
from learnenv.domain.people import Account, Grant, Identity, Scope, Tries
from learnenv.store import tables
from learnenv.store import tables_people as t
from learnenv.store.mapped import Mapped
from learnenv.store.rows import LEARNER_COLUMNS, to_learner
from learnenv.store.sql_mapped import GRANTS, MappedPart

_ACCOUNTS = Mapped(t.account, Account)
_IDENTITIES = Mapped(t.identity, Identity)
_TRIES = Mapped(t.tries, Tries)


class Accounts(MappedPart):
    """Implements `SignInRecord`."""

    def set_account(self, account: Account) -> None:
        """Give a learner a login and password, in place of earlier ones."""
        self._save(_ACCOUNTS, account)

    def account(self, learner: str) -> Account | None:
        """A learner's account."""
        return self._one(_ACCOUNTS, t.account.c.learner == learner)

    def account_by_login(self, login: str) -> Account | None:
        """The account with exactly this login."""
        return self._one(_ACCOUNTS, t.account.c.login == login) if login.isprintable() else None

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, by login."""
        return self._values(_ACCOUNTS, _ACCOUNTS.select().order_by(t.account.c.login))

    def remove_account(self, learner: str) -> None:
        """Take the login away; the learner stays."""
        self._do(delete(t.account).where(t.account.c.learner == learner), {})

    def set_disabled(self, learner: str, disabled: bool) -> None:
        """Shut someone out, with all their sessions, or let them in again."""

        def change(connection: Connection) -> None:
            known = update(tables.learner).where(tables.learner.c.id == learner).values(disabled=disabled)
            if connection.execute(known).rowcount == 0:
                raise StoreError("store.unknown-learner")
            if disabled:
                connection.execute(
                    update(tables.session).where(tables.session.c.learner == learner).values(revoked=True)
                )

        self._database.write(change)

    def add_identity(self, identity: Identity) -> None:
        """Remember a proof of identity, once."""
        self._add_same(_IDENTITIES, identity)

    def learner_by_identity(self, issuer: str, subject: str) -> Learner | None:
        """Whose proof of identity this is."""
        if not (issuer + subject).isprintable():
            return None
        found = (
            select(*LEARNER_COLUMNS)
            .join_from(t.identity, tables.learner)
            .where(t.identity.c.issuer == issuer, t.identity.c.subject == subject)
        )
        row = self._first(found)
        return to_learner(row) if row else None

    def identities(self, learner: str) -> tuple[Identity, ...]:
        """A learner's proofs, oldest first."""
        mine = _IDENTITIES.select().where(t.identity.c.learner == learner)
        return self._values(_IDENTITIES, mine.order_by(t.identity.c.at, t.identity.c.issuer, t.identity.c.subject))

    def remove_identity(self, issuer: str, subject: str) -> None:
        """Forget a proof."""
        self._do(delete(t.identity).where(t.identity.c.issuer == issuer, t.identity.c.subject == subject), {})

    def count_try(self, key_hash: str, decide: Callable[[Tries | None], Tries]) -> Tries:
        """Replace the tries of this key by what `decide` makes of them; nobody else counts in between."""

        def count(connection: Connection) -> Tries:
            self._database.hold(connection, "tries", key_hash)
            row = connection.execute(_TRIES.select().where(t.tries.c.key_hash == key_hash)).first()
            decided = decide(_TRIES.value(row) if row else None)
            self._put_value(connection, _TRIES, decided)
            return decided

        return self._database.write(count)

    def tries(self, key_hash: str) -> Tries | None:
        """The tries of this key."""
        return self._one(_TRIES, t.tries.c.key_hash == key_hash)

    def clear_tries(self, key_hash: str) -> None:
        """Forget the tries of this key."""
        self._do(delete(t.tries).where(t.tries.c.key_hash == key_hash), {})

    def give(self, grant: Grant) -> bool:
        """Give a role; False when the learner had it already."""
        return self._database.write(lambda connection: self._give(connection, grant))

    def withdraw(self, grant: Grant, at: datetime, along: Collection[Grant] = ()) -> bool:
        """Withdraw a role and others along with it; False when there was none of them."""
        every = (grant, *along)
        return self._database.write(
            lambda connection: sum(self._withdraw(connection, each, at) for each in every) > 0
        )

    def grants(self, learner: str, *, withdrawn: bool = False) -> tuple[Grant, ...]:
        """A learner's roles, oldest first."""
        mine = GRANTS.select().where(t.granted_role.c.learner == learner).order_by(t.granted_role.c.id)
        return self._values(GRANTS, mine if withdrawn else mine.where(t.granted_role.c.withdrawn.is_(None)))

    def grants_in(self, scope: Scope, scope_ids: Collection[str]) -> tuple[Grant, ...]:
        """The live roles in these scopes of one kind, oldest first."""
        role = t.granted_role.c
        there = GRANTS.select().where(role.scope == scope, role.scope_id.in_(scope_ids), role.withdrawn.is_(None))
        return self._values(GRANTS, there.order_by(role.id))
