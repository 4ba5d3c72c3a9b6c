"""Bars: shares that add up, words beside them, and names that are long."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from learnenv.look.bars import NARROW, WIDE, Bar, bars

LEGEND = (("done", "af"), ("todo", "nog niet"))


def widths(drawing: str) -> list[float]:
    """How wide each drawn part is, without the frames and the legend."""
    found = [float(each) for each in re.findall(r'led-f-teal led-s-teal" d="M[\d.]+ [\d.]+h([\d.]+)', drawing)]
    return [each for each in found if each != 26]


def test_a_part_is_as_wide_as_its_share() -> None:
    rows = [Bar("One", "1 of 4", [("done", 1), ("todo", 3)]), Bar("All", "4 of 4", [("done", 4)])]
    one, whole = widths(bars(rows, title="Two", whole=4, legend=LEGEND))
    assert one == pytest.approx(whole / 4, abs=0.1)


def test_words_are_there_and_markup_in_them_is_text() -> None:
    drawing = bars([Bar("<b>&" * 40, "1 of 1", [("done", 9)])], title="A <title>", whole=1, legend=LEGEND)
    root = ElementTree.fromstring(drawing)
    said = [each.text or "" for each in root.iter() if each.tag.endswith(("text", "title"))]
    assert said[0] == "A <title>"
    assert "1 of 1" in said
    assert any(each.startswith("<b>&") and each.endswith("…") for each in said)
    assert max(widths(drawing)) <= 720


def test_a_narrow_picture_has_letters_as_large_and_a_legend_on_as_many_lines_as_it_takes() -> None:
    legend = (("done", "pogingen, goed"), ("wrong", "pogingen, niet goed"))
    rows = [Bar("Een naam die langer is dan een telefoon breed", "12 van 16", [("done", 12)])]
    heights = []
    for wide in (WIDE, NARROW):
        root = ElementTree.fromstring(bars(rows, title="x", whole=16, legend=legend, wide=wide))
        assert root.get("width") == f"{wide}"
        heights.append(float(root.get("height", "0")))
        words = [each for each in root.iter() if each.tag.endswith("text")]
        assert {each.get("style") for each in words} == {"font-size:15px"}
        legend_words = [each for each in words if (each.text or "").startswith("pogingen")]
        assert all(float(each.get("x", "0")) + 8.2 * len(each.text or "") <= wide for each in legend_words)
    assert heights[1] == heights[0] + 30


def test_there_is_no_picture_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        bars([], title="x", whole=1, legend=())
