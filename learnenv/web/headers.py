"""The security headers of every answer, and the policy that keeps a page from calling any other host."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable


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
