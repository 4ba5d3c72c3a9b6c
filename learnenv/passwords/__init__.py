"""Passwords: which ones are good enough, and how they are kept. The one place that knows Argon2.

What a good password is follows OWASP's verification standard: long, not a common one, no rule about kinds of letters.
"""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from learnenv.domain.errors import LearnenvError

SHORTEST, LONGEST = 15, 1_000
"""Characters. The upper bound only keeps somebody from sending a book."""
_HASHER = PasswordHasher(time_cost=2, memory_cost=24 * 1024, parallelism=1)
"""More than the least that OWASP asks for (19 MiB, 2 passes, 1 lane); tens of milliseconds on a small machine."""
AT_ONCE = 4
"""Hashes at once: each takes 24 MiB, and a machine does not get faster by starting forty."""
_HANDS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")
"""Always the same threads: the system keeps what a thread took for it, so forty would hold on to a gigabyte."""


class PoorPassword(LearnenvError):
    """A password that is not good enough; says what would be."""


def demand_good(password: str, login: str = "") -> None:
    """Raise PoorPassword for one that is too short, too long, common, or that says the login."""
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise PoorPassword("password.short", length=len(plain), shortest=SHORTEST)
    if len(plain) > LONGEST:
        raise PoorPassword("password.long", longest=LONGEST)
    if _says(login, plain):
        raise PoorPassword("password.login")
    if is_common(plain):
        raise PoorPassword("password.common")


def is_common(password: str) -> bool:
    """Whether many people would come up with this one, in whatever mix of capitals, signs and numbers around it."""
    plain = _normal(password).casefold()
    letters = _letters(plain)
    forms = {plain, letters, letters.strip("0123456789")}
    return not forms.isdisjoint(_common()) or any(_repeats(form) for form in forms if len(form) >= SHORTEST // 2)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HANDS.submit(_HASHER.hash, _bytes(password)).result()


def matches(kept: str, password: str) -> bool:
    """Whether this is the password. With an empty `kept`, of nobody, it takes as long and is never right."""
    try:
        right = _HANDS.submit(_HASHER.verify, kept or _nobodys(), _bytes(password)).result()
    except (VerificationError, InvalidHashError):
        return False
    return right and kept != ""


def is_outdated(kept: str) -> bool:
    """Whether this was hashed with other numbers than those of today; the next sign-in is when to do it again."""
    return _HASHER.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def _bytes(password: str) -> bytes:
    return _normal(password).encode("utf-8", "surrogatepass")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _says(login: str, password: str) -> bool:
    """Whether a password is the login, once or more, with at most numbers and signs around it."""
    name = _letters(login)
    return len(name) > 3 and not _letters(password).replace(name, "").strip("0123456789")


def _repeats(text: str) -> bool:
    """Whether a text is one piece of at most five characters over and over: aaaa…, 123123…"""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 6))


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")


@cache
def _common() -> frozenset[str]:
    file = Path(__file__).with_name("common.txt")
    return frozenset(line for line in file.read_text(encoding="utf-8").split("\n") if line and line[0] != "#")
