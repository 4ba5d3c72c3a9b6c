"""A disk of one megabyte, on which a program of its own runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# In a mount namespace of its own, so that nothing stays mounted whatever happens.
_MOUNT = 'mount -t tmpfs -o size=1m tmpfs "$1" || exit 77; folder="$1"; shift; exec "$@" "$folder"'


def run_on_small_disk(script: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program with a folder that is such a disk as its last word. Skips the test where none can be mounted."""
    if not shutil.which("unshare"):
        pytest.skip("a real full disk is not tested: there is no unshare here")
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT, "sh"]
    done = subprocess.run(
        [*command, str(folder), sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(script.parents[2])},
    )
    if done.returncode in (1, 77) and script.stem not in done.stderr:
        pytest.skip("a real full disk is not tested: this user may not mount one")
    return done
