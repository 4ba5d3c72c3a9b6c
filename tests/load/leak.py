"""Does memory grow with every visitor who came and went?"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from tests.load.done import Diary, Spread, spread
from tests.load.learner import Learner
from tests.load.plan import Plan
from tests.load.servers import UnderTest

AT_ONCE = 4
MARK = 1 / 6
"""The part of the sessions after which memory is compared: ten minutes of an hour."""


@dataclass(frozen=True)
class Leak:
    """What was seen. Streamlit keeps the 128 latest sessions that were closed, for who comes back."""

    sessions: int
    seconds: float
    at_mark: float
    at_end: float
    pages: Spread

    @property
    def growth(self) -> float:
        """From the mark to the end, as a part of what it was at the mark."""
        return self.at_end / self.at_mark - 1


async def measure(under_test: UnderTest, plan: Plan) -> Leak:
    """Sign in, open a page and close it, over and over: each session is somebody's who was not there before, until
    everybody was."""
    diary, began = Diary(), time.perf_counter()
    step = plan.sessions_seconds / plan.sessions
    at_mark = 0.0
    for number in range(0, plan.sessions, AT_ONCE):
        await asyncio.gather(*(_visit(under_test, number + each, plan, diary) for each in range(AT_ONCE)))
        if not at_mark and number >= plan.sessions * MARK:
            at_mark = sum(under_test.watch.megabytes())
        await asyncio.sleep(max(0.0, began + number * step - time.perf_counter()))
    pages = spread(diary.between(began, time.perf_counter(), ["first page", "page"]))
    return Leak(plan.sessions, time.perf_counter() - began, at_mark, sum(under_test.watch.megabytes()), pages)


async def _visit(under_test: UnderTest, number: int, plan: Plan, diary: Diary) -> None:
    learner = Learner(under_test.place, f"load-{number % (2 * plan.learners)}", diary)
    await learner.arrive()
    await learner.leave()
