"""Did you mean? The mend for a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from learnenv.domain.text import Message

MOST_LISTED = 20


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `name`, when one looks like it at all."""
    by_lower = {each.lower(): each for each in known}
    found = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> Message:
    """The mend: the name that was probably meant, else the names there are."""
    names = list(dict.fromkeys(known))
    meant = nearest(name, names)
    if meant is not None:
        return Message("reader.did-you-mean", {"other": meant})
    if not names:
        return Message("reader.take-it-out")
    listed = ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")
    return Message("reader.choose-from", {"names": listed})
