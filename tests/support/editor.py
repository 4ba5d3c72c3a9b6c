"""YAML as an author's editor sees it: numbers, true and false, and nothing, by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """Without the words that YAML 1.1 takes for a boolean or a date."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  a class of its own, for its own words


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


def as_editor_sees(text: str) -> Any:
    """The data in a YAML file."""
    return yaml.load(text, _Loader)
