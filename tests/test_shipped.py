"""The shipped modules together: what one goes on with, another makes."""

from __future__ import annotations

import pytest
import yaml

from learnenv import bootstrap
from learnenv.library import Library
from learnenv.reader.text_file import read_text_file
from learnenv.reader.yaml_file import parse_yaml
from learnenv.settings import read_settings
from tests.support.source import ROOT


@pytest.fixture(scope="module")
def shipped() -> Library:
    return bootstrap.library(read_settings({}))


def test_every_cell_that_opens_with_earlier_work_names_a_cell_that_is_made(shipped: Library) -> None:
    astray = []
    for card in shipped.cards():
        for exercise in shipped.module(card.id).exercises.values():
            wanted = exercise.type.opens_with(exercise.spec) if exercise.type.opens_with else {}
            for place in wanted.values():
                ref, _, cell = place.rpartition("/")
                source = shipped.exercise(ref)
                if cell not in {field.name for field in source.type.form(source.spec)}:
                    astray.append(f"{exercise.ref}: {place}")
    assert not astray


def test_what_modules_go_on_with_is_a_product_of_a_module_that_comes_before(shipped: Library) -> None:
    for card in shipped.cards():
        for ref in card.consumes:
            module, _, exercise = ref.partition("/")
            assert exercise in {product.exercise for product in shipped.card(module).produces}, f"{card.id}: {ref}"
            assert card.id not in shipped.card(module).requires, f"{card.id} and {module} wait for each other"


@pytest.mark.slow
def test_every_shipped_file_can_be_read_where_the_fast_loader_is_not_there() -> None:
    """The C loader is kinder: it takes a bare question mark before a comma, at which the other one stops."""
    files = sorted(
        path for folder in ("modules", "content") for path in (ROOT / folder).glob("**/learnenv_*/**/*.yaml")
    )
    assert files
    astray = [path for path in files if parse_yaml(read_text_file(path.parent, path.name), yaml.SafeLoader).faults]
    assert not astray
