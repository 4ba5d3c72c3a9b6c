"""learnenv as a tile in JupyterLab, with or without a hub: the entry point that jupyter-server-proxy asks for."""

from __future__ import annotations

import os
import secrets
import sys
from importlib.resources import files
from typing import Any

from learnenv.domain.text import LANGUAGES
from learnenv.language import speech

NAME = "learnenv"
"""The last part of the address: /user/ana/learnenv/."""


def tile() -> dict[str, Any]:
    """How the proxy starts the web application for one user: on a port of this machine only, below the user's own
    address, and with a key that only it can show."""
    key = secrets.token_urlsafe(32)
    wanted = os.environ.get("LEARNENV_LANGUAGE", "").strip().lower()
    language = next((each for each in LANGUAGES if each == wanted), "nl")
    return {
        "command": [sys.executable, "-m", "learnenv.cli", "run", "--host", "127.0.0.1", "--port", "{port}"],
        "environment": {
            "LEARNENV_BASE_PATH": f"{{base_url}}{NAME}",
            "LEARNENV_PROXY_KEY": key,
            "LEARNENV_LANGUAGE": language,
        },
        "request_headers_override": {"X-Learnenv-Key": key},
        "timeout": 120,
        "launcher_entry": {
            "title": speech(language).say("hub.tile"),
            "icon_path": str(files("learnenv.look") / "pictures" / "favicon.svg"),
            "category": "Other",
        },
    }
