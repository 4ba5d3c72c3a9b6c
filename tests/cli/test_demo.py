"""learnenv demo: for this machine alone, whatever the environment says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "learn.example.org"])
def test_an_address_that_others_reach_is_refused_in_one_line(learnenv: Run, host: str) -> None:
    ran = learnenv("demo", "--host", host)
    assert ran.code == 2
    assert host in ran.err
    assert "127.0.0.1" in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_an_address_in_the_environment_is_refused_as_well(learnenv: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNENV_HOST", "0.0.0.0")
    ran = learnenv("demo")
    assert ran.code == 2
    assert "0.0.0.0" in ran.err
