"""What every exercise file may hold, whatever its type. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """What to say after the answer, by how it did. It follows the feedback on the answer itself. Markdown."""

    right: Text = NO_TEXT
    """What to say after a right answer."""
    partial: Text = NO_TEXT
    """What to say after an answer that is right in part."""
    wrong: Text = NO_TEXT
    """What to say after a wrong answer."""
    general: Text = NO_TEXT
    """What to say after every answer."""


NO_FEEDBACK = FeedbackEntry()


@dataclass(frozen=True, slots=True)
class ExerciseFile:
    """An exercise: a question or task, and what to say about the answer."""

    type: str
    """The type of exercise. It decides which other fields there are."""
    title: Text
    """A short name in both languages, for lists and reports."""
    prompt: Text
    """The question or task, in both languages. Markdown."""
    hints: tuple[Text, ...] = ()
    """Hints, shown one by one to learners who ask for one. Markdown."""
    tries: int = 0
    """How often it may be answered. 0: as often as one likes."""
    penalty: float = 0
    """How much each earlier try takes off the score, from 0 to 1."""
    hint_penalty: float = 0
    """How much each hint that was shown takes off the score, from 0 to 1."""
    required: bool = True
    """Whether the page is only done when this exercise is."""
    feedback: FeedbackEntry = NO_FEEDBACK
    """What to say after the answer, by how it did. It follows the feedback on the answer itself."""
    explanation: Text = NO_TEXT
    """Why the answer is what it is. Shown after a right answer, and with the answer to who asks for it. Markdown."""
    certainty: bool = False
    """Whether everyone is asked how sure they are; saying so stays optional. Only where there is a right answer."""
