"""Checks that are written as Python -> results that somebody can fill in. They are read, and never run.

What can be read compares an expression with a number, a text, or True or False that stands in the check itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from learnenv.labs.code import LONGEST

_EQUAL = ("assert_equal", "assertEqual")


@dataclass
class Checks:
    """What a cell of checks says."""

    results: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    """As an exercise file of the type lab-code has them, each with its line, from 1."""
    lost: list[int] = field(default_factory=list)
    """Lines, from 1, on which stands what cannot be read so."""


def checks_in(tree: ast.Module) -> Checks:
    """All checks of a cell that holds nothing else."""
    made = Checks()
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom) or _is_text(statement):
            continue
        result = result_of(statement)
        if result is None:
            made.lost.append(statement.lineno)
        else:
            made.results.append((statement.lineno, result))
    return made


def is_check(statement: ast.stmt) -> bool:
    """Whether this line checks something, in whatever way."""
    return isinstance(statement, ast.Assert) or _assert_equal(statement) is not None


def result_of(statement: ast.stmt) -> dict[str, Any] | None:
    """What must come out for this check to hold; None for a check that says it in a way of its own."""
    try:
        result = _result(statement)
    except RecursionError:
        return None
    return result if result and len(result["expression"]) <= LONGEST else None


def _result(statement: ast.stmt) -> dict[str, Any] | None:
    if called := _assert_equal(statement):
        return _equal(*called)
    test = statement.test if isinstance(statement, ast.Assert) else None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, operator, right = test.left, test.ops[0], test.comparators[0]
        if isinstance(operator, ast.Eq | ast.Is):
            return _equal(left, right)
        if isinstance(operator, ast.Lt | ast.LtE):
            return _near(left, right)
    if isinstance(test, ast.Call):
        return _is_close(test)
    return _true(test)


def read(source: str) -> ast.Module | None:
    """The source taken apart; None for what is no Python, such as a cell with commands of the notebook's own."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _assert_equal(statement: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or len(call.args) < 2:
        return None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return (call.args[0], call.args[1]) if name in _EQUAL else None


def _equal(left: ast.expr, right: ast.expr) -> dict[str, Any] | None:
    for asked, value in ((left, right), (right, left)):
        found = _literal(value)
        if found is None or _literal(asked) is not None:
            continue
        if isinstance(found, bool):
            return {"expression": _bare(asked), "value": str(found), "options": ["True", "False"]}
        if isinstance(found, str):
            return _text(asked, found)
        inside, digits = _rounded(asked)
        return _number(inside, found, 0.5 * 10.0**-digits if digits is not None else 0)
    return None


def _true(test: ast.expr | None) -> dict[str, Any] | None:
    """`assert x` and `assert not x` for a name: whether it is true is what somebody can say."""
    turned = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    inside = test.operand if isinstance(test, ast.UnaryOp) else test
    if not isinstance(inside, ast.Name):
        return None
    return {"expression": f"bool({inside.id})", "value": str(not turned), "options": ["True", "False"]}


def _near(left: ast.expr, right: ast.expr) -> dict[str, Any] | None:
    """abs(x - 4.2) < 0.1"""
    tolerance = _literal(right)
    if not (isinstance(left, ast.Call) and getattr(left.func, "id", "") == "abs" and len(left.args) == 1):
        return None
    between = left.args[0]
    if not (isinstance(between, ast.BinOp) and isinstance(between.op, ast.Sub)) or not _is_number(tolerance):
        return None
    for asked, value in ((between.left, between.right), (between.right, between.left)):
        found = _literal(value)
        if _is_number(found) and _literal(asked) is None:
            return _number(asked, found, tolerance)
    return None


def _is_close(call: ast.Call) -> dict[str, Any] | None:
    """isclose(x, 4.2, abs_tol=0.1), of math or numpy."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name != "isclose" or len(call.args) != 2:
        return None
    given = {each.arg: _literal(each.value) for each in call.keywords}
    absolute, relative = given.get("abs_tol", given.get("atol", 0)), given.get("rel_tol", given.get("rtol", 1e-9))
    if not _is_number(absolute) or not _is_number(relative):
        return None
    for asked, value in (call.args, reversed(call.args)):
        found = _literal(value)
        if _is_number(found) and _literal(asked) is None:
            return _number(asked, found, max(absolute, relative * abs(found)))
    return None


def _number(asked: ast.expr, value: float, tolerance: float) -> dict[str, Any] | None:
    shown = _shown(value)
    if not shown:
        return None
    made = {"expression": _bare(asked), "value": shown}
    return made | ({"tolerance": _shown(tolerance)} if tolerance else {})


def _text(asked: ast.expr, value: str) -> dict[str, Any] | None:
    """`str(x) == "True"` asks for x."""
    if not value.strip() or "\n" in value:
        return None
    if isinstance(asked, ast.Call) and getattr(asked.func, "id", "") == "str" and len(asked.args) == 1:
        asked = asked.args[0]
    options = {"options": ["True", "False"]} if value in ("True", "False") else {}
    return {"expression": _bare(asked), "value": value, **options}


def _rounded(asked: ast.expr) -> tuple[ast.expr, int | None]:
    """round(x, 2) asks for x to two decimals."""
    if isinstance(asked, ast.Call) and getattr(asked.func, "id", "") == "round" and len(asked.args) == 2:
        digits = _literal(asked.args[1])
        if isinstance(digits, int) and not isinstance(digits, bool) and 0 <= digits <= 10:
            return asked.args[0], digits
    return asked, None


def _literal(node: ast.expr) -> Any:
    """The number, text, True or False that stands there; None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inside = _literal(node.operand)
        return -inside if _is_number(inside) else None
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, bool | int | float | str) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _bare(node: ast.expr) -> str:
    return ast.unparse(node)


def _shown(value: float) -> str:
    """A number as it stands in a file; empty for one with more digits than are counted with."""
    number = Decimal(repr(value))
    exponent = number.normalize().as_tuple().exponent if number.is_finite() else None
    if not isinstance(exponent, int) or exponent < -15 or number.adjusted() >= 15:
        return ""
    return f"{number.normalize():f}"


def lines_of(statement: ast.stmt) -> Iterator[int]:
    """The lines of a statement, from 1."""
    yield from range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
