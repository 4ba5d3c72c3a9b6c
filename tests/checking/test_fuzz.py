"""Whatever is in a module's files: no traceback, every finding at a place that is there, and said in both languages.

A small number of modules as a rule; LEARNENV_FUZZ=20000 for the whole measurement."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from learnenv.checking import findings
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES
from learnenv.language.speech import speech
from learnenv.reader.check import render
from tests.checking.modules import ALL_TYPES
from tests.checking.mutating import Files, mutated
from tests.checking.naughty import NAUGHTY
from tests.reader.good_module import TYPES

MOST = 50_000
COUNT = min(MOST, int(os.environ.get("LEARNENV_FUZZ", "150")))
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_module_gives_findings_and_never_a_traceback(part: int, tmp_path: Path) -> None:
    for number in range(part, COUNT, PARTS):
        files = mutated(ALL_TYPES, random.Random(number))
        folder = _written(tmp_path / "module", files)
        for fault in findings(folder, TYPES):
            problem = _misplaced(fault, files, folder)
            assert not problem, f"number {number}: {problem} {fault}"


@pytest.mark.parametrize("file", sorted(name for name in ALL_TYPES if not name.startswith("images/")))
def test_a_naughty_string_anywhere_gives_no_traceback(file: str, tmp_path: Path) -> None:
    chance = random.Random(file)
    for text in chance.sample(NAUGHTY, max(5, min(len(NAUGHTY), COUNT // 30))):
        lines = ALL_TYPES[file].split("\n")
        number = chance.randrange(len(lines))
        key, colon, _ = lines[number].partition(": ")
        lines[number] = f"{key}{colon}{text}"
        files = {name: each.encode() for name, each in ALL_TYPES.items()}
        files[file] = "\n".join(lines).encode("utf-8", "replace")
        folder = _written(tmp_path / "module", files)
        for fault in findings(folder, TYPES):
            assert not _misplaced(fault, files, folder), f"{text!r} in line {number + 1}: {fault}"


@pytest.mark.parametrize("file", sorted(ALL_TYPES))
def test_a_folder_where_a_file_should_be_gives_no_traceback(file: str, tmp_path: Path) -> None:
    folder = _written(tmp_path / "module", {name: each.encode() for name, each in ALL_TYPES.items() if name != file})
    (folder / file).mkdir(parents=True)
    for fault in findings(folder, TYPES):
        assert fault.what


def _written(folder: Path, files: Files) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


def _misplaced(fault: Fault, files: Files, folder: Path) -> str:
    """What is wrong with where a finding stands or how it is said; empty when all is well."""
    if fault.line and fault.file not in files:
        return "a line of a file that is not there"
    if not (folder / fault.file).exists() and not fault.file.endswith((".yaml", ".md")):
        return "a file that nobody expects"
    if fault.line:
        lines = _lines(files[fault.file])
        if not 1 <= fault.line <= len(lines):
            return f"there are {len(lines)} lines"
        if not 1 <= fault.column <= len(fault.excerpt) + 1:
            return f"the line has {len(fault.excerpt)} signs"
        if fault.excerpt != lines[fault.line - 1] and fault.code != "not-utf-8":
            return "the line reads otherwise"
    for language in LANGUAGES:
        said = render(fault, speech(language).say)
        if f"[{getattr(fault.what, 'key', '?')}" in said:
            return "there are no words for it"
    return ""


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
