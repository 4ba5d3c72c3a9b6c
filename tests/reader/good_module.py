"""A small module in which nothing is wrong, written to a folder; a test then puts one thing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from learnenv import exercise_types
from learnenv.domain.content import LearningModule
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.reader.module import read_card, read_module

TYPES: Mapping[str, ExerciseType[Any]] = {kind.name: kind for kind in exercise_types.BUILT_IN}

MODULE = """\
id: klein-begin
version: "1.0.0"
title: {nl: Klein beginnen, en: Small start}
summary: {nl: Over kleine stappen., en: About small steps.}
method: {nl: Doetank, en: Doetank}
minutes: 20
outcomes:
  - {nl: Je kunt klein beginnen., en: You can start small.}
requires: []
produces:
  - exercise: schets
    title: {nl: Schets, en: Sketch}
picture: cover.svg
picture_alt: {nl: Een druppel, en: A drop}
pages:
  - id: waarom
    minutes: 8
  - id: hoe
    minutes: 12
sources:
  - id: S01
    title: Innoveren door professionals
    author: Jansen
    year: 2013
    url: https://example.org/innoveren
    licence: CC BY
  - id: S02
    title: Meten
authors: [learnenv]
licence: CC-BY-4.0
mastery: 0.8
"""

CHOICE = """\
type: single-choice
title: {nl: Eerste stap, en: First step}
prompt:
  nl: |
    Wat doe je **eerst**?
  en: |
    What do you do **first**?
hints:
  - {nl: Denk klein., en: Think small.}
tries: 3
penalty: 0.1
feedback:
  right: {nl: Mooi., en: Well done.}
shuffle: true
options:
  - id: proef
    text: {nl: Een proef, en: A trial}
    right: true
    feedback: {nl: "Zo leer je snel [^S02].", en: "You learn fast [^S02]."}
  - id: plan
    text: {nl: Een plan voor vijf jaar, en: A plan for five years}
    feedback: {nl: Dan leer je pas laat., en: You learn late.}
"""

NUMERIC = """\
type: numeric
title: {nl: Hoeveel, en: How many}
prompt: {nl: Hoeveel is 6 keer 7?, en: What is 6 times 7?}
value: 42
tolerance: 0
mistakes:
  - value: 13
    feedback: {nl: Je telde op., en: You added up.}
"""

REFLECTION = """\
type: reflection
title: {nl: Schets, en: Sketch}
prompt: {nl: Beschrijf je proef., en: Describe your trial.}
words: {min: 2, max: 50}
rubric:
  - id: klein
    criterion: {nl: Klein, en: Small}
    levels:
      - {nl: nee, en: no}
      - {nl: ja, en: yes}
pass_points: 1
"""

WHY_NL = """\
# Waarom klein

Wie klein begint, leert snel[^S01].

![Een druppel die spreidt](images/druppel.svg)

```{learnenv} eerste-stap
```

## Verder

- een punt
- nog een punt

| a | b |
| - | - |
| 1 | 2 |

```{learnenv} hoeveel
```

Tot slot.
"""
WHY_EN = WHY_NL.replace("Waarom klein", "Why small").replace("Tot slot.", "Finally.")
HOW_NL = "# Hoe dan\n\nMeet het[^S02], en lees[^S01].\n\n```{learnenv} schets\n```\n"
HOW_EN = HOW_NL.replace("Hoe dan", "How")

FILES: Mapping[str, str] = {
    "module.yaml": MODULE,
    "exercises/eerste-stap.yaml": CHOICE,
    "exercises/hoeveel.yaml": NUMERIC,
    "exercises/schets.yaml": REFLECTION,
    "lessons/waarom.nl.md": WHY_NL,
    "lessons/waarom.en.md": WHY_EN,
    "lessons/hoe.nl.md": HOW_NL,
    "lessons/hoe.en.md": HOW_EN,
    "images/cover.svg": "<svg/>",
    "images/druppel.svg": "<svg/>",
}


def write_good_module(folder: Path) -> Path:
    """Write it to `folder` and give the folder back."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put something wrong: the first `old` in the file becomes `new`."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder: Path, types: Mapping[str, ExerciseType[Any]] = TYPES) -> LearningModule:
    """The module in this folder."""
    card = read_card(folder, "test").card
    assert card is not None
    return read_module(card, types)


def keys(faults: tuple[Fault, ...]) -> list[str]:
    """What the faults say, by message key."""
    return [getattr(fault.what, "key", "") for fault in faults]
