"""What a class goes through on one server, from the first who signs in to the last answer after it was too much."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.load.done import Act, Diary, Spread, spread
from tests.load.lateness import lateness
from tests.load.learner import Learner
from tests.load.plan import Plan
from tests.load.servers import UnderTest, login
from tests.load.watch import Usage

WINDOW = 5.0
"""Seconds over which it is judged whether a server has recovered."""
WELL_MS = 500.0
"""A server is well when so many milliseconds are enough for 95 of 100."""
FEW = 8
CROWD = 50
"""How many answer without pause, to find the most that a server does."""


@dataclass(frozen=True)
class Stretch:
    """A part of the course."""

    name: str
    learners: int
    seconds: float
    acts: Spread
    """Everything that somebody who is in waits for."""
    answers: Spread
    usage: Usage
    late: float
    """Milliseconds (p95) that this program was late itself."""

    @property
    def per_second(self) -> float:
        """Answers that went well."""
        return (self.answers.count - self.answers.errors) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Of the servers, for each answer with all that belongs to it."""
        return 1000 * self.usage.servers / max(1, self.answers.count - self.answers.errors)


@dataclass
class Course:
    """Everything that was seen on one server."""

    sign_in: Spread
    first_page: Spread
    arriving: float
    """Seconds in which the class came in."""
    stretches: list[Stretch] = field(default_factory=list)
    burst_over: float = 0.0
    """Seconds after the trainer's word at which the last answer was there."""
    recovered: float | None = None
    """Seconds after it was too much until the server was well; None: not within the time that was given."""
    knocks: list[int] = field(default_factory=list)
    """What a new tab was answered, each second of the time in which it was too much: 200, or 503 for "busy"."""
    empty_mb: list[float] = field(default_factory=list)
    """With nobody in, after the first few came and went."""
    class_mb: list[float] = field(default_factory=list)
    errors: list[Act] = field(default_factory=list)

    def stretch(self, name: str) -> Stretch:
        """The one of this name."""
        return next(each for each in self.stretches if each.name == name)

    @property
    def most(self) -> Stretch:
        """The one without pauses."""
        return self.stretch(MOST)


L1, BURST, MOST, TWICE, PAST, AFTER = (
    "a class at work",
    "all at once",
    "without pause",
    "twice the class",
    "twice the most",
    "after that",
)


class Teaching:
    """Holds the course."""

    def __init__(self, under_test: UnderTest, plan: Plan) -> None:
        self._under_test, self._plan = under_test, plan
        self._watch = under_test.watch
        self.diary = Diary()
        self.learners: list[Learner] = []
        self.course = Course(spread([]), spread([]), plan.ramp)

    async def hold(self) -> Course:
        """All of it."""
        plan, course = self._plan, self.course
        # Python's own six threads on two cores would have people wait here for their turn to sign in.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(64))
        await self._first_few()
        course.empty_mb = self._watch.megabytes()
        await self._come_in(plan.learners, plan.ramp)
        course.sign_in = spread(each for each in self.diary.acts if each.kind == "sign in")
        course.first_page = spread(each for each in self.diary.acts if each.kind == "first page")
        course.class_mb = self._watch.megabytes()
        await self._work(L1, plan.seconds, plan.think)
        course.class_mb = [max(pair) for pair in zip(course.class_mb, self._watch.megabytes(), strict=True)]
        await self._all_at_once()
        await self._work(MOST, plan.most, 0.0, self.learners[:CROWD])
        second = await self._come_in(plan.learners, plan.too_much)
        await self._work(TWICE, plan.too_much, plan.think)
        both = len(self.learners)
        knocking = asyncio.create_task(self._knock())
        await self._work(PAST, plan.too_much, both / max(1.0, 2 * course.most.per_second))
        knocking.cancel()
        course.recovered = await self._recover(second)
        await asyncio.gather(*(each.leave() for each in self.learners))
        course.errors = [act for act in self.diary.acts if act.error]
        return course

    async def _first_few(self) -> None:
        """A few come and go before anything is measured: what a server keeps of the first ones is no learner's."""
        few = [Learner(self._under_test.place, login(number), Diary()) for number in range(FEW)]
        await asyncio.gather(*(each.arrive() for each in few))
        await asyncio.gather(*(each.leave() for each in few))

    async def _knock(self) -> None:
        while self._under_test.place.enter:
            self.course.knocks.append(await self.learners[0].knock())
            await asyncio.sleep(1.0)

    async def _come_in(self, count: int, seconds: float) -> list[Learner]:
        """So many people more, spread over this time."""
        first = len(self.learners)
        place = self._under_test.place
        people = [Learner(place, login(first + number), self.diary) for number in range(count)]

        async def come(learner: Learner, after: float) -> None:
            await asyncio.sleep(after)
            await learner.arrive()

        step = seconds / max(1, count)
        await asyncio.gather(*(come(each, number * step) for number, each in enumerate(people)))
        self.learners += people
        return people

    async def _work(self, name: str, seconds: float, think: float, people: Sequence[Learner] = ()) -> None:
        people = people or self.learners
        until = time.perf_counter() + seconds
        await self._stretch(name, people, asyncio.gather(*(each.work(think, until) for each in people)), seconds)

    async def _all_at_once(self) -> None:
        """Everybody has an exercise before them; at the trainer's word they answer, each when they are ready."""
        chance, plan = random.Random(2), self._plan

        async def answer(learner: Learner) -> None:
            await asyncio.sleep(chance.random() * plan.burst)
            await learner.answer()

        await asyncio.gather(*(each.ready() for each in self.learners))
        began = time.perf_counter()
        await self._stretch(BURST, self.learners, asyncio.gather(*map(answer, self.learners)), plan.burst)
        answers = self.diary.between(began, time.perf_counter(), ["answer"])
        self.course.burst_over = max((each.end for each in answers), default=began) - began

    async def _stretch(
        self, name: str, people: Sequence[Learner], work: asyncio.Future[list[None]], seconds: float
    ) -> None:
        """Do it to its end, which is later than planned when the server is behind, and keep what was seen."""
        before = self._watch.read()
        async with lateness() as late:
            await work
        usage = self._watch.since(before)
        end = before.at + usage.seconds
        self.course.stretches.append(
            Stretch(
                name,
                len(people),
                max(seconds, usage.seconds),
                spread(self.diary.between(before.at, end)),
                spread(self.diary.between(before.at, end, ["answer"])),
                usage,
                sorted(late)[int(len(late) * 0.95)] if late else 0.0,
            )
        )

    async def _recover(self, second: Sequence[Learner]) -> float | None:
        """Those who came last leave, the class goes on: seconds until the server is well and stays so."""
        leaving = set(map(id, second))
        began = time.perf_counter()
        self.learners = [each for each in self.learners if id(each) not in leaving]
        gone = asyncio.gather(*(each.leave() for each in second))
        await self._work(AFTER, self._plan.recovery, self._plan.think)
        await gone
        self.learners += second
        return recovery(self.diary, began, self._plan.recovery)


def recovery(diary: Diary, began: float, seconds: float) -> float | None:
    """Seconds from `began` to the end of the last window in which somebody had to wait too long."""
    last_bad, at = 0.0, 0.0
    while at < seconds:
        end = began + at + WINDOW
        seen = spread(diary.between(began + at, end))
        stuck = not seen.count and any(act.at < end <= act.end and act.ms > WELL_MS for act in diary.acts)
        if stuck or seen.errors or seen.p95 > WELL_MS:
            last_bad = at + WINDOW
        at += WINDOW
    return last_bad if last_bad < seconds else None
