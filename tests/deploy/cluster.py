"""A class on two processes with one PostgreSQL, behind nginx as it is shipped, of which one process is killed in the
middle of the class. As a program: print what became of everybody, for `make test-cluster`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import OperationalError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from learnenv.store.open import open_record
from tests.bench.bars import columns
from tests.deploy.nginx import NGINX, proxy
from tests.support.apart import apart
from tests.support.modules import REFLECTION, write_module
from tests.support.postgresql import own_database
from tests.support.server import Server, start
from tests.support.streamlit_client import Tab

MODULE, PAGE = "class", "page-2"
REF = f"{MODULE}/text"
LEARNERS = 16
ANSWERS = 4
"""Of each learner; the process is killed when a third of all were given."""
TRIES = 40


@dataclass
class Visitor:
    """One learner, who goes on as a person does: what was under way when the connection broke is sent again."""

    cookie: str
    name: str
    learner: str = ""
    given: int = 0
    saved: list[str] = field(default_factory=list)
    resent: int = 0
    moved: int = 0
    """How often their process was gone, and they went on at the other one."""
    refused: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a class. Everything from `refused` on has to be 0."""

    learners: int
    saved: int
    moved: int
    resent: int
    refused: int
    missing: int
    double: int
    lost_place: int

    def table(self) -> str:
        """As text."""
        return columns(
            [
                ("learners", self.learners),
                ("answers shown as saved", self.saved),
                ("learners whose process was killed", self.moved),
                ("answers under way, sent again", self.resent),
                ("answers refused", self.refused),
                ("answers shown as saved, and lost", self.missing),
                ("answers twice on record", self.double),
                ("learners who lost their place", self.lost_place),
            ]
        )


def hold_class(folder: Path, url: str) -> Outcome:
    """Hold it, on an empty database."""
    modules = write_module(folder / "modules", MODULE, {"text": REFLECTION})
    _on_page_two(modules)
    settings = {"LEARNENV_DATABASE_URL": url}
    servers: list[Server] = []
    try:
        for name in ("one", "two"):
            servers.append(start(folder / name, modules=[modules], environment=settings))
        with proxy(folder, [each.port for each in servers]) as (port, _):
            door = Server(port, folder, servers[0].process)
            visitors = [Visitor(door.begin(), f"learner {number}") for number in range(LEARNERS)]
            apart(_class(port, visitors, servers[0]))
    finally:
        for server in servers:
            if server.process.poll() is None:
                server.stop()
    return _outcome(url, visitors)


async def _class(port: int, visitors: Sequence[Visitor], victim: Server) -> None:
    """Everybody answers; when a third of the answers are there, one process dies."""
    third = len(visitors) * ANSWERS // 3

    async def kill() -> None:
        while sum(each.given for each in visitors) < third:
            await asyncio.sleep(0.02)
        victim.kill()

    await asyncio.gather(kill(), *(_attend(port, each) for each in visitors))


async def _attend(port: int, visitor: Visitor) -> None:
    pending: tuple[str, str] | None = None
    for _ in range(TRIES):
        try:
            async with Tab(port, cookie=visitor.cookie) as tab:
                await tab.load(f"/lesson?module={MODULE}&page={PAGE}")
                visitor.learner = tab.data(f"form/{REF}")["keep"].split("/")[1]
                while visitor.given < ANSWERS:
                    text = f"{visitor.name} saw case {visitor.given + 1}"
                    visitor.resent += pending is not None
                    pending = pending or (text, tab.data(f"form/{REF}")["key"])
                    await answer(tab, visitor, *pending)
                    pending = None
                return
        except (ConnectionClosed, InvalidStatus, OSError):
            visitor.moved += 1
            await asyncio.sleep(0.2)
    raise AssertionError(f"{visitor.name} never came back in")


async def answer(tab: Tab, visitor: Visitor, text: str, key: str) -> None:
    run = await tab.send(f"form/{REF}", "submit", {"value": {"text": text}, "key": key, "seconds": 1.0})
    shown = tab.data(f"form/{REF}")
    visitor.given += 1
    if (shown["result"] or {}).get("state") == "saved" and shown["value"].get("text") == text and not run.exceptions:
        visitor.saved.append(text)
    else:
        visitor.refused += 1


def _outcome(url: str, visitors: Sequence[Visitor]) -> Outcome:
    record = open_record(url)
    try:
        kept = Counter(
            (each.learner, str(attempt.answer["text"]))
            for each in visitors
            for attempt in record.attempts(each.learner, REF)
        )
        places = [{mark.page for mark in record.bookmarks(each.learner)} for each in visitors]
    finally:
        record.close()
    said = {(each.learner, text) for each in visitors for text in each.saved}
    return Outcome(
        learners=len({each.learner for each in visitors}),
        saved=len(said),
        moved=sum(each.moved > 0 for each in visitors),
        resent=sum(each.resent for each in visitors),
        refused=sum(each.refused for each in visitors),
        missing=len(said - kept.keys()),
        double=sum(count - 1 for count in kept.values()),
        lost_place=sum(pages != {PAGE} for pages in places),
    )


def _on_page_two(home: Path) -> None:
    """Move the exercise to the second page, so that a place is not where everybody begins."""
    for language in ("nl", "en"):
        first, second = (home / "lessons" / f"{page}.{language}.md" for page in ("page-1", PAGE))
        fence = "```{learnenv} text\n```\n"
        first.write_text(first.read_text(encoding="utf-8").replace(fence, ""), encoding="utf-8")
        second.write_text(second.read_text(encoding="utf-8") + f"\n{fence}", encoding="utf-8")


def main() -> int:
    """Print the table; 1 if anything was lost, 2 if it cannot be tried here."""
    if not NGINX:
        print("nginx is not installed; on Debian: sudo apt-get install nginx", file=sys.stderr)
        return 2
    try:
        with own_database() as url, tempfile.TemporaryDirectory() as folder:
            outcome = hold_class(Path(folder), url)
    except OperationalError as error:
        print(f"PostgreSQL does not answer; TEST_DATABASE_URL says where it is.\n{error.orig}", file=sys.stderr)
        return 2
    print(outcome.table())
    return int(bool(outcome.refused + outcome.missing + outcome.double + outcome.lost_place))


if __name__ == "__main__":
    sys.exit(main())
