"""The reference for authors, in Markdown: every field of every file, as the editor explains it too.

`python -m learnenv.authoring.reference` prints it; docs/authors/reference.md is what it prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from learnenv.exercise_types import BUILT_IN
from learnenv.labs import TYPES
from learnenv.reader.exercise_file import ExerciseFile
from learnenv.reader.schema import Schema, case_schema, module_schema, type_parts
from learnenv.reader.spec import json_schema

_HEAD = """\
# Reference

Every file and every field. This page is made from the code by `python -m learnenv.authoring.reference`; your editor
shows the same texts while you type. With examples: [modules](modules.md) and [exercises](exercises.md).

*Text in both languages* is written as `{nl: …, en: …}`. A *name* is one you make up yourself: small letters, digits
and hyphens, a letter first. Only `true` and `false` mean yes and no; `yes` and `no` are ordinary words. Numbers are
written with a point.
"""


def reference() -> str:
    """The whole page."""
    types = {kind.name: kind for kind in (*BUILT_IN, *TYPES)}
    common = json_schema(ExerciseFile)
    parts = [
        _HEAD,
        _section("module.yaml", module_schema()),
        _section("exercises/NAME.yaml", common, "The fields that every exercise has, whatever its type."),
        *(_section(name, _own(name, kind)) for name, kind in types.items()),
        _section("cases/NAME.yaml", case_schema(types)),
    ]
    return "\n".join(parts)


def _own(name: str, kind: Any) -> Schema:
    parts = type_parts(name, kind)
    return {**parts.pop(name), "$defs": parts}


def _section(title: str, schema: Schema, said: str = "") -> str:
    defined = schema.get("$defs", {})
    lines = [f"## {title}", "", said or schema["description"], *_fields(schema, defined)]
    for path, part in _parts(schema, defined, ()):
        lines += ["", f"### {title}: {' › '.join(path)}", "", part["description"], *_fields(part, defined)]
    return "\n".join(lines) + "\n"


def _fields(schema: Schema, parts: Mapping[str, Schema]) -> Iterator[str]:
    yield from ("", "| field | what it is | kind | if left out |", "| --- | --- | --- | --- |")
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        said = field.get("description") or _part(field, parts)["description"]
        without = "needed" if name in required else _default(field)
        yield f"| `{name}` | {said.replace('|', chr(92) + '|')} | {_kind(field)} | {without} |"


def _parts(
    schema: Schema, parts: Mapping[str, Schema], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """The mappings within, each with the fields that lead to it."""
    for name, field in schema["properties"].items():
        for inner in (field, field.get("items", {})):
            if part := _part(inner, parts):
                here = (*path, name)
                yield here, part
                yield from _parts(part, parts, here)


def _part(field: Schema, parts: Mapping[str, Schema]) -> Schema:
    """The fields that a field holds itself; a text in two languages counts as one value."""
    name = str(field.get("$ref", "")).rpartition("/")[2]
    return {} if name in ("", "Text") else parts[name]


def _default(field: Schema) -> str:
    if "default" not in field:
        return "nothing"
    value = field["default"]
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(field: Schema) -> str:
    """What kind of value stands there, in words."""
    if "$ref" in field:
        return "text in both languages" if field["$ref"].endswith("/Text") else "fields, see below"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(each) for each in field["anyOf"]))
    if "enum" in field:
        return ", ".join(f"`{each}`" for each in field["enum"])
    if "allOf" in field:
        return "fields of an exercise"
    if field.get("type") == "array":
        return f"list: {_kind(field['items'])}"
    if field.get("type") == "object":
        return f"fields of your own: {_kind(field['additionalProperties'])}"
    return _scalar(field)


def _scalar(field: Schema) -> str:
    kinds = field.get("type", ())
    if "boolean" in kinds:
        return "`true` or `false`"
    if "integer" in kinds:
        return "whole number"
    if "number" in kinds:
        return "number"
    return "name" if "pattern" in field else "plain text"


if __name__ == "__main__":
    print(reference(), end="")
