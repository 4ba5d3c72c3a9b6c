"""ordering: put items in the right order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Literal

from learnenv import (
    Answer,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    Mark,
    Message,
    Order,
    Samples,
    Text,
    Words,
    read_spec,
)
from learnenv.exercise_types.checks import bad_ids, fault, no_mistakes, refuse, same_texts, too_few, unknown_id
from learnenv.exercise_types.items import Item, as_options


@dataclass(frozen=True, slots=True)
class OrderMistake:
    """A known mistake in the order, and what to say about it."""

    item: str
    """Id of the item that a learner puts too early."""
    before: str
    """Id of the item that ought to come first."""
    feedback: Text
    """What the learner reads when the first item stands before the second."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """Items to put in order."""

    items: tuple[Item, ...]
    """The items in the right order, two or more. Learners see them shuffled."""
    scoring: Literal["pairs", "positions", "neighbours", "all-or-nothing"] = "pairs"
    """What counts. `pairs`: of every two items, which comes first. `positions`: items in their own place.
    `neighbours`: items followed by the right next one. `all-or-nothing`: only the whole order."""
    mistakes: tuple[OrderMistake, ...] = ()
    """Known mistakes with their own feedback."""


def parse(data: Mapping[str, Any]) -> Ordering:
    """Read the file's data."""
    spec = read_spec(Ordering, data)
    ids = [item.id for item in spec.items]
    faults = too_few(("items",), len(ids), 2)
    faults += bad_ids(("items",), ids)
    faults += same_texts(("items",), (item.text for item in spec.items))
    for index, mistake in enumerate(spec.mistakes):
        faults += _mistake_faults(index, mistake, ids)
    refuse(faults)
    return spec


def form(spec: Ordering) -> Form:
    """One list to order."""
    return (Order("order", as_options(spec.items)),)


def grade(spec: Ordering, answer: Answer) -> Grade:
    """By the exercise's scoring, with the feedback of every known mistake that was made."""
    key = {item.id: index for index, item in enumerate(spec.items)}
    given = [key[id] for id in answer["order"]]
    right, count = _counts(spec, given)
    place = {id: index for index, id in enumerate(answer["order"])}
    made = [each for each in spec.mistakes if place[each.item] < place[each.before]]
    well_placed = _can_stay(given) if spec.scoring in ("pairs", "neighbours") else _in_own_place(given)
    well_placed -= {key[each.item] for each in made}  # never "right" beside words that say why it is too early
    marks = tuple(Mark("order", id, key[id] in well_placed) for id in answer["order"])
    told = tuple(each.feedback for each in made)
    said: tuple[Words, ...] = (_said(spec, given), *told) if right < count else told
    return Grade(right / count, said, marks)


def samples(spec: Ordering) -> Samples:
    """The right order, and that order backwards."""
    ids = tuple(item.id for item in spec.items)
    return Samples({"order": ids}, {"order": ids[::-1]})


def advise(spec: Ordering) -> Sequence[DataFault]:
    """A hint if no mistake is named."""
    return [] if spec.mistakes else [no_mistakes(("items",), "mistakes")]


ORDERING = ExerciseType("ordering", Ordering, parse, form, grade, samples, advise=advise)


def _counts(spec: Ordering, given: Sequence[int]) -> tuple[int, int]:
    """How many of what counts are right, and how many there are; `given` holds places in the right order."""
    match spec.scoring:
        case "pairs":
            pairs = list(combinations(given, 2))
            return sum(first < second for first, second in pairs), len(pairs)
        case "positions":
            return len(_in_own_place(given)), len(given)
        case "neighbours":
            return sum(second == first + 1 for first, second in pairwise(given)), len(given) - 1
        case "all-or-nothing":
            return int(len(_in_own_place(given)) == len(given)), 1


def _said(spec: Ordering, given: Sequence[int]) -> Message:
    if spec.scoring == "all-or-nothing":
        return Message("ordering.positions", {"right": len(_in_own_place(given)), "count": len(given)})
    right, count = _counts(spec, given)
    return Message(f"ordering.{spec.scoring}", {"right": right, "count": count})


def _in_own_place(given: Sequence[int]) -> set[int]:
    return {item for index, item in enumerate(given) if item == index}


def _can_stay(given: Sequence[int]) -> set[int]:
    """The longest run of items that stand in the right order among themselves: only the others have to move.

    Marks by place would call every item wrong when one alone was put last instead of first.
    """
    runs: list[list[int]] = []
    for item in given:
        before = max((run for run in runs if run[-1] < item), key=len, default=[])
        runs.append([*before, item])
    longest = max(runs, key=len, default=[])
    return set(longest) if len(longest) > 1 else set()


def _mistake_faults(index: int, mistake: OrderMistake, ids: Sequence[str]) -> list[DataFault]:
    where = ("mistakes", index)
    faults = unknown_id((*where, "item"), mistake.item, ids) + unknown_id((*where, "before"), mistake.before, ids)
    if not faults and ids.index(mistake.item) <= ids.index(mistake.before):
        faults.append(fault(where, "mistake-is-right", item=mistake.item, before=mistake.before))
    return faults
