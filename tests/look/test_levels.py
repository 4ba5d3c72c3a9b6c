"""The picture of how sure and how often right."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from learnenv.look.levels import Row, levels

_SVG = "{http://www.w3.org/2000/svg}"
_SHARES = st.floats(0, 1)
_ROWS = st.builds(
    Row, st.text(max_size=40), st.text(max_size=40), st.tuples(_SHARES, _SHARES), st.one_of(st.none(), _SHARES)
)


@given(st.lists(_ROWS, min_size=1, max_size=5), st.text(max_size=60))
def test_any_row_is_drawn_as_words_and_stays_inside_the_picture(rows: list[Row], title: str) -> None:
    root = ET.fromstring(levels(rows, title=title, ends=("never", "always")))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    tags = {each.tag.removeprefix(_SVG) for each in root.iter()}
    assert tags <= {"svg", "title", "style", "path", "circle", "text"}
    assert len(root.findall(f"{_SVG}text")) == 2 * len(rows) + 2
    marks = root.findall(f"{_SVG}circle")
    assert len(marks) == sum(row.share is not None for row in rows)
    for mark in marks:
        assert 0 < float(mark.attrib["cx"]) < width
        assert 0 < float(mark.attrib["cy"]) < height


def test_who_is_right_more_often_stands_further_to_the_right() -> None:
    def place(share: float) -> float:
        mark = ET.fromstring(levels([Row("a", "b", (0, 1), share)], title="t", ends=("", ""))).find(f"{_SVG}circle")
        assert mark is not None
        return float(mark.attrib["cx"])

    assert place(0.2) < place(0.5) < place(0.9)


def test_what_is_not_known_has_no_mark() -> None:
    assert "<circle" not in levels([Row("a", "b", (0.5, 1), None)], title="t", ends=("", ""))
