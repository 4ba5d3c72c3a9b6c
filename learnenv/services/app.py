"""The parts that services work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learnenv.library import Library
from learnenv.settings import Settings

if TYPE_CHECKING:  # the command line checks modules without a record, and should not wait for it
    from learnenv.domain.record import Record


@dataclass(frozen=True, slots=True)
class App:
    """Everything a service needs, made once at start by bootstrap."""

    settings: Settings
    library: Library
    record: Record
    clock: Callable[[], datetime]
    """The present moment, in UTC."""
    secret: str
    """What no browser is ever sent: what a learner sees is shuffled and renamed with it."""
