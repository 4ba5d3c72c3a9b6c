"""What a learner is told when the record fails under their hands, and what a stranger or a plugin can do."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus

from learnenv.language import speech
from learnenv.settings import read_settings
from learnenv.store.open import open_record
from tests.plugins.installing import Install
from tests.support.apart import apart
from tests.support.modules import REFLECTION, write_module
from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.asking import ask
from tests.web.breaking import PATIENCE, program

pytestmark = pytest.mark.slow

NL = speech("nl")
REF = "small/text"
FORM = f"form/{REF}"
STUCK_FORM = "form/small/stuck"
PAGE = "/lesson?module=small&page=page-1"
LEARNERS, ANSWERS = 6, 5
STUCK = """
type: stuck
title: {nl: Vast, en: Stuck}
prompt: {nl: Zeg iets, en: Say something}
"""
LONG = "w" * 40_000
"""A word that fits in no page that there is already."""


@dataclass(frozen=True)
class House:
    """A server that can be broken."""

    server: Server
    fault: Path

    @property
    def file(self) -> Path:
        return self.server.data / "learnenv.sqlite3"

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        if how == "locked":
            with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
                other.execute("begin immediate")
                yield
                other.execute("rollback")
            return
        if how == "gone":
            self.file.rename(self.file.with_name("away"))
            yield
            self.file.with_name("away").rename(self.file)
            return
        self.fault.write_text(how, encoding="utf-8")
        yield
        self.fault.write_text("", encoding="utf-8")

    def kept(self, learner: str) -> list[str]:
        """The texts on record, in their order."""
        with closing(open_record(read_settings({}, data=self.server.data).database_url)) as record:
            return [str(each.answer["text"]) for each in record.attempts(learner, REF)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("breaking")
    fault = folder / "fault"
    modules = [write_module(folder / "modules", "small", {"text": REFLECTION, "stuck": STUCK})]
    Install(folder)("pack-stuck", stuck="stuck")
    path = os.pathsep.join([str(folder), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    environment = {"PYTHONPATH": path.rstrip(os.pathsep)}
    with running(folder / "data", modules=modules, environment=environment, program=program(fault)) as server:
        yield House(server, fault)
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 10, "with a plugin that never returns it does not stop"


async def submit(tab: Tab, text: str, drawn_with: str = "") -> dict[str, Any]:
    """Hand in a text, as the form does; what the form is given back."""
    key = drawn_with or tab.data(FORM)["key"]
    run = await tab.send(FORM, "submit", {"value": {"text": text}, "key": key, "seconds": 1.0})
    assert run.exceptions == []
    return tab.data(FORM)


@pytest.mark.parametrize("how", ["commit", "full", "locked", "gone"])
def test_what_cannot_be_committed_is_not_said_to_be_saved_and_is_when_that_is_over(house: House, how: str) -> None:
    text = f"Toen zag ik {LONG} {how}"

    async def talk() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any], float]:
        async with Tab(house.server.port, cookie=house.server.begin()) as tab:
            await tab.load(PAGE)
            before = tab.data(FORM)
            with house.broken(how):
                failed = await submit(tab, text, before["key"])
                told = tab.texts()
            begun = time.monotonic()
            saved = await submit(tab, text, before["key"])
            took = time.monotonic() - begun
        assert not [each for each in told if NL.say("feedback.saved") in each]
        return before, failed, saved, took

    before, failed, saved, took = apart(talk())
    assert failed["result"]["state"] == "error"
    assert failed["result"]["message"] == NL.say("failure.not-saved")
    assert failed["key"] == before["key"], "nothing moved on"
    assert failed["value"] in ({}, before["value"]), "the form is not given another text than what was typed"
    assert saved["result"]["state"] == "saved"
    assert took < 5
    assert house.kept(before["keep"].split("/")[1]) == [text]
    assert ask(house.server, "/readyz").status == 200


def test_a_stranger_who_clears_the_caches_takes_nothing_from_a_class(house: House) -> None:
    texts = [[f"Bij geval {number} wachtte {who}" for number in range(ANSWERS)] for who in range(LEARNERS)]
    cookies = [house.server.begin() for _ in texts]
    begun = len(_cleared(house))

    async def talk() -> list[tuple[set[str], float]]:
        with pytest.raises(InvalidStatus, match="403"):
            await Tab(house.server.port).__aenter__()
        async with Tab(house.server.port, cookie=house.server.begin()) as stranger:
            clearing = asyncio.create_task(_clear(stranger))
            try:
                told = await asyncio.gather(*(_learn(house, *each) for each in zip(cookies, texts, strict=True)))
            finally:
                clearing.cancel()
        return told

    told = apart(talk())
    assert len(_cleared(house)) - begun > 5, "the caches were never cleared"
    assert [len(who) for who, _ in told] == [1] * LEARNERS
    assert len(set.union(*(who for who, _ in told))) == LEARNERS
    assert [house.kept(*who) for who, _ in told] == texts
    assert max(slowest for _, slowest in told) < 10


def test_a_plugin_that_never_returns_is_given_up_and_nobody_else_waits(house: House) -> None:
    texts = [f"Bij geval {number} ging het vlot" for number in range(ANSWERS)]

    async def give_stuck(tab: Tab, said: str) -> tuple[str, float]:
        await tab.load(PAGE)
        begun = time.monotonic()
        sent = {"value": {"said": said}, "key": tab.data(STUCK_FORM)["key"], "seconds": 1.0}
        await tab.send(STUCK_FORM, "submit", sent)
        return tab.data(STUCK_FORM)["result"]["state"], time.monotonic() - begun

    async def talk() -> tuple[set[str], float]:
        cookies = [house.server.begin() for _ in range(3)]
        async with Tab(house.server.port, cookie=cookies[0]) as one, Tab(house.server.port, cookie=cookies[1]) as two:
            held = asyncio.create_task(give_stuck(one, "wait"))
            told = await _learn(house, cookies[2], texts)
            state, waited = await held
            assert state == "error"
            assert waited >= PATIENCE
            assert (await give_stuck(two, "a"))[0] == "right"
        return told

    who, slowest = apart(talk())
    assert house.kept(*who) == texts
    assert slowest < 10


async def _learn(house: House, cookie: str, texts: list[str]) -> tuple[set[str], float]:
    """Answer with each text and look whether it stays; who that was, and the longest wait."""
    who, slowest = set[str](), 0.0
    async with Tab(house.server.port, cookie=cookie) as tab:
        await tab.load(PAGE)
        for text in texts:
            start = time.monotonic()
            shown = await submit(tab, text)
            slowest = max(slowest, time.monotonic() - start)
            assert (shown["result"]["state"], shown["value"]["text"]) == ("saved", text)
            who.add(shown["keep"].split("/")[1])
            await tab.rerun()
            assert tab.data(FORM)["value"]["text"] == text
    return who, slowest


async def _clear(stranger: Tab) -> None:
    message = BackMsg(clear_cache=True).SerializeToString()
    while True:
        await stranger._socket.send(message)
        await asyncio.sleep(0.02)


def _cleared(house: House) -> str:
    file = house.fault.with_name("cleared")
    return file.read_text(encoding="utf-8") if file.exists() else ""
