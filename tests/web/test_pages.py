"""The list of pages that each run is given: made once, and as Streamlit would make it anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from learnenv import bootstrap
from learnenv.settings import read_settings
from learnenv.web import state


@pytest.fixture(autouse=True)
def core(tmp_path: Path) -> Iterator[None]:
    state.use(bootstrap.in_memory(read_settings({}, data=tmp_path / "data")))
    yield
    state._shared.clear()


def _anew() -> None:
    import streamlit as st

    from learnenv.language import speech
    from learnenv.web.pages import page, pages

    for language in ("nl", "en"):
        words = speech(language)
        for name, given in pages(words).items():
            title = words.say(f"page.title.{name}")
            fresh = st.Page(given._page, title=title, url_path=name, default=name == "home")
            assert vars(given) == vars(fresh)
            assert page(name)._script_hash == fresh._script_hash


def _marked() -> None:
    import streamlit as st

    from learnenv.language import speech
    from learnenv.web.pages import pages

    words = speech("nl")
    assert st.navigation(list(pages(words).values()), position="hidden")._can_be_called
    assert not any(each._can_be_called for each in pages(words).values())


def _looks() -> None:
    import streamlit as st

    from learnenv.language import speech
    from learnenv.web.pages import page, pages

    words = speech("nl")
    st.navigation(list(pages(words).values()), position="hidden")
    for name in ("modules", "lesson", "you"):
        st.page_link(page(name), label=name)


def test_each_page_is_as_it_would_be_made_anew() -> None:
    assert not AppTest.from_function(_anew).run(timeout=30).exception


def test_the_mark_on_the_page_that_runs_is_on_the_copy_of_that_run() -> None:
    assert not AppTest.from_function(_marked).run(timeout=30).exception


def test_nothing_is_looked_up_on_the_disk_for_the_pages_and_links_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not AppTest.from_function(_looks).run(timeout=30).exception
    asked: list[str] = []
    real = os.path.realpath

    def realpath(path: str, *more: object, **named: object) -> str:
        asked.append(str(path))
        return real(path, *more, **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os.path, "realpath", realpath)
    assert not AppTest.from_function(_looks).run(timeout=30).exception
    assert not [each for each in asked if "learnenv/web" in each]
