"""Answers, products and progress as Markdown: to read on a page, to print, to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from learnenv.domain.answer import Answer
from learnenv.domain.drawing import Drawing
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
from learnenv.domain.mastery import case_done, exercise_done
from learnenv.domain.progress import Standing
from learnenv.domain.text import Language, Message, Text, Words
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
        label, said = field.label.get(words.language), said_in(field, answer, words)
        parts.append(f"**{plain(label)}**\n\n{said}" if label else said)
    return "\n\n".join(parts)


def said_in(field: Field, answer: Answer, words: Speech) -> str:
    """What an answer says in one field, as Markdown; that there is nothing, where it says nothing."""
    value = answer.get(field.name)
    return _value(field, value, words) if value else f"*{words.say('writing.nothing')}*"


def form_markdown(drawing: Drawing, words: Speech) -> str:
    """What is to be filled in, to read where no form can be drawn. Choices stand as this learner sees them."""
    parts = []
    for field in drawing.fields(words.language):
        named = {key: [each["text"] for each in field[key]] for key in ("options", "items", "places") if key in field}
        lines = [f"**{plain(field['label'])}**"] if field["label"] else []
        lines += [plain(field["help"])] if field["help"] else []
        lines += ["\n".join(f"- {plain(text)}" for text in texts) for texts in named.values() if texts]
        parts += lines
    return "\n\n".join(parts)


def product_markdown(product: ProductView, words: Speech) -> str:
    """A product as a Markdown file."""
    return f"{product_head(product, words)}\n\n{answer_markdown(product.form, product.answer, words)}\n"


def product_head(product: ProductView, words: Speech) -> str:
    """What a product is called, and of which module, version and moment it is, as Markdown."""
    title = product.title.get(words.language)
    module = product.module.card.title.get(words.language)
    made = words.say("progress.version", n=product.version, at=words.date_time(product.made))
    return f"# {title}\n\n{words.say('writing.from', module=module)} {made}"


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
    """A table with a row per exercise and case of one module: done or not, best score, tries."""
    head = " | ".join(words.say(f"table.{name}") for name in ("exercise", "state", "score", "tries"))
    rows = [f"| {head} |", "| --- | --- | --- | --- |"]
    for page in view.module.pages:
        for id in page.exercises():
            if id in view.module.exercises:
                exercise = view.module.exercises[id]
                standing = standings.get(exercise.ref)
                rows.append(_row(exercise.title, exercise_done(exercise, standing), standing, words))
        for case in (view.module.cases[id] for id in page.cases() if id in view.module.cases):
            standing = standings.get(case.ref)
            rows.append(_row(case.title, case_done(standing), standing, words))
    return "\n".join(rows)


def _row(title: Text, done: bool, standing: Standing | None, words: Speech) -> str:
    state = "table.done" if done else "table.begun" if standing else "table.todo"
    score = standing.best_score if standing else None
    told = words.percent(score) if score is not None else "–"
    tries = str(standing.tries) if standing else "0"
    return f"| {plain(title.get(words.language))} | {words.say(state)} | {told} | {tries} |"


def _value(field: Field, value: Any, words: Speech) -> str:
    language = words.language
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
        case ShortText(format="date"):
            return _day(str(value), words)
        case ShortText() | LongText():
            return plain(str(value)).replace("\n", "  \n")
        case Table():
            return _table(field, value, language)
        case _:
            assert_never(field)


def _day(value: str, words: Speech) -> str:
    """A day in words, or as it was kept if it is none."""
    try:
        return words.date(date.fromisoformat(value))
    except ValueError:
        return plain(value)


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
