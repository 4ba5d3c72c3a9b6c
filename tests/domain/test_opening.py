"""What a form opens with: earlier answers, in the shape of this form."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv.domain.form import Field, LongText, Number, OneOf, Option, ShortText, Table
from learnenv.domain.opening import opening
from learnenv.domain.text import Text

WHO = Option("who", Text(nl="Wie"))
ROLE = Option("role", Text(nl="Rol"))
TEXT = "De inwoner wacht.\n\nDe balie ook."
ROWS = ({"who": "Sam", "role": "balie"}, {"who": "Noor", "role": ""})


@pytest.mark.parametrize(
    ("field", "value", "opened"),
    [
        (LongText("here"), TEXT, TEXT),
        (LongText("here"), ROWS, "Sam\nNoor"),
        (Table("here", (WHO, ROLE)), ROWS, ROWS),
        (Table("here", (WHO,)), ROWS, ({"who": "Sam"}, {"who": "Noor"})),
        (Table("here", (Option("item", Text(nl="x")),)), ROWS, ({"item": "Sam"}, {"item": "Noor"})),
        (Table("here", (WHO, ROLE)), "Sam\nNoor", ({"who": "Sam", "role": ""}, {"who": "Noor", "role": ""})),
        (ShortText("here"), ROWS, "Sam, Noor"),
        (Number("here"), "41,7", "41,7"),
    ],
)
def test_what_was_filled_in_elsewhere_is_put_in_the_shape_of_the_field(field: Field, value: Any, opened: Any) -> None:
    earlier = {"before/canvas": {"there": value}}
    assert opening((field,), {"here": "before/canvas/there"}, earlier) == {"here": opened}


@pytest.mark.parametrize(
    ("field", "earlier"),
    [
        (LongText("here"), {}),
        (LongText("here"), {"before/canvas": {"other": "x"}}),
        (LongText("here"), {"before/canvas": {"there": ""}}),
        (LongText("here"), {"before/canvas": {"there": 7}}),
        (Number("here"), {"before/canvas": {"there": ROWS}}),
        (ShortText("here", format="date"), {"before/canvas": {"there": ROWS}}),
        (OneOf("here", (WHO,)), {"before/canvas": {"there": "gone"}}),
        (Table("here", (WHO,)), {"before/canvas": {"there": ("no", "rows")}}),
    ],
)
def test_what_is_not_there_or_does_not_fit_is_left_out(field: Field, earlier: Any) -> None:
    assert opening((field,), {"here": "before/canvas/there"}, earlier) == {}


def test_a_field_that_asks_for_nothing_opens_empty() -> None:
    assert opening((LongText("here"), LongText("else")), {}, {"before/canvas": {"here": "x"}}) == {}
