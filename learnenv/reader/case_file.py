"""What the file of a case study may hold. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class VariableEntry:
    """Something that choices change, such as trust, weeks left or budget. Learners see it."""

    id: str
    """A short name to use in `when` and `change`. Small letters, digits and hyphens."""
    title: Text
    """What learners read."""
    start: int = 0
    """What it is at the beginning."""
    min: int = 0
    """It never falls below this."""
    max: int = 10
    """It never rises above this."""


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """Something the learner can do in a scene."""

    id: str
    """Your own short name. Never shown. Keep it when you change the text: what learners chose is kept under it."""
    text: Text
    """What the learner reads. Plain text."""
    to: str
    """The id of the scene that comes next."""
    feedback: Text = NO_TEXT
    """What comes of it. Shown at the top of the next scene. Markdown."""
    points: int = 0
    """What the choice adds to the score, 0 or more."""
    change: dict[str, str] = field(default_factory=dict)
    """What it does to variables: "+1" adds, "-2" takes off, "5" makes it 5. For instance {trust: +1, weeks: -2}."""
    when: str = ""
    """Only offered when this holds, for instance: trust >= 2 and weeks > 0. `and` binds closer than `or`."""
    real: bool = False
    """Whether this is what really was done. Shown once the learner has chosen."""


@dataclass(frozen=True, slots=True)
class AsideEntry:
    """A text that stands after the reveal, always or only when a condition holds."""

    text: Text
    """What is shown then. Markdown."""
    when: str = ""
    """For instance: trust < 2. Left out: the text is always shown."""


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """One moment of the case. A scene without choices is an end."""

    id: str
    """A short name for `to`. Small letters, digits and hyphens."""
    title: Text
    """A few words; they stand in the map of the case as well."""
    text: Text
    """What is going on. Facts name their source, such as [^S01]. Markdown."""
    predict: dict[str, Any] = field(default_factory=dict)
    """Ask for a prediction before the rest is shown: `type`, `prompt` and the fields of that type of exercise. It is
    answered once, by who is right as by who is wrong, and gives no points."""
    reveal: Text = NO_TEXT
    """What really happened, shown after the prediction. Markdown."""
    also: tuple[AsideEntry, ...] = ()
    """Texts after the reveal, always shown or depending on variables."""
    choices: tuple[ChoiceEntry, ...] = ()
    """What the learner can do. None: the case ends here."""
    when: str = ""
    """Who comes here while this does not hold, goes to `otherwise` instead."""
    otherwise: str = ""
    """The id of the scene for who cannot enter this one."""


@dataclass(frozen=True, slots=True)
class TransferEntry:
    """What the learner takes along, at the end, into a canvas of their own."""

    prompt: Text
    """The question that turns the case into the learner's own work. Markdown."""
    exercise: str
    """The id of the canvas, in this module."""
    cell: str
    """The cell that the note is added to: one of kind text or list."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case study: scenes, what one can do in each, and where that leads. It begins in the first scene."""

    title: Text
    """A short name, used in lists and reports."""
    scenes: tuple[SceneEntry, ...]
    """The scenes, the first one first; the order of the others does not matter."""
    summary: Text = NO_TEXT
    """One or two sentences for the lesson in which the case is met. Markdown."""
    minutes: int = 0
    """How long it takes."""
    required: bool = True
    """Whether the page is done only when the learner has reached an end of this case."""
    variables: tuple[VariableEntry, ...] = ()
    """What choices change, if anything."""
    transfer: TransferEntry | None = None
    """What the learner takes along into their own work."""
