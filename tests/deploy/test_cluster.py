"""A process that dies in the middle of a class takes nothing along: its learners go on at the other one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.deploy.cluster import ANSWERS, LEARNERS, hold_class
from tests.deploy.nginx import NGINX
from tests.support.postgresql import own_database

pytestmark = pytest.mark.slow


def test_nobody_loses_an_answer_or_their_place(tmp_path: Path) -> None:
    if not NGINX:
        pytest.skip("nginx is not installed, so a class on two processes was NOT tried")
    try:
        with own_database() as url:
            outcome = hold_class(tmp_path, url)
    except OperationalError:
        pytest.skip("PostgreSQL does not answer, so a class on two processes was NOT tried")
    assert (outcome.learners, outcome.saved) == (LEARNERS, LEARNERS * ANSWERS)
    assert 0 < outcome.moved < LEARNERS, "everybody was on one process"
    assert (outcome.refused, outcome.missing, outcome.double, outcome.lost_place) == (0, 0, 0, 0)
