"""How much may be sent with a request. A form is read before anybody can tell who sent it, so without a limit whoever
knows the address could fill the memory or the disk."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.types import Message, Receive

from learnenv.domain.errors import LearnenvError

MOST_BYTES = 1024 * 1024
"""More than any form of ours, with a class list of the largest size in it."""


class TooLarge(LearnenvError):
    """More was sent than anything here takes."""


def demand_small(connection: HTTPConnection) -> None:
    """Raise TooLarge if more is announced than may be sent."""
    announced = connection.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > MOST_BYTES:
        raise _too_large()


def limited(receive: Receive) -> Receive:
    """Raise TooLarge when more comes than may be sent, for who announces nothing."""
    came = 0

    async def counting() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > MOST_BYTES:
            raise _too_large()
        return message

    return counting


def _too_large() -> TooLarge:
    return TooLarge("request.too-large", most=MOST_BYTES // (1024 * 1024))
