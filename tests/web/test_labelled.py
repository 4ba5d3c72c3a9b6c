"""Cells of a table know their column, whatever is in them."""

from __future__ import annotations

from learnenv.reader.html import safe_html
from learnenv.web.labelled import labelled


def test_every_cell_carries_the_name_of_its_column() -> None:
    html = labelled(safe_html("| Wat | Wie |\n| --- | --- |\n| a | b |\n| c | |\n"))
    assert html.count('data-name="Wat"') == html.count('data-name="Wie"') == 2
    assert html.index('data-name="Wat"') < html.index(">a<") < html.index('data-name="Wie"') < html.index(">b<")


def test_a_name_cannot_break_out_of_its_attribute() -> None:
    html = labelled(safe_html('| "x" onload=y **Wie** |\n| --- |\n| <b>a</b> |\n'))
    assert '<td data-name="&quot;x&quot; onload=y Wie"' in html


def test_what_is_no_table_stays_as_it_is() -> None:
    assert labelled("<p>1 &lt;td</p>") == "<p>1 &lt;td</p>"
