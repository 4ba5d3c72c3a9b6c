"""Serve a class that is made up: on this machine only, until it is stopped."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from learnenv import bootstrap
from learnenv.demo import make
from learnenv.domain.errors import SettingsError
from learnenv.settings import Settings, is_loopback
from learnenv.web.addresses import DEMO
from learnenv.web.serve import SERVER, address, build, demand_free_port
from learnenv.web.state import speech_of


def serve_demo(settings: Settings, progress: Callable[[int, int], None]) -> None:
    """Make the class and show it. Raises SettingsError for an address that others can reach and for a port that is
    taken, before anything is made."""
    if not is_loopback(settings.host):
        raise SettingsError("demo.not-here", host=settings.host)
    demand_free_port(settings)
    core = bootstrap.in_memory(settings)
    demo = make(core, core.clock(), progress=progress)
    print(speech_of(settings).say("demo.address", address=f"{address(settings)}{DEMO}"), flush=True)
    uvicorn.run(build(core, demo=demo), host=settings.host, port=settings.port, **SERVER)
