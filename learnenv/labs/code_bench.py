"""lab-code for who writes code: the cell is the author's own, and its results are what the check takes."""

from __future__ import annotations

from typing import Any

from learnenv.labs.code import CODE, CodeLab, Result, number_in
from learnenv.labs.workbench import Workbench, Worked, exactly


def code_bench(spec: CodeLab) -> Workbench:
    """The workbench of one lab of this type."""
    call = ", ".join(result.expression for result in spec.results)
    return Workbench(CODE, lambda _: {}, _work, _ending(spec.code), _ending(spec.solution or spec.code), call)


def assertion(result: Result) -> str:
    """The same check as a line of Python, for who has no learnenv where it is run."""
    number = number_in(result.value)
    if number is None or result.options:
        return f"assert str({result.expression}) == {result.value!r}"
    if result.tolerance:
        return f"assert abs(({result.expression}) - ({number})) <= {result.tolerance}"
    return f"assert ({result.expression}) == {number}"


def _work(spec: CodeLab, *given: Any) -> Worked:
    if len(given) != len(spec.results):
        raise TypeError(f"check() takes {len(spec.results)} values, {len(given)} given")
    return Worked({f"result-{number}": exactly(value) for number, value in enumerate(given, 1)})


def _ending(source: str) -> str:
    return source.rstrip("\n") + "\n"
