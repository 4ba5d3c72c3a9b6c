from __future__ import annotations

from collections.abc import Iterator

import pytest

from learnenv.domain.record import Record
from learnenv.store.memory import MemoryRecord
from learnenv.store.open import open_record
from learnenv.testing.record_contract import RecordContract


class TestMemoryRecord(RecordContract):
    @pytest.fixture
    def record(self) -> Record:
        return MemoryRecord()


class TestSqliteFile(RecordContract):
    @pytest.fixture
    def record(self, url: str) -> Iterator[Record]:
        record = open_record(url)
        yield record
        record.check()
        record.close()


class TestSqliteInMemory(RecordContract):
    @pytest.fixture
    def record(self) -> Iterator[Record]:
        record = open_record("sqlite://")
        yield record
        record.close()


class TestPostgresql(RecordContract):
    @pytest.fixture
    def record(self, shared_postgresql: str) -> Iterator[Record]:
        record = open_record(shared_postgresql)
        yield record
        record.close()
