"""The contract of a record, for tests to inherit: every store that passes it keeps every promise of the protocol.

    class TestMyRecord(RecordContract):
        @pytest.fixture
        def record(self) -> Iterator[Record]: ...

The record may hold other things already; every test works with learners of its own.
"""

from __future__ import annotations

import pytest

from learnenv.domain.record import Record
from learnenv.testing.record_accounts import AccountsContract, GrantsContract
from learnenv.testing.record_attempts import AttemptsContract
from learnenv.testing.record_classes import ClassesContract
from learnenv.testing.record_cohorts import CohortsContract, InvitesContract, MembersContract
from learnenv.testing.record_erasing import ErasingContract
from learnenv.testing.record_moving import MovingContract
from learnenv.testing.record_people import PeopleContract
from learnenv.testing.record_standings import PlacesContract, StandingsContract
from learnenv.testing.record_work import LooksContract, WorkContract


class RecordContract(
    PeopleContract,
    AttemptsContract,
    StandingsContract,
    PlacesContract,
    AccountsContract,
    GrantsContract,
    CohortsContract,
    MembersContract,
    InvitesContract,
    WorkContract,
    LooksContract,
    ClassesContract,
    ErasingContract,
    MovingContract,
):
    """Everything that `learnenv.domain.record.Record` promises, as tests."""

    @pytest.fixture
    def record(self) -> Record:
        """The record under test; give it in the class that inherits."""
        raise NotImplementedError("give a fixture `record` in the class that inherits RecordContract")
