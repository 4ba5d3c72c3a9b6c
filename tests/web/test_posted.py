"""Who signs in does not keep others from their pages."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from learnenv.domain.errors import NotAllowed
from learnenv.services import identity
from learnenv.web import posted
from tests.support.apart import apart

CROWD = 100
"""More than there are threads for pages."""


def test_a_crowd_at_the_door_leaves_threads_for_pages() -> None:
    looking, at_once = threading.Event(), []

    def slow() -> identity.SignedIn:
        at_once.append(threading.current_thread())
        assert looking.wait(30)
        raise NotAllowed("account.wrong")

    async def everybody() -> list[Response]:
        request: Any = None
        crowd = [
            asyncio.create_task(
                posted.let_in(request, slow, "/", lambda status, _: Response(status_code=status), "nl")
            )
            for _ in range(CROWD)
        ]
        while len(at_once) < posted.AT_ONCE:
            await asyncio.sleep(0.01)
        assert await asyncio.wait_for(run_in_threadpool(lambda: "a page"), 10) == "a page"
        assert len(at_once) == posted.AT_ONCE
        looking.set()
        return await asyncio.gather(*crowd)

    assert [each.status_code for each in apart(everybody())] == [422] * CROWD
