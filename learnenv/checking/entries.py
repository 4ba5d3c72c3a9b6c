"""The entries with an id in a content file, and which of two sets of them are the same under another id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from learnenv.domain.fault import DataPath
from learnenv.domain.text import LANGUAGES

KeyT = TypeVar("KeyT")
ALIKE = 0.6
"""How much of two texts has to be the same for one to be taken for the other."""
_NOT_ANSWERED = ("variables", "sources")
"""Lists with ids that no answer is kept under."""
_DECIDES = ("right", "fraction", "value", "tolerance", "kind", "scoring", "text")
"""Fields that can change what is right, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list, such as an option, an item, a cell or a scene."""

    id: str
    group: tuple[str, ...]
    """The list that it is in; of a list within an entry also that entry's list and id."""
    path: DataPath
    text: str
    """Everything that it says."""

    def group_is_in(self, entries: Mapping[tuple[str, ...], Entry]) -> bool:
        """Whether the entry that this one is in, if any, is among these; else its own loss is no news."""
        return len(self.group) < 2 or self.group[:-1] in entries


def entries_in(data: Any, group: tuple[str, ...] = (), path: DataPath = ()) -> dict[tuple[str, ...], Entry]:
    """All entries with an id at any depth, by their group and id."""
    found: dict[tuple[str, ...], Entry] = {}
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name not in _NOT_ANSWERED:
                found |= entries_in(value, (*group, name) if isinstance(value, list) else group, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            inside = group
            if isinstance(value, Mapping) and isinstance(value.get("id"), str):
                id = value["id"]
                found[(*group, id)] = Entry(id, group, (*path, number), _text(value))
                inside = (*group, id)
            found |= entries_in(value, inside, (*path, number))
    return found


def most_alike(
    gone: Mapping[KeyT, str],
    new: Mapping[KeyT, str],
    comparable: Callable[[KeyT, KeyT], bool] = lambda one, other: True,
) -> dict[KeyT, KeyT]:
    """For what is gone, what is new and says about the same; nothing is taken twice."""
    alike: dict[KeyT, KeyT] = {}
    for key, text in gone.items():
        left = [each for each in new if each not in alike.values() and comparable(key, each)]
        best = max(left, key=lambda each: _likeness(text, new[each]), default=None)
        if best is not None and _likeness(text, new[best]) >= ALIKE:
            alike[key] = best
    return alike


def first_change(past: Mapping[str, Any], now: Mapping[str, Any]) -> DataPath:
    """The way to what was changed: of several values the one that most likely decides what is right."""
    was, here = dict(_leaves(past)), dict(_leaves(now))
    changed = [path for path, value in here.items() if was.get(path) != value]
    ranked = [(_DECIDES.index(name), path) for path in changed for name in path if name in _DECIDES]
    return min(ranked, key=lambda each: each[0])[1] if ranked else changed[0] if changed else ("type",)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other)
    return 0.0 if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE else matcher.ratio()


def _text(entry: Mapping[str, Any]) -> str:
    """What an entry says to learners, without its id."""
    said = entry.get("text", entry.get("title", entry.get("criterion")))
    if isinstance(said, Mapping):
        return " / ".join(str(said[language]) for language in LANGUAGES if language in said)
    return " ".join(str(value) for path, value in _leaves(entry) if path != ("id",))


def _leaves(data: Any, path: DataPath = ()) -> list[tuple[DataPath, str]]:
    if isinstance(data, Mapping):
        return [leaf for name, value in data.items() for leaf in _leaves(value, (*path, name))]
    if isinstance(data, list):
        return [leaf for number, value in enumerate(data) for leaf in _leaves(value, (*path, number))]
    return [(path, str(data))]
