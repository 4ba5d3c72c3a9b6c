"""One exercise in a notebook: prompt, form, feedback and help, as in the browser; or answered in code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnenv.domain.progress import Certainty
from learnenv.notebook.cell import FormCell
from learnenv.notebook.desk import Desk, in_one_line, sit_down
from learnenv.notebook.given import in_ids
from learnenv.notebook.outcome import Outcome
from learnenv.notebook.pictures import as_address, with_pictures
from learnenv.services import answering, exercise_view
from learnenv.services.answering import ExerciseView
from learnenv.services.feedback import (
    draft_note,
    feedback_markdown,
    feedback_state,
    hints_markdown,
    solution_markdown,
)
from learnenv.services.form_props import form_props, picture_props, read_sent
from learnenv.services.showing import parts_markdown
from learnenv.services.writing import form_markdown, plain


def exercise(
    ref: str, *, learner: str = "", language: str = "", certainty: bool = False, prompt: bool = True
) -> ExerciseCell:
    """The exercise with this ref, such as "doetank-start/top-down-claim": draws itself in a cell.

    `language`: nl or en; else LEARNENV_LANGUAGE, else Dutch. `certainty`: ask how sure you are. `learner`: a name to
    keep your work under, else LEARNENV_LEARNER, JUPYTERHUB_USER, or the user of this machine; it proves nothing, so
    it keeps people's work apart and is no ground for marks. `prompt`: False where the text above the cell says
    already what is asked.
    """
    return ExerciseCell(ref, sit_down(learner, language, certainty=certainty), prompt=prompt)


class ExerciseCell(FormCell[ExerciseView]):
    """An exercise, drawn where it is shown."""

    name = "exercise"

    def __init__(self, ref: str, desk: Desk, *, prompt: bool = True) -> None:
        super().__init__(ref, desk)
        self._prompt = prompt

    def answer(self, value: object = None, /, *, certainty: Certainty | None = None, **fields: object) -> Outcome:
        """Answer without the form, and read how it went.

        `value`: of the only field, or a mapping of field names to values; fields can be given by name too. What is
        chosen is named by its id or as it is written. Raises NotebookError when there is no try left, or when the
        answer could not be saved.
        """
        with in_one_line(self.desk.words.language, handing_in=True), self._lock:
            given = in_ids(self._view.drawing.form, value, fields)
            self.desk = self.desk.now()
            self._problem = self._said = ""
            self._checks += 1
            self._submit(given, self._read().drawn_with, 0.0, certainty)
            self._publish()
            return Outcome.of(self._view, self.desk.words)

    def hint(self) -> str:
        """The next hint, or the last one again; "" where there is none."""
        with in_one_line(self.desk.words.language), self._lock:
            self._act("hint")
            self._publish()
            shown = self._view.exercise.hints[: self._view.standing.hints]
            return shown[-1].get(self.desk.words.language) if shown else ""

    def _do(self, event: str, content: Mapping[str, Any]) -> None:
        sent = read_sent(content)
        if event == "submit":
            self._submit(sent.value, sent.drawn_with, sent.seconds, sent.certainty)
        elif event == "draft":
            answering.save_draft(self.desk.app, self.desk.actor, self.ref, sent.value)
            self._note_draft(content)
        elif event == "act":
            self._act(str(content.get("name")))

    def _told(self, event: str, content: Mapping[str, Any]) -> None:
        if event != "play":
            super()._told(event, content)
            return
        with self._lock:
            drawn = exercise_view.picture(self._view, self.desk.words.language, read_sent(content).value)
            self.widget.send({"played": content.get("number"), "picture": picture_props(drawn)})

    def _submit(self, value: Mapping[str, Any], drawn_with: str, seconds: float, certainty: Certainty | None) -> None:
        self._view = answering.submit(
            self.desk.app,
            self.desk.actor,
            self.ref,
            value,
            drawn_with=drawn_with,
            seconds=seconds,
            front_end="notebook",
            certainty=certainty,
        )

    def _act(self, name: str) -> None:
        app, actor, words = self.desk.app, self.desk.actor, self.desk.words
        if name == "hint":
            number = answering.show_hint(app, actor, self.ref).hints
            hints = self._view.exercise.hints
            self._said = hints[number - 1].get(words.language) if 0 < number <= len(hints) else ""
        elif name == "solution":
            answering.show_solution(app, actor, self.ref)
            self._said = words.say("solution.title")
        self._view = self._read()

    def _read(self) -> ExerciseView:
        return answering.view(self.desk.app, self.desk.actor, self.ref)

    def _props(self) -> dict[str, Any]:
        view, words = self._view, self.desk.words
        open_work = view.exercise.type.open
        props = form_props(
            view,
            words,
            attempt=view.standing.attempts * 1000 + self._checks,
            problem=self._problem,
            readonly=view.tries_left == 0 or (view.standing.solution_shown and not open_work),
            keep=f"learnenv/{self.desk.actor.learner}/{self.ref}",
        )
        acts = [{"name": name, "label": label} for name, label in _acts(view, self.desk)]
        more = {"drafts": open_work, "draft_seq": self._draft_seq, "acts": acts, "play": bool(props["picture"])}
        return {**props, "text": dict(props["text"]), **more}

    def _text_above(self) -> str:
        exercise, language = self._view.exercise, self.desk.words.language
        prompt = [f"### {exercise.title.get(language)}", exercise.prompt.get(language)] if self._prompt else []
        shown = exercise_view.parts(self._view, language)
        parts = parts_markdown(shown, exercise.module, lambda _, part: as_address(part.svg))
        return with_pictures("\n\n".join([*prompt, *parts]), self.desk.app.library)

    def _text_below(self) -> str:
        view, words = self._view, self.desk.words
        kind = feedback_state(view)
        parts = [draft_note(view, words)] if view.is_draft and not kind else []
        if kind:
            parts.append(feedback_markdown(view, words))
        parts.append(hints_markdown(view, words))
        if view.standing.solution_shown and not view.exercise.type.open:
            parts.append(solution_markdown(view, words))
        return with_pictures("\n\n".join(filter(None, parts)), self.desk.app.library)

    def _in_words(self) -> str:
        words, drawn = self.desk.words, exercise_view.picture(self._view, self.desk.words.language)
        seen = [f"![{plain(drawn.alt)}]({as_address(drawn.svg)})"] if drawn else []
        return "\n\n".join([*seen, form_markdown(self._view.drawing, words), f"*{words.say('notebook.no-kernel')}*"])


def _acts(view: ExerciseView, desk: Desk) -> list[tuple[str, str]]:
    """Hints one by one, and the answer for who asks for it after a try."""
    exercise, standing, words = view.exercise, view.standing, desk.words
    if not exercise.type.open and (view.done or standing.solution_shown):
        return []
    acts = []
    left = len(exercise.hints) - standing.hints
    if left > 0:
        acts.append(("hint", words.say("hint.show", count=left)))
    if standing.tries > 0 and not exercise.type.open:
        acts.append(("solution", words.say("solution.show")))
    return acts
