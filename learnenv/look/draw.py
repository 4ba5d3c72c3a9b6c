"""Drawings made from values: progress as a drop that fills, the map of a module, a cover for a module."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from learnenv.look.svg import circle, document, drop, number, path, text
from learnenv.look.tile import module_tile
from learnenv.look.trail import State, Stop, trail

__all__ = ["State", "Stop", "as_image", "module_tile", "ring", "trail"]


def ring(done: int, total: int, *, title: str) -> str:
    """Progress as SVG: a ring that closes and a drop in it that fills. Out of range counts as none or as all."""
    part = min(max(done, 0), total) / total if total > 0 else 0.0
    track = circle((60, 60), 50, "s-line", more='stroke-width="9"')
    # Turned a quarter back, so that it starts at the top; a full ring has no seam.
    arc = (
        f'stroke-width="9" pathLength="100" stroke-dasharray="{number(part * 100)} 100" transform="rotate(-90 60 60)"'
    )
    gone = circle((60, 60), 50, "s-teal", more=arc) if part > 0 else ""
    return document(120, 120, track + gone + _filled(part), title=title)


def as_image(drawing: str, *, alt: str, kind: str = "") -> str:
    """A drawing as an HTML image that carries it, for where inline SVG is stripped (Streamlit's st.html does).

    Inside an image no font of ours loads: labels are then set in the reader's own system font.
    """
    data = b64encode(drawing.encode()).decode("ascii")
    return f'<img class="{text(kind)}" alt="{text(alt)}" src="data:image/svg+xml;base64,{data}">'


def _filled(part: float) -> str:
    shape = drop((60, 62), 60)
    outline = path(shape, "s-teal", more='stroke-width="3.5"')
    if part <= 0:
        return path(shape, "f-card") + outline
    if part >= 1:
        return path(shape, "f-teal") + outline + path("M50 65l7.5 8 13.5 -16", "s-card", more='stroke-width="5"')
    # The belly holds more than the tip: the level rises slowly first, so that half done looks half full.
    level = 90 - 60 * (0.75 * part + 0.25 * part**8)
    # An id of the level alone: the same id on one page then always means the same shape.
    name = "led-" + hashlib.sha256(number(level).encode()).hexdigest()[:8]
    water = f"M36 {number(level)}q12 -5 24 0t24 0V95H36z"
    clip = f'<clipPath id="{name}"><path d="{shape}"/></clipPath>'
    return clip + path(shape, "f-card") + path(water, "f-teal", more=f'clip-path="url(#{name})"') + outline
