"""How the kinds of values that our files hold are told to an editor: what the reader takes, as JSON Schema."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import (
    BoolSchema,
    CoreSchema,
    DataclassSchema,
    DecimalSchema,
    FloatSchema,
    IntSchema,
    NullableSchema,
    StringSchema,
    WithDefaultSchema,
)

from learnenv.domain.text import Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {
    "description": "A text in Dutch (nl) and English (en). Where one is missing, the other is shown.",
    "type": "object",
    "properties": {
        "nl": {"description": "The text in Dutch."},
        "en": {"description": "The text in English."},
    },
    "additionalProperties": False,
    "defaultSnippets": [{"label": "nl, en", "description": "both languages", "body": {"nl": "$1", "en": "$2"}}],
}
"""The schema of a text, but for the kind of its two values."""

_NUMBER = r"^\s*[+-]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)([eE][+-]?[0-9]+)?\s*$"
_WHOLE = r"^\s*[+-]?[0-9][0-9_]*(\.0+)?\s*$"


def written(pattern: str = "") -> JsonSchemaValue:
    """Words, and whatever YAML takes for a number or for true or false: the reader takes it all as text.

    Written as "not a list or the like", because an editor would offer `true` and `false` for what may be a boolean.
    """
    limits = {"pattern": pattern} if pattern else {}
    return {"if": {"type": ["object", "array", "null"]}, "then": {"type": "string"}, **limits}


class EditorSchema(GenerateJsonSchema):
    """The schema of one of our dataclasses, as help for who writes the file."""

    def str_schema(self, schema: StringSchema) -> JsonSchemaValue:
        """Any word or number."""
        return written()

    def int_schema(self, schema: IntSchema) -> JsonSchemaValue:
        """A whole number, in quotes or not."""
        return {"type": ["integer", "string"], "pattern": _WHOLE, "patternErrorMessage": "A whole number, such as 5."}

    def float_schema(self, schema: FloatSchema) -> JsonSchemaValue:
        """A number, in quotes or not."""
        return {"type": ["number", "string"], "pattern": _NUMBER, "patternErrorMessage": "A number, such as 0.5."}

    def decimal_schema(self, schema: DecimalSchema) -> JsonSchemaValue:
        """A number too."""
        return {"type": ["number", "string"], "pattern": _NUMBER, "patternErrorMessage": "A number, such as 0.5."}

    def bool_schema(self, schema: BoolSchema) -> JsonSchemaValue:
        """True or false, in quotes or not, and nothing else: `yes` is a word."""
        said = "Only true or false; yes and no are ordinary words here."
        return {"type": ["boolean", "string"], "pattern": "^(true|false)$", "patternErrorMessage": said}

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        """A field that may be left out: where it stands, it holds something."""
        return self.generate_inner(schema["schema"])

    def dataclass_schema(self, schema: DataclassSchema) -> JsonSchemaValue:
        """A mapping with these fields and no others."""
        if schema["cls"] is Text:
            languages = {name: {**each, **written()} for name, each in TEXT["properties"].items()}  # type: ignore[attr-defined]
            return {**TEXT, "properties": languages}
        made = super().dataclass_schema(schema)
        made.pop("title", None)
        return made

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        """A default is told where it says something: a number, a word, yes or no."""
        made, default = self.generate_inner(schema["schema"]), schema.get("default")
        if isinstance(default, int | float | Decimal) and not isinstance(default, bool) and isfinite(default):
            return {**made, "default": int(default) if default == int(default) else float(default)}
        return (
            {**made, "default": default}
            if isinstance(default, bool) or (default and isinstance(default, str))
            else made
        )

    def field_title_should_be_set(self, schema: Any) -> bool:
        """The name of a field is its title."""
        return False

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> JsonSchemaValue:
        """The whole, with each description on one line."""
        made: JsonSchemaValue = _one_line(super().generate(schema, mode))
        return made


def _one_line(value: Any) -> Any:
    if isinstance(value, list):
        return [_one_line(each) for each in value]
    if not isinstance(value, dict):
        return value
    said = value.get("description")
    whole = {key: _one_line(each) for key, each in value.items()}
    return {**whole, "description": " ".join(said.split())} if isinstance(said, str) else whole
