"""A password that a database server asks for and an address does not have."""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from learnenv.store.open import WAIT, parse


def asks_for_password(url: str) -> bool:
    """Whether the server refuses this address for lack of a password, and for nothing else. Raises StoreError when
    the address cannot be read."""
    place = parse(url)
    if place.get_backend_name() != "postgresql" or place.password is not None or find_spec("psycopg") is None:
        return False
    server = place.set(drivername="postgresql+psycopg")
    engine = create_engine(server, poolclass=NullPool, connect_args={"connect_timeout": int(WAIT)})
    try:
        engine.connect().close()
    except DBAPIError as error:
        return bool(getattr(getattr(error.orig, "pgconn", None), "needs_password", False))
    return False


def with_password(url: str, password: str) -> str:
    """The same address with a password, whatever characters are in it."""
    return parse(url).set(password=password).render_as_string(hide_password=False)
