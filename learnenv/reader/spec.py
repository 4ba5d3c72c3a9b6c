"""From file data, in which every scalar is still text, to a frozen dataclass; and the JSON Schema of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import GenericAlias
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError, SchemaValidator
from pydantic_core.core_schema import bool_schema, no_info_before_validator_function

from learnenv.domain.fault import ContentError
from learnenv.reader.spec_faults import faults_of

SpecT = TypeVar("SpecT")

# An outer tuple, because it passes its configuration on to plain dataclasses, which can have none themselves.
_CONFIG = ConfigDict(extra="forbid", allow_inf_nan=False)
_WITH_DOCSTRINGS = ConfigDict(extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
"""Takes as long again, since pydantic looks them up in the source."""


def read_spec(spec: type[SpecT], data: Mapping[str, Any]) -> SpecT:
    """The dataclass `spec` made of `data`: numbers and true or false read from text, lists as tuples.

    Raises ContentError that names every unknown field, missing field and unreadable value, each with its mend.
    """
    try:
        (made,) = _validator(cast(Any, spec)).validate_python((data,))
    except ValidationError as error:
        raise ContentError(faults_of(spec, data, error)) from None
    return cast(SpecT, made)


def json_schema(spec: Any) -> dict[str, Any]:
    """The JSON Schema of `spec`, with the docstrings of its fields, for editors that complete and check."""
    from learnenv.reader.schema_kinds import EditorSchema  # only for who asks: it takes a few milliseconds to import

    schema = _adapter(spec, documented=True).json_schema(schema_generator=EditorSchema)
    root = schema["prefixItems"][0]
    definitions = schema.get("$defs", {})
    if "$ref" in root:
        root = definitions.pop(root["$ref"].rpartition("/")[2])
    return {**root, "$defs": definitions} if definitions else dict(root)


@lru_cache(maxsize=512)
def _adapter(spec: Any, *, documented: bool) -> TypeAdapter[Any]:
    one: Any = GenericAlias(tuple, (spec,))
    return TypeAdapter(one, config=_WITH_DOCSTRINGS if documented else _CONFIG)


@lru_cache(maxsize=512)
def _validator(spec: Any) -> SchemaValidator:
    return SchemaValidator(_with_plain_booleans(_adapter(spec, documented=False).core_schema))


def _with_plain_booleans(schema: Any) -> Any:
    """The schema with every boolean read from `true` and `false` alone: in YAML `no` may be a word."""
    if isinstance(schema, list | tuple):
        return type(schema)(_with_plain_booleans(each) for each in schema)
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "bool":
        return no_info_before_validator_function(_true_or_false, bool_schema(strict=True))
    return {key: _with_plain_booleans(each) for key, each in schema.items()}


def _true_or_false(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("true_or_false", "not true or false")
    return value == "true"
