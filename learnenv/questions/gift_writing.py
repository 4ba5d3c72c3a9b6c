"""What every exercise needs on its way to GIFT: its texts in one language and format, and what gets lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from learnenv import Exercise, Language, Text
from learnenv.questions.escaping import outside_code, without_code
from learnenv.questions.gift_signs import escaped
from learnenv.questions.losses import Losses, Skip
from learnenv.questions.source import visible
from learnenv.questions.texts import Format, Rich, to_markdown, to_plain

_SOURCE = re.compile(r"[ \t]?(?<!\\)\[\^[^\[\]\s]{1,60}\]")
_LIKE_HTML = re.compile(r"(?<!\\)<(?!https?:|mailto:|[^\s<>@]+@)[A-Za-z/!?][^<>]*>")
"""What we show as it stands, and Moodle takes for a tag."""
_IMAGE = re.compile(r"(?<!\\)!\[(?:\\.|[^\[\]\\])*\]\(")


@dataclass(slots=True)
class Writing:
    """One exercise that is being written."""

    exercise: Exercise
    language: Language
    losses: Losses
    tags: list[str] = field(default_factory=list)
    """How the exercise was set, for when it comes back."""

    def __post_init__(self) -> None:
        self._note_what_stays_behind()

    @property
    def format(self) -> Format:
        """The format of the prompt. Left out where its words read the same without one."""
        return _words_in(self._clean(self.exercise.prompt), "moodle")[0]

    def text(self, text: Text) -> str:
        """A text in the language that is written; in the other one if it has no other."""
        said = text.nl if self.language == "nl" else text.en
        if not said.strip() and text:
            self.losses.add("questions.other-language")
        return visible(said if said.strip() else text.get(self.language)).strip()

    def prompt(self) -> str:
        """The question itself."""
        return _marked(self._clean(self.exercise.prompt), "moodle")

    def markdown(self, text: Text) -> str:
        """Feedback."""
        return _marked(self._clean(text), self.format)

    def plain(self, text: Text) -> str:
        """An option or another text that is never formatted. What begins like a format or a weight gets a format."""
        said = self.text(text)
        same = not said.startswith(("[", "%")) and to_plain(Rich(said, self.format), Losses()) == said
        return escaped(said) if same else f"[plain]{escaped(said)}"

    def feedback(self, text: Text) -> str:
        """Feedback behind an answer; nothing if there is none."""
        said = self.markdown(text)
        return f"#{said}" if said else ""

    def general(self) -> str:
        """Feedback whatever the answer, or the explanation, which Moodle shows there too."""
        said = self._clean(self.exercise.feedback.general)
        explanation = self._clean(self.exercise.explanation)
        if explanation and said:
            self.losses.add("questions.explanation-moved")
        elif explanation:
            self.tags.append("learnenv-explanation")
        both = "\n\n".join(each for each in (said, explanation) if each)
        return _marked(both, self.format)

    def no_more_feedback(self, *states: str) -> None:
        """Note feedback by state that has no place with this type."""
        lost = [state for state in states if getattr(self.exercise.feedback, state)]
        if lost:
            self.losses.add("questions.feedback-lost", states=", ".join(lost))

    def _clean(self, text: Text) -> str:
        """Markdown without what cannot leave the module."""
        said = self.text(text)
        words = without_code(said)
        if _SOURCE.search(words):
            self.losses.add("questions.sources-lost")
            said = outside_code(lambda part: _SOURCE.sub("", part), said).strip()
        if _IMAGE.search(words):
            self.losses.add("questions.image-stays")
        if found := _LIKE_HTML.search(words):
            self.losses.add("questions.html-hidden", tag=found[0][:40])
        return said

    def _note_what_stays_behind(self) -> None:
        exercise = self.exercise
        if exercise.hints:
            self.losses.add("questions.hints-lost", count=len(exercise.hints))
        set_ = {
            "tries": bool(exercise.tries),
            "penalty": bool(exercise.penalty),
            "hint_penalty": bool(exercise.hint_penalty),
            "required": not exercise.required,
        }
        if lost := [name for name, is_set in set_.items() if is_set]:
            self.losses.add("questions.settings-lost", fields=", ".join(lost))
        if not exercise.prompt or not exercise.title:
            raise Skip("questions.no-text")


def _words_in(said: str, usual: Format) -> tuple[Format, str]:
    """The usual format if the text can be written in it, else Markdown; and the text in that format. Moodle's own
    Markdown does not know every backslash of ours."""
    words = re.sub(r"\\([!-/:-@\[-`{-~\n])", r"\1", said)
    html = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for each in (said, html):
        if to_markdown(Rich(each, usual), Losses()) == said:
            return usual, each
    return "markdown", said


def _marked(said: str, usual: Format) -> str:
    """The text with its format in front, where that is needed."""
    format_, words = _words_in(said, usual)
    needed = words and (format_ != usual or words.startswith("["))
    return f"[{format_}]{escaped(words)}" if needed else escaped(words)
