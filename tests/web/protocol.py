"""Talk to the server without a browser. Playwright keeps the event loop of its own thread to itself, so a
conversation runs in another one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.drawing import Drawing
from tests.support.server import Server
from tests.support.streamlit_client import Run, Tab

T = TypeVar("T")


def over_the_wire(talk: Coroutine[Any, Any, T]) -> T:
    """Run a conversation to its end."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, talk).result(120)


async def hand_in(tab: Tab, exercise: Exercise, answer: Answer) -> Run:
    """Hand in an answer in the author's ids, on the page that the tab shows."""
    key = f"form/{exercise.ref}"
    props = tab.data(key)
    learner = props["keep"].split("/")[1]
    drawing = Drawing(exercise.type.form(exercise.spec), f"{learner}/{exercise.ref}")
    value = {"value": drawing.shown(answer), "key": props["key"], "seconds": 1.5}
    return await tab.send(key, "submit", value)


def answer_everything(server: Server, cookie: str, module: LearningModule, wrong: Iterable[str] = ()) -> None:
    """Hand in the right answer to every exercise of a module, or the wrong one to those in `wrong`, and read on."""
    wrongly = set(wrong)

    async def talk() -> None:
        async with Tab(server.port, cookie=cookie) as tab:
            for page in module.pages:
                await tab.load(f"/lesson?module={module.id}&page={page.id}")
                for id in page.exercises():
                    samples = module.exercises[id].type.samples(module.exercises[id].spec)
                    await hand_in(tab, module.exercises[id], samples.wrong if id in wrongly else samples.right)

    over_the_wire(talk())
