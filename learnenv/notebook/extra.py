"""The libraries that only notebooks need: said in one line when they are not there."""

from __future__ import annotations

from importlib.util import find_spec

from learnenv.domain.errors import SettingsError
from learnenv.notebook.desk import in_one_line

NEEDED = ("anywidget", "traitlets", "IPython")


def demand_extra() -> None:
    """Raise NotebookError unless the extra `jupyter` is installed."""
    with in_one_line(""):
        if missing := [name for name in NEEDED if find_spec(name) is None]:
            raise SettingsError("notebook.no-extra", missing=missing[0])
