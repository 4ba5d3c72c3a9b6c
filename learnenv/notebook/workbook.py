"""One's own work, taken along out of a notebook."""

from __future__ import annotations

from pathlib import Path

from learnenv.domain.errors import SettingsError
from learnenv.notebook.desk import in_one_line, sit_down
from learnenv.services.workbook import Kind
from learnenv.services.workbook import workbook as workbook_of

_KINDS: dict[str, Kind] = {".ipynb": "ipynb", ".md": "md"}


def workbook(file: str | Path = "workbook.ipynb", *, learner: str = "", language: str = "") -> Path:
    """Write all you wrote and made into a file, .ipynb or .md, and how it went. A file of that name is replaced.

    For `learner` and `language` see `exercise`. Raises NotebookError, OSError.
    """
    place = Path(file)
    with in_one_line(language):
        kind = _KINDS.get(place.suffix.lower())
        if kind is None:
            raise SettingsError("workbook.kind", file=place.name)
        here = sit_down(learner, language)
        content = workbook_of(here.app, here.actor, here.words).content(kind)
    place.write_bytes(content)
    return place
