"""A server of which the database fails on command, as databases do, and that tells when its caches were cleared.

The program of `running(…, program=program(file))`. What stands in the file decides what fails: `commit`, `full` or
nothing.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.server import PROGRAM

PATIENCE = 3.0
"""With plugins that never return: long enough for the sound ones on a busy machine."""

_PROGRAM = """
import pathlib, sqlalchemy.event, sqlalchemy.pool
from learnenv.plugins import patience
from streamlit.runtime.app_session import AppSession

patience.PATIENCE = {patience}
fault = pathlib.Path({fault!r})
NOTHING, REFUSED, TRANSACTION = 0, 1, 22

def refuse_commits(action, what, *_):
    return REFUSED if action == TRANSACTION and what == "COMMIT" else NOTHING

def break_it(connection, *_):
    now = fault.read_text()
    connection.set_authorizer(refuse_commits if now == "commit" else lambda *_: NOTHING)
    pages = connection.execute("PRAGMA page_count").fetchone()[0] if now == "full" else 1 << 30
    connection.execute(f"PRAGMA max_page_count={{pages}}")

sqlalchemy.event.listen(sqlalchemy.pool.Pool, "checkout", break_it)
clear = AppSession._handle_clear_cache_request

def cleared(session):
    with fault.with_name("cleared").open("a") as file:
        file.write(".")
    clear(session)

AppSession._handle_clear_cache_request = cleared
"""


def program(fault: Path) -> str:
    """The text of such a program, whose database works to begin with."""
    fault.write_text("", encoding="utf-8")
    return _PROGRAM.format(fault=str(fault), patience=PATIENCE) + PROGRAM
