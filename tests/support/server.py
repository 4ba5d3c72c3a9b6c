"""A learnenv server of a test's own: started on a free port of this machine, ended by its process id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

START_SECONDS = 30.0


@dataclass
class Server:
    """A running server."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it at once, as a power cut or the kernel would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)

    def begin(self, language: str = "nl") -> str:
        """Begin as a guest, as the button on the welcome page does; the cookie header of the new session."""
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), _StayHere())
        opener.open(f"{self.url}/welcome?lang={language}").close()
        token = next(each.value for each in jar if each.name.endswith("learnenv-form"))
        body = urlencode({"token": token, "next": "/"}).encode()
        with pytest.raises(urllib.error.HTTPError, match="303") as moved:
            opener.open(f"{self.url}/begin?lang={language}", body)
        moved.value.close()
        return "; ".join(f"{each.name}={each.value}" for each in jar)


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


PROGRAM = "from learnenv.cli import main; main()"


def start(
    data: Path,
    *,
    port: int = 0,
    modules: Sequence[Path] = (),
    environment: Mapping[str, str] | None = None,
    program: str = PROGRAM,
) -> Server:
    """Start a server and wait until it answers. `program` is the Python text that runs the command line."""
    port = port or free_port()
    command = [sys.executable, "-c", program, "run", "--port", str(port)]
    command += ["--data", str(data), *(each for folder in modules for each in ("--modules", str(folder)))]
    own = {**os.environ, "LEARNENV_LANGUAGE": "nl", **(environment or {})}
    path = data.parent / f"{data.name}.log"
    with path.open("ab") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    server = Server(port, data, process)
    _wait_until_well(server, path)
    return server


@contextmanager
def running(
    data: Path, *, modules: Sequence[Path] = (), environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server for the length of a with block."""
    server = start(data, modules=modules, environment=environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def _wait_until_well(server: Server, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise AssertionError(f"the server stopped: {log.read_text()}")
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    server.kill()
    raise AssertionError(f"the server did not answer in {START_SECONDS} s: {log.read_text()}")
