"""Fill in a form as somebody would who sees only what the browser is sent: any kind of field, right or wrong."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

WORDS = ("we", "zagen", "dat", "mensen", "hun", "verhaal", "twee", "keer", "deden", "en", "schreven", "dat", "op")


def filled(fields: list[dict[str, Any]], mark: str, chance: random.Random) -> dict[str, Any]:
    """A value for each field. What is typed begins with `mark`, so that it can be found on record."""
    return {field["name"]: _value(field, mark, chance) for field in fields}


def half_typed(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same with every text half done, as a draft of it is."""
    return {name: each[: len(each) // 2] if isinstance(each, str) else each for name, each in value.items()}


def _value(field: dict[str, Any], mark: str, chance: random.Random) -> Any:
    match field["kind"]:
        case "one-of":
            return chance.choice(field["options"])["id"]
        case "many-of":
            return [each["id"] for each in chance.sample(field["options"], max(1, len(field["options"]) // 2))]
        case "order":
            return [each["id"] for each in chance.sample(field["items"], len(field["items"]))]
        case "place":
            return {each["id"]: chance.choice(field["places"])["id"] for each in field["items"]}
        case "number":
            return str(chance.randint(1, 40))
        case "short-text":
            return "2027-03-01" if field["format"] == "date" else f"{mark} {chance.choice(WORDS)}"
        case "long-text":
            return _text(mark, max(field["min_words"], 12), chance)
        case "table":
            return [{each["id"]: f"{mark} {chance.choice(WORDS)}" for each in field["columns"]}]
        case kind:
            raise AssertionError(f"no way to fill in a field of kind {kind}")


def _text(mark: str, words: int, chance: random.Random) -> str:
    return " ".join([mark, *(chance.choice(WORDS) for _ in range(words))])
