"""The guides of all plugins: learning paths, glossary and problems, read when somebody first needs them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from threading import Lock

from learnenv.domain.guide import Guide
from learnenv.plugins.problems import PluginProblem, ProblemLog
from learnenv.reader.guide import GuideReading, read_guide


class Guides:
    """Reads each folder once. Safe to use from many threads."""

    def __init__(self, folders: Sequence[tuple[str, Path]]) -> None:
        """`folders`: the name of the plugin and the folder that it brings."""
        self._folders = folders
        self._lock = Lock()
        self._log = ProblemLog()
        self._guide: Guide | None = None

    @property
    def guide(self) -> Guide:
        """All of them together."""
        with self._lock:
            if self._guide is None:
                self._guide = reduce(Guide.joined, [self._read(*each) for each in self._folders], Guide())
            return self._guide

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What is wrong in their files; reads them."""
        _ = self.guide
        return self._log.problems

    def _read(self, plugin: str, folder: Path) -> Guide:
        reading = GuideReading(Guide())
        with self._log.contain(plugin, "library.guide-failed", folder=str(folder)):
            reading = read_guide(folder)
        for fault in reading.faults:
            place = f"{fault.file}:{fault.line}" if fault.line else fault.file
            self._log.add(
                plugin,
                "library.guide-fault",
                severity="error" if fault.severity == "error" else "warning",
                detail=str(folder),
                file=place,
                what=fault.what,
                mend=fault.mend,
            )
        return reading.guide
