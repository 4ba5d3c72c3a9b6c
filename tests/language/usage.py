"""Which message keys the code and the page templates use, and with which values: read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "learnenv"
SPEAKERS = {"Message", "say", "Unfit", "PoorPassword", "_Unreadable"}
"""Calls whose first argument is always words or a key."""

Looked = ast.Constant | ast.JoinedStr | ast.Call

_LOOK_UPS = {"get", "next", "setdefault", "pop"}
"""Calls that hand a key on as the fallback: its values are given elsewhere."""

_KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9_-]+)+")
_PREFIX = re.compile(r"[a-z][a-z0-9-]*\.([a-z0-9_-]+\.?)*")
_FILES = {
    "yaml",
    "yml",
    "js",
    "css",
    "py",
    "md",
    "svg",
    "json",
    "toml",
    "po",
    "html",
    "sqlite3",
    "png",
    "woff2",
    "ipynb",
    "jsonl",
    "org",
}


@dataclass(frozen=True)
class Call:
    """A call with a key among its arguments. `values`: the names of the values given; None if they cannot be seen."""

    where: str
    key: str
    values: frozenset[str] | None


@dataclass
class Usage:
    """Everything that refers to a message."""

    constants: dict[str, str] = field(default_factory=dict)
    """Text in the code that looks like a key -> where."""
    spoken: dict[str, str] = field(default_factory=dict)
    """Key that is certainly meant as one -> where."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Beginning of a key that is put together while the program runs -> where."""
    calls: list[Call] = field(default_factory=list)


@cache
def usage() -> Usage:
    """What all of learnenv uses."""
    found = Usage()
    for file in sorted(ROOT.rglob("*.py")):
        nodes = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, Looked)]
        columns = {id(each) for node in nodes if _names_a_column(node) for each in ast.walk(node)}
        speakers, name = SPEAKERS | _error_names(), file.relative_to(ROOT.parent)
        for node in nodes:
            if id(node) not in columns:
                _look(node, f"{name}:{node.lineno}", speakers, found)
    for file in sorted(ROOT.rglob("*.html")):
        _look_in_template(file, found)
    return found


def _names_a_column(node: ast.AST) -> bool:
    """Whether this is ForeignKey("table.column"), which looks like a key and is none."""
    return isinstance(node, ast.Call) and _name(node.func) == "ForeignKey"


def _look(node: Looked, where: str, speakers: set[str], found: Usage) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_key(node.value):
        found.constants.setdefault(node.value, where)
    if isinstance(node, ast.JoinedStr) and _PREFIX.fullmatch(start := _start(node)):
        found.prefixes.setdefault(start, where)
    if isinstance(node, ast.Call) and _name(node.func) not in _LOOK_UPS:
        if _name(node.func) == "texts" and node.args and isinstance(node.args[0], ast.Constant):
            found.prefixes.setdefault(str(node.args[0].value), where)
        keys = [key for argument in node.args for key in _keys(argument)]
        found.calls += [Call(where, key, _given(node)) for key in keys]
        if _name(node.func) in speakers and node.args:
            found.spoken |= {key: where for key in _keys(node.args[0]) if key not in found.spoken}


def _look_in_template(file: Path, found: Usage) -> None:
    where = str(file.relative_to(ROOT.parent))
    for code in re.findall(r"\{[{%](.*?)[%}]\}", file.read_text(encoding="utf-8"), re.DOTALL):
        for text, joined in re.findall(r"""["']([^"']*)["'](\s*~)?""", code):
            if joined and _PREFIX.fullmatch(text):
                found.prefixes.setdefault(text, where)
            elif not joined and _is_key(text):
                found.constants.setdefault(text, where)
                found.spoken.setdefault(text, where)


def _start(text: ast.JoinedStr) -> str:
    first = text.values[0] if text.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None and text.rpartition(".")[2] not in _FILES


def _keys(argument: ast.expr) -> Iterator[str]:
    """The keys that an argument can be: itself, or either branch of an `if`."""
    if isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str) and _is_key(argument.value):
        yield argument.value


def _given(call: ast.Call) -> frozenset[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    for argument in call.args[1:]:
        if isinstance(argument, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in argument.keys]
            names |= {key if isinstance(key, str) else None for key in keys}
        elif _name(call.func) == "Message":
            return None
    return None if None in names else frozenset(name for name in names if name)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def _error_names() -> set[str]:
    tree = ast.parse((ROOT / "domain" / "errors.py").read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    family = {"LearnenvError"}
    return family | {c.name for c in classes if any(_name(base) in family for base in c.bases)}
