"""GIFT's signs and their escapes with a backslash; escaped signs are hidden while a question is cut up."""

from __future__ import annotations

import re

_SIGNS = ":#={}~"
_HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate(_SIGNS)}
"""Code points that are no characters; sources are read without them."""
_LINE_END = chr(0xFDD0 + len(_SIGNS))
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()} | {_LINE_END: "\n"})
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_TO_ESCAPE = re.compile(r"[\\#={}~:\n]")


def hidden(text: str) -> str:
    """The text with every escaped sign hidden; what is not escaped stands as it is and has its meaning."""
    return _ESCAPE.sub(_hide, text)


def shown(text: str) -> str:
    """The text as people read it."""
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    """The text so that none of its signs means anything, on one line."""
    return _TO_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text.replace("\r", ""))


def _hide(found: re.Match[str]) -> str:
    sign = found[1]
    return "\\" if sign == "\\" else _LINE_END if sign == "n" else _HIDDEN[sign]
