"""Opening a page or a download as somebody, and finding the marked texts in all that comes back."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from tests.support.apart import apart
from tests.support.server import Server
from tests.support.streamlit_client import Tab
from tests.web.asking import Answer, ask
from tests.web.matrix.expected import Cell
from tests.web.matrix.world import World

_MARKED = re.compile(rb"zq[a-z]+\d{4}qz")
_INLINE = re.compile(rb"base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Seen:
    """What came back."""

    cell: Cell
    found: frozenset[str]
    trouble: str = ""
    """What went wrong on the way; empty: nothing did."""


def look_at_pages(world: World, server: Server, cells: Sequence[Cell], sorry: Sequence[str]) -> list[Seen]:
    """Open pages that Streamlit draws, all of one person in one tab. `sorry`: sentences of a page that failed."""
    return apart(_pages(world, server, cells, sorry), 300)


async def _pages(world: World, server: Server, cells: Sequence[Cell], sorry: Sequence[str]) -> list[Seen]:
    seen = []
    token = world.people[cells[0].who].token
    async with Tab(server.port, cookie=f"learnenv-session={token}") as tab:
        for cell in cells:
            tab.received = b""
            run = await tab.load(cell.address)
            failed = [each for each in tab.texts() if each in sorry]
            seen.append(Seen(cell, marks(tab.received), ", ".join([*run.exceptions, *failed])))
    return seen


def ask_for(world: World, server: Server, cell: Cell) -> Seen:
    """Ask for a route over HTTP."""
    person = world.people.get(cell.who)
    answer = ask(server, cell.address, Cookie=f"learnenv-session={person.token}" if person else "")
    found = marks_in(answer)
    trouble = f"status {answer.status}" if answer.status >= 500 else ""
    if found and "no-store" not in answer.headers.get("cache-control", ""):
        trouble = "stays in the browser for who comes after"
    return Seen(cell, found, trouble)


def marks_in(answer: Answer) -> frozenset[str]:
    """The marked texts in all of an answer."""
    return marks(str(answer.headers).encode() + _unpacked(answer.raw))


def _unpacked(body: bytes) -> bytes:
    """A workbook with what is in it; anything else as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as book:
        return body + b"".join(book.read(name) for name in book.namelist())


def marks(raw: bytes) -> frozenset[str]:
    """The marked texts in it, also those in pictures that are part of a page."""
    inline = b"".join(base64.b64decode(each + b"==") for each in _INLINE.findall(raw))
    return frozenset(each.decode() for each in _MARKED.findall(raw + inline))
