"""What the files of a guides folder may hold. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class PathStepEntry:
    """One module on the path."""

    module: str
    """The id of the module. A module that is not installed is passed over."""
    why: Text
    """Why it comes here, in a sentence or two."""
    part: Text = NO_TEXT
    """Which part of the module to do, where it is not the whole."""
    pages: tuple[str, ...] = ()
    """The ids of the pages of that part: the step is done when they are, and takes as long as they do."""
    optional: bool = False
    """Whether the path can do without it."""


@dataclass(frozen=True, slots=True)
class PathFile:
    """A learning path: modules in an order that suits a kind of learner. The file's name is the path's id."""

    title: Text
    """What the path is called."""
    audience: Text
    """For whom it is."""
    summary: Text
    """Two sentences: what you do, and what you have at the end."""
    steps: tuple[PathStepEntry, ...]
    """The modules in order. A module may come twice, with another part."""
    order: int = 0
    """Where the path stands in the list: lower comes first, and equal ones are in the order of their file names."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One word of the trade."""

    id: str
    """A short name. Small letters, digits and hyphens. It is in the address of the term: keep it."""
    term: Text
    """The word, in both languages."""
    meaning: Text
    """What it means, in one to three sentences. Markdown."""
    forms: tuple[Text, ...] = ()
    """Other forms and other words, such as the plural: lessons that use them link to the term too."""
    modules: tuple[str, ...] = ()
    """The ids of the modules that explain it."""


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """The words of the trade."""

    terms: tuple[TermEntry, ...]
    """The terms; the order does not matter."""


@dataclass(frozen=True, slots=True)
class AdviceEntry:
    """One method that fits the problem."""

    module: str
    """The id of the module that teaches it."""
    why: Text
    """Why it fits, in a sentence."""


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """Something that teams say of their work."""

    id: str
    """A short name. Small letters, digits and hyphens."""
    says: Text
    """The problem as people would say it."""
    advice: tuple[AdviceEntry, ...]
    """The methods that help, the best first."""
    words: Text = NO_TEXT
    """Other words in which they may say it, with spaces between."""


@dataclass(frozen=True, slots=True)
class LimitEntry:
    """When not to use the method of a module."""

    module: str
    """The id of the module."""
    when_not: Text
    """When it is the wrong method, in a sentence."""


@dataclass(frozen=True, slots=True)
class ProblemsFile:
    """Problems with the methods that fit them, and when not to use a method."""

    problems: tuple[ProblemEntry, ...]
    """The problems; the order is that of the examples that are shown."""
    methods: tuple[LimitEntry, ...] = ()
    """For each method when not to use it."""
