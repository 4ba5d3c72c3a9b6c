"""A PostgreSQL server of one's own, to be restarted and pulled down without harm to anybody else."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.server import free_port

_SETTINGS = "-c listen_addresses=127.0.0.1 -c shared_buffers=16MB -c max_connections=60"


class NoServer(Exception):
    """PostgreSQL's programs are not here, or may not be run."""


@dataclass
class PostgresqlServer:
    """A running server, on a port of this machine."""

    programs: Path
    folder: Path
    password: str = ""
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Without the password."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def begin(self) -> None:
        """Make its files and start it."""
        trust = ["--auth=trust"]
        if self.password:
            asked = self.folder / "password"
            asked.write_text(self.password, encoding="utf-8")
            trust = ["--auth=scram-sha-256", f"--pwfile={asked}"]
        self._run("initdb", "--no-sync", "--username=postgres", *trust, "--encoding=UTF8", "--locale=C")
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder}/log", "-o", self._options())

    def restart(self, mode: str) -> None:
        """`fast`: connections are ended. `immediate`: as if the power failed, and it must recover."""
        log = f"--log={self.folder}/log"
        self._run("pg_ctl", "restart", "--wait", "--timeout=120", f"--mode={mode}", log, "-o", self._options())

    def end(self) -> None:
        """Stop it."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _options(self) -> str:
        return f"-p {self.port} -k {self.folder} {_SETTINGS}"

    def _run(self, program: str, *words: str) -> None:
        # To a file: the server keeps what it is started with, so a pipe would never end.
        with (self.folder / "said").open("wb") as said:
            done = subprocess.run(
                [str(self.programs / program), f"--pgdata={self.folder}/data", *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                **_somebody(),
            )
        if done.returncode:
            raise NoServer((self.folder / "said").read_text(encoding="utf-8", errors="replace"))


@contextmanager
def postgresql_server(password: str = "") -> Iterator[PostgresqlServer]:
    """A server that is ended afterwards, and that asks for this password if there is one. Raises NoServer."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="learnenv-pg-") as name:
        folder = Path(name)
        if user := _somebody():
            os.chown(folder, user["user"], user["group"])
        server = PostgresqlServer(programs, folder, password)
        server.begin()
        try:
            yield server
        finally:
            server.end()


def _programs() -> Path:
    """Where `initdb` and `pg_ctl` are; Debian does not put them on the path."""
    found = shutil.which("pg_ctl")
    there = [Path(found)] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not there:
        raise NoServer("the programs of PostgreSQL's server are not installed")
    return there[-1].parent


def _somebody() -> Mapping[str, Any]:
    """PostgreSQL does not run as the superuser."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoServer("there is no user postgres") from error
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
