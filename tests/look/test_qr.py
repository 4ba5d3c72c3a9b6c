"""A QR code says what it was given: read back from its modules by the rules of the format."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import segno

from learnenv.look.qr import qr

ADDRESS = "https://learn.example.org/join/AbCdEfGhIjKlMnOpQrStUv?team=Noord"


def _modules(drawn: str) -> set[tuple[int, int]]:
    """The dark modules of a drawing, as (column, row)."""
    dark = ET.fromstring(drawn).findall("{http://www.w3.org/2000/svg}path")[1].get("d") or ""
    runs = [[int(n) for n in each] for each in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", dark)]
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs) == dark
    return {(x + step, y) for x, y, length in runs for step in range(length)}


def test_every_module_is_drawn_where_it_belongs() -> None:
    matrix = segno.make(ADDRESS, micro=False, error="m").matrix
    wanted = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert _modules(qr(ADDRESS, title="Code")) == wanted


def test_there_is_quiet_around_it_on_white() -> None:
    root = ET.fromstring(qr(ADDRESS, title="Code"))
    size = int((root.get("viewBox") or "").split()[2])
    places = [place for module in _modules(qr(ADDRESS, title="Code")) for place in module]
    assert min(places) == 4
    assert max(places) == size - 5
    assert root[1].get("fill") == "#fff"


def test_its_name_is_text() -> None:
    assert "<script>" not in qr(ADDRESS, title="<script>alert(1)</script>")
