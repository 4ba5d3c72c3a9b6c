"""Writing YAML: our own reader reads back the same text, and it looks as authors write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import LOADER, parse_yaml
from learnenv.reader.yaml_write import WIDTH, write_yaml

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: REFUSED.sub("", text))
SIGNS = st.text("ab :#-?,[]{}&*!|>'\"%@`~\\\n\t\r=._0123\u2028\xa0é€")
SCALARS = (
    TEXTS | SIGNS | st.sampled_from(["true", "no", "null", "~", "12", "1.5", "2025-01-01", "<<", "=", "---", "..."])
)
TWO = st.fixed_dictionaries({"nl": SCALARS}, optional={"en": SCALARS})
LONG = st.lists(st.sampled_from(["woord", "a:", "#b", "- c", "d?", "'e'"]), min_size=30).map(" ".join)
VALUES = st.recursive(
    SCALARS | TWO | LONG,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS.filter(bool), inner, max_size=4),
    max_leaves=12,
)
LOADERS = [LOADER, yaml.SafeLoader]


@given(st.dictionaries(st.sampled_from(["type", "title", "prompt", "options"]), VALUES), st.sampled_from(LOADERS))
@example({"title": {"nl": "Werkt het?", "en": "? x"}}, yaml.SafeLoader)
@example({"title": {"nl": "a\n b\n", "en": " a"}}, LOADER)
@example({"title": "x " * 80 + "\n"}, LOADER)
def test_what_is_written_is_read_back_the_same(data: dict[str, Any], loader: Any) -> None:
    text = write_yaml(data)
    read = parse_yaml(text_file("x.yaml", text.encode()), loader)
    assert not read.faults, text
    assert read.data == data, text


def test_short_texts_stand_beside_each_other_and_lists_stand_in() -> None:
    data = {
        "type": "numeric",
        "title": {"nl": "Hoeveel?", "en": "How many?"},
        "prompt": {"nl": "Eerst dit.\n\nDan dat."},
        "value": Decimal("41.70"),
        "options": [{"id": "a", "text": {"nl": "Ja: zeker", "en": "Yes"}, "right": True}],
    }
    assert write_yaml(data, "From x.\nLine 2.") == (
        "# From x.\n# Line 2.\n"
        "type: numeric\n"
        'title: {nl: "Hoeveel?", en: "How many?"}\n'
        "prompt:\n  nl: |-\n    Eerst dit.\n\n    Dan dat.\n"
        "value: 41.70\n"
        "options:\n"
        '  - id: a\n    text: {nl: "Ja: zeker", en: "Yes"}\n    right: true\n'
    )


def test_a_long_text_is_broken_into_lines() -> None:
    text = write_yaml({"prompt": {"nl": "woorden " * 50 + "einde"}})
    assert text.startswith("prompt:\n  nl: >-\n")
    assert max(map(len, text.splitlines())) <= WIDTH + len("woorden ")


@pytest.mark.parametrize("word", ["true", "no", "12", "1e3", "2025-01-01", "null", "0x1F", "1_000"])
def test_words_that_an_editor_would_take_for_something_else_stand_in_quotes(word: str) -> None:
    assert write_yaml({"text": word}) == f'text: "{word}"\n'


def test_numbers_are_written_without_an_exponent() -> None:
    assert write_yaml({"a": 1e-7, "b": Decimal("1E+3"), "c": 5}) == "a: 0.0000001\nb: 1000\nc: 5\n"
