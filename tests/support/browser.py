"""Find a Chromium that starts, or get one. As a program: print where it is, for `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
"""What to start it with: no request of its own, and no sandbox, which root and containers cannot have."""

HOW_TO = """\
The tests drive a real browser, and there is none here that starts. Any one of these gives one:
  Debian:          sudo apt-get install chromium
  Fedora:          sudo dnf install chromium
  another system:  install Google Chrome, or run
                   .venv/bin/python -m playwright install --with-deps chromium
Then run this command again. `make check` needs no browser."""


def find(starts: Callable[[str], bool] | None = None) -> str:
    """The path of a browser that starts: LEARNENV_BROWSER, then the system's, then Playwright's own; or ""."""
    works = starts or _starts
    return next((path for path in _candidates() if works(path)), "")


def get(run: Callable[[Sequence[str]], bool] | None = None) -> str:
    """Find a browser, installing one if there is none; "" when even that fails."""
    do = run or _run
    if path := find():
        return path
    for commands in _ways_to_install():
        if all(do(command) for command in commands) and (path := find()):
            return path
    return ""


def main() -> int:
    """Print the browser's path; else print what to install."""
    path = get()
    if not path:
        print(HOW_TO, file=sys.stderr)
        return 1
    print(path)
    return 0


def _candidates() -> Iterator[str]:
    if chosen := os.environ.get("LEARNENV_BROWSER"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def _ways_to_install() -> Iterator[tuple[Sequence[str], ...]]:
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield (apt, "update"), (apt, "install", "--yes", "chromium")
    yield ((sys.executable, "-m", "playwright", "install", "chromium"),)


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(command: Sequence[str]) -> bool:
    print("No browser found; running:", *command, file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Its output goes where progress goes: what this program prints is the path and nothing else.
    return subprocess.run(command, stdout=sys.stderr, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
