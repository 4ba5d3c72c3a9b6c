"""Tables for spreadsheets: CSV and XLSX, with numbers as numbers and text that no spreadsheet takes for a formula."""

from learnenv.tables.cells import Cell, Moment, Row, Run
from learnenv.tables.csv_file import csv_chunks, csv_text
from learnenv.tables.xlsx_file import write_xlsx

__all__ = ["Cell", "Moment", "Row", "Run", "csv_chunks", "csv_text", "write_xlsx"]
