"""Library: the modules of all plugins, their cards at once and the rest of each when it is first opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from learnenv.domain.case import CaseStudy
from learnenv.domain.content import Exercise, LearningModule, ModuleCard
from learnenv.domain.errors import NotFound
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.guide import Guide
from learnenv.domain.module_page import ModulePage, PageAsk, PagePart
from learnenv.domain.text import Language
from learnenv.library.folders import register_folders
from learnenv.library.full_text import FullText, Hit
from learnenv.library.guides import Guides
from learnenv.library.search import SearchIndex
from learnenv.library.shelves import Shelf, Shelves
from learnenv.plugins.manager import PluginProblem, Plugins, Registered
from learnenv.plugins.page import draw_page
from learnenv.reader.module import read_module

_LONGEST_ID = 61


class Library:
    """What modules and exercise types there are. Made once at start; safe to use from many threads."""

    def __init__(self, plugins: Plugins, extra_folders: Sequence[Path] = ()) -> None:
        """Read every card. Modules of `extra_folders` come after those of the plugins that are there already."""
        register_folders(plugins, extra_folders)
        self._plugins = plugins
        self.types: Mapping[str, ExerciseType[Any]] = MappingProxyType(
            {type_.name: type_ for _, type_ in plugins.exercise_types()}
        )
        """Exercise types by name."""
        self._guides = Guides(plugins.guides())
        self.read(plugins.content())

    def read(self, folders: Iterable[tuple[str, Path]]) -> None:
        """Read the cards of these folders, in place of what was there; with each comes the name of its plugin.

        Whoever is reading at this moment goes on with what they have; each module is read again when it is next
        opened.
        """
        shelves = Shelves(folders)
        shelves.note_pages_without_a_module(self._plugins.pages())
        self._shelves, self._log = shelves.by_id, shelves.log
        self._index = SearchIndex(self.cards())
        self._full_text = FullText(self)

    @property
    def plugins(self) -> tuple[Registered, ...]:
        """Every plugin that was found, with what brings it and which hooks it has."""
        return self._plugins.registered()

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What is wrong with plugins, and which modules are left out and why."""
        return (*self._plugins.problems, *self._log.problems, *self._guides.problems)

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

    def case(self, ref: str) -> CaseStudy:
        """The case study "module/case". Raises NotFound, also for one that is left out because of its faults."""
        module = self.module(ref.partition("/")[0])
        id = ref.partition("/")[2]
        if id not in module.cases:
            if near := _near(id, module.cases):
                raise NotFound("case.not-found.near", module=module.card.title, id=id, near=near)
            raise NotFound("case.not-found", module=module.card.title, id=id[:_LONGEST_ID])
        return module.cases[id]

    def pages(self, module: str) -> tuple[ModulePage, ...]:
        """The pages that plugins add to a module, in the order of registration."""
        return tuple(page for _, page in self._plugins.pages() if page.module == module)

    def draw(self, page: ModulePage, ask: PageAsk) -> tuple[PagePart, ...] | PluginProblem:
        """The parts of such a page, all of them sound; or what is wrong with it."""
        plugin = next((plugin for plugin, each in self._plugins.pages() if each is page), "")
        return draw_page(plugin, page, ask)

    def faults(self, id: str) -> tuple[Fault, ...]:
        """Everything that is wrong in a module's files; reads the whole module. Raises NotFound."""
        return self.module(id).faults

    def search(self, text: str, language: Language) -> tuple[ModuleCard, ...]:
        """Modules with every word of `text` in title, summary, method or outcomes; all of them for an empty text."""
        return self._index.find(text, language)

    def guide(self) -> Guide:
        """Learning paths, glossary and problems of all plugins together, read at first use."""
        return self._guides.guide

    def search_all(self, text: str, language: Language) -> tuple[Hit, ...]:
        """Where lessons, exercises, cases, terms and paths say this, the best first. At first use all is read."""
        return self._full_text.find(text, language)

    def warm(self) -> None:
        """Read everything that searching needs, so that nobody waits for it."""
        self._full_text.warm()

    def advise(self, text: str, language: Language) -> tuple[str, ...]:
        """Ids of the problems that are most like what somebody says of their work, the best first."""
        return self._full_text.problems(text, language)

    def _shelf(self, id: str) -> Shelf:
        if id not in self._shelves:
            if near := _near(id, self._shelves):
                raise NotFound("module.not-found.near", id=id, near=near)
            raise NotFound("module.not-found", id=id[:_LONGEST_ID])
        return self._shelves[id]


def _near(id: str, known: Iterable[str]) -> str:
    """The name most like this one; empty if none is, or if it is far too long to be a slip of the pen."""
    near = get_close_matches(id, list(known), n=1) if len(id) <= _LONGEST_ID else []
    return near[0] if near else ""
