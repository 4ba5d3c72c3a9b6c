"""Every closed type says so when a learner who gets it wrong is not told why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checking.finding import found
from tests.checking.modules import ALL_TYPES
from tests.reader.good_module import TYPES

FEEDBACK = re.compile(r"^ +feedback:(?: \{.*\}|\n(?: {6,}.*\n?)+)$\n?|, feedback: \{[^{}]*\}", re.MULTILINE)
WARNED = {"single-choice", "multiple-choice", "matching", "categorise"}
HINTED = {"ordering": "mistakes", "numeric": "mistakes", "short-answer": "wrong"}


def example(kind: str) -> str:
    """The example that authors are shown."""
    examples = (text for name, text in ALL_TYPES.items() if "voorbeeld" in name)
    return next(text for text in examples if text.startswith(f"type: {kind}\n"))


def test_each_closed_type_is_covered() -> None:
    assert {name for name, kind in TYPES.items() if not kind.open} == WARNED | HINTED.keys()


@pytest.mark.parametrize("kind", sorted(WARNED))
def test_a_wrong_part_without_feedback_is_a_warning(kind: str, tmp_path: Path) -> None:
    silent = FEEDBACK.sub("", example(kind))
    assert "feedback" not in silent
    faults = found(tmp_path, {"exercises/hoeveel.yaml": silent})
    assert {(fault.code, fault.severity) for fault in faults} == {("no-feedback", "warning")}


@pytest.mark.parametrize("kind", sorted(HINTED))
def test_no_known_mistake_at_all_is_a_hint(kind: str, tmp_path: Path) -> None:
    silent = example(kind).partition(f"{HINTED[kind]}:\n")[0]
    (fault,) = found(tmp_path, {"exercises/hoeveel.yaml": silent})
    assert (fault.code, fault.severity) == ("no-mistakes", "hint")
    assert HINTED[kind] in str(getattr(fault.mend, "values", {}))
