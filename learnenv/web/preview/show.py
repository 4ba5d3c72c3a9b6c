"""Findings as a page shows them: how bad, where, what, the line itself, the way out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from learnenv.domain.fault import Fault
from learnenv.language import Speech
from learnenv.services.writing import plain

MOST = 50
"""How many findings are drawn at one place; a file of rubbish can have thousands."""
_AROUND = 60
"""Characters of a long line that are shown on either side of a fault."""
_CODE = re.compile(r"`([^`\n]+)`")
_TICKS = re.compile(r"`+")


def show(findings: Sequence[Fault], words: Speech, key: str) -> None:
    """Draw findings, in a container of this key. Without any the container is there too: what stands below it on the
    page keeps its place, and with it what a reader typed, when a finding comes or goes."""
    with st.container(key=key):
        for number, fault in enumerate(findings[:MOST]):
            with st.container(key=f"finding-{fault.severity}-{key}-{number}"):
                st.markdown(finding_markdown(fault, words))
        if len(findings) > MOST:
            st.markdown(words.say("preview.more", count=len(findings) - MOST))


def finding_markdown(fault: Fault, words: Speech) -> str:
    """One finding as Markdown in which nothing that an author wrote is markup."""
    place = ":".join([fault.file, *(str(number) for number in (fault.line, fault.column) if number)])
    where = f" {_code(place)}" if place else ""
    mend = words.say(fault.mend)
    parts = [
        f"**{words.say(f'preview.{fault.severity}')}**{where}",
        _said(_sentence(words.say(fault.what))),
        _line(fault),
        _said(_sentence(words.say("preview.mend", mend=mend))) if mend else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _line(fault: Fault) -> str:
    """The line itself, its number before it, the fault marked in it; a long one is cut around the fault."""
    if not fault.line or not fault.excerpt.strip():
        return ""
    text, at = fault.excerpt, max(0, fault.column - 1)
    end = min(at + max(1, fault.width), len(text), at + 2 * _AROUND)
    first = max(0, at - _AROUND)
    last = min(end + _AROUND, len(text))
    before, faulty, after = text[first:at], text[at:end], text[end:last]
    dots = ["…" if cut else "" for cut in (first > 0, last < len(text))]
    marked = f"**{_code(faulty)}**" if faulty.strip() else _code(faulty)
    return f"> {fault.line} {_code(dots[0] + before)}{marked}{_code(after + dots[1])}"


def _code(text: str) -> str:
    """Text as it stands, between more backticks than it holds."""
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    inside = f" {text} " if text.startswith("`") or text.endswith("`") or _is_padded(text) else text
    return f"{fence}{inside}{fence}"


def _is_padded(text: str) -> bool:
    """Whether Markdown would take a space from either end."""
    return text[0] == " " == text[-1] and bool(text.strip())


def _said(sentence: str) -> str:
    """A sentence of ours in which names stand between backticks; the rest of what fills it is plain text."""
    return "".join(
        _code(part) if number % 2 else plain(part) for number, part in enumerate(_CODE.split(sentence)) if part
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', ':')) else '.'}"
