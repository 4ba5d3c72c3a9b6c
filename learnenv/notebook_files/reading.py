"""A notebook file from anywhere -> its cells. Nothing in it is trusted or run, and outputs are only counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from learnenv.domain.errors import LearnenvError
from learnenv.reader.lesson import PYTHON
from learnenv.reader.markdown_scan import code_lines_of, parse
from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import parse_yaml

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""What no reader sees and what a lesson may not hold."""
_CODE_CELL = re.compile(r"\{code-cell\}.*")
_OPTIONS = re.compile(r"\A(?:---\n.*?^---\n|(?::[\w-]+:[^\n]*\n)+)\n*", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?^---[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)


class NotRead(LearnenvError):
    """This file is no notebook that can be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """One cell as it stands in a file."""

    kind: str
    """markdown, code, raw; empty: it is no cell at all."""
    source: str
    place: int
    """Of a notebook the number of the cell, of MyST the line on which it begins; from 1."""
    tags: frozenset[str] = frozenset()
    outputs: int = 0
    solution: bool = False
    """nbgrader says that it holds a solution."""
    graded: bool = False
    """nbgrader says that it grades."""
    language: str = ""
    """Of code that is not Python, what it is."""


def read_notebook(raw: bytes) -> list[Found]:
    """The cells of an .ipynb file, version 4. Raises NotRead that says where and what to do."""
    try:
        whole = json.loads(raw)
    except json.JSONDecodeError as error:
        raise NotRead("notebooks.no-json", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise NotRead("notebooks.no-json", line=1) from error
    version = whole.get("nbformat") if isinstance(whole, dict) else None
    if not isinstance(version, int) or not isinstance(whole.get("cells", whole.get("worksheets")), list):
        raise NotRead("notebooks.no-notebook")
    if version != 4 or "cells" not in whole:
        raise NotRead("notebooks.version", version=str(version)[:20])
    language = _language(whole.get("metadata"))
    return [_cell(each, number, language) for number, each in enumerate(whole["cells"], 1)]


def read_myst(raw: bytes) -> list[Found]:
    """The cells of a MyST file, as jupytext writes it: text, code in fences, +++ between cells."""
    text = _clean(raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    front = _FRONT.match(text)
    first = front[0].count("\n") if front else 0
    return list(_pieces(text[front.end() if front else 0 :], first))


def _language(metadata: object) -> str:
    """What the notebook's code is in, if it is not Python."""
    about: Mapping[str, Any] = metadata if isinstance(metadata, dict) else {}
    kernel, info = about.get("kernelspec"), about.get("language_info")
    said = (kernel.get("language") if isinstance(kernel, dict) else None) or (
        info.get("name") if isinstance(info, dict) else None
    )
    return _foreign(said) if isinstance(said, str) else ""


def _foreign(language: str) -> str:
    """A language by its name in small letters; empty for Python."""
    name = "".join(letter for letter in language.lower() if letter.isalnum() or letter in "+#-")[:20]
    return "" if name in PYTHON else name


def _cell(raw: object, number: int, language: str) -> Found:
    cell: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    kind, source = cell.get("cell_type"), cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in ("markdown", "code", "raw") or not isinstance(source, str):
        return Found("", "", number)
    metadata, outputs = cell.get("metadata"), cell.get("outputs")
    clean = _clean(source.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    counted = len(outputs) if isinstance(outputs, list) else 0
    return _found(kind, clean, number, metadata, counted, language if kind == "code" else "")


def _found(kind: str, source: str, place: int, metadata: object, outputs: int = 0, language: str = "") -> Found:
    about: Mapping[str, Any] = metadata if isinstance(metadata, Mapping) else {}
    tags, graded = about.get("tags"), about.get("nbgrader")
    marks: Mapping[str, Any] = graded if isinstance(graded, Mapping) else {}
    named = (
        frozenset(each for each in tags if isinstance(each, str)) if isinstance(tags, list | tuple) else frozenset()
    )
    solution, grade = (str(marks.get(name)).lower() == "true" for name in ("solution", "grade"))
    return Found(kind, source, place, named, outputs, solution, grade and not solution, language)


def _pieces(text: str, first: int) -> Iterator[Found]:
    tokens, lines = parse(text), text.split("\n")
    fences = {token.map[0]: token for token in tokens if token.type == "fence" and token.level == 0 and token.map}
    code = code_lines_of(tokens)
    start, number, about = 0, 0, ""
    while number < len(lines):
        fence = fences.get(number)
        if fence is not None and fence.map and _CODE_CELL.fullmatch(fence.info.strip()):
            yield from _text(lines, start, number, first, about)
            yield _code(fence.info.strip(), fence.content, first + number + 1)
            start = number = fence.map[1]
            about = ""
        elif lines[number].startswith("+++") and number not in code:
            yield from _text(lines, start, number, first, about)
            about = lines[number].removeprefix("+++")
            start = number = number + 1
        else:
            number += 1
    yield from _text(lines, start, number, first, about)


def _code(info: str, content: str, place: int) -> Found:
    """A cell of code with what is set for it, as YAML above the code."""
    options = _OPTIONS.match(content)
    said = re.sub(r"^---$|^:(?=[\w-]+:)", "", options[0], flags=re.MULTILINE) if options else ""
    language = _foreign(info.removeprefix("{code-cell}").strip())
    source = content[options.end() if options else 0 :].strip("\n")
    return _found("code", source, place, parse_yaml(text_file("", said.encode())).data, 0, language)


def _text(lines: list[str], start: int, end: int, first: int, about: str = "") -> Iterator[Found]:
    while start < end and not lines[start].strip():
        start += 1
    if source := "\n".join(lines[start:end]).rstrip():
        try:
            metadata = json.loads(about) if about.strip() else {}
        except (ValueError, RecursionError):
            metadata = {}
        yield _found("markdown", source, first + start + 1, metadata)


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", text)
