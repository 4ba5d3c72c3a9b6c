"""A case study in a notebook: walked with the same moves, on the same record, as in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from learnenv.domain.drawing import Drawing
from learnenv.domain.form import LongText
from learnenv.domain.text import Text
from learnenv.notebook.cell import FormCell
from learnenv.notebook.desk import Desk, in_one_line, sit_down
from learnenv.notebook.pictures import as_address, with_pictures
from learnenv.services import answering, casework
from learnenv.services.case_note import NoteView
from learnenv.services.case_picture import map_alt, map_picture
from learnenv.services.case_writing import (
    change_of,
    effect_markdown,
    outcome_markdown,
    path_markdown,
    prediction_markdown,
)
from learnenv.services.casework import CaseView
from learnenv.services.feedback import feedback_markdown, feedback_state
from learnenv.services.form_props import bare_props, form_props, read_sent
from learnenv.services.writing import plain

_NOTE = "note"


def case(ref: str, *, learner: str = "", language: str = "") -> CaseCell:
    """The case study with this ref, such as "krachtenveld/swimming-pool": walk it in a cell, from where you were.

    For `learner` and `language` see `exercise`.
    """
    return CaseCell(ref, sit_down(learner, language))


class CaseCell(FormCell[CaseView]):
    """A case, drawn where it is shown: where one is, a form with what one can do, and the way so far."""

    name = "case"

    def __init__(self, ref: str, desk: Desk) -> None:
        super().__init__(ref, desk)
        self._result: tuple[str, str] = ("", "")
        self._missed = False

    def choose(self, choice: str) -> CaseCell:
        """Make a choice without the form, by its id or as it is written."""
        language = self.desk.words.language
        with in_one_line(language, handing_in=True), self._lock:
            offered = {each.id: each.text.get(language).strip() for each in self._view.offered}
            id = next((id for id, text in offered.items() if choice.strip() in (id, text)), choice)
            self._move(lambda after: casework.choose(*self._mine, id, after, front_end="notebook"))
        return self

    def back(self) -> CaseCell:
        """Take the latest choice back."""
        with in_one_line(self.desk.words.language), self._lock:
            self._move(lambda after: casework.back(*self._mine, after, front_end="notebook"))
        return self

    def again(self) -> CaseCell:
        """Begin again."""
        with in_one_line(self.desk.words.language), self._lock:
            self._move(lambda after: casework.again(*self._mine, after, front_end="notebook"))
        return self

    @property
    def _mine(self) -> tuple[Any, Any, str]:
        return self.desk.app, self.desk.actor, self.ref

    def _move(self, move: Callable[[int], CaseView]) -> None:
        self._problem, self._checks = "", self._checks + 1
        self._view = move(self._view.number)
        self._publish()

    def _read(self) -> CaseView:
        return casework.view(*self._mine, front_end="notebook")

    def _do(self, event: str, content: Mapping[str, Any]) -> None:
        view, sent = self._view, read_sent(content)
        self._result, self._missed = ("", ""), False
        if event == "act":
            act = {"back": casework.back, "again": casework.again}.get(str(content.get("name")))
            if act:
                self._view = act(*self._mine, view.number, front_end="notebook")
        elif view.waits and view.prediction:
            self._predict(view.prediction.exercise.ref, event, content)
        elif view.walk.ended:
            self._note(event, content)
        elif event == "submit":
            self._choose(sent.value, sent.drawn_with)
        if self._view.place != view.place:
            self._said = self._view.walk.scene.title.get(self.desk.words.language)

    def _choose(self, value: Mapping[str, Any], number: str) -> None:
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            return
        choice = casework.choice_sent(*self._mine, value, self._view.place)
        self._missed = not choice
        if choice:
            self._view = casework.choose(*self._mine, choice, int(number), front_end="notebook")

    def _predict(self, ref: str, event: str, content: Mapping[str, Any]) -> None:
        sent, (app, actor, _) = read_sent(content), self._mine
        if event == "draft":
            answering.save_draft(app, actor, ref, sent.value)
            self._note_draft(content)
            return
        tried = answering.submit(
            app,
            actor,
            ref,
            sent.value,
            drawn_with=sent.drawn_with,
            seconds=sent.seconds,
            front_end="notebook",
            certainty=sent.certainty,
        )
        self._view = self._read()
        if tried.trouble and tried.trouble.problems:
            self._result = feedback_state(tried), feedback_markdown(tried, self.desk.words)

    def _note(self, event: str, content: Mapping[str, Any]) -> None:
        text = read_sent(content).value.get(_NOTE)
        typed = text if isinstance(text, str) else ""
        if event == "draft":
            casework.keep_note(*self._mine, typed)
            self._note_draft(content)
        elif event == "submit":
            self._view = casework.carry(*self._mine, typed, self._view.number, front_end="notebook")
            self._result = "saved", self.desk.words.say("case.note-added")

    # What is shown.

    def _props(self) -> dict[str, Any]:
        view, words = self._view, self.desk.words
        if view.waits and view.prediction:
            props = self._prediction_props(view)
        elif view.offered:
            props = self._choice_props(view)
        elif view.walk.ended and view.note:
            props = self._note_props(view, view.note)
        else:
            props = bare_props("", [], words, "")
        acts = ("back", "again") if view.walk.steps else ()
        return {**props, "acts": [{"name": name, "label": words.say(f"case.{name}")} for name in acts]}

    def _choice_props(self, view: CaseView) -> dict[str, Any]:
        words, label = self.desk.words, self.desk.words.say("case.choose")
        drawing = casework.choices_drawn(self.desk.app, self.desk.actor, view, Text(label, label))
        title, fields = view.walk.scene.title.get(words.language), drawing.fields(words.language)
        missing = words.say("answer.missing.choice") if self._missed else ""
        return {
            **bare_props(title, fields, words, "case.choose-button"),
            "result": self._shown("invalid" if missing else "", missing, drawing.form[0].name),
            "key": str(view.number),
            "keep": self._place("choice"),
        }

    def _prediction_props(self, view: CaseView) -> dict[str, Any]:
        assert view.prediction is not None
        props = form_props(
            view.prediction,
            self.desk.words,
            attempt=self._checks,
            problem=self._problem,
            readonly=False,
            keep=self._place(view.prediction.exercise.id),
        )
        result = self._shown(*self._result) if self._result[0] else props["result"]
        drafts = view.prediction.exercise.type.open
        return {
            **props,
            "text": dict(props["text"]),
            "result": result,
            "drafts": drafts,
            "draft_seq": self._draft_seq,
        }

    def _note_props(self, view: CaseView, note: NoteView) -> dict[str, Any]:
        words = self.desk.words
        label = words.say("case.note-label", cell=note.cell, canvas=note.canvas.title)
        fields = Drawing((LongText(_NOTE, Text(label, label), rows=4),), "").fields(words.language)
        return {
            **bare_props(words.say("case.note"), fields, words, "case.note-button"),
            "value": {_NOTE: note.text} if note.text else {},
            "result": self._shown(*self._result),
            "key": str(view.number),
            "keep": self._place(_NOTE),
            "drafts": True,
            "draft_seq": self._draft_seq,
        }

    def _place(self, name: str) -> str:
        return f"learnenv/{self.desk.actor.learner}/{self.ref}:{name}"

    def _shown(self, state: str, message: str, field: str = "") -> dict[str, Any] | None:
        """What the form says of what was handed in; of a problem before anything else."""
        state, message = ("error", self._problem) if self._problem else (state, message)
        if not state:
            return None
        invalid = {field: message} if field and state == "invalid" else {}
        return {"attempt": self._checks, "state": state, "message": message, "parts": [], "invalid": invalid}

    def _text_above(self) -> str:
        view, words, language = self._view, self.desk.words, self.desk.words.language
        scene = view.walk.scene
        parts = [f"## {view.case.title.get(language)}", self._news(view), self._values(view)]
        parts.append(f"### {scene.title.get(language)}\n\n{scene.text.get(language)}")
        if view.prediction:
            title, asked = words.say("case.prediction"), view.prediction.exercise.prompt.get(language)
            parts.append(f"#### {title}\n\n{asked}")
        if not view.waits:
            if view.prediction:
                parts.append(prediction_markdown(view.prediction, words))
            if scene.reveal:
                parts.append(f"#### {words.say('case.reveal')}\n\n{scene.reveal.get(language)}")
            parts += [each.text.get(language) for each in scene.asides if each.when.holds(view.walk.values)]
        if view.walk.ended and not view.waits:
            parts.append(outcome_markdown(view, words))
        if view.note:
            parts.append(f"### {words.say('case.note')}\n\n{view.note.prompt.get(language)}")
        return with_pictures("\n\n".join(filter(None, parts)), self.desk.app.library)

    def _news(self, view: CaseView) -> str:
        words = self.desk.words
        said = [words.say("case.moved-on")] if view.moved_on else []
        said += [words.say("case.edited")] if view.walk.orphans else []
        # One level down: here the case itself has the heading of a page's part.
        said.append(effect_markdown(view, words).replace("## ", "### ", 1))
        return "\n\n".join(filter(None, said))

    def _values(self, view: CaseView) -> str:
        lines = []
        for each in view.case.variables:
            scale = self.desk.words.say("case.scale", least=each.least, most=each.most)
            news = change_of(view, each)
            changed = f" *{news}*" if news else ""
            title = plain(each.title.get(self.desk.words.language))
            lines.append(f"- {title}: **{view.walk.values[each.id]}** ({scale}){changed}")
        return "\n".join(lines)

    def _text_below(self) -> str:
        view, words = self._view, self.desk.words
        problem = [self._problem] if self._problem else []
        drawn = f"![{plain(map_alt(view, words))}]({as_address(map_picture(view, words))})"
        told = [f"#### {words.say('case.map')}", drawn, f"*{words.say('case.map-key')}*"]
        return "\n\n".join([*problem, *told, path_markdown(view, view.map(), words)])

    def _in_words(self) -> str:
        words = self.desk.words
        offered = "\n".join(f"- {plain(each.text.get(words.language))}" for each in self._view.offered)
        return "\n\n".join(filter(None, [offered, f"*{words.say('notebook.no-kernel')}*"]))
