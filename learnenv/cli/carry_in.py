"""learnenv import: questions that exist already become exercise files of a module, and a notebook a lesson."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from learnenv import bootstrap
from learnenv.cli.carry import (
    NotCarried,
    at_work,
    format_named,
    language_of,
    module_in,
    tell_problems,
    write_whole,
)
from learnenv.cli.carry_fences import with_fences
from learnenv.cli.carry_lesson import SUFFIXES, import_lesson
from learnenv.cli.carry_place import Placed, place, write_exercises
from learnenv.cli.carry_report import Report, import_as_json, import_on_screen
from learnenv.cli.screen import Screen
from learnenv.domain.errors import NotFound
from learnenv.domain.exchange import Carried, Importer
from learnenv.language import Speech
from learnenv.plugins.manager import Plugins
from learnenv.settings import read_settings

MOST_BYTES = 20_000_000


def import_(words: Speech, file: str, into: str, format_: str, lang: str, page: str, *, json: bool = False) -> int:
    """Bring in what can be kept and tell of every question; 1 if one was skipped. Raises LearnenvError, and nothing
    is written then."""
    if not file or not into:
        raise NotCarried("cli.import.what" if not file else "cli.import.into")
    language = language_of(lang, words.language)
    source = Path(file).expanduser()
    raw = _bytes_of(source, file)
    plugins = bootstrap.formats(read_settings(os.environ).plugins)
    if not format_ and source.name.lower().endswith(SUFFIXES):
        return import_lesson(words, raw, source, into, language, page, bootstrap.types(plugins), json=json)
    tell_problems(words, plugins)
    folder = module_in(into)
    plugin, importer = _importer(plugins, raw, source, format_)
    carried = at_work(plugin, importer.name, lambda: tuple(importer.read(raw, language)))
    if not carried:
        raise NotCarried("cli.import.nothing", file=file, format=importer.title)
    placed = place(carried, folder, language, bootstrap.types(plugins), lambda each: _origin(words, source, each))
    _write(folder, placed, page)
    report = Report(source, importer, language, folder, placed, page)
    if json:
        print(import_as_json(words, report))
    else:
        import_on_screen(Screen(words), report)
    return 1 if any(each.carried.fate == "skipped" for each in placed) else 0


def _bytes_of(source: Path, given: str) -> bytes:
    try:
        with source.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound("cli.import.no-file", file=given) from error
    except OSError as error:
        raise NotCarried("cli.import.unreadable", file=given, reason=error.strerror or str(error)) from error
    if len(raw) > MOST_BYTES:
        raise NotCarried("cli.import.too-large", file=given, most=MOST_BYTES // 1_000_000)
    return raw


def _importer(plugins: Plugins, raw: bytes, source: Path, name: str) -> tuple[str, Importer]:
    """The format that was named, or by which the file is named, or that it looks like. Raises NotFound."""
    known = plugins.importers()
    chosen = format_named(name, [each for _, each in known]) if name else None
    if chosen is None:
        named = [each for _, each in known if source.name.lower().endswith(each.suffixes)]
        looks = named or [each for plugin, each in known if at_work(plugin, each.name, partial(each.recognises, raw))]
        if not looks:
            raise NotFound("cli.import.unknown", file=source.name, names=tuple(each.name for _, each in known))
        chosen = looks[0]
    return next((plugin, each) for plugin, each in known if each is chosen)


def _origin(words: Speech, source: Path, carried: Carried) -> str:
    """What stands at the top of an exercise file: where it comes from, and what has no place of its own in it."""
    lines = [words.say("cli.import.origin", file=source.name, line=str(carried.line))]
    if carried.category:
        lines.append(words.say("cli.import.category", category=carried.category))
    if carried.id:
        lines.append(words.say("cli.import.id", id=carried.id))
    if carried.tags:
        lines.append(words.say("cli.import.tags", tags=", ".join(carried.tags)))
    return "\n".join(" ".join(line.split()) for line in lines)


def _write(folder: Path, placed: Sequence[Placed], page: str) -> None:
    """Write the exercises, and then the lessons that show them: a lesson never names what is not there."""
    lessons = with_fences(folder, page, [each.id for each in placed if each.id]) if page else {}
    write_exercises(folder, placed)
    for file, content in lessons.items():
        write_whole(file, content)
