"""Without the libraries of the extra, one line says what to install."""

from __future__ import annotations

import pytest

from learnenv.notebook import NotebookError, extra


def test_what_is_missing_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    extra.demand_extra()
    monkeypatch.setattr(extra, "NEEDED", ("learnenv", "nothing_of_this_name"))
    monkeypatch.setenv("LEARNENV_LANGUAGE", "en")
    with pytest.raises(NotebookError, match=r"nothing_of_this_name.*learnenv\[jupyter\]"):
        extra.demand_extra()
