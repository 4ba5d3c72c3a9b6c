"""A case study as values: scenes with facts, choices that lead on, variables that choices change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.text import Text

NO_TEXT = Text()
Sign: TypeAlias = Literal["<", "<=", "==", "!=", ">=", ">"]
Values: TypeAlias = Mapping[str, int]
"""What each variable is now, by its id."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One variable against a number, such as trust >= 2."""

    variable: str
    sign: Sign
    number: int

    def holds(self, values: Values) -> bool:
        """Whether it is so with these values."""
        value = values[self.variable]
        match self.sign:
            case "<":
                return value < self.number
            case "<=":
                return value <= self.number
            case "==":
                return value == self.number
            case "!=":
                return value != self.number
            case ">=":
                return value >= self.number
            case ">":
                return value > self.number


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives, of which one must hold; of an alternative every comparison must."""

    any_of: tuple[tuple[Comparison, ...], ...] = ()
    """Empty: it always holds."""

    def holds(self, values: Values) -> bool:
        """Whether it is so with these values."""
        return not self.any_of or any(all(each.holds(values) for each in every) for every in self.any_of)

    def __bool__(self) -> bool:
        """Whether there is anything to hold at all."""
        return bool(self.any_of)


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity that choices change, always within its bounds."""

    id: str
    title: Text
    start: int
    least: int
    most: int

    def within(self, value: int) -> int:
        """The value, or the bound that it went past."""
        return min(self.most, max(self.least, value))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a choice does to a variable: adds to it (`sets` false), or makes it a number (`sets` true)."""

    variable: str
    number: int
    sets: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one can do in a scene."""

    id: str
    text: Text
    """Markdown."""
    to: str
    """The id of the scene that it leads to."""
    feedback: Text = NO_TEXT
    """What comes of it, shown on the way to the next scene. Markdown."""
    points: int = 0
    """What it adds to the score; never below 0."""
    effects: tuple[Effect, ...] = ()
    when: Condition = ALWAYS
    """Offered only when this holds."""
    real: bool = False
    """What the people of the case really did."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that stands after the reveal, shown when its condition holds. Markdown."""

    when: Condition
    text: Text


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment in a case. Without choices it is an end."""

    id: str
    title: Text
    text: Text
    """Markdown."""
    choices: tuple[Choice, ...] = ()
    asides: tuple[Aside, ...] = ()
    predict: str = ""
    """Id of the exercise that asks for a prediction first; it is "case.scene". The rest of the scene waits for it."""
    reveal: Text = NO_TEXT
    """What really happened, shown after the prediction, or at once where there is none. Markdown."""
    when: Condition = ALWAYS
    """Who comes here while this does not hold, goes to `otherwise`."""
    otherwise: str = ""

    @property
    def is_end(self) -> bool:
        """Whether the case ends here."""
        return not self.choices

    def choice(self, id: str) -> Choice | None:
        """The choice with this id."""
        return next((each for each in self.choices if each.id == id), None)


@dataclass(frozen=True, slots=True)
class Transfer:
    """What the learner takes along into work of their own: a note for one cell of a canvas."""

    prompt: Text
    """Markdown."""
    exercise: str
    """Id of the canvas in the same module."""
    cell: str
    """Id of the cell, of kind text or list."""


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """A whole case. `ref` is "module/case" and never changes; the first scene is where it begins."""

    ref: str
    title: Text
    summary: Text
    minutes: int
    scenes: tuple[Scene, ...]
    fingerprint: str
    """Changes when anything changes that a learner reads or that decides where a choice leads."""
    variables: tuple[Variable, ...] = ()
    transfer: Transfer | None = None
    required: bool = True
    sources: tuple[str, ...] = ()
    """Ids of the sources that its texts name, in the order of naming."""
    best: int = 0
    """The points of the best path that a learner can walk to an end."""

    @property
    def id(self) -> str:
        """The part of the ref after the slash."""
        return self.ref.partition("/")[2]

    @property
    def module(self) -> str:
        """The part of the ref before the slash."""
        return self.ref.partition("/")[0]

    def scene(self, id: str) -> Scene | None:
        """The scene with this id."""
        return next((each for each in self.scenes if each.id == id), None)

    def start_values(self) -> dict[str, int]:
        """What each variable is at the start."""
        return {each.id: each.start for each in self.variables}
