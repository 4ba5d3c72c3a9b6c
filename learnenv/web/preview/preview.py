"""One preview: the folder that an author works in, what was found in it, and the guest as whom the author looks."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from learnenv.checking import findings
from learnenv.domain.content import ModuleCard
from learnenv.domain.fault import Fault
from learnenv.domain.learner import Actor
from learnenv.library.folders import module_folders
from learnenv.services import identity
from learnenv.services.app import App
from learnenv.web.preview.watch import Sight, Watcher, sight

log = logging.getLogger(__name__)
_PATIENCE = 0.15
"""Seconds that a change waits for its findings, so that text and findings appear together when they can."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the folders at one moment."""

    findings: Mapping[Path, tuple[Fault, ...]] = field(default_factory=dict)
    """Of every module folder."""
    checking: bool = True
    """Whether these are of before the latest change, and new ones are on their way."""
    failed: bool = False
    """Whether the checker itself went wrong; the terminal says how."""


class Preview:
    """Keeps the library in step with the files. `version` changes with everything that a page could show."""

    def __init__(self, app: App, place: Path) -> None:
        """Read what is in `place` now. Begin with `start`."""
        self.place = place
        self._app = app
        self._name = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._number = 0
        self._change = 0
        self._checked = -1
        self._guest: Actor | None = None
        self._checks = ThreadPoolExecutor(1, thread_name_prefix="preview-checker")
        self.found = Found()
        self.folders = self._search() or (place,)
        self._watcher = Watcher(self._look, self.renew)

    def start(self) -> None:
        """Read, check, and from now on do so after every change."""
        self.renew()
        self._watcher.start()

    def stop(self) -> None:
        """Stop watching and checking."""
        self._watcher.stop()
        self._checks.shutdown(wait=False, cancel_futures=True)

    @property
    def version(self) -> str:
        """Names this run of the program and how much changed in it so far; fit for the key of a container."""
        return f"{self._name}-{self._number}"

    def cards(self) -> tuple[ModuleCard, ...]:
        """The modules that can be shown, sorted by id."""
        return self._app.library.cards()

    def unreadable(self) -> tuple[Path, ...]:
        """The module folders of which nothing can be shown."""
        shown = {card.folder for card in self.cards()}
        return tuple(folder for folder in self.folders if folder not in shown)

    def findings(self, folder: Path) -> tuple[Fault, ...]:
        """What was found in one module folder, sorted by file and line."""
        return self.found.findings.get(folder, ())

    def all_findings(self) -> tuple[Fault, ...]:
        """What was found in all of them."""
        return tuple(each for folder in self.folders for each in self.findings(folder))

    def guest(self) -> Actor:
        """The one guest as whom everybody at this machine looks; a new one when the last one signed out.

        There is no cookie: browsers share those among all ports of a machine, and it would sign the author out of a
        learnenv that runs beside this.
        """
        with self._lock:
            known = identity.who(self._app, self._guest.session) if self._guest else None
            if known is None:
                wanted = self._guest.language if self._guest else self._app.settings.language
                known = identity.begin_guest(self._app, wanted).actor
            self._guest = known
            return known

    def renew(self) -> None:
        """Read the folders again and have them checked."""
        self.folders = self._search() or self.folders
        self._app.library.read((folder.name, folder) for folder in self.folders)
        with self._lock:
            self._change += 1
            change = self._change
        job = self._checks.submit(self._check, change)
        job.add_done_callback(self._went_wrong)
        wait([job], timeout=_PATIENCE)
        with self._lock:
            if self._checked < change:
                self._show(Found(self.found.findings, checking=True))

    def _look(self) -> Sight:
        """Where no module is left, look for one that came back, under another name perhaps."""
        here = sight(self.folders)
        return here or sight(self._search())

    def _search(self) -> tuple[Path, ...]:
        try:
            return tuple(module_folders(self.place))
        except OSError:  # the folder is gone, or goes while we look
            return ()

    def _check(self, change: int) -> None:
        if change != self._change:
            return
        folders = self.folders
        found = {folder: findings(folder, self._app.library.types) for folder in folders}
        with self._lock:
            if change == self._change:
                self._checked = change
                self._show(Found(found, checking=False))

    def _went_wrong(self, job: Future[None]) -> None:
        if job.cancelled() or (error := job.exception()) is None:
            return
        log.error("the checker failed", exc_info=error, extra={"event": "checker-failed"})
        with self._lock:
            self._checked = self._change
            self._show(Found(self.found.findings, checking=False, failed=True))

    def _show(self, found: Found) -> None:
        self.found = found
        self._number += 1
