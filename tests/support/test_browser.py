"""Finding a browser for the tests."""

from __future__ import annotations

import shutil

import pytest

from tests.support import browser


def test_the_browser_that_was_named_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNENV_BROWSER", "my-own")
    assert browser.find(starts=lambda path: True) == "my-own"


def test_a_browser_that_does_not_start_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNENV_BROWSER", "broken")
    monkeypatch.setattr(shutil, "which", lambda name: f"bin-{name}")
    assert browser.find(starts=lambda path: path == "bin-google-chrome") == "bin-google-chrome"


def test_without_any_browser_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "get", lambda: "")
    assert browser.main() == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "sudo apt-get install chromium" in printed.err
