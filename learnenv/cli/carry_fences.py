"""The fences that show exercises in a lesson, added at its end in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from learnenv.cli.carry import NotCarried
from learnenv.cli.screen import short
from learnenv.domain.errors import NotFound
from learnenv.domain.text import LANGUAGES
from learnenv.reader.guess import nearest
from learnenv.reader.lesson import FENCE, parse_lesson
from learnenv.reader.module import read_card
from learnenv.reader.names import lesson_file
from learnenv.reader.text_file import text_file


def fence(exercise: str) -> str:
    """What a lesson shows an exercise with."""
    return f"```{FENCE} {exercise}\n```\n"


def with_fences(folder: Path, page: str, exercises: Sequence[str]) -> dict[Path, bytes]:
    """The lesson files of a page as they will be, with the exercises that they do not show yet. Raises NotFound for
    a page that is not there in both languages, NotCarried for a lesson in which a fence would not be one."""
    card = read_card(folder, "").card
    pages = card.pages if card else ()
    if page not in pages:
        near = nearest(page, pages)
        raise NotFound("cli.import.page.near" if near else "cli.import.page", page=page, near=near, pages=pages)
    return dict(_with_fences(folder, lesson_file(page, language), exercises) for language in LANGUAGES)


def _with_fences(folder: Path, name: str, exercises: Sequence[str]) -> tuple[Path, bytes]:
    file = folder / name
    try:
        before = file.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("cli.import.no-lesson", file=short(file)) from error
    except OSError as error:
        raise NotCarried("cli.import.unreadable", file=short(file), reason=error.strerror or str(error)) from error
    shown = parse_lesson(text_file(name, before)).meetings()
    missing = [each for each in dict.fromkeys(exercises) if each not in shown]
    line_end = b"\r\n" if b"\r\n" in before else b"\n"
    blank = b"" if not before else line_end if before.endswith(b"\n") else line_end * 2
    added = "".join(f"\n{fence(each)}" for each in missing).removeprefix("\n")
    after = before + blank + added.encode().replace(b"\n", line_end) if missing else before
    if set(missing) - set(parse_lesson(text_file(name, after)).meetings()):
        raise NotCarried("cli.import.lesson-open", file=short(file))
    return file, after
