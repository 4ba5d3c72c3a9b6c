"""Backups of a PostgreSQL database, made and put back by PostgreSQL's own programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from learnenv.domain.errors import StoreError
from learnenv.store.copy import Tell, in_place_of
from learnenv.store.tables import metadata

MAGIC = b"PGDMP"
"""How a dump in PostgreSQL's own format begins."""

_TABLES = ("contents of table", "data for table")
_REVISION = re.compile(r"COPY (.+)\.alembic_version \(version_num\) FROM stdin;")


@dataclass(frozen=True, slots=True)
class Dumped:
    """What a dump holds."""

    revision: str
    schema: str
    """In which the tables are, there and where they are put back."""


def dump(url: URL, schema: str | None, file: Path, tell: Tell = lambda done, total: None) -> None:
    """Write all tables of a schema to a file, as they were at one moment. The file is whole or not there.

    Raises StoreError.
    """
    with in_place_of(file) as part:
        options = ["--verbose", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}"]
        if schema is not None:
            options.append(f"--schema={_quoted(schema)}")
        _run("pg_dump", url, [*options, _without_password(url)], tell)
        examine_dump(part)


def put_back(url: URL, schema: str, file: Path, tell: Tell) -> None:
    """Fill an empty schema from a dump of one of that name, all or nothing. Raises StoreError."""
    options = (
        "--verbose",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--schema={schema}",
    )
    _run("pg_restore", url, [*options, f"--dbname={_without_password(url)}", str(file)], tell)


def examine_dump(file: Path) -> Dumped:
    """What is in a dump; StoreError when the file is not whole or holds no record."""
    try:
        _run("pg_restore", None, [f"--file={os.devnull}", str(file)])
    except StoreError as error:
        raise StoreError("store.damaged", path=file, detail=error.message.values.get("detail", "")) from error
    tables = ("--table=alembic_version", "--table=instance")
    lines = _run("pg_restore", None, ["--data-only", *tables, "--file=-", str(file)]).splitlines()
    for place, line in enumerate(lines):
        # A whole database can have the tables of another program in another schema.
        found = _REVISION.fullmatch(line)
        if found and any(each.startswith(f"COPY {found[1]}.instance (") for each in lines):
            return Dumped(lines[place + 1], _unquoted(found[1]))
    raise StoreError("store.no-backup", path=file)


def _run(program: str, url: URL | None, arguments: list[str], tell: Tell = lambda done, total: None) -> str:
    """Run one of PostgreSQL's programs, and tell of each table that it comes to; what it wrote."""
    found = shutil.which(program)
    if found is None:
        raise StoreError("store.no-program", program=program)
    # The password goes by the environment: arguments can be read by everybody on the machine.
    secret = {"PGPASSWORD": str(url.password)} if url is not None and url.password else {}
    environment = os.environ | {"LC_ALL": "C"} | secret
    said, done = [], 0
    with subprocess.Popen(  # noqa: S603  (no shell; the program is PostgreSQL's own)
        [found, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if any(each in line for each in _TABLES):
                done += 1
                tell(done, len(metadata.tables) + 1)
    if process.returncode != 0:
        last = next((line for line in reversed(said) if "error:" in line), said[-1] if said else "")
        raise StoreError("store.program-failed", program=program, detail=" ".join(last.split()))
    return "".join(said)


def _without_password(url: URL) -> str:
    # `set` leaves a password that is set to nothing, and writes it as ***.
    return url.set(drivername="postgresql")._replace(password=None).render_as_string()


def _quoted(name: str) -> str:
    """A name as it is, and no pattern."""
    return '"' + name.replace('"', '""') + '"'


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name
