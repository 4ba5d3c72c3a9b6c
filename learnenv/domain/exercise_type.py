"""An exercise type: data and four pure functions. Built-in types and those of plugins come in by the same door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from learnenv.domain.answer import Answer
from learnenv.domain.fault import DataFault
from learnenv.domain.form import Form
from learnenv.domain.module_page import PagePart, PagePicture
from learnenv.domain.text import Language, Words

SpecT = TypeVar("SpecT")
State: TypeAlias = Literal["wrong", "partial", "right", "needs-review"]

WRONG_BELOW = 1e-6
RIGHT_ABOVE = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Mark:
    """How one thing in an answer did: an option, an item, a cell (`item` empty: the field as a whole)."""

    field: str
    item: str = ""
    right: bool | None = None
    """None: nothing to say about right or wrong, only the feedback."""
    feedback: Words | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """What grading says. `fraction` is in [0, 1] and kept as it is; None: a person has to look at it first."""

    fraction: float | None
    feedback: tuple[Words, ...] = ()
    marks: tuple[Mark, ...] = ()
    passed: bool | None = None
    """Open work only: whether the learner's own rating reaches the bar. None: not rated yet."""

    @property
    def state(self) -> State:
        """Wrong, partial, right or needs-review, with Moodle's margins (question/engine/states.php)."""
        if self.fraction is None:
            return "needs-review"
        if self.fraction < WRONG_BELOW:
            return "wrong"
        return "right" if self.fraction > RIGHT_ABOVE else "partial"


@dataclass(frozen=True, slots=True)
class Samples:
    """A right and a wrong answer, so that every exercise ever written tests itself."""

    right: Answer
    wrong: Answer


@dataclass(frozen=True, slots=True)
class ExerciseType(Generic[SpecT]):
    """A kind of exercise. `spec` is the frozen dataclass that `parse` makes of the file's data; its annotations and
    field docstrings are also what editors and the reference show to authors."""

    name: str
    spec: type[SpecT]
    parse: Callable[[Mapping[str, Any]], SpecT]
    """File data (every scalar still text) -> spec. Raises ContentError with every fault it finds."""
    form: Callable[[SpecT], Form]
    """What the learner fills in."""
    grade: Callable[[SpecT, Answer], Grade]
    """Grade an answer that fits the form. Raises InvalidAnswer for what cannot be read yet."""
    samples: Callable[[SpecT], Samples]
    open: bool = False
    """Open work (a text, a canvas): done when submitted, kept as a product, its draft saved while typing."""
    solution: Callable[[SpecT], Answer] | None = None
    """The answer to show to who asks for it; without it the right sample is shown."""
    advise: Callable[[SpecT], Sequence[DataFault]] | None = None
    """What an author had better mend though it works: warnings, such as a wrong option without feedback."""
    rubric: Callable[[SpecT], tuple[str, ...]] | None = None
    """Open work: names of the fields of its form in which learners rate it themselves, and who reviews it too.
    `OneOf` with the lowest level first, or `ManyOf` with statements."""
    opens_with: Callable[[SpecT], Mapping[str, str]] | None = None
    """Open work: for a field by its name, "module/exercise/field" where the learner filled in the same before. As
    long as nothing is filled in here, the form opens with that."""
    vary: Callable[[SpecT, str], SpecT] | None = None
    """Numbers of their own for every learner: the spec with what follows from a seed filled in. The same seed gives
    the same spec, on every machine and in every later version, because answers are graded again from it. The form
    stays as it is: it is the same for everybody."""
    show: Callable[[SpecT, Answer | None, Language], Sequence[PagePart]] | None = None
    """What is seen between the prompt and the form: data, a picture. With the answer that was last checked, what it
    led to; without one (None), nothing that gives the right answer away."""
    play: Callable[[SpecT, Answer, Language, bool], PagePicture] | None = None
    """A picture above the form that follows it while it is filled in, so that one learns by playing. The answer is
    what was filled in so far: fields may be missing, and nothing says that they can be read. The last argument:
    whether an answer was checked before. Until then the picture gives nothing away. It is drawn many times in a
    minute, so it has to be quick: some milliseconds."""
