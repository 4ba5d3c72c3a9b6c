"""What a learning module is made of, as values. Reading it from files is the reader's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from learnenv.domain.case import CaseStudy
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Language, Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; named in a text as [^id]."""

    id: str
    title: str
    author: str = ""
    year: str = ""
    url: str = ""
    licence: str = ""
    seen: Text = NO_TEXT
    """What of it was read, where that is not all."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a learner makes in a module and takes away: the answer to one open exercise."""

    exercise: str
    title: Text


@dataclass(frozen=True, slots=True)
class ReadyFeedback:
    """Feedback that the module brings for who reviews open work in it: to put in a message, and to change there."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """What the catalogue shows of a module: read from module.yaml alone."""

    id: str
    version: str
    title: Text
    summary: Text
    method: Text
    minutes: int
    outcomes: tuple[Text, ...]
    produces: tuple[Product, ...]
    pages: tuple[str, ...]
    """Ids of the pages in order."""
    folder: Path
    plugin: str
    requires: tuple[str, ...] = ()
    consumes: tuple[str, ...] = ()
    """Products of other modules, as "module/exercise", that open work in this one opens with."""
    picture: str = ""
    """File in the module's images folder; empty: a picture is drawn from the id."""
    picture_alt: Text = NO_TEXT
    authors: tuple[str, ...] = ()
    licence: str = ""
    mastery: float = 0.8
    """Mean score of the closed exercises from which a completed module is mastered."""
    feedback: tuple[ReadyFeedback, ...] = ()
    most_waiting: int = 0
    """Pieces of shared work that one learner can have waiting for a review here; 0: no limit."""


@dataclass(frozen=True, slots=True)
class ExerciseFeedback:
    """What to say by state, after the feedback on the answer itself."""

    right: Text = NO_TEXT
    partial: Text = NO_TEXT
    wrong: Text = NO_TEXT
    general: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, ready to draw and grade. `ref` is "module/exercise" and never changes."""

    ref: str
    type: ExerciseType[Any]
    spec: Any
    title: Text
    prompt: Text
    """Markdown."""
    fingerprint: str
    """Changes when anything changes that grading or reading depends on."""
    hints: tuple[Text, ...] = ()
    tries: int = 0
    """0: no limit."""
    penalty: float = 0.0
    """Taken off for every try used before."""
    hint_penalty: float = 0.0
    """Taken off for every hint shown before."""
    required: bool = True
    feedback: ExerciseFeedback = ExerciseFeedback()
    explanation: Text = NO_TEXT
    """Shown with the answer when the learner asks for it, and after a right answer."""
    certainty: bool = False
    """Ask every learner how sure they are; saying so stays optional."""

    @property
    def id(self) -> str:
        """The part of the ref after the slash."""
        return self.ref.partition("/")[2]

    @property
    def module(self) -> str:
        """The part of the ref before the slash."""
        return self.ref.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of Markdown."""

    markdown: str
    line: int = field(default=0, compare=False)
    """The line of its lesson file on which it begins, from 1; 0: not read from a file."""


@dataclass(frozen=True, slots=True)
class CodeHere:
    """Python that stands in a lesson: to read in a browser, to run in a notebook. It asks nothing."""

    code: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ExerciseHere:
    """The place in a lesson where an exercise is met."""

    exercise: str
    """Id within the module."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CaseHere:
    """The place in a lesson where a case study is met."""

    case: str
    """Id within the module."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MissingPart:
    """A part that cannot be shown because its file has faults; learners see that something is missing."""

    name: str
    line: int = field(default=0, compare=False)


Block: TypeAlias = Prose | CodeHere | ExerciseHere | CaseHere | MissingPart


@dataclass(frozen=True, slots=True)
class Page:
    """One lesson page in both languages."""

    id: str
    titles: Text
    minutes: int
    blocks: Mapping[Language, tuple[Block, ...]]
    sources: tuple[str, ...] = ()
    """Ids of the sources that the page names, in the order of naming."""

    def exercises(self) -> tuple[str, ...]:
        """Ids of the exercises met on this page, in order."""
        found: dict[str, None] = {}
        for language in LANGUAGES:
            for block in self.blocks.get(language, ()):
                if isinstance(block, ExerciseHere):
                    found.setdefault(block.exercise)
        return tuple(found)

    def cases(self) -> tuple[str, ...]:
        """Ids of the case studies met on this page, in order."""
        blocks = (block for language in LANGUAGES for block in self.blocks.get(language, ()))
        return tuple(dict.fromkeys(block.case for block in blocks if isinstance(block, CaseHere)))


@dataclass(frozen=True, slots=True)
class LearningModule:
    """A whole module. With faults, its sound part is here and works."""

    card: ModuleCard
    pages: tuple[Page, ...]
    exercises: Mapping[str, Exercise]
    """By id. A prediction within a case is one too; its id is "case.scene"."""
    sources: Mapping[str, Source]
    cases: Mapping[str, CaseStudy] = field(default_factory=dict)
    faults: tuple[Fault, ...] = field(default=())

    @property
    def id(self) -> str:
        """The module's id."""
        return self.card.id

    def page(self, id: str) -> Page | None:
        """The page with this id."""
        return next((page for page in self.pages if page.id == id), None)
