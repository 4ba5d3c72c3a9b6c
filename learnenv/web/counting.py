"""Counting what is drawn: whole pages, and parts of a page that are drawn again by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from learnenv.metrics import tally

P = ParamSpec("P")
T = TypeVar("T")
_whole: ContextVar[bool] = ContextVar("whole", default=False)


@contextmanager
def whole_page() -> Iterator[None]:
    """A page is drawn for as long as this lasts; the parts in it are no drawings of their own."""
    before = _whole.set(True)
    try:
        with tally.runs.timed():
            yield
    finally:
        _whole.reset(before)


def part(draw: Callable[P, T]) -> Callable[P, T]:
    """Make this a part that is drawn again without the page around it: Streamlit's fragment, counted."""

    @wraps(draw)
    def drawn(*given: P.args, **named: P.kwargs) -> T:
        if _whole.get():
            return draw(*given, **named)
        with tally.parts.timed():
            return draw(*given, **named)

    return st.fragment(drawn)
