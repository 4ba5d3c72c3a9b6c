"""Slowing down who guesses: passwords per account, codes and guests per address. Only hashes of either are kept.

A session that is live is never asked about here, so nobody can shut out somebody who is in.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from learnenv.domain.errors import LearnenvError
from learnenv.domain.people import Tries
from learnenv.services.app import App

Kind: TypeAlias = Literal["login", "password", "recovery", "join", "invite", "account", "begin"]
"""What is tried: a login by its name; the others by the address of who tries."""
FREE: Mapping[Kind, int] = {
    "login": 10,
    "password": 30,
    "recovery": 30,
    "join": 30,
    "invite": 30,
    "account": 30,
    "begin": 500,
}
"""Tries before one has to wait. By address only what fails counts, and more is allowed: a whole class or town hall
may be behind one address. Of who begins, and of new accounts, each counts."""
WINDOW = timedelta(minutes=15)
"""What was tried counts this long, and after a wait it is remembered this long."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)


class TooManyTries(LearnenvError):
    """Tried too often; says when it may be tried again."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, math.ceil(wait.total_seconds()))
        super().__init__("slowing.wait", count=math.ceil(self.seconds / 60))


def demand_calm(app: App, kind: Kind, what: str) -> None:
    """Raise TooManyTries if one has to wait. Nothing is counted."""
    found = app.record.tries(_key(app, kind, what)) if what else None
    if found is not None:
        _demand_over(found.blocked_until, app.clock())


def count(app: App, kind: Kind, what: str) -> None:
    """Count one try, before it is known whether it is right. Raises TooManyTries, and counts nothing, while one has
    to wait. Of who asks nothing is kept when `what` is empty."""
    if not what:
        return
    key, now = _key(app, kind, what), app.clock()
    until: list[datetime | None] = []

    def decide(before: Tries | None) -> Tries:
        until[:] = [before.blocked_until if before else None]
        return _after(before, key, now, FREE[kind])

    app.record.count_try(key, decide)
    _demand_over(until[0], now)


def forget(app: App, kind: Kind, what: str) -> None:
    """It went well: what was tried before no longer counts."""
    app.record.clear_tries(_key(app, kind, what))


def _after(before: Tries | None, key: str, now: datetime, free: int) -> Tries:
    if before is None or now >= (before.blocked_until or before.since) + WINDOW:
        return Tries(key, 1, now)
    if before.blocked_until and now < before.blocked_until:
        return before
    tried = before.count + 1
    if tried < free:
        return Tries(key, tried, before.since)
    return Tries(key, tried, before.since, now + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(10, tried - free)))


def _demand_over(until: datetime | None, now: datetime) -> None:
    if until is not None and now < until:
        raise TooManyTries(until - now)


def _key(app: App, kind: Kind, what: str) -> str:
    whole = f"{kind}:{what if kind == 'login' else _network(what)}"
    return hmac.new(app.secret.encode(), whole.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """An address, or of IPv6 the network that one household or company is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)
