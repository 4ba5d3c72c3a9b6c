"""JSON Schema for every kind of YAML file that authors write, so that their editor completes and checks as they type.

A schema takes what the reader takes, with one exception: a field with nothing behind it counts for the reader as left
out, and the editor marks it as not finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic.errors import PydanticUndefinedAnnotation, PydanticUserError

from learnenv.domain.exercise_type import ExerciseType
from learnenv.reader.card_file import CardFile
from learnenv.reader.case_file import CaseFile
from learnenv.reader.exercise_file import ExerciseFile
from learnenv.reader.names import ID
from learnenv.reader.schema_kinds import DIALECT, written
from learnenv.reader.spec import json_schema

Schema: TypeAlias = dict[str, Any]
Types: TypeAlias = Mapping[str, ExerciseType[Any]]

_ID = {**written(f"^{ID.pattern}$"), "patternErrorMessage": "Small letters, digits and hyphens, a letter first."}
_PART = {"minimum": 0, "maximum": 1}
_COUNT = {"minimum": 0}


def schemas(types: Types) -> dict[str, Schema]:
    """Every schema by the name of its file."""
    return {"module.json": module_schema(), "exercise.json": exercise_schema(types), "case.json": case_schema(types)}


def module_schema() -> Schema:
    """The schema of module.yaml."""
    made = json_schema(CardFile)
    fields, parts = made["properties"], made["$defs"]
    fields["id"].update(_ID)
    fields["minutes"].update(_COUNT)
    fields["mastery"].update(_PART)
    fields["most_waiting"].update(_COUNT)
    fields["pages"]["minItems"] = 1
    fields["requires"]["items"] = _ID
    parts["PageEntry"]["properties"]["id"].update(_ID)
    parts["PageEntry"]["properties"]["minutes"].update(_COUNT)
    return {"$schema": DIALECT, "title": "module.yaml", **made}


def exercise_schema(types: Types) -> Schema:
    """The schema of an exercise file. What may stand in it follows from its `type`."""
    common = _common()
    root, parts = _by_type(types, common, common["required"])
    return {"$schema": DIALECT, "title": "exercise", **root, "$defs": parts}


def case_schema(types: Types) -> Schema:
    """The schema of the file of a case study. A prediction in it is an exercise of any type that is no open work."""
    made = json_schema(CaseFile)
    closed = {name: kind for name, kind in types.items() if not kind.open}
    prediction, parts = _by_type(closed, _common(), ("type", "prompt"))
    scene = made["$defs"]["SceneEntry"]["properties"]
    scene["predict"] = {**prediction, "description": scene["predict"]["description"]}
    made["$defs"] |= parts
    made["properties"]["minutes"].update(_COUNT)
    made["properties"]["scenes"]["minItems"] = 1
    for part in ("SceneEntry", "ChoiceEntry", "VariableEntry"):
        made["$defs"][part]["properties"]["id"].update(_ID)
    made["$defs"]["ChoiceEntry"]["properties"]["points"].update(_COUNT)
    return {"$schema": DIALECT, "title": "case", **made}


def type_parts(name: str, kind: ExerciseType[Any]) -> Schema:
    """The schema of a type's own fields under the type's name, and what it refers to as <type>.<part>.

    A plugin may read its files in another way than by a dataclass of plain values; then anything may stand in them.
    """
    try:
        own = json_schema(kind.spec)
    except (PydanticUserError, PydanticUndefinedAnnotation):
        own = {}
    if "properties" not in own:
        return {name: {"type": "object", "properties": {}}}
    named = {each: each if each == "Text" else f"{name}.{each}" for each in own.get("$defs", {})}
    parts = {named[each]: _renamed(part, named) for each, part in own.pop("$defs", {}).items()}
    return {**parts, name: _renamed(own, named)}


def _common() -> Schema:
    made = json_schema(ExerciseFile)
    for name, limits in (("tries", _COUNT), ("penalty", _PART), ("hint_penalty", _PART)):
        made["properties"][name].update(limits)
    return made


def _by_type(types: Types, common: Schema, required: Any) -> tuple[Schema, Schema]:
    """A mapping whose fields follow from its `type`, and the parts that its schema refers to."""
    kind = {"description": common["properties"]["type"]["description"], "enum": list(types)}
    parts: Schema = dict(common["$defs"])
    for name, each in types.items():
        parts |= type_parts(name, each)
        own = parts[name]
        fields = {**common["properties"], **own["properties"], "type": {"const": name}}
        parts[name] = {**own, "properties": fields, "required": [*required, *own.get("required", ())]}
    root = {
        "description": common["description"],
        "type": "object",
        "required": list(required),
        "properties": {**common["properties"], "type": kind},
        "allOf": [_follows(name) for name in types],
    }
    return root, parts


def _follows(name: str) -> Schema:
    said = {"properties": {"type": {"const": name}}, "required": ["type"]}
    return {"if": said, "then": {"$ref": f"#/$defs/{name}"}}


def _renamed(value: Any, named: Mapping[str, str]) -> Any:
    """The same with its references to parts by their new names."""
    if isinstance(value, list):
        return [_renamed(each, named) for each in value]
    if not isinstance(value, dict):
        return value
    prefix, _, part = value["$ref"].rpartition("/") if isinstance(value.get("$ref"), str) else ("", "", "")
    whole = {key: _renamed(each, named) for key, each in value.items()}
    return {**whole, "$ref": f"{prefix}/{named[part]}"} if prefix else whole
