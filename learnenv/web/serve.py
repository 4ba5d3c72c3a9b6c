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
from typing import Any

import uvicorn
from streamlit import App as StreamlitApp
from streamlit import config as streamlit_config

from learnenv import bootstrap
from learnenv.domain.errors import LearnenvError, SettingsError
from learnenv.look.streamlit_theme import streamlit_options
from learnenv.services.app import App
from learnenv.settings import Settings
from learnenv.web import plain, state
from learnenv.web.failures import on_script_error
from learnenv.web.gate import SESSION_HEADER, gate
from learnenv.web.routes import routes
from learnenv.web.tuning import remember_theme

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
SERVER: Mapping[str, Any] = {
    "ws": "websockets-sansio",
    "ws_per_message_deflate": False,
    "access_log": False,
    "server_header": False,
    "log_level": "warning",
    "timeout_graceful_shutdown": 5,
}
"""What uvicorn is told besides host and port."""


def build(core: App) -> StreamlitApp:
    """The ASGI application around a running App."""
    state.use(core)

    @asynccontextmanager
    async def lifespan(_: StreamlitApp) -> AsyncIterator[dict[str, object]]:
        gc.collect()
        gc.freeze()
        yield {}
        core.record.close()

    application = StreamlitApp(
        Path(__file__).parent / "entry" / "main.py",
        routes=routes(core),
        middleware=[gate(core)],
        lifespan=lifespan,
        on_script_error=on_script_error,
        exception_handlers={LearnenvError: plain.failed},
    )
    for name, value in {**OPTIONS, **streamlit_options()}.items():
        streamlit_config.set_option(name, value)
    remember_theme()
    return application


def serve(settings: Settings) -> None:
    """Run until stopped. Raises SettingsError if the port is taken, StoreError if the record cannot be opened."""
    _demand_free_port(settings)
    core = bootstrap.start(settings)
    print(state.speech_of(settings).say("run.address", address=address(settings)), flush=True)
    uvicorn.run(
        build(core),
        host=settings.host,
        port=settings.port,
        **SERVER,
    )


def address(settings: Settings) -> str:
    """The address to open in a browser on this machine."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _demand_free_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(
                "run.port-taken", host=settings.host, port=str(settings.port), detail=error.strerror or str(error)
            ) from error
