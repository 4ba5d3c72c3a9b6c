"""What learnenv check found, for a person on the screen or as JSON for another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learnenv.cli.screen import Screen, short
from learnenv.domain.fault import Fault
from learnenv.language import Speech
from learnenv.reader.check import render

_STYLES = {"error": "", "warning": "yellow", "hint": "dim"}


def on_screen(screen: Screen, faults: Sequence[Fault], modules: int) -> None:
    """Print each one with its line and its mend, and then how many there are."""
    for fault in faults:
        if fault.file:
            screen.line(render(fault, screen.speech.say), _STYLES[fault.severity])
        else:
            _of_no_file(screen, fault)
        screen.line()
    _sum(screen, faults, modules)


def to_json(words: Speech, faults: Sequence[Fault], folders: Sequence[Path]) -> str:
    """One JSON object. Its shape is promised in docs/authors/checking.md: fields are added, never changed."""
    import json

    made = {
        "faults": [_plain(words, fault) for fault in faults],
        "counts": {severity: _count(faults, severity) for severity in _STYLES},
        "modules": [short(folder) for folder in folders],
    }
    return json.dumps(made, ensure_ascii=True, indent=2)


def _plain(words: Speech, fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "width": fault.width if fault.line else 0,
        "severity": fault.severity,
        "code": fault.code,
        "what": words.say(fault.what),
        "mend": words.say(fault.mend),
        "excerpt": fault.excerpt,
    }


def _of_no_file(screen: Screen, fault: Fault) -> None:
    screen.say(fault.what)
    if fault.excerpt:
        screen.line(f"    {fault.excerpt}", "dim")


def _sum(screen: Screen, faults: Sequence[Fault], count: int) -> None:
    say = screen.speech.say
    modules = say("cli.count.modules", count=count)
    if not faults:
        screen.say("cli.check.well", style="green", modules=modules)
        return
    errors = say("cli.count.errors", count=_count(faults, "error"))
    warnings = say("cli.count.warnings", count=_count(faults, "warning"))
    hints = say("cli.count.hints", count=_count(faults, "hint"))
    screen.say("cli.check.sum", errors=errors, warnings=warnings, hints=hints, modules=modules)


def _count(faults: Sequence[Fault], severity: str) -> int:
    return sum(fault.severity == severity for fault in faults)
