"""learnenv preview: see a module as learners will, while it is being written."""

from __future__ import annotations

import os
from pathlib import Path

from learnenv.settings import read_settings

_OF_THE_AUTHOR = ("LEARNENV_PORT", "LEARNENV_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What of the environment counts. Who sees it, and where things are kept, is always the same: here only, nowhere."""


def preview(folder: str, port: str, language: str, open_browser: bool) -> int:
    """Serve; returns when the server was stopped."""
    known = {name: os.environ[name] for name in _OF_THE_AUTHOR if name in os.environ}
    settings = read_settings(known, data=os.curdir, host="127.0.0.1", port=port or None, language=language or None)
    from learnenv.web.preview.serve import serve_preview

    chosen = bool(port or known.get("LEARNENV_PORT"))
    serve_preview(settings, Path(folder).expanduser(), chosen_port=chosen, open_browser=open_browser)
    return 0
