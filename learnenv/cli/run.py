"""learnenv run: serve the web application until it is stopped."""

from __future__ import annotations

import os
from collections.abc import Sequence

from learnenv.settings import read_settings


def run(host: str, port: str, data: str, modules: Sequence[str], metrics: str = "") -> int:
    """Serve; returns when the server was stopped."""
    settings = read_settings(
        os.environ,
        host=host or None,
        port=port or None,
        data=data or None,
        modules=modules,
        metrics=metrics or None,
    )
    from learnenv.web.serve import serve

    serve(settings)
    return 0
