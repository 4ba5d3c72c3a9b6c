"""A class list is read however a spreadsheet saved it."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.class_list import MOST_LINES, Line, read_list
from learnenv.domain.errors import LearnenvError
from learnenv.domain.text import LANGUAGES, Language
from learnenv.language import speech

TEXT = 'Naam;Team\r\nZoë de Vries;Noord\r\n\r\n"Bakker; Jan";Zuid\r\n'
LINES = (Line(2, "Zoë de Vries", "Noord"), Line(4, "Bakker; Jan", "Zuid"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_alphabet_is_read(encoding: str) -> None:
    assert read_list(TEXT.encode(encoding)) == LINES


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_usual_mark_between_columns_is_read(mark: str) -> None:
    assert read_list(f"name{mark}team\nAnn{mark}North\n".encode()) == (Line(2, "Ann", "North"),)


def test_a_list_of_names_alone_needs_no_heads() -> None:
    assert read_list(b"Ann\n;\nBob;\n") == (Line(1, "Ann"), Line(3, "Bob"))


@pytest.mark.parametrize(
    ("heads", "row", "name", "team"),
    [
        ("Voornaam;Achternaam;Team", "Jan;Jansen;Noord", "Jan Jansen", "Noord"),
        ("Achternaam;Tussenvoegsel;Voornaam", "Vries;de;Zoë", "Zoë de Vries", ""),
        ("Voornaam;Tussenvoegsel;Achternaam", "Jan;;Jansen", "Jan Jansen", ""),
        ("Nr;Volledige naam", "1;Jan Jansen", "Jan Jansen", ""),
        ("First Name;Last_name;Group", "Ann;Lee;North", "Ann Lee", "North"),
        ("Surname;firstname", "Lee;Ann", "Ann Lee", ""),
        ("Voornaam;Naam", "Jan;Jansen", "Jan Jansen", ""),
        ("Naam;Achternaam", "Jan;Jansen", "Jan Jansen", ""),
        ("Full name;First name;Name", "Ann Lee;Ann;Lee", "Ann Lee", ""),
        ("Voornaam;Groep", "Jan;Noord", "Jan", "Noord"),
        ("Naam;Afdeling", "Jan;Zorg", "Jan", ""),
    ],
)
def test_a_name_is_put_together_of_what_is_known_by_its_heading(heads: str, row: str, name: str, team: str) -> None:
    assert read_list(f"{heads}\n{row}\n".encode()) == (Line(2, name, team),)


def test_below_one_heading_a_comma_is_a_part_of_the_name() -> None:
    assert read_list(b"Naam\nJansen, Jan\n") == (Line(2, "Jansen, Jan"),)


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("Jansen, Jan\n", 1, ("Jansen", "Jan")),
        ("Ann;North\nBob\n", 1, ("Ann", "North")),
        ("Ann\nBob;North\n", 2, ("Bob", "North")),
        ("Wie;Waar;\nJan;Noord;\n", 1, ("Wie", "Waar")),
        ("\nNr;Groep\n1;Noord\n", 2, ("Nr", "Groep")),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused_by_name(
    text: str, number: int, found: tuple[str, ...]
) -> None:
    with pytest.raises(LearnenvError, match=r"cohorts\.list-columns") as refused:
        read_list(text.encode())
    values = refused.value.message.values
    assert (values["number"], values["found"]) == (number, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_that_is_said_to_be_known_is_known(language: Language) -> None:
    *names, team = re.split(r", | en | and ", speech(language).say("invites.heads"))
    for name in names:
        assert read_list(f"nr;{team};{name}\n7;Noord;Ann\n".encode()) == (Line(2, "Ann", "Noord"),)


def test_a_comma_too_many_is_refused_with_the_line_it_is_on() -> None:
    assert read_list(b'naam,team\n"Jansen, Jan",Noord\n') == (Line(2, "Jansen, Jan", "Noord"),)
    with pytest.raises(LearnenvError, match=r"cohorts\.list-too-wide") as refused:
        read_list(b"naam,team\nAnn,Noord,\nJansen, Jan,Noord\n")
    assert refused.value.message.values["number"] == 3


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
    with suppress(LearnenvError):
        for line in read_list(raw):
            assert line.name.isprintable()
            assert line.team.isprintable()
