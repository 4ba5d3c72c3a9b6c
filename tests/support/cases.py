"""A module with the case of the authors' manual and a canvas to take a note into, written to disk for tests."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.modules import write_module

ROOT = Path(__file__).parents[2]
CANVAS = """
type: canvas
title: {nl: Mijn experiment, en: My experiment}
prompt: {nl: Vul je experiment in., en: Fill in your experiment.}
cells:
  - id: who
    title: {nl: Voor wie, en: For whom}
    example: {nl: Mensen die wachten, en: People who wait}
  - id: learned
    title: {nl: Wat ik leerde, en: What I learned}
    example: {nl: Eerst kijken, en: Look first}
    required: false
  - id: steps
    title: {nl: Stappen, en: Steps}
    kind: list
    example: [{nl: Kijken, en: Look}, {nl: Doen, en: Act}]
    required: false
checks:
  - cell: who
    at_least: 2
    feedback: {nl: Wees preciezer., en: Be more precise.}
"""
TRANSFER = """
transfer:
  prompt: {nl: Wat neem je hiervan mee?, en: What do you take from this?}
  exercise: my-experiment
  cell: learned
"""


def example_case() -> str:
    """The whole case that the authors' manual shows."""
    manual = (ROOT / "docs" / "authors" / "cases.md").read_text(encoding="utf-8")
    return str(re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)[0])


def write_case_module(folder: Path, id: str = "loket", case: str = "", transfer: str = TRANSFER) -> Path:
    """A module whose first page shows the canvas and whose second page shows the case `the-counter`."""
    home = write_module(folder, id, {"my-experiment": CANVAS})
    (home / "cases").mkdir(exist_ok=True)
    (home / "cases" / "the-counter.yaml").write_text((case or example_case()) + transfer, encoding="utf-8")
    for language in ("nl", "en"):
        lesson = home / "lessons" / f"page-2.{language}.md"
        text = lesson.read_text(encoding="utf-8")
        lesson.write_text(text + "\n```{learnenv} the-counter\n```\n", encoding="utf-8")
    return home
