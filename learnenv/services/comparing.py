"""What changed between two versions of a filled-in form, as Markdown: what came is bold, what went is struck
through, and both are said in words too, for who listens or sees no difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from learnenv.domain.answer import Answer
from learnenv.domain.comparing import Change, Row, Run, Runs, compare_rows, compare_text
from learnenv.domain.form import Field, Form, LongText, ManyOf, Number, OneOf, Option, Order, Place, ShortText, Table
from learnenv.domain.text import Language
from learnenv.language import Speech
from learnenv.services.writing import plain


def comparison_markdown(form: Form, before: Answer, after: Answer, words: Speech) -> str:
    """Field by field what changed, and at the end which fields did not."""
    parts, same = [], []
    for field in form:
        label = field.label.get(words.language)
        rows = _rows(field, before.get(field.name), after.get(field.name), words.language)
        if all(row.change == "same" for row in rows):
            same += [label] if label else []
        else:
            told = _told(field, rows, words)
            parts.append(f"**{plain(label)}**\n\n{told}" if label else told)
    if not parts:
        return words.say("comparing.nothing")
    if same:
        parts.append(f"*{words.say('comparing.same', fields=[plain(each) for each in same])}*")
    return "\n\n".join(parts)


def _rows(field: Field, before: Any, after: Any, language: Language) -> tuple[Row, ...]:
    match field:
        case LongText() | ShortText():
            return compare_text(before or "", after or "")
        case Number():
            unit = field.unit.get(language)
            return compare_text(*(f"{value} {unit}".strip() if value else "" for value in (before, after)))
        case OneOf():
            return compare_rows(
                *([(_text(field.options, value, language),)] if value else [] for value in (before, after))
            )
        case ManyOf() | Order():
            options = field.options if isinstance(field, ManyOf) else field.items
            return compare_rows(
                *([(_text(options, each, language),) for each in value or ()] for value in (before, after))
            )
        case Place():
            return compare_rows(*(_placed(field, value or {}, language) for value in (before, after)))
        case Table():
            columns = [column.id for column in field.columns]
            return compare_rows(
                *([[row.get(id, "") for id in columns] for row in value or ()] for value in (before, after))
            )
        case _:
            assert_never(field)


def _placed(field: Place, value: Any, language: Language) -> list[tuple[str]]:
    return [
        (f"{_text(field.items, item, language)} → {_text(field.places, place, language)}",)
        for item, place in value.items()
    ]


def _text(options: Sequence[Option], id: str, language: Language) -> str:
    return next((option.text.get(language) for option in options if option.id == id), str(id))


def _told(field: Field, rows: Sequence[Row], words: Speech) -> str:
    if isinstance(field, Table) and len(field.columns) > 1:
        return _table(field, rows, words)
    lines = [_runs(row.cells[0], words) for row in rows]
    if isinstance(field, LongText | ShortText | Number | OneOf):
        return "\n\n".join(lines)
    return "\n".join(f"- {line}" for line in lines)


def _table(field: Table, rows: Sequence[Row], words: Speech) -> str:
    """In a row that came or went as a whole, the first column says so for all of it."""
    heads = [words.say("comparing.row"), *(plain(column.text.get(words.language)) for column in field.columns)]
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for row in rows:
        by_word = row.change == "changed"
        cells = [_runs(runs, words) if by_word else "".join(map(_marked, runs)) for runs in row.cells]
        lines.append(f"| {words.say(f'comparing.row.{row.change}')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _runs(runs: Runs, words: Speech) -> str:
    return " ".join(_named(run.change, words) + _marked(run) for run in runs)


def _named(change: Change, words: Speech) -> str:
    return "" if change == "same" else f"*{words.say(f'comparing.{change}')}* "


def _marked(run: Run) -> str:
    around = {"added": "**", "removed": "~~"}.get(run.change, "")
    return f"{around}{plain(run.text)}{around}"
