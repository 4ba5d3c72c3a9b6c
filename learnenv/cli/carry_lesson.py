"""learnenv import of a notebook or a MyST file: it becomes a lesson, and every cell is told of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from learnenv.cli.carry import NotCarried, module_in, write_whole
from learnenv.cli.carry_place import Placed, Types, place, slug, write_exercises
from learnenv.cli.carry_report import FATES, tell_counts
from learnenv.cli.screen import Screen, short
from learnenv.domain.errors import NotFound
from learnenv.domain.exchange import Carried
from learnenv.domain.text import Language
from learnenv.language import Speech, speech
from learnenv.notebook_files.lesson import lesson_of
from learnenv.notebook_files.prose import Here
from learnenv.notebook_files.reading import read_myst, read_notebook
from learnenv.reader.card import read_card_file
from learnenv.reader.names import exercise_file, is_id, lesson_file
from learnenv.reader.safe_markdown import picture_is_there

SUFFIXES = (".ipynb", ".md")
_STYLES = {"kept": "", "kept-with-loss": "yellow", "skipped": "red"}


@dataclass(frozen=True, slots=True)
class _Report:
    """One import of a lesson."""

    source: Path
    folder: Path
    page: str
    language: Language
    file: Path
    there: bool
    where: str
    """What counts the cells of this format: cell or line."""
    carried: Sequence[Carried]
    labs: Mapping[int, Placed]
    """By the place of the cell in the source."""


def import_lesson(
    words: Speech, raw: bytes, source: Path, into: str, language: Language, page: str, types: Types, *, json: bool
) -> int:
    """Write the lesson with its code labs and tell what became of every cell; 1 if one was skipped. Raises
    LearnenvError, and nothing is written then."""
    folder = module_in(into)
    is_notebook = source.suffix.lower() == ".ipynb"
    cells = read_notebook(raw) if is_notebook else read_myst(raw)
    card = read_card_file(folder, "").file
    here = Here({each.id for each in card.sources} if card else (), partial(picture_is_there, folder))
    made = lesson_of(cells, source.stem, speech(language), here)
    if not made.carried:
        raise NotCarried("cli.import.lesson.empty", file=source.name)
    id = page or slug(re.sub(r"^\d+-", "", source.name.partition(".")[0]))
    if not is_id(id):
        raise NotFound("cli.import.lesson.id", page=id)
    file, where = folder / lesson_file(id, language), "cell" if is_notebook else "line"
    placed = place(made.labs, folder, language, types, lambda lab: _origin(words, source, where, lab))
    new = made.text([each.id for each in placed]).encode("utf-8", "replace")
    there = _there(file, new)
    write_exercises(folder, placed)
    if not there:
        write_whole(file, new)
    labs = {each.carried.line: each for each in placed}
    carried = [_with_lab(each, labs.get(each.line)) for each in made.carried]
    report = _Report(source, folder, id, language, file, there, where, carried, labs)
    if json:
        print(_as_json(words, report))
    else:
        _on_screen(Screen(words), report)
    return 1 if any(each.fate == "skipped" for each in carried) else 0


def _origin(words: Speech, source: Path, where: str, lab: Carried) -> str:
    place = words.say(f"cli.import.lesson.{where}", number=str(lab.line))
    return words.say("cli.import.lab-origin", file=source.name, place=place)


def _with_lab(cell: Carried, lab: Placed | None) -> Carried:
    """A cell with what the checker said of the lab that was made of it, where it could be none."""
    if lab is None or lab.carried.fate != "skipped":
        return cell
    return replace(cell, fate="kept-with-loss", reasons=(*lab.carried.reasons, *cell.reasons))


def _there(file: Path, new: bytes) -> bool:
    """Whether this very lesson is there already. Raises NotCarried when another one is, and makes the folder."""
    try:
        file.parent.mkdir(exist_ok=True)
        if not file.exists():
            return False
        if file.read_bytes() == new:
            return True
    except OSError as error:
        raise NotCarried("cli.import.unreadable", file=short(file), reason=error.strerror or str(error)) from error
    raise NotCarried("cli.import.lesson.there", file=short(file))


def _on_screen(screen: Screen, report: _Report) -> None:
    say = screen.speech.say
    for each in report.carried:
        place = say(f"cli.import.lesson.{report.where}", number=str(each.line))
        said = say(f"cli.carry.fate.{each.fate}")
        screen.line(f"{report.source.name}, {place}: {said}: «{each.name}»", _STYLES[each.fate])
        for reason in each.reasons:
            screen.line(f"    {say(reason)}")
        if lab := _file_of(report, each):
            screen.line(f"    {say('cli.import.lesson.lab', file=short(report.folder / lab))}")
    screen.line()
    tell_counts(screen, report.carried, of="cells")
    screen.say("cli.import.lesson.known" if report.there else "cli.import.lesson.written", file=short(report.file))
    screen.say("cli.import.lesson.next", page=report.page)


def _file_of(report: _Report, cell: Carried) -> str:
    """The exercise file that a cell became; empty where it became none."""
    lab = report.labs.get(cell.line)
    return exercise_file(lab.id) if lab and lab.id else ""


def _as_json(words: Speech, report: _Report) -> str:
    """Like the report on questions, with cells in their place."""
    import json

    cells: list[dict[str, Any]] = [
        {
            "name": each.name,
            report.where: each.line,
            "fate": each.fate,
            "reasons": [words.say(reason) for reason in each.reasons],
            "lab": _file_of(report, each),
        }
        for each in report.carried
    ]
    made = {
        "file": str(report.source),
        "format": "notebook" if report.where == "cell" else "myst",
        "language": report.language,
        "module": short(report.folder),
        "page": report.page,
        "lesson": short(report.file),
        "counts": {fate: sum(each.fate == fate for each in report.carried) for fate in FATES},
        "cells": cells,
    }
    return json.dumps(made, ensure_ascii=True, indent=2)
