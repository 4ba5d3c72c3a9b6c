"""The numbers of several processes on one database: each gives its own, and together they are those of all."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.deploy.cluster import Visitor, answer
from tests.support.apart import apart
from tests.support.modules import REFLECTION, write_module
from tests.support.postgresql import own_database
from tests.support.server import Server, free_port, start
from tests.support.streamlit_client import Tab

pytestmark = pytest.mark.slow
REF = "class/text"


def test_each_process_counts_its_own_and_the_sum_is_of_all(tmp_path: Path) -> None:
    try:
        with own_database() as url:
            told = _scraped(tmp_path, url)
    except OperationalError:
        pytest.skip("PostgreSQL does not answer, so the numbers of several processes were NOT tried")
    assert [each["learnenv_answers_total"] for each in told] == [2, 1]
    assert sum(each["learnenv_answers_total"] for each in told) == 3
    for each in told:
        assert each["learnenv_open_pages"] == 1
        assert each["learnenv_page_run_seconds_count"] >= 1
        assert each["learnenv_part_run_seconds_count"] >= each["learnenv_answers_total"], "answers are reruns too"
        assert each["learnenv_commit_seconds_count"] >= each["learnenv_answers_total"]
        assert each["process_resident_memory_bytes"] > 10_000_000
    assert told[0]["learnenv_database_bytes"] == pytest.approx(told[1]["learnenv_database_bytes"], rel=0.5)


def _scraped(folder: Path, url: str) -> list[dict[str, float]]:
    modules = write_module(folder / "modules", "class", {"text": REFLECTION})
    servers: list[tuple[Server, int]] = []
    try:
        for name in ("one", "two"):
            numbers = free_port()
            settings = {"LEARNENV_DATABASE_URL": url, "LEARNENV_METRICS": f"127.0.0.1:{numbers}"}
            servers.append((start(folder / name, modules=[modules], environment=settings), numbers))
        return [apart(_attended(*each, answers)) for each, answers in zip(servers, (2, 1), strict=True)]
    finally:
        for server, _ in servers:
            server.stop()


async def _attended(server: Server, numbers: int, answers: int) -> dict[str, float]:
    """What a process tells while one learner has answered so often and is still there."""
    visitor = Visitor(server.begin(), "somebody")
    async with Tab(server.port, cookie=visitor.cookie) as tab:
        await tab.load("/lesson?module=class&page=page-1")
        for number in range(answers):
            await answer(tab, visitor, f"somebody saw case {number + 1}", tab.data(f"form/{REF}")["key"])
        assert len(visitor.saved) == answers
        with urllib.request.urlopen(f"http://127.0.0.1:{numbers}/metrics", timeout=30) as said:
            lines = re.findall(r"^(\w+) (\S+)$", said.read().decode(), re.MULTILINE)
    return {name: float(value) for name, value in lines}
