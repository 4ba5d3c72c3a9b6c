"""What every exercise file may hold, whatever its type. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """What to say by how the answer did, after the feedback on the answer itself. Markdown."""

    right: Text = NO_TEXT
    partial: Text = NO_TEXT
    wrong: Text = NO_TEXT
    general: Text = NO_TEXT


NO_FEEDBACK = FeedbackEntry()


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """The fields that all exercises share."""

    type: str
    """The name of the exercise type, such as single-choice."""
    title: Text
    """A short name, used in lists and reports."""
    prompt: Text
    """What the learner is asked. Markdown."""
    hints: tuple[Text, ...] = ()
    """Shown one by one to who asks for them. Markdown."""
    tries: int = 0
    """How often it may be answered; 0 is without limit."""
    penalty: float = 0
    """Taken off the score for each try before, 0 to 1."""
    hint_penalty: float = 0
    """Taken off the score for each hint shown before, 0 to 1."""
    required: bool = True
    """Whether the page is done only when this is."""
    feedback: FeedbackEntry = NO_FEEDBACK
    explanation: Text = NO_TEXT
    """Shown with the answer to who asks for it, and after a right answer. Markdown."""
