"""categorise: put each item in a category."""

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
from learnenv.exercise_types.checks import bad_ids, fault, no_feedback, refuse, same_texts, too_few, unknown_id
from learnenv.exercise_types.items import NO_TEXT, Item, as_options


@dataclass(frozen=True, slots=True)
class CategoryItem:
    """An item to put in a category."""

    id: str
    """Your own short name for this item. Learners never see it. Keep it when you change the text."""
    text: Text
    """What the learner reads, in both languages."""
    right: tuple[str, ...]
    """Ids of the categories that are right for this item: one, or several where more than one can be defended."""
    feedback: Text = NO_TEXT
    """What the learner reads when the item was put in another category."""


@dataclass(frozen=True, slots=True)
class Categorise:
    """Items to put in categories."""

    categories: tuple[Item, ...]
    """The categories, two or more, in the order in which learners see them."""
    items: tuple[CategoryItem, ...]
    """The items. Every item goes into one category."""


def parse(data: Mapping[str, Any]) -> Categorise:
    """Read the file's data."""
    spec = read_spec(Categorise, data)
    known = [category.id for category in spec.categories]
    faults = too_few(("categories",), len(known), 2) + too_few(("items",), len(spec.items), 1)
    faults += bad_ids(("categories",), known) + bad_ids(("items",), (item.id for item in spec.items))
    faults += same_texts(("categories",), (category.text for category in spec.categories))
    faults += same_texts(("items",), (item.text for item in spec.items))
    for index, item in enumerate(spec.items):
        faults += too_few(("items", index, "right"), len(item.right), 1)
        for number, id in enumerate(item.right):
            faults += unknown_id(("items", index, "right", number), id, known)
    if not faults and not any(_wrong_for(spec, item) for item in spec.items):
        faults.append(fault(("items",), "no-wrong-category"))
    refuse(faults)
    return spec


def form(spec: Categorise) -> Form:
    """A place for every item."""
    items = tuple(Option(item.id, item.text) for item in spec.items)
    return (Place("place", items, as_options(spec.categories)),)


def grade(spec: Categorise, answer: Answer) -> Grade:
    """Items in a right category / items."""
    given = answer["place"]
    marks = tuple(
        Mark("place", item.id, right, None if right else item.feedback or None)
        for item in spec.items
        for right in (given[item.id] in item.right,)
    )
    right = sum(mark.right is True for mark in marks)
    count = len(marks)
    said = (Message("categorise.right", {"right": right, "count": count}),) if right < count else ()
    return Grade(right / count, said, marks)


def samples(spec: Categorise) -> Samples:
    """Every item in its first right category, and every item in a wrong one where there is one."""
    right = {item.id: item.right[0] for item in spec.items}
    wrong = {item.id: (_wrong_for(spec, item) or item.right)[0] for item in spec.items}
    return Samples({"place": right}, {"place": wrong})


def advise(spec: Categorise) -> Sequence[DataFault]:
    """Items that say nothing when they are in a wrong category."""
    return [
        no_feedback(("items", index))
        for index, item in enumerate(spec.items)
        if not item.feedback and _wrong_for(spec, item)
    ]


CATEGORISE = ExerciseType("categorise", Categorise, parse, form, grade, samples, advise=advise)


def _wrong_for(spec: Categorise, item: CategoryItem) -> tuple[str, ...]:
    return tuple(category.id for category in spec.categories if category.id not in item.right)
