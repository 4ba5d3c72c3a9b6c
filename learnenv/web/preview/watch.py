"""Notice that files changed, by looking at them several times a second: it works on every disk and needs nothing."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

Sight: TypeAlias = Mapping[str, tuple[int, int, int]]
"""What files look like from outside, by path: when changed, how long, which file on the disk."""

EVERY = 0.1
"""Seconds between two looks."""
_STILL, _LOOKS = 0.04, 8
"""Someone who saves writes in steps: after a change files must stand still this long, but nobody waits for ever."""
_NOT_CONTENT = ("__pycache__", "node_modules")


def sight(folders: Iterable[Path]) -> Sight:
    """The files in these folders as they are now; hidden ones and copies that editors make are passed over."""
    return {path: mark for folder in folders for path, mark in _files(folder)}


class Watcher:
    """Calls `changed` in a thread of its own, soon after what `look` gives has changed."""

    def __init__(self, look: Callable[[], Sight], changed: Callable[[], None]) -> None:
        self._look = look
        self._changed = changed
        self._over = threading.Event()
        self._seen = look()
        self._thread = threading.Thread(target=self._watch, name="preview-watcher", daemon=True)

    def start(self) -> None:
        """Begin. What changed since this watcher was made counts."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            now = self._look()
            if now != self._seen:
                self._seen = self._at_rest(now)
                self._changed()

    def _at_rest(self, now: Sight) -> Sight:
        for _ in range(_LOOKS):
            self._over.wait(_STILL)
            before, now = now, self._look()
            if before == now:
                break
        return now


def _files(folder: Path | str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as inside:
            entries = [each for each in inside if not each.name.startswith(".") and not each.name.endswith("~")]
    except OSError:  # it is gone, or not ours to read: there is nothing to see
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _NOT_CONTENT:
                    yield from _files(entry.path)
                continue
            stat = entry.stat()
        except OSError:  # went while we looked
            continue
        yield entry.path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)
