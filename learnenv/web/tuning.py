"""Streamlit makes its theme message anew, option by option, for every run of every fragment: measured, a fifth of a
server's work with a theme of one's own. The theme never changes while learnenv runs, so it is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

Populate = Callable[..., None]


def remember_theme() -> None:
    """Have Streamlit remember its theme message. It is private to Streamlit 1.67, and a test compares the two; where
    it is gone nothing happens, only slower."""
    made_anew: Populate | None = getattr(app_session, "_populate_theme_msg", None)
    if made_anew is not None and not hasattr(made_anew, "remembers"):
        app_session._populate_theme_msg = remembering(made_anew)


def remembering(made_anew: Populate) -> Populate:
    """The same function, that works out each section of the theme once."""
    known: dict[str, Any] = {}

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            fresh = CustomThemeConfig()
            made_anew(fresh, section)
            known[section] = fresh
        if known[section].ByteSize():
            msg.MergeFrom(known[section])

    populate.remembers = True  # type: ignore[attr-defined]
    return populate
