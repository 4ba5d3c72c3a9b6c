"""Which versions are at work."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version

from learnenv.cli.doctor.finding import Finding, good


def look() -> Iterator[Finding]:
    """Versions of what an administrator is asked for first."""
    yield good(
        "cli.doctor.versions",
        learnenv=version("learnenv"),
        python=platform.python_version(),
        streamlit=version("streamlit"),
        system=platform.platform(terse=True),
    )
