"""The launcher: learnenv in one process, with the settings that Streamlit's defaults get wrong for a class.

Each was measured for Streamlit 1.67: a forced full garbage collection after every run took 89 % of the server's CPU;
a socket that Streamlit opens itself has no TCP_NODELAY, which cost 40 ms per quick rerun (uvicorn's own has it);
environment variables are not read when the program is an ASGI application, so options are set here.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.middleware import Middleware
from streamlit import App as StreamlitApp
from streamlit import config as streamlit_config

from learnenv import bootstrap
from learnenv.domain.errors import LearnenvError, SettingsError
from learnenv.look.streamlit_theme import streamlit_options
from learnenv.services import first_admin
from learnenv.services.app import App
from learnenv.settings import Settings
from learnenv.web import logs, plain, state
from learnenv.web.base_path import base_path
from learnenv.web.beside import beside
from learnenv.web.busy import watch
from learnenv.web.demo.gate import demo_gate
from learnenv.web.demo.routes import demo_routes
from learnenv.web.failures import on_script_error
from learnenv.web.gate import SESSION_HEADER, gate
from learnenv.web.hosts import Hosts
from learnenv.web.named_gate import named_gate
from learnenv.web.preview.gate import authors_gate
from learnenv.web.publishing import publishing
from learnenv.web.readiness import Readiness
from learnenv.web.routes import routes
from learnenv.web.tidying import tidy_daily
from learnenv.web.tuning import remember_theme

if TYPE_CHECKING:
    from learnenv.demo import Demo
    from learnenv.web.preview.preview import Preview

OPTIONS: Mapping[str, object] = {
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "runner.fastReruns": True,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.showSidebarNavigation": False,
    "server.fileWatcherType": "none",
    "server.disconnectedSessionTTL": 600,
    "server.maxUploadSize": 5,
    "server.headless": True,
    "server.trustedUserHeaders": {SESSION_HEADER: "session"},
    "logger.level": "warning",
}
LOOK_AFTER = 10_000
"""New objects after which Python looks for what can be thrown away, instead of 700: a table of a million rows is a
quarter faster."""
WARM_AFTER = 20.0
"""Seconds after the start at which everything is read for searching: the first visitors come first."""
SERVER: Mapping[str, Any] = {
    "ws": "websockets-sansio",
    "ws_per_message_deflate": False,
    "access_log": False,
    "server_header": False,
    "log_level": "warning",
    "timeout_graceful_shutdown": 5,
}
"""What uvicorn is told besides host and port."""


def build(
    core: App, preview: Preview | None = None, demo: Demo | None = None, readiness: Readiness | None = None
) -> StreamlitApp:
    """The ASGI application around a running App: for learners, for the preview of an author, or with a class that is
    made up. `readiness`: that of the record, for who wants to ask it from outside."""
    state.use(core, preview, demo)
    ready = readiness or Readiness(core.record)

    @asynccontextmanager
    async def lifespan(_: StreamlitApp) -> AsyncIterator[dict[str, object]]:
        gc.collect()
        gc.freeze()
        gc.set_threshold(LOOK_AFTER, *gc.get_threshold()[1:])
        warming = Timer(WARM_AFTER, core.library.warm)
        warming.daemon = True
        warming.start()
        async with beside(tidy_daily(core)), beside(watch()):
            with ready.at_work():
                yield {}
        warming.cancel()
        core.record.close()

    application = StreamlitApp(
        Path(__file__).parent / "entry" / "main.py",
        routes=[*routes(core, ready), *(demo_routes(core, demo) if demo else ())],
        middleware=_edge(core, preview, in_demo=demo is not None),
        lifespan=lifespan,
        on_script_error=on_script_error,
        exception_handlers={LearnenvError: plain.failed},
    )
    hosts = ["*"] if core.settings.proxy_key else Hosts(core.settings).for_streamlit()
    for name, value in {**OPTIONS, **streamlit_options(), "server.allowedHosts": hosts}.items():
        streamlit_config.set_option(name, value)
    remember_theme()
    return application


def _edge(core: App, preview: Preview | None, *, in_demo: bool) -> list[Middleware]:
    """What stands between the application and the world, outermost first."""
    base = [logs.requests()]
    base += [base_path(core.settings.base_path)] if core.settings.base_path else []
    if preview:
        return [*base, authors_gate(core, preview)]
    if in_demo:
        return [*base, demo_gate(core)]
    return [*base, named_gate(core) if core.settings.proxy_key else gate(core)]


def serve(settings: Settings) -> None:
    """Run until stopped. Raises SettingsError if the port is taken, StoreError if the record cannot be opened."""
    demand_free_port(settings)
    logs.set_up(settings.log)
    core = bootstrap.start(settings)
    words = state.speech_of(settings)
    print(words.say("run.address", address=address(settings)), flush=True)
    # On a hub every user has such a process, and reads what it prints.
    if not settings.proxy_key and (token := first_admin.token(core)):
        link = f"{settings.public_url or address(settings)}/first-admin?token={token}"
        print(words.say("run.first-admin", link=link, count=int(first_admin.VALID.total_seconds() // 60)), flush=True)
    readiness = Readiness(core.record)
    application = build(core, readiness=readiness)
    with publishing(core, readiness):
        uvicorn.run(application, host=settings.host, port=settings.port, log_config=None, **SERVER)


def address(settings: Settings) -> str:
    """The address to open in a browser on this machine."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}{settings.base_path}"


def demand_free_port(settings: Settings) -> None:
    """Raise SettingsError unless the port can be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(
                "run.port-taken", host=settings.host, port=str(settings.port), detail=error.strerror or str(error)
            ) from error
