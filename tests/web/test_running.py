"""A server that is looked after: what its log, its numbers and its addresses tell when all goes wrong, and that
plugins which fail in every way harm nobody else."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.domain.content import LearningModule
from learnenv.domain.people import Grant
from learnenv.language import speech
from learnenv.plugins import patience
from learnenv.plugins.manager import Plugins
from learnenv.settings import read_settings
from learnenv.web.readiness import FRESH
from tests.plugins.installing import BAD, Install
from tests.support.apart import apart
from tests.support.modules import CHOICE, write_module
from tests.support.server import PROGRAM, Server, free_port, running
from tests.support.streamlit_client import Tab
from tests.web.asking import ask, form_cookie
from tests.web.classroom import NOW, record_of, someone
from tests.web.protocol import hand_in

NL = speech("nl")
CANARY = "kanarie-7f3a"
LEAKY = """
type: leaky
title: {nl: Lek, en: Leak}
prompt: {nl: Zeg iets, en: Say something}
"""
FAILING = sorted(file.stem for file in BAD.glob("bad_*.py") if file.stem not in ("bad_interrupt", "bad_same_type"))
"""The one is a person who stops the program, the other is only wrong beside its twin."""
PATIENCE = 3.0
"""With plugins that never return: long enough for the sound ones on a busy machine."""


@pytest.fixture(scope="module", autouse=True)
def little_patience() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patience, "PATIENCE", PATIENCE)
        yield


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plugin for each way to fail."""
    install = Install(tmp_path_factory.mktemp("plugins"))
    for name in FAILING:
        install(f"pack-{name}", **{name: name})
    install("pack-leaky", leaky="leaky")
    return install.folder


@pytest.fixture(scope="module")
def numbers() -> int:
    return free_port()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, installed: Path, numbers: int) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("running")
    write_module(folder / "modules", "first", {"choice": CHOICE, "leaky": LEAKY})
    path = [str(installed), str(BAD), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    environment = {
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "LEARNENV_LOG": "json",
        "LEARNENV_METRICS": str(numbers),
    }
    program = f"from learnenv.plugins import patience; patience.PATIENCE = {PATIENCE}; {PROGRAM}"
    with running(folder / "data", modules=[folder / "modules"], environment=environment, program=program) as server:
        yield server


@pytest.fixture(scope="module")
def module(server: Server, installed: Path) -> LearningModule:
    plugins = bootstrap.installed()
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        plugins.load_installed([str(installed)])
    finally:
        sys.path.remove(str(Path(__file__).parent))
    from learnenv.library import Library

    return Library(plugins, [server.data.parent / "modules"]).module("first")


@pytest.mark.slow
def test_nothing_of_a_learner_is_in_the_log_or_the_numbers_whatever_fails(
    server: Server, module: LearningModule, numbers: int
) -> None:
    with record_of(server) as record:
        me = someone(server, record)
    _knock_with_canaries(server)

    async def work() -> list[str]:
        async with Tab(server.port, cookie=me.cookie) as tab:
            await tab.load("/lesson?module=first&page=page-1")
            await hand_in(tab, module.exercises["leaky"], {"said": f"{CANARY} answer"})
            await hand_in(tab, module.exercises["choice"], _right(module))
            await tab.load("/extra?module=first&name=leaky")
            await tab.load(f"/lesson?module=first&page={CANARY}")
            told = _numbers(numbers)
            database = server.data / "learnenv.sqlite3"
            database.rename(database.with_name("away"))
            try:
                await tab.load("/lesson?module=first&page=page-1")
                await hand_in(tab, module.exercises["leaky"], {"said": f"{CANARY} again"})
                await asyncio.sleep(FRESH)
                assert re.search(r"^learnenv_ready 0\.0$", _numbers(numbers), re.M)
                assert (ask(server, "/healthz").status, ask(server, "/readyz").body) == (200, "not ready\n")
            finally:
                database.with_name("away").rename(database)
            return [told, "\n".join(tab.texts())]

    told, _ = apart(work())
    assert re.search(r"^learnenv_answers_total [12]\.0$", told, re.M)
    assert re.search(r'^learnenv_plugin_errors_total\{plugin="leaky"\} [2-9]', told, re.M)
    assert re.search(r"^learnenv_open_pages 1\.0$", told, re.M)
    assert re.search(r"^learnenv_ready 1\.0$", told, re.M)
    problems = dict(re.findall(r'^learnenv_plugin_problems\{plugin="(.+)"\} (.+)$', told, re.M))
    assert problems["leaky"] == problems["doetank-start"] == "0.0"
    unseen = [name for name in FAILING if float(problems[name.replace("_", "-")]) < 1]
    assert unseen == ["bad_no_hooks"], "that one is left as it is, and only warned of"
    assert set(problems) <= set(re.findall(r'^learnenv_plugin_errors_total\{plugin="(.+)"\}', told, re.M))
    assert re.search(r"^learnenv_page_run_seconds_count [3-9]", told, re.M)
    assert re.search(r"^learnenv_database_bytes [1-9]", told, re.M)
    log = (server.data.parent / "data.log").read_text(encoding="utf-8")
    secrets = [CANARY, me.id, *(each.partition("=")[2] for each in me.cookie.split("; "))]
    assert [each for each in secrets if each in log or each in told] == []
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    asked = {line["path"] for line in lines if line["message"] == "request"}
    assert asked >= {"/join/", "/healthz", "/recover", "(other)"}
    broken = [line for line in lines if line["message"] == "exercise first/leaky is broken"]
    assert broken[0]["errors"][0]["kind"] == "builtins.KeyError"
    assert "leaky.py:" in broken[0]["errors"][0]["at"][0]
    assert any("page" in line["message"] and len(line.get("errors", ())) == 2 for line in lines)
    assert any(line["message"].startswith("not ready: ") for line in lines)


@pytest.mark.slow
def test_readiness_comes_back_by_itself(server: Server) -> None:
    until = time.monotonic() + 10
    while ask(server, "/readyz").status != 200:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert ask(server, "/readyz").body == "ready\n"
    database = server.data / "learnenv.sqlite3"
    database.rename(database.with_name("away"))
    try:
        until = time.monotonic() + 10
        while ask(server, "/readyz").status != 503:
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        database.with_name("away").rename(database)


@pytest.mark.slow
def test_plugins_that_fail_in_every_way_harm_nobody_else_and_are_named_to_an_administrator(
    server: Server, module: LearningModule
) -> None:
    with record_of(server) as record:
        boss = someone(server, record)
        record.give(Grant(boss.id, "administrator", "platform", "", "", NOW))

    async def work() -> tuple[str, str]:
        async with Tab(server.port, cookie=boss.cookie) as tab:
            assert (await tab.load("/lesson?module=first&page=page-1")).exceptions == []
            run = await hand_in(tab, module.exercises["choice"], _right(module))
            assert run.exceptions == []
            answered = json.dumps(tab.data("form/first/choice"))
            assert (await tab.load("/lesson?module=doetank-start")).exceptions == []
            await tab.load("/installation")
            return answered, "\n".join(tab.texts())

    answered, told = apart(work())
    assert NL.say("feedback.right") in answered
    told = told.replace("\\", "")
    missing = [each for each in FAILING if f"**{each.replace('_', '-')}**" not in told]
    assert not missing
    assert "pack-leaky 1.2" in told


def test_plugins_that_fail_hardly_slow_the_start(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BAD))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    began = time.process_time()
    plugins = Plugins()
    plugins.load_installed([str(installed)])
    assert time.process_time() - began < 2
    assert {each.plugin for each in plugins.problems} == {name.replace("_", "-") for name in FAILING}


def test_without_the_setting_the_library_for_numbers_is_not_read_in() -> None:
    program = "import sys, learnenv.web.publishing, learnenv.store.sqlite; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert read_settings({}).metrics is None


def _knock_with_canaries(server: Server) -> None:
    for path in (f"/join/{CANARY}?code={CANARY}", f"/{CANARY}@example.org", f"/?name={CANARY}", f"/invite/{CANARY}"):
        ask(server, path, Cookie=f"learnenv-session={CANARY}", User_Agent=CANARY)
    cookie, token = form_cookie(server, "/recover")
    ask(server, "/recover", "POST", {"token": token, "code": CANARY}, Cookie=cookie)
    ask(server, "/sign-in", "POST", {"token": token, "login": CANARY, "password": CANARY}, Cookie=cookie)


def _right(module: LearningModule) -> dict[str, object]:
    choice = module.exercises["choice"]
    return dict(choice.type.samples(choice.spec).right)


def _numbers(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return answer.read().decode()
