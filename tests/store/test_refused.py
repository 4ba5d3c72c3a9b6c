"""A PostgreSQL server that does not let in is told at once; one that is away is waited for."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from learnenv.domain.errors import StoreError
from learnenv.store.failures import as_store_error, is_away
from learnenv.store.open import open_record
from tests.support.postgresql_server import NoServer, postgresql_server

psycopg = pytest.importorskip("psycopg", reason="refusals of PostgreSQL are not tested: psycopg is not installed")

_BEFORE = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: '
REFUSED = (
    'FATAL:  password authentication failed for user "me"',
    'FATAL:  Peer authentication failed for user "me"',
    'FATAL:  role "me" does not exist',
    'FATAL:  database "x" does not exist',
    'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "me", database "x", no encryption',
    'FATAL:  permission denied for database "x"',
    'FATAL:  role "me" is not permitted to log in',
    'FATAL:  database "x" is not currently accepting connections',
    "fe_sendauth: no password supplied",
)
AWAY = (
    "Connection refused",
    "FATAL:  the database system is starting up",
    "FATAL:  the database system is shutting down",
    "FATAL:  the database system is not yet accepting connections",
    "FATAL:  the database system is in recovery mode",
    "FATAL:  das Datenbanksystem startet",
    "FATAL:  sorry, too many clients already",
    'FATAL:  too many connections for role "me"',
    "FATAL:  terminating connection due to administrator command",
    "server closed the connection unexpectedly",
)


@pytest.mark.parametrize("said", REFUSED + AWAY)
def test_what_waiting_does_not_mend_is_not_waited_for(said: str) -> None:
    error = psycopg.OperationalError(_BEFORE + said)
    found = as_store_error(error, "here").message
    assert found.key == ("store.refused" if said in REFUSED else "store.unreachable")
    assert said.split()[-1] in str(found.values["detail"])
    assert is_away(OperationalError("select 1", {}, error)) is (said in AWAY)


@pytest.mark.parametrize("wrong", [{"database": "none_such"}, {"username": "nobody_here"}], ids=str)
def test_a_wrong_name_is_told_at_once(wrong: dict[str, str], shared_postgresql: str) -> None:
    _refused(make_url(shared_postgresql).set(**wrong).render_as_string(hide_password=False))  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_wrong_password_is_told_at_once_and_not_shown() -> None:
    try:
        with postgresql_server(password="right") as server:
            here = make_url(server.url)
            for password in ("s3cret", None):
                said = _refused(here.set(password=password).render_as_string(hide_password=False))
                assert "s3cret" not in said
    except NoServer as error:
        pytest.skip(f"a wrong password of PostgreSQL was NOT tried: {error}")


def _refused(url: str) -> str:
    began = time.monotonic()
    with pytest.raises(StoreError) as caught:
        open_record(url)
    assert caught.value.message.key == "store.refused"
    assert time.monotonic() - began < 5
    return str(caught.value)
