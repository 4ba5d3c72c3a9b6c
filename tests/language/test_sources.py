"""How a source is told in a list."""

from __future__ import annotations

from learnenv.domain.content import Source
from learnenv.domain.text import Text
from learnenv.language.sources import source_line
from learnenv.language.speech import speech


def test_each_part_of_a_source_ends_with_one_sign() -> None:
    asked = Source(
        "S1", "Wat is dat?", author="J. Jansen e.a.", seen=Text("Wij lazen het begin", "We read the start")
    )
    assert source_line(asked, speech("nl")) == "Wat is dat? J. Jansen e.a. Wij lazen het begin."


def test_a_source_with_an_address_is_a_link() -> None:
    linked = Source("S1", "Een stuk", url="https://example.org/", year="2013", licence="CC BY")
    assert source_line(linked, speech("en")) == "[Een stuk](https://example.org/). 2013. Licence: CC BY."


def test_an_old_address_without_encryption_is_a_link_too_and_nothing_else_is() -> None:
    old = Source("S1", "Een stuk", url="http://example.org/")
    assert source_line(old, speech("nl")) == "[Een stuk](http://example.org/)."
    assert source_line(Source("S1", "Een stuk", url="javascript:alert(1)"), speech("nl")) == "Een stuk."


def test_a_question_as_a_title_gets_no_full_stop_outside_its_link() -> None:
    asked = Source("S1", "Wat is dat?", url="https://example.org/")
    assert source_line(asked, speech("nl")) == "[Wat is dat?](https://example.org/)"
