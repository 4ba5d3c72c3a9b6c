"""A workbook out of a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.notebook import NotebookError, exercise, workbook
from learnenv.services.app import App


def test_ones_own_work_is_written_in_both_forms(app: App, tmp_path: Path) -> None:
    exercise("first/choice", learner="ana").answer("yes-this")
    for name in ("mine.md", "mine.ipynb"):
        place = workbook(tmp_path / name, learner="ana", language="en")
        assert "| Choice | " in place.read_text(encoding="utf-8")
        assert "ana" not in place.read_text(encoding="utf-8").replace("analysis", "")
    with pytest.raises(NotebookError, match="pdf"):
        workbook(tmp_path / "mine.pdf", learner="ana")
