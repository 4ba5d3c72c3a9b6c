"""What a record needs of a database, whichever it is: whole transactions, said to be done after the commit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine, text

from learnenv.domain.record import RecordFacts

T = TypeVar("T")

_THERE = text("update instance set id = id || '-'")
_AND_BACK = text("update instance set id = substr(id, 1, length(id) - 1)")
"""Written as it is, SQLite would see that nothing changes, and write nothing."""


class Database(ABC):
    """A database that is ready for use. Every method raises StoreError when it cannot do its work now."""

    engine: Engine
    place: str
    """What a person knows it by: the path of the file, or the address without the password."""

    @abstractmethod
    def read(self, work: Callable[[Connection], T]) -> T:
        """Do work that only reads."""

    @abstractmethod
    def write(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction and commit it; when the work raises, nothing is written.

        The work may be done again after a lost connection, so what it writes must be the same the second time.
        """

    @abstractmethod
    def hold(self, connection: Connection, learner: str, ref: str) -> None:
        """Let no other writer at this learner's exercise until the transaction ends."""

    @abstractmethod
    def hold_all(self, connection: Connection) -> None:
        """Let no other writer at any exercise until the transaction ends."""

    @abstractmethod
    def committed(self, *, attempt: int = 0, event: int = 0) -> None:
        """Take note that the attempt or event with this number is safe."""

    @abstractmethod
    def scrub(self) -> None:
        """Leave nothing in the files of what was removed, as far as this database can."""

    @abstractmethod
    def check(self) -> None:
        """Raise StoreError unless it can be read and is whole."""

    def demand_writable(self) -> None:
        """Raise StoreError unless a transaction can be written now. It writes one that changes something and changes
        it back: only that tells of a full disk, a file that went away and a server that answers but takes nothing."""
        self.write(_there_and_back)

    @abstractmethod
    def facts(self) -> RecordFacts:
        """Which database this is, and how large."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""


def _there_and_back(connection: Connection) -> None:
    connection.execute(_THERE)
    connection.execute(_AND_BACK)
