"""What comes of doing something in code: a grade that can be read, or an error of one line."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.language import Speech
from learnenv.services.answering import ExerciseView
from learnenv.services.feedback import feedback_markdown, feedback_state, headline


class NotebookError(Exception):
    """An expected error, in the reader's language. A notebook shows its one line and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer was graded. It is on record, unless its state is `invalid`."""

    state: str
    """right, partial, wrong, saved (open work), invalid (unreadable, nothing was used up) or error (broken)."""
    fraction: float | None
    """The part that is right, from 0 to 1; None where nothing is scored."""
    message: str
    feedback: str
    """Markdown."""
    attempts: int
    """Answers on record to this exercise, this one included."""

    @classmethod
    def of(cls, view: ExerciseView, words: Speech) -> Outcome:
        """What this view says of the answer that it follows."""
        fraction = view.grade.fraction if view.grade and not view.trouble else None
        said = headline(view, words), feedback_markdown(view, words)
        return cls(feedback_state(view), fraction, *said, view.standing.attempts)

    @property
    def right(self) -> bool:
        """Whether all of it is right."""
        return self.state == "right"

    def __repr__(self) -> str:
        return f"{self.message}\n\n{self.feedback}"

    def _repr_markdown_(self) -> str:
        return f"**{self.message}**\n\n{self.feedback}"
