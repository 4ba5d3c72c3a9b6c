"""Library: the modules of all plugins, their cards at once and the rest of each when it is first opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from learnenv.domain.content import Exercise, LearningModule, ModuleCard
from learnenv.domain.errors import NotFound
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.text import Language
from learnenv.library.folders import register_folders
from learnenv.library.search import SearchIndex
from learnenv.plugins.manager import PluginProblem, Plugins
from learnenv.plugins.problems import ProblemLog
from learnenv.reader.module import CardReading, read_card, read_module

_LONGEST_ID = 61


@dataclass(slots=True)
class _Shelf:
    """One module's place: its card, and the whole module once it was read."""

    card: ModuleCard
    module: LearningModule | None = None
    lock: Lock = field(default_factory=Lock)


class Library:
    """What modules and exercise types there are. Made once at start; safe to use from many threads."""

    def __init__(self, plugins: Plugins, extra_folders: Sequence[Path] = ()) -> None:
        """Read every card. Modules of `extra_folders` come after those of the plugins that are there already."""
        register_folders(plugins, extra_folders)
        self._plugins = plugins
        self._log = ProblemLog()
        self.types: Mapping[str, ExerciseType[Any]] = MappingProxyType(
            {type_.name: type_ for _, type_ in plugins.exercise_types()}
        )
        """Exercise types by name."""
        self._shelves: dict[str, _Shelf] = {}
        for plugin, folder in dict.fromkeys((plugin, folder.absolute()) for plugin, folder in plugins.content()):
            with self._log.contain(plugin, "library.card-failed", folder=str(folder)):
                self._place(plugin, folder, read_card(folder, plugin))
        self._shelves = dict(sorted(self._shelves.items()))
        self._note_missing_requirements()
        self._index = SearchIndex(self.cards())

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What is wrong with plugins, and which modules are left out and why."""
        return (*self._plugins.problems, *self._log.problems)

    def types_by_plugin(self) -> tuple[tuple[str, ExerciseType[Any]], ...]:
        """Plugin name and exercise type, in the order of registration."""
        return self._plugins.exercise_types()

    def folders(self) -> tuple[tuple[str, Path], ...]:
        """Plugin name and folder of every module that was offered, also of those that are left out."""
        return self._plugins.content()

    def cards(self) -> tuple[ModuleCard, ...]:
        """The card of every module, sorted by id."""
        return tuple(shelf.card for shelf in self._shelves.values())

    def has(self, id: str) -> bool:
        """Whether there is a module with this id."""
        return id in self._shelves

    def card(self, id: str) -> ModuleCard:
        """A module's card. Raises NotFound."""
        return self._shelf(id).card

    def module(self, id: str) -> LearningModule:
        """A whole module, read at first use; many who open it at once wait for one reading. Raises NotFound."""
        shelf = self._shelf(id)
        if shelf.module is None:
            with shelf.lock:
                if shelf.module is None:
                    shelf.module = read_module(shelf.card, self.types)
        return shelf.module

    def exercise(self, ref: str) -> Exercise:
        """The exercise "module/exercise". Raises NotFound, also for one that is left out because of its faults."""
        module = self.module(ref.partition("/")[0])
        id = ref.partition("/")[2]
        if id not in module.exercises:
            if near := _near(id, module.exercises):
                raise NotFound("exercise.not-found.near", module=module.card.title, id=id, near=near)
            raise NotFound("exercise.not-found", module=module.card.title, id=id[:_LONGEST_ID])
        return module.exercises[id]

    def faults(self, id: str) -> tuple[Fault, ...]:
        """Everything that is wrong in a module's files; reads the whole module. Raises NotFound."""
        return self.module(id).faults

    def search(self, text: str, language: Language) -> tuple[ModuleCard, ...]:
        """Modules with every word of `text` in title, summary, method or outcomes; all of them for an empty text."""
        return self._index.find(text, language)

    def _shelf(self, id: str) -> _Shelf:
        if id not in self._shelves:
            if near := _near(id, self._shelves):
                raise NotFound("module.not-found.near", id=id, near=near)
            raise NotFound("module.not-found", id=id[:_LONGEST_ID])
        return self._shelves[id]

    def _place(self, plugin: str, folder: Path, reading: CardReading) -> None:
        card = reading.card
        if card is None:
            self._left_out(plugin, folder, reading.faults)
        elif (taken := self._shelves.get(card.id)) is None:
            self._shelves[card.id] = _Shelf(card)
        elif taken.card.folder.resolve() != folder.resolve():
            first, second = _whose(taken.card.plugin, taken.card.folder), _whose(plugin, folder)
            self._log.add(plugin, "library.module-twice", module=card.id, first=first, second=second)

    def _left_out(self, plugin: str, folder: Path, faults: Sequence[Fault]) -> None:
        if not folder.is_dir():
            self._log.add(plugin, "library.no-folder", folder=str(folder))
            return
        for fault in (each for each in faults if each.severity == "error"):
            place = f"{fault.file}:{fault.line}" if fault.line else fault.file or str(folder)
            self._log.add(
                plugin, "library.left-out", detail=str(folder), file=place, what=fault.what, mend=fault.mend
            )

    def _note_missing_requirements(self) -> None:
        for card in self.cards():
            for id in card.requires:
                if id not in self._shelves:
                    self._log.add(card.plugin, "library.requires", severity="warning", module=card.id, required=id)


def _whose(plugin: str, folder: Path) -> str:
    return f"{plugin} ({folder})"


def _near(id: str, known: Iterable[str]) -> str:
    """The name most like this one; empty if none is, or if it is far too long to be a slip of the pen."""
    near = get_close_matches(id, list(known), n=1) if len(id) <= _LONGEST_ID else []
    return near[0] if near else ""
