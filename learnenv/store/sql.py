"""The record in a SQL database. Its parts are in sql_*.py; what it promises, in `learnenv.domain.record`."""

from __future__ import annotations

from sqlalchemy import select

from learnenv.domain.errors import StoreError
from learnenv.domain.record import RecordFacts
from learnenv.store.sql_accounts import Accounts
from learnenv.store.sql_attempts import Attempts
from learnenv.store.sql_classes import Classes
from learnenv.store.sql_cohorts import Cohorts
from learnenv.store.sql_erasing import Erasing
from learnenv.store.sql_looks import Looks
from learnenv.store.sql_moving import Moving
from learnenv.store.sql_own import Own
from learnenv.store.sql_people import People
from learnenv.store.sql_places import Places
from learnenv.store.sql_standings import Standings
from learnenv.store.sql_work import Work
from learnenv.store.tables import instance


class SqlRecord(People, Attempts, Standings, Places, Accounts, Cohorts, Work, Looks, Classes, Erasing, Own, Moving):
    """Implements `Record` on SQLite and PostgreSQL."""

    def name(self) -> str:
        """A random name that the record got when it was made."""
        row = self._first(select(instance.c.id))
        if row is None:
            raise StoreError("store.damaged", path=self._database.place, detail="instance")
        return str(row[0])

    def check(self) -> None:
        """Raise StoreError unless the record can be read and is whole."""
        self._database.check()

    def demand_writable(self) -> None:
        """Raise StoreError unless an answer could be put on record now."""
        self._database.demand_writable()

    def facts(self) -> RecordFacts:
        """Which database this is, and how large."""
        return self._database.facts()

    def close(self) -> None:
        """Let go of files and connections."""
        self._database.close()
