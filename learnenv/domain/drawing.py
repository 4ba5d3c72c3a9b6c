"""From a form to the JSON that a front end draws, and back. Ids become opaque tokens and items are shuffled, both
from a seed, so that neither names nor order give the answer away. Contract: docs/architecture.md, "The form"."""

from __future__ import annotations

import dataclasses
import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from learnenv.domain.form import (
    Field,
    Form,
    LongText,
    ManyOf,
    Number,
    OneOf,
    Option,
    Order,
    Place,
    ShortText,
    Table,
)
from learnenv.domain.text import Language


@dataclass(frozen=True, slots=True)
class Drawing:
    """A form as one learner sees it. The same seed always gives the same tokens and the same order.

    Whoever knows the seed can undo both, so it holds something that no browser is ever sent.
    """

    form: Form
    seed: str

    def fields(self, language: Language) -> list[dict[str, Any]]:
        """The fields as JSON values: no key, no feedback, no tolerance, no id of the author's."""
        return [_public(field, self.seed, language) for field in self.form]

    def shown(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """An answer (or draft) in the tokens of this drawing."""
        return self._translate(answer, dict(self._pairs()))

    def received(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """What a browser sent, in the author's ids. Unknown tokens stay as they are and fail when read."""
        return self._translate(raw, {token: name for name, token in self._pairs()})

    def token(self, field: str, id: str) -> str:
        """The token of one option, item or column."""
        return _token(self.seed, field, id)

    def _pairs(self) -> list[tuple[tuple[str, str], tuple[str, str]]]:
        return [
            ((group, option.id), (group, _token(self.seed, group, option.id)))
            for field in self.form
            for group, options in _all_options(field)
            for option in options
        ]

    def _translate(
        self, values: Mapping[str, Any], names: Mapping[tuple[str, str], tuple[str, str]]
    ) -> dict[str, Any]:
        def name(group: str, id: object) -> object:
            return names[(group, id)][1] if isinstance(id, str) and (group, id) in names else id

        out: dict[str, Any] = {}
        for field in self.form:
            value = values.get(field.name)
            if value is None:
                continue
            out[field.name] = _translated(field, value, name)
        return out


def _translated(field: Field, value: Any, name: Any) -> Any:
    match field:
        case OneOf():
            return name(field.name, value)
        case ManyOf() | Order():
            return [name(field.name, each) for each in value] if isinstance(value, list | tuple) else value
        case Place():
            if not isinstance(value, Mapping):
                return value
            return {name(field.name, item): name(_places(field), place) for item, place in value.items()}
        case Table():
            if not isinstance(value, list | tuple):
                return value
            return [
                {name(field.name, column): text for column, text in row.items()} if isinstance(row, Mapping) else row
                for row in value
            ]
        case Number() | ShortText() | LongText():
            return value
        case _:
            assert_never(field)


def _public(field: Field, seed: str, language: Language) -> dict[str, Any]:
    common = {
        "name": field.name,
        "label": field.label.get(language),
        "help": field.help.get(language),
        "required": field.required,
    }

    def listed(options: Sequence[Option], shuffle: bool, group: str = field.name) -> list[dict[str, str]]:
        order = _shuffled(options, f"{seed}/{group}", isinstance(field, Order)) if shuffle else options
        return [{"id": _token(seed, group, o.id), "text": o.text.get(language)} for o in order]

    match field:
        case OneOf():
            return {"kind": "one-of", **common, "options": listed(field.options, field.shuffle)}
        case ManyOf():
            return {"kind": "many-of", **common, "options": listed(field.options, field.shuffle)}
        case Order():
            return {"kind": "order", **common, "items": listed(field.items, True)}
        case Place():
            places = listed(field.places, field.shuffle_places, _places(field))
            return {"kind": "place", **common, "items": listed(field.items, True), "places": places}
        case Number():
            slider = dataclasses.asdict(field.range) if field.range else None
            return {"kind": "number", **common, "unit": field.unit.get(language), "range": slider}
        case ShortText():
            return {"kind": "short-text", **common, "format": field.format}
        case LongText():
            bounds = {"min_words": field.min_words, "max_words": field.max_words, "rows": field.rows}
            return {"kind": "long-text", **common, **bounds}
        case Table():
            columns = listed(field.columns, False)
            return {"kind": "table", **common, "columns": columns, "max_rows": field.max_rows}
        case _:
            assert_never(field)


def _all_options(field: Field) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The options of a field by the group of names that they share."""
    match field:
        case OneOf() | ManyOf():
            return ((field.name, field.options),)
        case Order():
            return ((field.name, field.items),)
        case Place():
            return ((field.name, field.items), (_places(field), field.places))
        case Table():
            return ((field.name, field.columns),)
        case Number() | ShortText() | LongText():
            return ()
        case _:
            assert_never(field)


def _places(field: Place) -> str:
    """The group of the places: an item and a place with one id would else share a token, and show that they match."""
    return f"{field.name}\0places"


def _token(seed: str, field: str, id: str) -> str:
    return hashlib.blake2b(f"{seed}\0{field}\0{id}".encode(), digest_size=6).hexdigest()


def _shuffled(options: Sequence[Option], seed: str, authors_order_is_key: bool) -> list[Option]:
    """A shuffle in which fixed options stay where they are. Where the author's order is the key it is never shown
    as it is; elsewhere every order is as likely, or its absence would tell what the author wrote first."""
    free = [option for option in options if not option.fixed]
    mixed = list(free)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - an order to look at, not a secret
    if authors_order_is_key and mixed == free and len(free) > 1:
        mixed = mixed[1:] + mixed[:1]
    rest = iter(mixed)
    return [option if option.fixed else next(rest) for option in options]
