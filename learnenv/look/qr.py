"""A QR code as a drawing: what a phone reads from paper or from another screen."""

from __future__ import annotations

import segno

from learnenv.look.svg import text

_QUIET = 4
"""Empty modules around the code, without which it is not found."""


def qr(content: str, *, title: str) -> str:
    """A QR code that holds this text, as SVG. Black on white in both themes: many readers know nothing else."""
    rows = [list(row) for row in segno.make(content, micro=False, error="m").matrix]
    size = len(rows) + 2 * _QUIET
    dark = "".join(_runs(row, y + _QUIET) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size * 4}" height="{size * 4}" '
        f'shape-rendering="crispEdges" role="img"><title>{text(title)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>'
    )


def _runs(row: list[int], y: int) -> str:
    """The dark stretches of one row as path data."""
    path, start = "", -1
    for x, dark in enumerate([*row, 0]):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            path += f"M{start + _QUIET} {y}h{x - start}v1h{start - x}z"
            start = -1
    return path
