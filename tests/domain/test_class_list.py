"""A class list is read however a spreadsheet saved it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.class_list import MOST_LINES, Line, read_list

TEXT = 'Naam;Team\r\nZoë de Vries;Noord\r\n\r\n"Bakker; Jan";Zuid\r\n'
LINES = (Line(2, "Zoë de Vries", "Noord"), Line(4, "Bakker; Jan", "Zuid"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_alphabet_is_read(encoding: str) -> None:
    assert read_list(TEXT.encode(encoding)) == LINES


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_usual_mark_between_columns_is_read(mark: str) -> None:
    assert read_list(f"name{mark}team\nAnn{mark}North\n".encode()) == (Line(2, "Ann", "North"),)


def test_without_heads_the_first_column_is_the_name_and_the_second_the_team() -> None:
    assert read_list(b"Ann,North\nBob\n") == (Line(1, "Ann", "North"), Line(2, "Bob"))


def test_the_columns_may_stand_in_any_order_among_others() -> None:
    assert read_list(b"nr;team;naam\n7;Noord;Ann\n") == (Line(2, "Ann", "Noord"),)


def test_a_line_without_a_name_is_kept_to_be_told() -> None:
    assert read_list(b"name;team\n;North\n") == (Line(2, "", "North"),)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00" * 5, b'name\n"' + b"x" * 200_000])
def test_what_is_no_list_gives_nobody(raw: bytes) -> None:
    assert read_list(raw) == ()


def test_a_list_that_is_too_long_can_be_told_from_one_that_is_full() -> None:
    assert len(read_list(b"Ann\n" * (MOST_LINES + 50))) == MOST_LINES + 1


@given(st.binary(max_size=400))
def test_no_file_is_too_strange(raw: bytes) -> None:
    for line in read_list(raw):
        assert line.name.isprintable()
        assert line.team.isprintable()
