"""Which plugins work, which do not and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from learnenv import bootstrap
from learnenv.cli.doctor.finding import Finding, bad, doubtful, good
from learnenv.settings import Settings


def look(settings: Settings) -> Iterator[Finding]:
    """One finding for all that work, one for every problem."""
    library = bootstrap.library(settings)
    names = sorted({card.plugin for card in library.cards()} | {name for name, _ in library.types_by_plugin()})
    yield good("cli.doctor.plugins", count=len(names), names=tuple(names))
    for problem in library.problems:
        make = bad if problem.severity == "error" else doubtful
        finding = make("cli.doctor.plugin-problem", plugin=problem.plugin, what=problem.what)
        yield replace(finding, detail=problem.detail)
