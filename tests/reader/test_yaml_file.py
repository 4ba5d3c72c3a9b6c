"""One YAML file: every scalar is text, every fault has a place, and nothing makes the reader fail."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from learnenv.domain.fault import DataFault
from learnenv.domain.text import Message
from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import LOADER, YamlFile, parse_yaml, read_yaml_file

LOADERS = {"C": LOADER, "pure": yaml.SafeLoader}

SURPRISES = [
    "no",
    "yes",
    "on",
    "1e3",
    "0o7",
    "010",
    "12:30",
    "2020-99-99",
    "2020-01-01",
    "~",
    "null",
    "1_000",
    ".inf",
    "=",
]

REFUSED = {
    "an anchor": ("a: &k 1\n", "1:4", "anchor"),
    "an alias": ("a: *k\n", "1:4", "alias"),
    "a merge key": ("<<: {a: 1}\n", "1:1", "merge"),
    "a tag": ("a: !!python/object:os.system {}\n", "1:4", "tag"),
    "a local tag": ("a: !x y\n", "1:4", "tag"),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "3:1", "duplicate"),
    "a list as a key": ("? [x]\n: 1\n", "1:3", "key"),
    "a second document": ("a: 1\n---\nb: 2\n", "2:1", "documents"),
    "too much depth": ("a: " + "[" * 60, "1:43", "depth"),
    "NUL in an escape": ('a: "x\\0"\n', "1:4", "escape"),
    "nothing": ("", "1:1", "no-fields"),
    "a list": ("- a\n", "1:1", "no-fields"),
    "a text": ("a\n", "1:1", "no-fields"),
}

NASTIES = [
    b"\xff\xfe\x00a",
    b"a: \xc3\x28\n",
    b"\xef\xbb\xbfa: 1\n",
    b"a: \x00\n",
    b"a: \xed\xa0\x80\n",
    b"a: \xe2\x80\xa8b\n",
    b"a: \xc2\x85b\n",
    b"a: 1\rb: 2\r\n",
    b"%YAML 9.9\n---\na: 1\n",
    b"%TAG ! x\n---\na: !y 1\n",
    b'a: "\\UFFFFFFFF"\n',
    b'a: "\\ud800"\n',
    b"a: '\n",
    b"? \n? \n: :\n",
    b"- - - - -\n",
    b"{" * 5000,
    b"- " * 5000,
    b"a: " * 1000,
    b"&a " * 500,
    b"a: !" + b"x" * 3000,
    b"a: |99\n x",
    b"a: >-\n",
    b"...\n...\n",
    b"\t",
    b"a:\n\t- b",
    b"@",
    b"`",
    b"%",
    b"*",
    b"&",
    b"!",
    b"|",
    b">",
    b"?",
    b":",
    b"-",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b"'",
    b'"',
    b"#",
    b"<<: *a\n",
    b"a: &a [*a]\n",
    b"? {a: b}\n: c\n",
]


@pytest.mark.parametrize("word", SURPRISES)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_scalar_stays_as_it_was_written(word: str, loader: str) -> None:
    assert _parsed(f"a: {word}\n", LOADERS[loader]).data == {"a": word}


def test_a_key_with_nothing_behind_it_is_left_out_and_keeps_its_place() -> None:
    file = _parsed('a:\nb: ""\nc:\n  - \n  - x\n')
    assert file.data == {"b": "", "c": ["", "x"]}
    assert _place(file, DataFault(("a",), Message("x"), Message("y"))) == "1:1"


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("loader", LOADERS)
def test_what_has_no_business_here_is_refused_at_its_place(name: str, loader: str) -> None:
    text, place, key = REFUSED[name]
    fault = _parsed(text, LOADERS[loader]).faults[0]
    assert (f"{fault.line}:{fault.column}", str(fault.what).split()[0]) == (place, f"reader.yaml.{key}")


def test_columns_count_characters_also_after_those_outside_the_first_plane() -> None:
    fault = _parsed("a: {b: 😀😀, ç: &x 1}\n").faults[0]
    assert fault.column == len("a: {b: 😀😀, ç: ") + 1


def test_a_fault_of_a_value_that_is_not_there_stands_at_the_nearest_thing_around_it() -> None:
    file = _parsed("x: 1\na:\n  - b: 1\n  - c: 2\n")
    assert _place(file, DataFault(("a", 1, "d"), Message("x"), Message("y"))) == "4:5"
    assert _place(file, DataFault(("z",), Message("x"), Message("y"))) == "1:1"
    assert _place(file, DataFault(("a", 0, "b"), Message("x"), Message("y"), at_key=True)) == "3:5"


@pytest.mark.parametrize("raw", NASTIES)
@pytest.mark.parametrize("loader", LOADERS)
def test_nasty_bytes_give_data_or_a_placed_fault(raw: bytes, loader: str) -> None:
    _demand_sense(parse_yaml(text_file("x.yaml", raw), LOADERS[loader]))


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"a: b: c")
def test_any_bytes_give_data_or_a_placed_fault(raw: bytes) -> None:
    _demand_sense(parse_yaml(text_file("x.yaml", raw)))


@given(
    st.lists(
        st.sampled_from([*"abc:-?[]{},&*!|>'\"%@`#\\ \n\t", ": ", "- ", "\n  ", "nl", "<<", "---", "😀", "é"]),
        max_size=40,
    )
)
def test_any_pieces_of_yaml_give_data_or_a_placed_fault(pieces: list[str]) -> None:
    for loader in LOADERS.values():
        _demand_sense(_parsed("".join(pieces), loader))


@pytest.mark.parametrize(
    "raw",
    [
        b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % number for number in range(20_000)),
        b"[" * 1_900_000,
        b"a: " + b"x" * 1_900_000,
        b"- x\n" * 60_000,
        b"a: 1\n" * 300_000,
        b"x" * 2_000_001,
        b'a: "' + b"\\0" * 900_000 + b'"',
    ],
    ids=["aliases", "depth", "a long line", "many nodes", "one key ever again", "too large", "many escapes"],
)
def test_a_bomb_is_refused_within_a_second(raw: bytes) -> None:
    start = time.process_time()
    _demand_sense(parse_yaml(text_file("x.yaml", raw)))
    assert time.process_time() - start < 1


@pytest.mark.parametrize("name", ["none.yaml", "folder", "nul\0.yaml", "x" * 300])
def test_a_file_that_cannot_be_opened_is_a_fault_of_the_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = read_yaml_file(tmp_path, name)
    assert not file.readable
    assert [(fault.file, fault.line) for fault in file.faults] == [(name, 0)]


def _parsed(text: str, loader: Any = LOADER) -> YamlFile:
    return parse_yaml(text_file("x.yaml", text.encode()), loader)


def _place(file: YamlFile, fault: DataFault) -> str:
    placed = file.place(fault)
    return f"{placed.line}:{placed.column}"


def _demand_sense(file: YamlFile) -> None:
    assert isinstance(file.data, dict)
    assert file.readable or file.faults
    for fault in file.faults:
        assert fault.file == "x.yaml"
        assert fault.line == 0 or 1 <= fault.column <= len(fault.excerpt) + 1
        assert fault.width >= 1


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_a_comma_that_cuts_a_text_off_is_a_fault_at_what_was_cut_off(loader: Any) -> None:
    made = parse_yaml(text_file("x.yaml", b"title: {nl: Feit, geteld, en: Fact}\n"), loader)
    (fault,) = made.faults
    assert (getattr(fault.what, "key", ""), fault.line, fault.column) == ("reader.yaml.comma", 1, 19)
    assert not parse_yaml(text_file("x.yaml", b"title: {nl: , en: Fact}\nlater:\n"), loader).faults


UNQUOTED = {
    "a text that stays open": ('a:\n  nl: "é😀 x\n  en: "y"\nb: z\n', "2:7", "quote"),
    "one that runs on into a comment": ('a:\n  nl: "x\n  en: y\n# not "so"\nb: z\n', "2:7", "quote"),
    "one that runs on into a list": ('a: "x\nb:\n  - "y"\n', "1:4", "quote"),
    "one with an empty text behind it": ('a: "x\nb: ""\nc: d\n', "1:4", "quote"),
    "an odd number of quotes": ('a: b\nc: "x\nd: e\n', "2:4", "quote"),
    "a Dutch 's": ("a:\n  nl: 's Ochtends\n  en: It's early\n", "2:7", "apostrophe"),
    "a Dutch 't at the end": ("a:\n  nl: x\n  en: 't is\n", "3:7", "apostrophe"),
    "one with quotes behind it": ("a: 't is 'x' y\n", "1:4", "apostrophe"),
    "a word": ('a: "The" first step\n', "1:10", "after-quote"),
    "a text over more lines": ('a: "one\n  two" three\n', "2:8", "after-quote"),
    "a missing comma": ('a: {nl: "x" en: "y"}\n', "1:4", "bracket"),
}


@pytest.mark.parametrize("name", UNQUOTED)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_quote_is_a_fault_where_it_stands_and_not_where_the_next_one_ends_the_text(name: str, loader: str) -> None:
    text, place, key = UNQUOTED[name]
    (fault,) = _parsed(text, LOADERS[loader]).faults
    assert (f"{fault.line}:{fault.column}", str(fault.what).split()[0]) == (place, f"reader.yaml.{key}")


HASHES = {
    "a word": ("a:\n  en: The first #step\n", ["2:17 cut-off"]),
    "a number, on the second line of a text": ("a:\n  nl: Vraag\n    collega #1 wat\n", ["3:13 cut-off"]),
    "a title": ("title: Report #1\n", ["1:15 cut-off"]),
    "a whole text": ("a:\n  nl: #1 is\n  en: x\n", ["2:7 sign"]),
    "in braces": ("a: {nl: Collega #1, en: y}\nb: c\n", ["1:17 cut-off"]),
    "in braces that are closed": ("a: {nl: Collega, #1\n  en: y}\n", []),
    "a comment": ("a:\n  nl: x # y\n#z\nb: 2 #z\nid: c #z\n", []),
    "in quotes": ('a:\n  nl: "x #y"\n  en: C# x#y\nb: |\n  x #y\n', []),
}


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_text_that_a_hash_cuts_off_is_warned_of(name: str, loader: str) -> None:
    text, expected = HASHES[name]
    said = [
        f"{each.line}:{each.column} {str(each.what).split()[0].rpartition('.')[2]}"
        for each in _parsed(text, LOADERS[loader]).faults
    ]
    assert said == expected


BEGINNINGS = {
    "bold": ("a:\n  nl: **x** y\n", "2:7", "sign"),
    "italic": ("a:\n  nl: *x y\n", "2:7", "sign"),
    "a quotation": ("a:\n  nl: > x\n", "2:7", "sign"),
    "a row of a table": ("a: | x | y |\n", "1:4", "sign"),
    "an and": ("a: & x\n", "1:4", "sign"),
    "a question": ("a: ? x\n", "1:4", "sign"),
    "a link": ("a:\n  - nl: [x](http://x.org) y\n    en: z\n", "2:9", "sign"),
    "a link with a comma": ("a: [x, y](http://x.org) z\n", "1:4", "sign"),
    "a link between braces": ("a: {nl: x, en: [y](http://x.org) z}\n", "1:16", "sign"),
    "a point": ("a:\n  nl: - x\n  en: y\n", "2:7", "sign"),
    "a brace": ("a: {x} y\n", "1:4", "sign"),
    "a brace and nothing else": ("a: {x y}\n", "1:4", "sign"),
    "a real list": ("a: - id: x\n   - id: y\n", "1:4", "list-here"),
    "a real list of words": ("a: - x\n   - y\n", "1:4", "list-here"),
    "a real list in brackets": ("a: [x, y] z\n", "1:11", "after-bracket"),
    "real fields": ("a: {nl: x, en: y} z\n", "1:19", "after-bracket"),
    "a field without its comma": ("a: {b: [x] c: y}\n", "1:4", "bracket"),
    "a field without its colon": ("a: {nl x, en: y}\n", "1:5", "no-colon"),
    "a line that stands wrong": ("a:\n    b: x\n   c: [y]\n", "3:4", "indent"),
    "an item that stands wrong": ("a:\n  - x\n - y\n", "3:2", "indent"),
}


@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_text_cannot_begin_with_a_sign_that_begins_something_else(name: str, loader: str) -> None:
    text, place, key = BEGINNINGS[name]
    (fault,) = _parsed(text, LOADERS[loader]).faults
    assert (f"{fault.line}:{fault.column}", str(fault.what).split()[0]) == (place, f"reader.yaml.{key}")
