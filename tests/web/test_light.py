"""What a learner's way leaves out: heavy libraries, a menu that grows with modules, and the key before an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learnenv.domain.content import LearningModule
from learnenv.domain.text import LANGUAGES
from tests.support.apart import apart
from tests.support.modules import write_module
from tests.support.server import Server, running, start
from tests.support.streamlit_client import Tab
from tests.web.protocol import hand_in

pytestmark = pytest.mark.slow
HEAVY = ("pandas", "numpy", "pyarrow", "altair", "PIL", "alembic", "pydeck")
PAGES = ("/", "/modules", "/module?module=doetank-start", "/progress", "/review", "/you", "/style", "/problems")
LISTS_ITS_MODULES = """
import atexit, json, os, pathlib, signal, sys
def tell():
    pathlib.Path(os.environ["MODULES_GO_HERE"]).write_text(json.dumps(sorted(sys.modules)))
atexit.register(tell)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
from learnenv.cli import main
main()
"""


async def go_everywhere(server: Server, module: LearningModule) -> list[str]:
    """Open every page and hand in every exercise; what went wrong on the way."""
    wrong: list[str] = []
    async with Tab(server.port, cookie=server.begin()) as tab:
        for page in module.pages:
            wrong += (await tab.load(f"/lesson?module={module.id}&page={page.id}")).exceptions
            for id in page.exercises():
                exercise = module.exercises[id]
                wrong += (await hand_in(tab, exercise, exercise.type.samples(exercise.spec).right)).exceptions
        for address in PAGES:
            wrong += (await tab.load(address)).exceptions
    return wrong


def test_a_whole_journey_loads_no_heavy_library(tmp_path: Path, module: LearningModule) -> None:
    told = tmp_path / "modules.json"
    first = start(tmp_path / "data")  # makes the database, which is once and needs alembic
    first.stop()
    server = start(tmp_path / "data", environment={"MODULES_GO_HERE": str(told)}, program=LISTS_ITS_MODULES)
    try:
        assert apart(go_everywhere(server, module)) == []
    finally:
        server.stop()
    loaded = set(json.loads(told.read_text()))
    assert "streamlit" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_the_menu_is_the_same_size_with_1_and_with_60_modules(tmp_path: Path) -> None:
    sizes = []
    for count in (1, 60):
        folder = tmp_path / f"modules-{count}"
        for number in range(count):
            write_module(folder, f"module-{number}")

        async def menu(server: Server) -> int:
            async with Tab(server.port, cookie=server.begin()) as tab:
                return (await tab.load("/modules")).navigation_bytes

        with running(tmp_path / f"data-{count}", modules=[folder]) as server:
            sizes.append(apart(menu(server)))
    assert sizes[0] == sizes[1] > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_is_not_in_the_bytes_before_an_answer(server: Server, module: LearningModule, language: str) -> None:
    async def everything() -> bytes:
        async with Tab(server.port, cookie=server.begin(language)) as tab:
            for page in module.pages:
                await tab.load(f"/lesson?module={module.id}&page={page.id}")
            return tab.received

    sent = apart(everything()).decode("utf-8", "replace")
    told = [said for said in _told_after_an_answer(module) if said in sent]
    assert module.page("why-small").titles.get(language) in sent  # type: ignore[union-attr, arg-type]
    assert told == []


def _told_after_an_answer(module: LearningModule) -> list[str]:
    """Feedback, explanations, mistakes and the authors' ids of options: none of it may be there before an answer."""
    secrets: list[str] = []
    cells = {field.name for each in module.exercises.values() for field in each.type.form(each.spec)}
    for exercise in module.exercises.values():
        if exercise.type.open:
            continue
        secrets += [exercise.explanation.nl, exercise.explanation.en, *(hint.nl for hint in exercise.hints)]
        for name in ("options", "items", "rows", "mistakes", "answers", "wrong"):
            for part in getattr(exercise.spec, name, ()):
                feedback = getattr(part, "feedback", None)
                secrets += [feedback.nl, feedback.en] if feedback else []
                id = getattr(part, "id", "")
                secrets += [f'"{id}"'] if len(id) > 3 and id not in cells else []
    found = [secret.strip() for secret in secrets if len(secret.strip()) > 5]
    assert len(found) > 50
    return found
