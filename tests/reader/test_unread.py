"""What cannot be read is told with what will do, and does not hide what else is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.checking import findings
from learnenv.domain.text import Message
from tests.reader.good_module import TYPES, change, write_good_module

NUMERIC = "exercises/hoeveel.yaml"
FILE_NAMES = {
    "q.yaml": ("not-an-exercise", "file-name.mend", None),
    "First-Move.yaml": ("not-an-exercise", "file-name.mend-use", "first-move.yaml"),
    "first_move.yml": ("not-an-exercise", "file-name.mend-use", "first-move.yaml"),
    "Eerste stap!.YAML": ("not-an-exercise", "file-name.mend", None),
    "notes.txt": ("not-an-exercise", "file-name.mend", None),
    "sub/other.yaml": ("folder-unread", "folder-unread.mend", None),
}


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_file_that_is_not_read_is_told_how_to_be_called(name: str, tmp_path: Path) -> None:
    what, mend, use = FILE_NAMES[name]
    file = write_good_module(tmp_path) / "exercises" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("x", encoding="utf-8")
    (file.parent / "eerste-stap.yaml").touch()
    (fault,) = findings(tmp_path, TYPES)
    assert fault.file == f"exercises/{name.partition('/')[0]}"
    assert (fault.code, fault.severity) == (what, "warning")
    assert isinstance(fault.mend, Message)
    assert fault.mend.key == f"reader.{mend}"
    assert use in (None, fault.mend.values.get("name"))


def test_numbers_are_looked_at_also_when_another_field_cannot_be_read(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, NUMERIC, "value: 42\ntolerance: 0", "value: 35 %\ntolerance: -1\ntries: -2\npenalty: veel")
    change(folder, NUMERIC, "  - value: 13", "  - value: 13\n    tolerance: -3")
    found = [(fault.line, fault.code) for fault in findings(folder, TYPES) if fault.file == NUMERIC]
    assert found == [
        (4, "not-a-number"),
        (5, "negative-tolerance"),
        (6, "too-small"),
        (7, "not-a-number"),
        (10, "negative-tolerance"),
    ]
