from __future__ import annotations

from collections import Counter

from learnenv.store.declarations import DECLARATIONS, all_columns
from learnenv.store.tables import metadata

HASHES = {"recovery_hash", "token_hash", "password_hash", "key_hash", "key", "last_digest"}


def test_every_table_and_every_column_is_declared_once_and_nothing_else_is() -> None:
    declared = Counter((each.table, each.column) for each in all_columns())
    there = {(table.name, column.name) for table in metadata.tables.values() for column in table.c}
    assert set(declared) == there
    assert max(declared.values()) == 1


def test_what_is_hidden_or_anonymised_is_a_column_of_the_table() -> None:
    for name, declared in DECLARATIONS.items():
        columns = set(metadata.tables[name].c.keys())
        assert set(declared.hidden.split()) | set(declared.anonymised.split()) <= columns, name


def test_a_column_that_names_a_learner_says_what_becomes_of_it() -> None:
    for each in all_columns():
        column = metadata.tables[each.table].c[each.column]
        if any(key.column.table.name == "learner" for key in column.foreign_keys):
            assert each.kind != "none", each
            assert each.erase == ("anonymise" if column.nullable else "remove"), each


def test_no_hash_of_a_secret_is_in_what_a_learner_takes_home() -> None:
    assert not [each for each in all_columns() if each.exported and each.column in HASHES]


def test_what_says_nothing_of_a_person_is_not_in_what_a_learner_takes_home() -> None:
    assert not [each for each in all_columns() if each.exported and each.kind == "none"]
