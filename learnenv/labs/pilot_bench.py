"""lab-pilot for who writes code."""

from __future__ import annotations

from typing import Any

from learnenv.labs.pilot import PILOT, PilotLab, data_of
from learnenv.labs.workbench import Workbench, Worked, typed

_BEGIN = """\
before, after, threshold = own.data["before"], own.data["after"], own.data["threshold"]
difference = low = high = 0.0  # in percentage points
decision = "undecided"  # or "go", or "stop"
"""
_SOLUTION = """\
from math import sqrt

before, after, threshold = own.data["before"], own.data["after"], own.data["threshold"]
old, new = (group["orders"] / group["visitors"] for group in (before, after))
difference = 100 * (new - old)
half = 196 * sqrt(old * (1 - old) / before["visitors"] + new * (1 - new) / after["visitors"])
low, high = difference - half, difference + half
decision = "go" if low >= threshold else "stop" if high < threshold else "undecided"
"""


def _data(spec: PilotLab) -> dict[str, Any]:
    data = data_of(spec)
    groups = {"before": data.before, "after": data.after}
    counts = {name: {"visitors": each.visitors, "orders": each.orders} for name, each in groups.items()}
    return {**counts, "threshold": float(spec.threshold)}


def _work(spec: PilotLab, *, difference: float, low: float, high: float, decision: str) -> Worked:
    return Worked({**typed(difference=difference, low=low, high=high), "decision": decision})


PILOT_BENCH = Workbench(
    PILOT,
    _data,
    _work,
    _BEGIN,
    _SOLUTION,
    "difference=difference, low=low, high=high, decision=decision",
    lambda spec: {"threshold": str(spec.threshold)},
)
