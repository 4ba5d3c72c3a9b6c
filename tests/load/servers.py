"""The servers that are put under load: one process on SQLite, two on one PostgreSQL behind nginx as it is shipped,
and a bare Streamlit page under the same launcher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError

from learnenv import bootstrap, passwords
from learnenv.domain.learner import Learner, Session
from learnenv.domain.people import Account, Assignment, Cohort, Member, Organisation
from learnenv.services.app import App
from learnenv.settings import read_settings
from tests.bench.answers import BARE_SERVERS, bare
from tests.deploy.nginx import NGINX, proxy
from tests.load.door import PASSWORD, sign_in
from tests.load.learner import Place
from tests.load.watch import Watch
from tests.support.postgresql import own_database
from tests.support.server import READ_ALL, start

MODULE = "doetank-start"


class NotHere(Exception):
    """What this server needs is not on this machine."""


@dataclass(frozen=True)
class UnderTest:
    """A server with its people on record, ready for them."""

    name: str
    place: Place
    watch: Watch
    record: str
    """Address of the database; empty for the bare page, which keeps nothing."""


@contextmanager
def one_on_sqlite(folder: Path, people: int) -> Iterator[UnderTest]:
    """One process, one SQLite file."""
    data = folder / "data"
    pages = _enrolled({}, data, people)
    server = start(data, program=READ_ALL)
    try:
        url = read_settings({}, data=data).database_url
        yield UnderTest("one process, SQLite", _place(server.port, pages), Watch([server.process.pid]), url)
    finally:
        server.stop()


@contextmanager
def two_on_postgresql(folder: Path, people: int) -> Iterator[UnderTest]:
    """Two processes, one PostgreSQL, nginx before them."""
    if not NGINX:
        raise NotHere("nginx is not installed")
    with ExitStack() as stack:
        try:
            url = stack.enter_context(own_database())
        except OperationalError as error:
            raise NotHere("PostgreSQL does not answer; TEST_DATABASE_URL says where it is") from error
        environment = {"LEARNENV_DATABASE_URL": url}
        pages = _enrolled(environment, folder / "none", people)
        servers = []
        for name in ("one", "two"):
            server = start(folder / name, environment=environment, program=READ_ALL)
            stack.callback(server.stop)
            servers.append(server)
        port, _ = stack.enter_context(proxy(folder, [each.port for each in servers]))
        watch = Watch([each.process.pid for each in servers], names=("nginx", "postgres"))
        yield UnderTest("two processes, PostgreSQL, nginx", _place(port, pages), watch, url)


@contextmanager
def bare_page(folder: Path, people: int) -> Iterator[UnderTest]:
    """A page with the same widgets, that grades by one comparison, keeps nothing and knows nobody."""
    with bare(BARE_SERVERS["bare, our launcher"]) as (port, pid):
        yield UnderTest("bare page, our launcher", Place(port, ("/",) * 9, None), Watch([pid]), "")


def login(number: int) -> str:
    """Of the learner with this number, from 0."""
    return f"load-{number}"


def enrol(core: App, people: int) -> None:
    """A group with so many people, each with an account. All have one password: hashing it once saves minutes."""
    record, now = core.record, datetime.now(UTC)
    record.save_organisation(Organisation("load", "Gemeente", now))
    cohort = Cohort("load", "load", "Groep", now, "LOADCODE", most_members=people + 1)
    record.save_cohort(cohort, [Assignment("load", 1, MODULE)])
    kept = passwords.hashed(PASSWORD)
    for number in range(people):
        who = f"learner-{number}"
        record.add_learner(Learner(who, now, "nl"), Session(f"none-{number}", who, now, now, now, now))
        record.set_account(Account(who, login(number), kept, now))
        record.add_member(Member("load", who, f"Deelnemer {number}", now))


def _enrolled(environment: Mapping[str, str], data: Path, people: int) -> tuple[str, ...]:
    """Put everybody on record; the addresses of the lesson."""
    core = bootstrap.start(read_settings(environment, data=data))
    try:
        enrol(core, people)
        return tuple(f"/lesson?module={MODULE}&page={page}" for page in core.library.card(MODULE).pages)
    finally:
        core.record.close()


def _place(port: int, pages: tuple[str, ...]) -> Place:
    return Place(port, pages, lambda name: sign_in(port, name))
