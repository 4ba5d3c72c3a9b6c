from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from learnenv.look.streamlit_theme import streamlit_options
from learnenv.web.tuning import remembering

SECTIONS = ["theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar"]


@pytest.fixture
def _our_theme() -> Iterator[None]:
    before = {name: config.get_option(name) for name in streamlit_options()}
    for name, value in streamlit_options().items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)


@pytest.mark.usefixtures("_our_theme")
@pytest.mark.parametrize("section", SECTIONS)
def test_the_remembered_theme_is_the_one_that_streamlit_makes(section: str) -> None:
    anew = app_session._populate_theme_msg
    assert not hasattr(anew, "remembers")
    ours = remembering(anew)
    for _ in range(3):
        expected, message = CustomThemeConfig(), CustomThemeConfig()
        anew(expected, section)
        ours(message, section)
        assert message == expected


@pytest.mark.usefixtures("_our_theme")
def test_a_section_is_worked_out_once() -> None:
    calls: list[str] = []
    ours = remembering(lambda msg, section: calls.append(section))
    for section in ("theme", "theme", "theme.light", "theme"):
        ours(CustomThemeConfig(), section)
    assert calls == ["theme", "theme.light"]
