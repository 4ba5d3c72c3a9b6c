"""What became of every question, for a person on the screen or as JSON for another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learnenv.cli.carry_fences import fence
from learnenv.cli.carry_place import Placed
from learnenv.cli.screen import Screen, short
from learnenv.domain.exchange import Carried, Importer
from learnenv.domain.text import Language
from learnenv.language import Speech
from learnenv.reader.names import exercise_file

FATES = ("kept", "kept-with-loss", "skipped")
_STYLES = {"kept": "", "kept-with-loss": "yellow", "skipped": "red"}


@dataclass(frozen=True, slots=True)
class Report:
    """One import."""

    source: Path
    importer: Importer
    language: Language
    folder: Path
    placed: Sequence[Placed]
    page: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The exercises, new and known, each once."""
        return tuple(dict.fromkeys(each.id for each in self.placed if each.id))


def import_on_screen(screen: Screen, report: Report) -> None:
    """Print every question with its line, and in the end how many there are of each fate."""
    say = screen.speech.say
    for each in report.placed:
        carried = each.carried
        where = short(report.folder / exercise_file(each.id)) if each.id else f"«{carried.name}»"
        said = say(f"cli.carry.fate.{carried.fate}")
        there = f" ({say('cli.import.there')})" if each.there else ""
        screen.line(f"{report.source.name}:{carried.line}: {said}{there}: {where}", _STYLES[carried.fate])
        _reasons(screen, carried)
    screen.line()
    tell_counts(screen, [each.carried for each in report.placed])
    new = sum(bool(each.text) for each in report.placed)
    language = say(f"cli.carry.in.{report.language}")
    screen.say("cli.import.written", count=new, folder=short(report.folder), language=language)
    if report.ids and report.page:
        screen.say("cli.import.on-page", page=report.page)
    elif report.ids:
        screen.say("cli.import.paste")
        screen.line()
        screen.line("\n".join(map(fence, report.ids)).rstrip())


def tell_counts(screen: Screen, carried: Sequence[Carried], of: str = "questions") -> None:
    """Print how many questions or cells were kept, kept with loss and skipped."""
    say = screen.speech.say
    counts = {fate: sum(each.fate == fate for each in carried) for fate in FATES}
    screen.say(
        "cli.carry.counts",
        questions=say(f"cli.count.{of}", count=len(carried)),
        kept=counts["kept"],
        loss=counts["kept-with-loss"],
        skipped=counts["skipped"],
    )


def tell_losses(screen: Screen, carried: Sequence[Carried]) -> None:
    """Print every question that did not come along whole."""
    for each in carried:
        if each.fate != "kept":
            screen.line(f"{each.name}: {screen.speech.say(f'cli.carry.fate.{each.fate}')}", _STYLES[each.fate])
            _reasons(screen, each)


def import_as_json(words: Speech, report: Report) -> str:
    """One JSON object. Its shape is promised in docs/authors/questions.md: fields are added, never changed."""
    import json

    made = {
        "file": str(report.source),
        "format": report.importer.name,
        "language": report.language,
        "module": short(report.folder),
        "page": report.page,
        "counts": {fate: sum(each.carried.fate == fate for each in report.placed) for fate in FATES},
        "questions": [_plain(words, each) for each in report.placed],
        "fences": [fence(id) for id in report.ids],
    }
    return json.dumps(made, ensure_ascii=True, indent=2)


def _plain(words: Speech, placed: Placed) -> dict[str, Any]:
    carried = placed.carried
    return {
        "name": carried.name,
        "line": carried.line,
        "fate": carried.fate,
        "reasons": [words.say(reason) for reason in carried.reasons],
        "category": carried.category,
        "exercise": placed.id,
        "file": exercise_file(placed.id) if placed.id else "",
        "there": placed.there,
    }


def _reasons(screen: Screen, carried: Carried) -> None:
    for reason in carried.reasons:
        screen.line(f"    {screen.speech.say(reason)}")
