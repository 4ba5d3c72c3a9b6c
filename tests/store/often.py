"""How often a server is killed and the power fails: a few times in a run, in `make kills` as often as is promised."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Often:
    """All of it follows from one number."""

    kills: int
    """Of a server that writes, for each database."""

    @property
    def cuts(self) -> int:
        """Of the power. They take so little time that a few are twenty."""
        return max(self.kills // 2, 20)

    @property
    def upgrades(self) -> int:
        """That are killed, from each earlier version of the tables and for each database."""
        return max(self.kills * 3 // 10, 1)


OFTEN = Often(int(os.environ.get("LEARNENV_KILLS", "20")))
