"""Serve a preview: on this machine only, until it is stopped."""

from __future__ import annotations

import socket
import threading
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from learnenv import bootstrap
from learnenv.domain.errors import NotFound, SettingsError
from learnenv.library.folders import module_folders
from learnenv.reader.names import MODULE_FILE
from learnenv.settings import Settings
from learnenv.web.preview.preview import Preview
from learnenv.web.serve import SERVER, address, build, demand_free_port
from learnenv.web.state import speech_of

_PORTS = 20
"""How many ports are tried when nobody chose one: a learnenv may be running beside this."""
_PATIENCE = 10.0
"""Seconds that a browser waits for the server."""


def serve_preview(settings: Settings, place: Path, *, chosen_port: bool, open_browser: bool) -> None:
    """Show the module in `place`, and keep up with it. Raises NotFound if there is none, SettingsError if no port is
    free."""
    settings = _with_free_port(settings, chosen_port)
    place = folder_of(place)
    core = bootstrap.preview(settings)
    preview = Preview(core, place)
    preview.start()
    application = build(core, preview)
    where = f"{address(settings)}{_first_page(preview)}"
    print(speech_of(settings).say("preview.address", folder=str(place), address=where), flush=True)
    if open_browser:
        threading.Thread(target=_open, args=(settings, where), daemon=True).start()
    try:
        uvicorn.run(application, host=settings.host, port=settings.port, **SERVER)
    finally:
        preview.stop()


def folder_of(place: Path) -> Path:
    """The folder to look in; of a module.yaml the folder that it is in. Raises NotFound if no module is there."""
    folder = place.parent if place.name == MODULE_FILE and place.is_file() else place
    if not folder.is_dir():
        raise NotFound("preview.no-folder", folder=str(place))
    folder = folder.absolute()
    if not any(module_folders(folder)):
        raise NotFound("preview.no-module", folder=str(folder))
    return folder


def _first_page(preview: Preview) -> str:
    """The page of the module; of several modules, the page that lists them."""
    cards = preview.cards()
    return f"/module?{urlencode({'module': cards[0].id})}" if len(cards) == 1 else "/modules"


def _with_free_port(settings: Settings, chosen: bool) -> Settings:
    for port in _ports(settings.port, 1 if chosen else _PORTS):
        try:
            demand_free_port(replace(settings, port=port))
        except SettingsError:
            continue
        return replace(settings, port=port)
    demand_free_port(settings)
    return settings


def _ports(first: int, count: int) -> Iterator[int]:
    yield from range(first, min(first + count, 65536))


def _open(settings: Settings, where: str) -> None:
    """Open the browser once the server answers."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex((settings.host, settings.port)) == 0:
                webbrowser.open(where)
                return
        time.sleep(0.05)
