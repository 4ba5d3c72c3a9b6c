"""The security headers of every answer, and the policy that keeps a page from calling any other host."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


def inline_script_hashes(html: str) -> list[str]:
    """The CSP hashes of the inline scripts in a page; they change with Streamlit's version, so they are computed."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(script_hashes: Iterable[str] = ()) -> str:
    """Everything from this host only. `blob:` is how Streamlit loads a component's script."""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(["script-src 'self' blob:", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
"""For a picture that somebody else made: opened by itself it can do no more than inside a page."""


def security_headers(policy: str) -> list[tuple[bytes, bytes]]:
    """Header names and values, ready for an ASGI answer."""
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"x-frame-options", b"DENY"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    ]


class Guarded:
    """An answer on its way out, to which the security headers are added."""

    def __init__(self, send: Send, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.begun = False
        self._send = send
        self._headers = headers

    async def __call__(self, message: Message) -> None:
        """Send on."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers:
                if name.decode() not in headers:
                    headers.append(name.decode(), value.decode())
            if "server" in headers:
                del headers["server"]
        await self._send(message)
