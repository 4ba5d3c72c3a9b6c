"""Run every check, print what it finds, count."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from learnenv.cli.doctor import backups, database, network, plugins, versions
from learnenv.cli.doctor.finding import Finding
from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.settings import Settings, read_settings

_MARKS = {"good": ("ok", "green"), "doubtful": ("!", "yellow"), "bad": ("X", "bold red")}


def doctor(words: Speech, host: str, data: str, modules: Sequence[str]) -> int:
    """Print all findings; 1 if one of them is bad."""
    settings = read_settings(os.environ, host=host or None, data=data or None, modules=modules)
    screen = Screen(words)
    bad = doubts = 0
    for finding in findings(settings):
        mark, style = _MARKS[finding.state]
        screen.line(f"{mark:>3}  {words.say(finding.what)}", style if finding.state != "good" else "")
        if finding.detail:
            screen.line(f"     {finding.detail}", "dim")
        bad += finding.state == "bad"
        doubts += finding.state == "doubtful"
    if bad or doubts:
        problems = words.say("cli.count.problems", count=bad)
        screen.say("cli.doctor.sum", problems=problems, doubts=words.say("cli.count.doubts", count=doubts))
    else:
        screen.say("cli.doctor.well")
    return 1 if bad else 0


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything that is looked at, in the order in which it is told."""
    yield from versions.look()
    yield from database.look(settings)
    yield from backups.look(settings, datetime.now(UTC))
    yield from network.look(settings)
    yield from plugins.look(settings)
