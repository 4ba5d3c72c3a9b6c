"""One learner of the test, who does what a person does: sign in, open a page, read, type, answer, try again, ask for
a hint, go back a page, go on. When the connection breaks they open the page again, as a browser does."""

from __future__ import annotations

import asyncio
import random
import time
import urllib.error
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.load.done import Diary, Kind
from tests.load.door import asked
from tests.load.filling import filled, half_typed
from tests.support.streamlit_client import Run, Tab

BROKEN = (ConnectionClosed, InvalidHandshake, TimeoutError, OSError, urllib.error.URLError)
"""How a server that does not answer is met."""
TRIES = 2
"""At one closed exercise, before one goes on."""
SAID = ("right", "partial", "wrong", "saved")
"""What a form says of an answer that is on record."""


@dataclass(frozen=True)
class Place:
    """Where the learners go: a server, and the addresses that they open."""

    port: int
    pages: tuple[str, ...]
    """Of the lesson, in order."""
    enter: Callable[[str], tuple[str, float]] | None
    """Signs in by a login: the cookies, and the milliseconds it took. None: there is nobody to sign in to."""


@dataclass
class Told:
    """What a learner was told about their answers: the server has to make it true."""

    learner: str = ""
    attempts: Counter[str] = field(default_factory=Counter)
    """Of each exercise, the number of answers of theirs that were acknowledged."""
    texts: set[str] = field(default_factory=set)
    """Every text that was shown as saved."""
    unheard: Counter[str] = field(default_factory=Counter)
    """Answers to each exercise that were sent and of which nothing was heard: they may be on record or not."""


class Learner:
    """See the module's docstring."""

    def __init__(self, place: Place, login: str, diary: Diary) -> None:
        self.told = Told()
        self.answers = 0
        self._place, self._login, self._diary = place, login, diary
        self._chance = random.Random(login)
        self._cookie = ""
        self._tab: Tab | None = None
        self._at = 0
        self._tried: Counter[str] = Counter()
        self._written = 0

    async def arrive(self) -> None:
        """Sign in, and open the first page of the lesson."""
        began = time.perf_counter()
        if self._place.enter:
            try:
                self._cookie, ms = await asyncio.to_thread(self._place.enter, self._login)
            except BROKEN as error:
                self._diary.note("sign in", began, repr(error))
                return
            self._diary.note("sign in", time.perf_counter() - ms / 1000)
        await self._open()

    async def leave(self) -> None:
        """Close the tab."""
        if self._tab:
            await self._tab.__aexit__(None)
            self._tab = None

    async def knock(self) -> int:
        """Ask for one more page as a new tab does first; the status of the answer."""
        return await asyncio.to_thread(asked, self._place.port, self._place.pages[self._at], self._cookie)

    async def work(self, think: float, until: float) -> None:
        """Answer about every `think` seconds, first after a part of that."""
        await asyncio.sleep(self._chance.random() * min(think, max(until - time.perf_counter(), 0)))
        while time.perf_counter() < until:
            began = time.perf_counter()
            await self.turn(think)
            pause = think * self._chance.uniform(0.7, 1.3) - (time.perf_counter() - began)
            await asyncio.sleep(max(0.0, min(pause, until - time.perf_counter())))

    async def turn(self, think: float) -> None:
        """All that leads to one more answer. A draft is typed for a third of the time, but no longer than 5 s."""
        form = await self._exercise()
        if form is None:
            return
        mark = f"{self._login}-{self._written}"
        self._written += 1
        assert self._tab is not None
        data = self._tab.data(form)
        value = filled(data["fields"], mark, self._chance)
        if data.get("drafts"):
            typed = {"value": half_typed(value), "seq": self._written}
            await self._do("draft", lambda tab: tab.send(form, "draft", typed))
            await asyncio.sleep(min(think / 3, 5.0))
        elif self._tried[self._here(form)] and self._chance.random() < 0.3:
            await self._hint(form)
        await self.answer(form, value, mark)

    async def ready(self) -> None:
        """Have an exercise on the page."""
        await self._exercise()

    async def answer(self, form: str = "", value: dict[str, object] | None = None, mark: str = "") -> None:
        """Hand in, now; without an answer of one's own a new one to the exercise where one is."""
        form = form or await self._exercise() or ""
        if not form or self._tab is None or form not in self._tab.forms():
            return
        data = self._tab.data(form)
        if value is None:
            mark = f"{self._login}-{self._written}"
            self._written += 1
            value = filled(data["fields"], mark, self._chance)
        sent = {"value": value, "key": data["key"], "seconds": 4.0}
        self._tried[self._here(form)] += 1
        self.told.unheard[form] += 1
        run = await self._do("answer", lambda tab: tab.send(form, "submit", sent), lambda tab: _refused(tab, form))
        if run:
            self._heard(form, mark)

    def _heard(self, form: str, mark: str) -> None:
        """The form says how many answers there are, this one among them."""
        assert self._tab is not None
        data = self._tab.data(form)
        self.answers += 1
        self.told.learner = str(data.get("keep", "")).partition("/")[2].partition("/")[0]
        self.told.unheard[form] -= 1
        self.told.attempts[form] = max(self.told.attempts[form], data["result"]["attempt"] // 1000)
        if data.get("drafts"):
            self.told.texts.add(mark)
        if data["result"]["state"] == "right" or data.get("drafts"):
            self._tried[self._here(form)] = TRIES

    def _here(self, form: str) -> str:
        return f"{self._at}/{form}"

    async def _exercise(self) -> str | None:
        """An exercise to do here; goes on, and now and then back, until there is one."""
        if self._tab is None:
            await self._open()
        if self._at and self._chance.random() < 0.1:
            await self._back()
        for _ in range(len(self._place.pages) + 1):
            tab = self._tab
            if tab is None:
                return None
            for form in tab.forms():
                if self._tried[self._here(form)] < TRIES and not tab.data(form).get("readonly"):
                    return form
            await self._on()
        return None

    async def _on(self) -> None:
        """Press the button for the next page; after the last one, begin again."""
        self._at = (self._at + 1) % len(self._place.pages)
        if self._at:
            await self._do("page", lambda tab: tab.press("on"))
        else:
            self._tried.clear()
            await self._do("page", lambda tab: tab.load(self._place.pages[0]))

    async def _back(self) -> None:
        """Look at the page before, and come back."""
        before, here = self._place.pages[self._at - 1], self._place.pages[self._at]
        await self._do("back", lambda tab: tab.load(before))
        await asyncio.sleep(0.5)
        await self._do("back", lambda tab: tab.load(here))

    async def _hint(self, form: str) -> None:
        assert self._tab is not None
        key = f"hint/{form.partition('/')[2]}"
        try:
            self._tab.button(key)
        except KeyError:
            return
        await self._do("hint", lambda tab: tab.press(key))

    async def _open(self) -> None:
        """A new tab on the page where one was: the first page that somebody waits for."""
        await self.leave()
        began = time.perf_counter()
        tab = Tab(self._place.port, cookie=self._cookie, remember=False)
        try:
            await tab.__aenter__()
            run = await tab.load(self._place.pages[self._at])
        except BROKEN as error:
            self._diary.note("first page", began, repr(error))
            return
        self._tab = tab
        self._diary.note("first page", began, "; ".join(run.exceptions))

    async def _do(
        self, kind: Kind, act: Callable[[Tab], Awaitable[Run]], refused: Callable[[Tab], str] | None = None
    ) -> Run | None:
        """Do it and note how long it took; None, and a new tab, when the server was not there."""
        began = time.perf_counter()
        assert self._tab is not None
        try:
            run = await act(self._tab)
        except BROKEN as error:
            self._diary.note(kind, began, repr(error))
            await self._open()
            return None
        wrong = "; ".join(run.exceptions) or (refused(self._tab) if refused else "")
        self._diary.note(kind, began, wrong)
        return None if wrong else run


def _refused(tab: Tab, form: str) -> str:
    """What a form says of an answer that is not on record; empty when it is."""
    result = tab.data(form)["result"]
    if result is None:
        return "the form says nothing of the answer"
    return "" if result["state"] in SAID else f"{result['state']}: {result['message']} {result['invalid']}"
