"""Answers, products and progress as Markdown: to read on a page, to print, to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, assert_never

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.form import (
    Field,
    Form,
    LongText,
    ManyOf,
    Number,
    OneOf,
    Option,
    Order,
    Place,
    ShortText,
    Table,
)
from learnenv.domain.mastery import exercise_done
from learnenv.domain.progress import Standing
from learnenv.domain.text import Language, Message, Words
from learnenv.language import Speech
from learnenv.services.learning import ModuleView
from learnenv.services.products import ProductView

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&])")
_AT_START = re.compile(r"(?m)^(\s*)([#+=-])")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)([.)])")
_INDENTED = re.compile(r"(?m)^[ \t]+")
_NAMED = re.compile(r":(?=[a-z_+-]+[:\[])")


def plain(text: str) -> str:
    """A learner's text inside Markdown: it reads as typed; none of it is markup, or an icon's name to Streamlit."""
    told = _ANYWHERE.sub(r"\\\1", _INDENTED.sub(lambda space: "\N{NO-BREAK SPACE}" * len(space[0]), text))
    told = _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", told))
    return _NAMED.sub(":\N{WORD JOINER}", told)


def in_markdown(said: Words, words: Speech) -> str:
    """Words on a page that reads Markdown: an author's text may be marked up, what fills our sentences may not."""
    if isinstance(said, Message):
        said = Message(said.key, {name: _unmarked(value) for name, value in said.values.items()})
    return words.say(said)


def _unmarked(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def answer_markdown(form: Form, answer: Answer, words: Speech) -> str:
    """An answer, field by field, in the learner's language."""
    parts = []
    for field in form:
        value = answer.get(field.name)
        label = field.label.get(words.language)
        said = _value(field, value, words.language) if value else f"*{words.say('writing.nothing')}*"
        parts.append(f"**{plain(label)}**\n\n{said}" if label else said)
    return "\n\n".join(parts)


def product_markdown(product: ProductView, words: Speech) -> str:
    """A product as a Markdown file."""
    title = product.title.get(words.language)
    module = product.module.card.title.get(words.language)
    made = words.say("progress.version", n=product.version, at=words.date_time(product.made))
    body = answer_markdown(product.form, product.answer, words)
    return f"# {title}\n\n{words.say('writing.from', module=module)} {made}\n\n{body}\n"


def progress_markdown(views: tuple[ModuleView, ...], standings: Mapping[str, Standing], words: Speech) -> str:
    """All progress as a Markdown file."""
    parts = [f"# {words.say('progress.title')}"]
    for view in views:
        done = words.say("card.done", done=view.progress.done, total=len(view.module.pages))
        parts.append(
            f"## {view.card.title.get(words.language)}\n\n{done}\n\n{module_markdown(view, standings, words)}"
        )
    return "\n\n".join(parts) + "\n"


def module_markdown(view: ModuleView, standings: Mapping[str, Standing], words: Speech) -> str:
    """A table with a row per exercise of one module: done or not, best score, tries."""
    head = " | ".join(words.say(f"table.{name}") for name in ("exercise", "state", "score", "tries"))
    rows = [f"| {head} |", "| --- | --- | --- | --- |"]
    for page in view.module.pages:
        for id in page.exercises():
            if id in view.module.exercises:
                exercise = view.module.exercises[id]
                rows.append(_row(exercise, standings.get(exercise.ref), words))
    return "\n".join(rows)


def _row(exercise: Exercise, standing: Standing | None, words: Speech) -> str:
    state = "table.done" if exercise_done(exercise, standing) else "table.begun" if standing else "table.todo"
    score = standing.best_score if standing else None
    told = words.percent(score) if score is not None else "–"
    tries = str(standing.tries) if standing else "0"
    return f"| {plain(exercise.title.get(words.language))} | {words.say(state)} | {told} | {tries} |"


def _value(field: Field, value: Any, language: Language) -> str:
    match field:
        case OneOf():
            return plain(_named(field.options, language).get(value, str(value)))
        case ManyOf():
            named = _named(field.options, language)
            return "\n".join(f"- {plain(named.get(each, each))}" for each in value)
        case Order():
            named = _named(field.items, language)
            return "\n".join(f"{number}. {plain(named.get(each, each))}" for number, each in enumerate(value, 1))
        case Place():
            items, places = _named(field.items, language), _named(field.places, language)
            pairs = ((items.get(item, item), places.get(place, place)) for item, place in value.items())
            return "\n".join(f"- {plain(item)} → {plain(place)}" for item, place in pairs)
        case Number():
            return plain(f"{value} {field.unit.get(language)}".strip())
        case ShortText() | LongText():
            return plain(str(value)).replace("\n", "  \n")
        case Table():
            return _table(field, value, language)
        case _:
            assert_never(field)


def _table(field: Table, rows: Any, language: Language) -> str:
    if len(field.columns) == 1:
        return "\n".join(f"- {_cell(row.get(field.columns[0].id, ''))}" for row in rows)
    head = " | ".join(plain(column.text.get(language)) for column in field.columns)
    lines = [f"| {head} |", "|" + " --- |" * len(field.columns)]
    for row in rows:
        lines.append("| " + " | ".join(_cell(row.get(column.id, "")) for column in field.columns) + " |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return plain(text).replace("\n", " ")


def _named(options: tuple[Option, ...], language: Language) -> dict[str, str]:
    return {option.id: option.text.get(language) for option in options}
