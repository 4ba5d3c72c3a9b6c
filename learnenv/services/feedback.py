"""Feedback on an answer: what, why, and what to do, in words that teach."""

from __future__ import annotations

from collections.abc import Mapping

from learnenv.domain.certainty import certainty_mark
from learnenv.domain.exercise_type import Grade, Mark
from learnenv.domain.form import Field, ManyOf, OneOf, Option, Order, Place
from learnenv.language import Speech
from learnenv.services import answering
from learnenv.services.answering import ExerciseView
from learnenv.services.writing import answer_markdown, in_markdown, plain


def feedback_state(view: ExerciseView) -> str:
    """The kind of feedback there is: right, partial, wrong, saved, invalid or error; empty: none."""
    if view.trouble:
        return "error" if view.trouble.broken else "invalid"
    if view.grade is None or view.is_draft:
        return ""
    if view.exercise.type.open:
        return "saved"
    return view.grade.state


def headline(view: ExerciseView, words: Speech) -> str:
    """One plain sentence, also for who listens."""
    state = feedback_state(view)
    if state == "partial" and view.grade and view.grade.fraction is not None:
        return words.say("feedback.partial", percent=words.percent(view.grade.fraction))
    if state == "saved" and view.grade and view.grade.fraction is not None:
        return words.say("feedback.rated", percent=words.percent(view.grade.fraction))
    return words.say(f"feedback.{state}") if state else ""


def feedback_markdown(view: ExerciseView, words: Speech) -> str:
    """Feedback per option, in general, and what is on record, as Markdown. The headline stands beside the button."""
    parts: list[str] = []
    if view.trouble and view.trouble.problems:
        parts.append(_problems(view, words))
    elif view.grade:
        parts += _on_parts(view.grade, {field.name: field for field in view.drawing.form}, words)
        parts += [in_markdown(each, words) for each in view.grade.feedback]
        if view.grade.state == "right" and view.exercise.explanation:
            parts.append(view.exercise.explanation.get(words.language))
    parts.append(_sure(view, words))
    parts.append(_on_record(view, words))
    return "\n\n".join(part for part in parts if part)


def draft_note(view: ExerciseView, words: Speech) -> str:
    """That what stands in the form is kept, and that it is not handed in."""
    if view.attempt is None:
        return words.say("feedback.draft")
    return words.say("feedback.draft-over", at=words.date_time(view.attempt.at))


def hints_markdown(view: ExerciseView, words: Speech) -> str:
    """The hints that were asked for so far, by number; empty: none."""
    shown = view.exercise.hints[: view.standing.hints]
    lines = (f"**{words.say('hint.number', n=n)}** {hint.get(words.language)}" for n, hint in enumerate(shown, 1))
    return "\n\n".join(lines)


def solution_markdown(view: ExerciseView, words: Speech) -> str:
    """The answer, and why it is that."""
    said = answer_markdown(view.drawing.form, answering.solution(view.exercise), words)
    explanation = view.exercise.explanation.get(words.language)
    return f"**{words.say('solution.title')}**\n\n{said}\n\n{explanation}"


def led_by(name: str, said: str) -> str:
    """What is said of a part, after its name. A name can be a whole sentence, with a sign of its own at the end."""
    name = name.removesuffix(".")
    colon = "" if name.endswith(("?", "!", "…")) else ":"
    return f"**{plain(name)}**{colon} {said}"


def _on_parts(grade: Grade, fields: Mapping[str, Field], words: Speech) -> list[str]:
    """What is said of a named part is a line of a list; what is said of the answer as a whole stands by itself."""
    whole, lines = [], []
    for mark in grade.marks:
        if mark.feedback is None:
            continue
        name = _name(mark, fields.get(mark.field), words)
        said = in_markdown(mark.feedback, words)
        if name:
            lines.append(f"- {led_by(name, said)}")
        else:
            whole.append(said)
    return [*whole, *(["\n".join(lines)] if lines else [])]


def _name(mark: Mark, field: Field | None, words: Speech) -> str:
    options: tuple[Option, ...] = ()
    if isinstance(field, OneOf | ManyOf):
        options = field.options
    elif isinstance(field, Order | Place):
        options = field.items
    named = {option.id: option.text.get(words.language) for option in options}
    if mark.item in named:
        return named[mark.item]
    return field.label.get(words.language) if field else ""


def _problems(view: ExerciseView, words: Speech) -> str:
    """What is wrong per field; the form says it at the field too."""
    assert view.trouble is not None
    assert view.trouble.problems is not None
    labels = {field.name: field.label.get(words.language) for field in view.drawing.form}
    lines = []
    for name, problem in view.trouble.problems.problems.items():
        label = labels.get(name, "")
        said = in_markdown(problem, words)
        lines.append(f"- {led_by(label, said)}" if label else f"- {said}")
    return "\n".join(lines)


def _sure(view: ExerciseView, words: Speech) -> str:
    """How sure the learner was, beside how it went."""
    if view.grade is None or view.attempt is None or view.attempt.certainty is None or view.grade.fraction is None:
        return ""
    certainty = view.attempt.certainty
    mark = words.number(certainty_mark(view.grade.fraction, certainty))
    return words.say("certainty.said", level=words.say(f"certainty.level.{certainty}"), mark=mark)


def _on_record(view: ExerciseView, words: Speech) -> str:
    if view.trouble and not view.trouble.broken:
        return words.say("feedback.kept-as-draft")
    if view.attempt is None:
        return ""
    said = [words.say("feedback.saved-at", at=words.date_time(view.attempt.at))]
    if view.overtaken:
        said.append(words.say("feedback.overtaken"))
    if view.tries_left is not None:
        said.append(words.say("feedback.tries-left", count=view.tries_left))
    score = view.standing.best_score
    if view.standing.tries > 1 and score is not None and not view.exercise.type.open:
        said.append(words.say("feedback.best-counts", percent=words.percent(score)))
    if view.changed_since:
        said.append(words.say("feedback.changed-since"))
    return " ".join(said)
