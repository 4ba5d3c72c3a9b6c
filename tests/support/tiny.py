"""The smallest module there can be, for tests that need one: one page, one exercise, "yes" is right."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

FILES = {
    "module.yaml": """
        id: tiny
        version: "1.0.0"
        title: {nl: Klein, en: Tiny}
        summary: {nl: Om te proberen., en: To try out.}
        method: {nl: Geen, en: None}
        minutes: 5
        outcomes: [{nl: Je hebt het geprobeerd., en: You tried it.}]
        pages: [{id: first, minutes: 5}]
        authors: [learnenv]
        licence: CC-BY-4.0
        """,
    "lessons/first.nl.md": "# Eerste\n\n```{learnenv} sure\n```\n",
    "lessons/first.en.md": "# First\n\n```{learnenv} sure\n```\n",
    "exercises/sure.yaml": """
        type: single-choice
        title: {nl: Zeker, en: Sure}
        prompt: {nl: Werkt het?, en: Does it work?}
        options:
          - {id: "yes", text: {nl: Ja, en: "Yes"}, right: true}
          - {id: "no", text: {nl: Nee, en: "No"}, feedback: {nl: Kijk nog eens., en: Look again.}}
        """,
}


def write_tiny(folder: Path, **changes: str) -> Path:
    """Write the module into `folder`/tiny and return that. `changes`: file name without folder and ending -> text."""
    here = folder / "tiny"
    for name, text in FILES.items():
        file = here / name
        file.parent.mkdir(parents=True, exist_ok=True)
        stem = file.name.partition(".")[0]
        file.write_text(dedent(changes.get(stem, text)).lstrip(), encoding="utf-8")
    return here
