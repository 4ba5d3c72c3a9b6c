"""lab-peeking for who writes code."""

from __future__ import annotations

from typing import Any

from learnenv.labs.peeking import PEEKING, PeekingLab
from learnenv.labs.peeking_run import DAYS, PER_DAY, RATE
from learnenv.labs.workbench import Workbench, Worked, typed

_BEGIN = """\
days, per_day, rate = own.data["days"], own.data["per_day"], own.data["rate"]
runs = 500
daily = once = 0.0  # percentage of the runs with a false alarm
"""
_SOLUTION = """\
from math import sqrt
from random import Random

days, per_day, rate = own.data["days"], own.data["per_day"], own.data["rate"]
runs, chance = 500, Random(1)
alarms = {"daily": 0, "once": 0}
for _ in range(runs):
    orders, found = [0, 0], []
    for day in range(1, days + 1):
        for group in (0, 1):
            orders[group] += sum(chance.random() < rate for _ in range(per_day))
        visitors, share = per_day * day, sum(orders) / (2 * per_day * day)
        found.append(abs(orders[0] - orders[1]) > 1.96 * sqrt(2 * visitors * share * (1 - share)))
    alarms["daily"] += any(found)
    alarms["once"] += found[-1]
daily, once = (100 * alarms[name] / runs for name in ("daily", "once"))
"""


def _data(spec: PeekingLab) -> dict[str, Any]:
    return {"days": DAYS, "per_day": PER_DAY, "rate": RATE}


def _work(spec: PeekingLab, *, runs: int, many: float, once: float, looks: int = DAYS) -> Worked:
    return Worked(typed(runs=runs, looks=looks, many=many, once=once))


PEEKING_BENCH = Workbench(PEEKING, _data, _work, _BEGIN, _SOLUTION, "runs=runs, many=daily, once=once")
