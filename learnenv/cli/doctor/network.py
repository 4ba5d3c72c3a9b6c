"""Who can reach learnenv, and whether what they send can be read on the way."""

from __future__ import annotations

from collections.abc import Iterator

from learnenv.cli.doctor.finding import Finding, bad, good
from learnenv.settings import Settings, is_loopback


def look(settings: Settings) -> Iterator[Finding]:
    """Only this computer, or others too; and then only over https."""
    if is_loopback(settings.host) and not settings.public_url:
        yield good("cli.doctor.only-here", host=settings.host)
    elif settings.public_url.startswith("https:"):
        yield good("cli.doctor.https", url=settings.public_url)
    elif is_loopback(settings.host):
        yield good("cli.doctor.only-here", host=settings.host)
    else:
        yield bad("cli.doctor.no-tls", host=settings.host)
