"""A bar: a promise, what was measured, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One promise and what was measured of it."""

    promise: str
    measured: str
    met: bool

    def __str__(self) -> str:
        return f"{'met' if self.met else 'NOT MET':8} {self.promise}: {self.measured}"


def columns(rows: Sequence[Sequence[object]], *, first: int = 30) -> str:
    """Rows as text in columns, the first one to the left; the widths follow what stands in them."""
    texts = [[_text(each) for each in row] for row in rows]
    widths = [max(len(row[number]) for row in texts) + 2 for number in range(1, len(texts[0]))]
    left = max(first, *(len(row[0]) for row in texts))
    return "\n".join(
        row[0].ljust(left) + "".join(each.rjust(width) for each, width in zip(row[1:], widths, strict=True))
        for row in texts
    )


def _text(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
