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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from itertools import chain, cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest

START_SECONDS = 90.0
"""Long, for a busy machine: a server that stops is noticed at once."""


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
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), StayHere())
        opener.open(f"{self.url}/welcome?lang={language}").close()
        token = next(each.value for each in jar if each.name.endswith("learnenv-form"))
        body = urlencode({"token": token, "next": "/"}).encode()
        with pytest.raises(urllib.error.HTTPError, match="303") as moved:
            opener.open(f"{self.url}/begin?lang={language}", body)
        moved.value.close()
        return "; ".join(f"{each.name}={each.value}" for each in jar)


class StayHere(urllib.request.HTTPRedirectHandler):
    """Does not follow where an answer leads."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def free_port() -> int:
    """A port that was free a moment ago. Below those that the system hands out by itself, and each worker of the
    tests has its own: or somebody else would have taken it by the time that a server has started."""
    for port in _ports:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
_first = 16_000 + 2_000 * _WORKER
_ports = chain(range(_first + os.getpid() % 2_000, _first + 2_000), cycle(range(_first, _first + 2_000)))


PROGRAM = "from learnenv.cli import main; main()"
READ_ALL = f"""
from learnenv import bootstrap
begin = bootstrap.start
def begin_and_read(settings):
    core = begin(settings)
    core.library.warm()
    return core
bootstrap.start = begin_and_read
{PROGRAM}
"""
"""A server that has read everything when it answers for the first time, for measurements: otherwise it does so twenty
seconds after its start, and what is measured just then seems to cost half as much again."""


def start(
    data: Path,
    *,
    port: int = 0,
    modules: Sequence[Path] = (),
    environment: Mapping[str, str] | None = None,
    program: str = PROGRAM,
    demo: bool = False,
) -> Server:
    """Start a server and wait until it answers. `program` is the Python text that runs the command line. `demo`: one
    with a class that is made up, which keeps no data."""
    port = port or free_port()
    command = [sys.executable, "-c", program, "demo" if demo else "run", "--port", str(port)]
    command += [] if demo else ["--data", str(data)]
    command += [each for folder in modules for each in ("--modules", str(folder))]
    own = {**os.environ, "LEARNENV_LANGUAGE": "nl", **(environment or {})}
    path = data.parent / f"{data.name}.log"
    with path.open("ab") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    server = Server(port, data, process)
    _wait_until_well(server, path, 3 * START_SECONDS if demo or program == READ_ALL else START_SECONDS)
    return server


@contextmanager
def running(
    data: Path,
    *,
    modules: Sequence[Path] = (),
    environment: Mapping[str, str] | None = None,
    program: str = PROGRAM,
    demo: bool = False,
) -> Iterator[Server]:
    """A server for the length of a with block."""
    server = start(data, modules=modules, environment=environment, program=program, demo=demo)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def _wait_until_well(server: Server, log: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
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
