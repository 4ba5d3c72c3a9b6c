"""What import and export share: which format, which language, which folder, and files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from learnenv.cli.screen import Screen, short
from learnenv.domain.content import LearningModule
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.exchange import Exporter, Importer
from learnenv.domain.text import LANGUAGES, Language, Message
from learnenv.language import Speech
from learnenv.library import Library
from learnenv.library.folders import module_folders
from learnenv.plugins.manager import Plugins
from learnenv.plugins.problems import ProblemLog
from learnenv.reader.module import read_card, read_module

Format = TypeVar("Format", Importer, Exporter)
Result = TypeVar("Result")


class NotCarried(LearnenvError):
    """Questions cannot be brought in or out like this."""


def language_of(given: str, usual: Language) -> Language:
    """The language of the questions. Raises NotCarried."""
    for language in LANGUAGES:
        if given == language:
            return language
    if given:
        raise NotCarried("cli.carry.language", language=given, languages=LANGUAGES)
    return usual


def format_named(name: str, formats: Sequence[Format]) -> Format:
    """The format with this name. Raises NotFound with the name that was meant."""
    names = [each.name for each in formats]
    if name in names:
        return formats[names.index(name)]
    if near := get_close_matches(name.lower(), names, n=1):
        raise NotFound("cli.carry.format.near", name=name, near=near[0])
    raise NotFound("cli.carry.format", name=name, names=tuple(names))


def module_in(given: str) -> Path:
    """The one module folder that is meant: itself, or the only one in a package. Raises NotFound."""
    folder = Path(given).expanduser().absolute()
    if not folder.is_dir():
        raise NotFound("cli.carry.no-folder", folder=given)
    found = list(module_folders(folder))
    if not found:
        raise NotFound("cli.carry.no-module", folder=given)
    if len(found) > 1:
        raise NotFound("cli.carry.modules", folder=given, modules=tuple(short(each) for each in found[:10]))
    return found[0]


def module_named(library: Library, what: str) -> LearningModule:
    """The module with this id, or in this folder. Raises NotFound, and NotCarried if module.yaml has a fault."""
    if library.has(what) or not Path(what).expanduser().is_dir():
        return library.module(what)
    folder = module_in(what)
    card = read_card(folder, "").card
    if card is None:
        raise NotCarried("cli.carry.card", file=short(folder / "module.yaml"))
    return read_module(card, library.types)


def at_work(plugin: str, format_: str, work: Callable[[], Result]) -> Result:
    """What a format's own code gives; whatever it raises becomes one sentence that names its plugin: NotCarried."""
    log = ProblemLog()
    results: list[Result] = []
    with log.contain(plugin, "cli.carry.failed", plugin=plugin, format=format_, detail=""):
        results.append(work())
    for problem in log.problems:
        raise NotCarried("cli.carry.failed", plugin=plugin, format=format_, detail=problem.detail)
    return results[0]


def tell_problems(words: Speech, plugins: Plugins) -> None:
    """Say on standard error which plugins have a problem: their formats may be missing."""
    aside = Screen(words, error=True)
    for problem in plugins.problems:
        if problem.severity == "error":
            aside.say(Message("cli.check.plugin", {"plugin": problem.plugin, "what": problem.what}))


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that it is never there in part; one that is there keeps its rights. Raises NotCarried."""
    target = file.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotCarried("cli.carry.unwritable", file=short(file), reason=error.strerror or str(error)) from error
