"""Plain data -> YAML as our authors write it, which our own reader reads back as the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from learnenv.domain.text import LANGUAGES

WIDTH = 100
"""Columns that a line has at most, where a text can be broken."""
_STRING = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_MAPPING = "tag:yaml.org,2002:map"
_ODD = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]|[\u2028\u2029]")

_NUMBER = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
"""A number to some programs that read YAML, and not to others."""


def write_yaml(data: Mapping[str, Any], comment: str = "") -> str:
    """The data as a file: texts in two languages beside each other where they fit, long texts in blocks.

    Texts are str; true, false and numbers are themselves. Control characters have no place in an author's file and
    the reader refuses them. `comment` stands at the top.
    """
    written = yaml.serialize(
        _node(data, 0), Dumper=_Dumper, width=WIDTH, allow_unicode=True, indent=2, explicit_start=False
    )
    above = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return f"{above}{written}"


class _Dumper(yaml.SafeDumper):
    """Lists stand two columns in from their key, and quotes are double where that takes no backslash."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        text = self.analysis.scalar if self.analysis else ""
        return '"' if style == "'" and not set(text) & {'"', "\\"} else style


def _node(value: Any, depth: int) -> yaml.Node:
    if isinstance(value, Mapping):
        pairs = [(_scalar(str(key)), _node(each, depth + 1)) for key, each in value.items()]
        return yaml.MappingNode(_MAPPING, pairs, flow_style=_fits_a_line(value, depth))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return yaml.SequenceNode(_LIST, [_node(each, depth + 1) for each in value], flow_style=not value)
    return _scalar(value, depth)


def _fits_a_line(value: Mapping[str, Any], depth: int) -> bool:
    """Whether this is a short text in one or two languages, or holds nothing."""
    texts = [each for each in value.values() if isinstance(each, str) and "\n" not in each]
    if len(texts) < len(value) or not set(value) <= set(LANGUAGES):
        return not value
    return sum(len(text) + 8 for text in texts) + 4 * depth <= WIDTH - 12


def _scalar(value: Any, depth: int = 0) -> yaml.ScalarNode:
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int | float | Decimal):
        digits = f"{Decimal(repr(value) if isinstance(value, float) else value):f}"
        return yaml.ScalarNode(f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits)
    return yaml.ScalarNode(_STRING, str(value), style=_style(str(value), depth))


def _style(text: str, depth: int) -> str | None:
    """How a text is written; None leaves it to YAML, which takes plain words where these can be read back."""
    if _ODD.search(text) or _NUMBER.fullmatch(text):
        return '"'
    if "\n" in text.strip("\n"):
        return "|"
    if len(text) + 2 * depth > WIDTH - 20 and " " in text:
        return ">"
    return None
