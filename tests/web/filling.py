"""Fill in a form by what stands on it: an author's answer is found back by its visible words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator

from learnenv.domain.form import Field, Form, ManyOf, OneOf, Option, Order, Place, Table
from learnenv.domain.text import Language


def fill(drawn: Locator, form: Form, answer: Mapping[str, Any], language: Language) -> None:
    """Fill in every field that the answer has."""
    for field in form:
        if field.name in answer:
            _fill(drawn.locator(f'[data-name="{field.name}"]'), field, answer[field.name], language)


def _fill(drawn: Locator, field: Field, value: Any, language: Language) -> None:
    match field:
        case OneOf() | ManyOf():
            wanted = {value} if isinstance(value, str) else set(value)
            for option in field.options:
                box = _row(drawn.locator(".le-option"), option, language).locator("input")
                if isinstance(field, ManyOf) or option.id in wanted:
                    box.set_checked(option.id in wanted)
        case Order():
            named = {item.id: item for item in field.items}
            for place, id in enumerate(value):
                row = _row(drawn.locator(".le-row"), named[id], language)
                while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > place:
                    row.locator(".le-small").first.click()
        case Place():
            places = {place.id: place.text.get(language) for place in field.places}
            for item in field.items:
                row = _row(drawn.locator(".le-item"), item, language)
                row.locator("select").select_option(label=places[value[item.id]])
        case Table():
            for number, row in enumerate(value):
                if drawn.locator(".le-table-row").count() <= number:
                    drawn.locator("button.le-quiet").click()
                cells = drawn.locator(".le-table-row").nth(number).locator("textarea")
                for index, column in enumerate(field.columns):
                    cells.nth(index).fill(row.get(column.id, ""))
        case _:
            drawn.locator("input:not([type=range]), textarea").fill(value)


def _row(rows: Locator, option: Option, language: Language) -> Locator:
    words = rows.page.locator(".le-words").get_by_text(option.text.get(language), exact=True)
    return rows.filter(has=words)
