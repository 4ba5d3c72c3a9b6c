"""My data as Markdown that reads well: for a page that opens without the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from learnenv.domain.answer import Answer
from learnenv.domain.errors import NotFound
from learnenv.domain.form import Form
from learnenv.language import Speech
from learnenv.services.app import App
from learnenv.services.looks import title_of
from learnenv.services.my_data import COHORTS, DONE, SECTIONS, Entry, MyData
from learnenv.services.writing import answer_markdown, plain

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "you": ("created", "language", "asks_certainty", "recovery_code"),
    "account": ("login", "changed"),
    "sign-ins": ("issuer", "subject", "at"),
    COHORTS: ("name", "organisation"),
    "memberships": ("cohort", "name", "team", "joined", "left"),
    "roles": ("role", "scope", "scope_id", "at", "withdrawn"),
    "standings": ("ref", "tries", "best_score", "right", "last_at"),
    "events": ("at", "kind", "ref", "detail"),
    "bookmarks": ("module", "page", "at"),
    "shares": ("ref", "at", "withdrawn"),
    "reviews": ("ref", "at", "reviewer", "verdict", "points"),
    "conversation": ("ref", "at", "author", "text"),
    "attention": ("at", "reason", "ref", "until", "note"),
    "looks": ("at", "actor", "role", "what", "cohort", "ref"),
    DONE: ("at", "kind", "what", "ref", "cohort"),
    "sessions": ("created", "last_seen", "absolute_expires", "revoked"),
    "invites": ("role", "cohort", "created", "used_at", "created_by", "used_by"),
    "snippets": ("module", "title", "text"),
}
"""What the page shows of each section; the JSON file has the rest."""
_NAMED = frozenset(
    {
        *("language", "role", "scope", "kind", "verdict", "reason", "what"),
        *("actor", "author", "reviewer", "created_by", "used_by", "scope_id"),
    }
)
"""Columns whose values are the program's own short names, not anybody's words."""
_WRITTEN = ("answers", "drafts")
_ORDER = ("you", "account", "sign-ins", COHORTS, "memberships", "roles", *_WRITTEN, *SECTIONS.values(), DONE)


def my_data_markdown(app: App, data: MyData, words: Speech) -> str:
    """The whole page. Half a character, which no file can hold, becomes a question mark."""
    text = "\n\n".join(_Page(app, data, words).blocks()) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


class _Page:
    def __init__(self, app: App, data: MyData, words: Speech) -> None:
        self._app, self._data, self._words = app, data, words
        self._cohorts = {str(each["id"]): str(each["name"]) for each in data.sections[COHORTS]}
        self._values = words.texts("my-data.value.")

    def blocks(self) -> Iterator[str]:
        yield f"# {self._words.say('my-data.title')}"
        yield self._words.say("my-data.intro", at=self._data.made)
        for name in dict.fromkeys(_ORDER):
            entries = self._data.sections[name]
            if entries:
                yield f"## {self._words.say(f'my-data.section.{name}')}"
                yield from self._answers(entries) if name in _WRITTEN else (self._table(name, entries),)
        empty = [self._words.say(f"my-data.section.{name}") for name in _ORDER if not self._data.sections[name]]
        if empty:
            yield self._words.say("my-data.nothing", sections=tuple(dict.fromkeys(empty)))

    def _table(self, name: str, entries: Sequence[Entry]) -> str:
        columns = _COLUMNS[name]
        lines = ["| " + " | ".join(self._words.say(f"my-data.field.{column}") for column in columns) + " |"]
        lines.append("|" + " --- |" * len(columns))
        lines += [
            "| " + " | ".join(self._cell(column, each.get(column)) for column in columns) + " |" for each in entries
        ]
        return "\n".join(lines)

    def _answers(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Per exercise, in the order in which it was first answered, every version."""
        first = {ref: number for number, ref in reversed([*enumerate(str(each["ref"]) for each in entries)])}
        for ref, group in groupby(
            sorted(entries, key=lambda each: first[str(each["ref"])]), lambda each: each["ref"]
        ):
            yield f"### {self._title(str(ref))}"
            for each in group:
                yield self._head(each)
                answer = each["answer"]
                assert isinstance(answer, Mapping)
                yield self._answer(str(ref), answer)

    def _head(self, entry: Entry) -> str:
        at, score = entry["at"], entry.get("score")
        told = self._words.say("my-data.answered", at=at)
        return f"*{told}*" if not isinstance(score, float) else f"*{told}, {self._words.percent(score)}*"

    def _answer(self, ref: str, answer: Answer) -> str:
        """In the words of the exercise; as it was kept where the exercise is gone or has changed."""
        try:
            exercise = self._app.library.exercise(ref)
        except NotFound:
            fields: Form = ()
        else:
            fields = exercise.type.form(exercise.spec)
        if fields and {field.name for field in fields} >= answer.keys():
            return answer_markdown(fields, answer, self._words)
        return "\n\n".join(f"**{plain(name)}**\n\n{plain(str(value))}" for name, value in answer.items())

    def _cell(self, column: str, value: object) -> str:
        if value is None or value == "" or value == {}:
            return "–"
        if column == "cohort":
            return self._plain(self._cohorts.get(str(value), str(value)))
        if column in ("ref", "module", "page") and isinstance(value, str):
            return self._title(value) if column != "page" else self._plain(value)
        if isinstance(value, Mapping):
            return self._plain(", ".join(f"{name} {points}" for name, points in value.items()))
        if column == "best_score" and isinstance(value, float):
            return self._words.percent(value)
        if isinstance(value, datetime):
            return self._words.date_time(value)
        if isinstance(value, str):
            known = self._values if column in _NAMED else {}
            return self._plain(known.get(f"my-data.value.{value}", value))
        return self._plain(self._words.value(value))

    def _title(self, ref: str) -> str:
        return self._plain(title_of(self._app, ref).get(self._words.language))

    def _plain(self, text: str) -> str:
        return plain(text).replace("\n", " ").replace("\r", " ")
