"""matching: give each row the choice that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from learnenv import (
    Answer,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    Mark,
    Message,
    Option,
    Place,
    Samples,
    Text,
    read_spec,
)
from learnenv.exercise_types.checks import bad_ids, no_feedback, refuse, same_texts, too_few, unknown_id
from learnenv.exercise_types.items import NO_TEXT, Item, as_options


@dataclass(frozen=True, slots=True)
class MatchingRow:
    """A row that wants a choice."""

    id: str
    """Your own short name for this row. Learners never see it. Keep it when you change the text."""
    text: Text
    """What the learner reads, in both languages."""
    right: str
    """Id of the choice that belongs to this row."""
    feedback: Text = NO_TEXT
    """What the learner reads when another choice was given to this row."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows and choices to match."""

    rows: tuple[MatchingRow, ...]
    """The rows. Every row gets one choice."""
    choices: tuple[Item, ...]
    """What can be given to a row, two or more. A choice may fit several rows, or none: then it is a distractor."""


def parse(data: Mapping[str, Any]) -> Matching:
    """Read the file's data."""
    spec = read_spec(Matching, data)
    choices = [choice.id for choice in spec.choices]
    faults = too_few(("rows",), len(spec.rows), 1) + too_few(("choices",), len(choices), 2)
    faults += bad_ids(("rows",), (row.id for row in spec.rows)) + bad_ids(("choices",), choices)
    faults += same_texts(("rows",), (row.text for row in spec.rows))
    faults += same_texts(("choices",), (choice.text for choice in spec.choices))
    for index, row in enumerate(spec.rows):
        faults += unknown_id(("rows", index, "right"), row.right, choices)
    refuse(faults)
    return spec


def form(spec: Matching) -> Form:
    """A place for every row."""
    rows = tuple(Option(row.id, row.text) for row in spec.rows)
    return (Place("match", rows, as_options(spec.choices), shuffle_places=True),)


def grade(spec: Matching, answer: Answer) -> Grade:
    """Right rows / rows."""
    given = answer["match"]
    marks = tuple(
        Mark("match", row.id, right, None if right else row.feedback or None)
        for row in spec.rows
        for right in (given[row.id] == row.right,)
    )
    right = sum(mark.right is True for mark in marks)
    count = len(marks)
    said = (Message("matching.right", {"right": right, "count": count}),) if right < count else ()
    return Grade(right / count, said, marks)


def samples(spec: Matching) -> Samples:
    """Every row its own choice, and every row another one."""
    right = {row.id: row.right for row in spec.rows}
    wrong = {row.id: next(each.id for each in spec.choices if each.id != row.right) for row in spec.rows}
    return Samples({"match": right}, {"match": wrong})


def advise(spec: Matching) -> Sequence[DataFault]:
    """Rows that say nothing when they are wrong."""
    return [no_feedback(("rows", index)) for index, row in enumerate(spec.rows) if not row.feedback]


MATCHING = ExerciseType("matching", Matching, parse, form, grade, samples, advise=advise)
