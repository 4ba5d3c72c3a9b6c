"""The shelves of the library: the cards of all modules, read together, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from learnenv.domain.content import LearningModule, ModuleCard
from learnenv.domain.fault import Fault
from learnenv.domain.module_page import ModulePage
from learnenv.plugins.problems import ProblemLog
from learnenv.reader.module import CardReading, read_card


@dataclass(slots=True)
class Shelf:
    """One module's place: its card, and the whole module once it was read."""

    card: ModuleCard
    module: LearningModule | None = None
    lock: Lock = field(default_factory=Lock)


class Shelves:
    """Every module that can be shown, by id, and the problems of those that cannot."""

    def __init__(self, folders: Iterable[tuple[str, Path]]) -> None:
        """Read the cards of these folders; with each comes the name of the plugin that brings it."""
        self.log = ProblemLog()
        self._found: dict[str, Shelf] = {}
        for plugin, folder in dict.fromkeys((plugin, folder.absolute()) for plugin, folder in folders):
            with self.log.contain(plugin, "library.card-failed", folder=str(folder)):
                self._place(plugin, folder, read_card(folder, plugin))
        self.by_id = dict(sorted(self._found.items()))
        self._note_missing_requirements()

    def note_pages_without_a_module(self, pages: Iterable[tuple[str, ModulePage]]) -> None:
        """Add the pages of plugins that go with a module that is not here."""
        for plugin, page in pages:
            if page.module not in self.by_id:
                self.log.add(
                    plugin, "library.page-of-no-module", severity="warning", page=page.name, module=page.module
                )

    def _place(self, plugin: str, folder: Path, reading: CardReading) -> None:
        card = reading.card
        if card is None:
            self._left_out(plugin, folder, reading.faults)
        elif (taken := self._found.get(card.id)) is None:
            self._found[card.id] = Shelf(card)
        elif taken.card.folder.resolve() != folder.resolve():
            first, second = _whose(taken.card.plugin, taken.card.folder), _whose(plugin, folder)
            self.log.add(plugin, "library.module-twice", module=card.id, first=first, second=second)

    def _left_out(self, plugin: str, folder: Path, faults: Sequence[Fault]) -> None:
        if not folder.is_dir():
            self.log.add(plugin, "library.no-folder", folder=str(folder))
            return
        for fault in (each for each in faults if each.severity == "error"):
            place = f"{fault.file}:{fault.line}" if fault.line else fault.file or str(folder)
            self.log.add(plugin, "library.left-out", detail=str(folder), file=place, what=fault.what, mend=fault.mend)

    def _note_missing_requirements(self) -> None:
        for shelf in self.by_id.values():
            for id in shelf.card.requires:
                if id not in self.by_id:
                    self.log.add(
                        shelf.card.plugin,
                        "library.requires",
                        severity="warning",
                        module=shelf.card.id,
                        required=id,
                    )


def _whose(plugin: str, folder: Path) -> str:
    return f"{plugin} ({folder})"
