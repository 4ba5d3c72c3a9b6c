"""Small sound modules, written to disk, for tests and measurements."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

CHOICE = """
type: single-choice
title: {nl: Keuze, en: Choice}
prompt: {nl: Wat is goed?, en: What is right?}
hints:
  - {nl: Kijk nog eens., en: Look again.}
options:
  - id: yes-this
    text: {nl: Dit wel, en: This one}
    right: true
  - id: not-that
    text: {nl: Dat niet, en: Not that}
    right: false
    feedback: {nl: Dat is het omgekeerde., en: That is the opposite.}
explanation: {nl: Omdat het zo is., en: Because it is so.}
"""
TWO_TRIES = CHOICE + "tries: 2\npenalty: 0.25\n"
REFLECTION = """
type: reflection
title: {nl: Terugblik, en: Reflection}
prompt: {nl: Wat zag je?, en: What did you see?}
words: {min: 3, max: 200}
rubric:
  - id: own
    criterion: {nl: Eigen praktijk, en: Own practice}
    levels:
      - {nl: niet, en: none}
      - {nl: wel, en: some}
pass_points: 1
no_zero: true
example: {nl: Ik zag een mens wachten., en: I saw a person waiting.}
"""


def write_module(folder: Path, id: str, exercises: dict[str, str] | None = None, *, pages: int = 2) -> Path:
    """A module with its exercises on the first page; returns its folder."""
    exercises = {"choice": CHOICE, "reflection": REFLECTION} if exercises is None else exercises
    home = folder / id
    for name in ("lessons", "exercises"):
        (home / name).mkdir(parents=True, exist_ok=True)
    names = [f"page-{number}" for number in range(1, pages + 1)]
    (home / "module.yaml").write_text(_module(id, names, exercises), encoding="utf-8")
    for name, text in exercises.items():
        (home / "exercises" / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    for number, page in enumerate(names):
        fences = "\n\n".join(f"```{{learnenv}} {name}\n```" for name in exercises) if number == 0 else ""
        for language, word in (("nl", "Bladzijde"), ("en", "Sheet")):
            text = f"# {word} {number + 1}\n\n{word} {number + 1} van {id}.[^S01]\n\n{fences}\n"
            (home / "lessons" / f"{page}.{language}.md").write_text(text, encoding="utf-8")
    return home


def _module(id: str, pages: list[str], exercises: dict[str, str]) -> str:
    open_ones = [name for name, text in exercises.items() if "type: reflection" in text]
    makes = [f"  - exercise: {name}\n    title: {{nl: Verslag, en: Report}}" for name in open_ones]
    listed = indent("\n".join(f"- id: {page}\n  minutes: 5" for page in pages), "  ")
    head = dedent(f"""\
        id: {id}
        version: "1.0.0"
        title: {{nl: Module {id}, en: Module {id}}}
        summary: {{nl: Een kleine module., en: A small module.}}
        method: {{nl: Proberen, en: Trying}}
        minutes: 10
        outcomes:
          - {{nl: proberen, en: try}}
        sources:
          - id: S01
            title: Een bron
            url: https://example.org/
        authors: [learnenv]
        licence: CC-BY-4.0
        """)
    products = "produces:\n" + "\n".join(makes) + "\n" if makes else ""
    return f"{head}{products}pages:\n{listed}\n"
