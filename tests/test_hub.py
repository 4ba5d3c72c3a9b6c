"""The tile that a notebook server starts the web application with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from learnenv.hub import tile
from learnenv.settings import read_settings
from tests.support.source import ROOT


def test_the_entry_point_is_this_function() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["jupyter_serverproxy_servers"] == {"learnenv": "learnenv.hub:tile"}


def test_the_key_is_new_each_time_and_shown_by_the_proxy() -> None:
    one, other = tile(), tile()
    assert one["environment"]["LEARNENV_PROXY_KEY"] == one["request_headers_override"]["X-Learnenv-Key"]
    assert one["environment"]["LEARNENV_PROXY_KEY"] != other["environment"]["LEARNENV_PROXY_KEY"]


def test_it_listens_on_this_machine_only_and_its_settings_are_understood() -> None:
    made = tile()
    assert made["command"][-4:] == ["--host", "127.0.0.1", "--port", "{port}"]
    given = {name: value.format(base_url="/user/ana/") for name, value in made["environment"].items()}
    settings = read_settings(given)
    assert settings.base_path == "/user/ana/learnenv"
    assert Path(made["launcher_entry"]["icon_path"]).is_file()


@pytest.mark.parametrize(("language", "title"), [("nl", "Leren"), ("en", "Learn"), ("", "Leren")])
def test_its_title_is_in_the_language_that_was_set(
    monkeypatch: pytest.MonkeyPatch, language: str, title: str
) -> None:
    monkeypatch.setenv("LEARNENV_LANGUAGE", language)
    assert tile()["launcher_entry"]["title"] == title
