"""lab-oil-slick for who writes code: one completes `step`, and the check lets it spread."""

from __future__ import annotations

from typing import Any

from learnenv.labs.oil_board import NEEDS, PILOTS, ROUNDS, SIDE, Step
from learnenv.labs.oil_code import reached, try_step
from learnenv.labs.oil_slick import OIL_SLICK, STARTS, OilSlickLab, starts, winners
from learnenv.labs.workbench import Workbench, Worked

_BEGIN = """\
def step(on, side, need):
    \"\"\"Who takes part after one more round. Person r * side + c sits in row r, column c.\"\"\"
    return set(on)
"""
_SOLUTION = """\
def step(on, side, need):
    \"\"\"Who takes part after one more round. Person r * side + c sits in row r, column c.\"\"\"

    def around(person):
        row, column = divmod(person, side)
        moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]
        return {(row + down) % side * side + (column + right) % side for down, right in moves}

    return set(on) | {person for person in range(side * side) if len(around(person) & set(on)) >= need}
"""


def _data(spec: OilSlickLab) -> dict[str, Any]:
    begun = {start: sorted(people) for start, people in starts(spec).items()}
    return {"side": SIDE, "rounds": ROUNDS, "pilots": PILOTS, "needs": list(NEEDS), **begun}


def _work(spec: OilSlickLab, step: Step) -> Worked:
    tried = try_step(step)
    if not all(each.holds for each in tried):
        return Worked({}, tried)
    far = {start: {need: reached(step, on, need) for need in NEEDS} for start, on in starts(spec).items()}
    need = NEEDS[-1]
    answer = {"winners": winners(far), "need": str(need), **{start: str(far[start][need]) for start in STARTS}}
    return Worked(answer, tried)


OIL_BENCH = Workbench(OIL_SLICK, _data, _work, _BEGIN, _SOLUTION, "step")
