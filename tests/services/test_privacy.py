"""The privacy papers say what is really kept: every column is declared, and the shipped copies are of today."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from learnenv.domain.own_record import Kept
from learnenv.domain.text import LANGUAGES, Language
from learnenv.language import speech
from learnenv.services import my_data
from learnenv.services.privacy import documents
from learnenv.store.declarations import DECLARATIONS, all_columns
from learnenv.store.tables import metadata
from tests.support.source import ROOT

SHIPPED = ROOT / "docs" / "privacy"


def test_every_table_and_column_is_declared_and_nothing_else() -> None:
    kept = {(table.name, column.name) for table in metadata.tables.values() for column in table.c}
    assert {(each.table, each.column) for each in all_columns()} == kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_papers_are_those_of_today(language: Language) -> None:
    for name, text in documents(speech(language)).items():
        assert (SHIPPED / name).read_text(encoding="utf-8") == text, "run: learnenv privacy --out docs/privacy"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_with_something_of_people_is_in_the_notice_and_every_column_in_the_register(
    language: Language,
) -> None:
    words = speech(language)
    papers = documents(words)
    notice, register = papers[f"privacy-notice.{language}.md"], papers[f"register.{language}.md"]
    for text in (notice, register):
        assert not [line for line in text.splitlines() if "[privacy." in line or "[register." in line]
    for name, declared in DECLARATIONS.items():
        assert f"(`{name}`)" in register
        of_people = bool(declared.personal or declared.pseudonymous)
        assert (f"- {words.say(f'privacy.table.{name}')}" in notice) == of_people
    rows = [f"| `{each.table}` | `{each.column}` |" for each in all_columns() if each.kind != "none"]
    assert not [row for row in rows if row not in register]


def test_the_months_are_those_of_the_installation() -> None:
    def notice(months: int) -> str:
        return documents(speech("en"), months)["privacy-notice.en.md"]

    assert "for 6 months" in notice(6)
    assert "months" not in "".join(line for line in notice(0).splitlines() if "delete yourself:" in line)
    assert "until you delete yourself:" in notice(0)


def test_what_my_data_leaves_out_is_what_is_declared_so() -> None:
    """A secret or an internal name; columns that name other people are there as "someone-else"."""
    tables = dict(zip((kind.__name__ for kind in get_args(Kept)), get_args(Kept), strict=True))
    names = {"FlagNote": "flag_note", "Grant": "granted_role"}
    hidden = {
        (each.table, each.column)
        for each in all_columns()
        if each.kind != "none" and not each.exported and each.column not in my_data._PEOPLE
    }
    left_out = {
        (names.get(name, name.lower()), field)
        for name, kind in tables.items()
        for field in kind.__dataclass_fields__
        if field in my_data._SECRETS
    }
    public = {("tries", "key_hash"), ("erasing", "learner")}
    assert hidden - public == left_out - {("invite", "token_hash")}


def test_the_papers_are_linked_from_the_manual() -> None:
    manual = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    assert not [each.name for each in Path(SHIPPED).iterdir() if f"privacy/{each.name}" not in manual]
