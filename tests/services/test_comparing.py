"""What changed in a form, in Markdown: golden, field by field, and nothing of what people type is markup."""

from __future__ import annotations

import pytest

from learnenv.domain.answer import Answer
from learnenv.domain.form import Form, LongText, ManyOf, Number, OneOf, Option, Order, Place, ShortText, Table
from learnenv.domain.text import LANGUAGES, Text
from learnenv.language import speech
from learnenv.reader.html import safe_html
from learnenv.services.comparing import comparison_markdown

NL = speech("nl")
A, B, C = (Option(id, Text(id.upper(), id.upper())) for id in "abc")


def label(text: str) -> Text:
    return Text(text, text)


def told(form: Form, before: Answer, after: Answer) -> str:
    return comparison_markdown(form, before, after, NL)


@pytest.mark.parametrize(
    ("field", "before", "after", "golden"),
    [
        (LongText("f"), "een twee drie vier", "een twee nul vier", "een twee *weg:* ~~drie~~ *erbij:* **nul** vier"),
        (LongText("f"), None, "een twee", "*erbij:* **een twee**"),
        (LongText("f"), "een\n\ntwee", "een", "een\n\n*weg:* ~~twee~~"),
        (ShortText("f"), "2026-01-02", "2026-01-09", r"*weg:* ~~2026-01-02~~" "\n\n" r"*erbij:* **2026-01-09**"),
        (Number("f", unit=label("weken")), "3", "4", "*weg:* ~~3~~ *erbij:* **4** weken"),
        (Number("f"), "3", None, "*weg:* ~~3~~"),
        (OneOf("f", (A, B)), "a", "b", "*weg:* ~~A~~\n\n*erbij:* **B**"),
        (ManyOf("f", (A, B, C)), ("a", "b"), ("b", "c"), "- *weg:* ~~A~~\n- B\n- *erbij:* **C**"),
        (Order("f", (A, B)), ("a", "b"), ("b", "a"), "- *erbij:* **B**\n- A\n- *weg:* ~~B~~"),
        (Place("f", (A,), (B, C)), {"a": "b"}, {"a": "c"}, "- A → *weg:* ~~B~~ *erbij:* **C**"),
        (Table("f", (A,)), ({"a": "x y z"},), ({"a": "x y z q"},), "- x y z *erbij:* **q**"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_changed_in_a_field(field: object, before: object, after: object, golden: str) -> None:
    assert told((field,), {"f": before}, {"f": after}) == golden  # type: ignore[arg-type]


def test_rows_of_a_table_say_in_a_column_of_their_own_what_became_of_them() -> None:
    form = (Table("f", (Option("who", label("Wie")), Option("what", label("Wat")))),)
    before = {
        "f": ({"who": "Ana", "what": "kijkt mee"}, {"who": "Bo", "what": "belt"}, {"who": "Cor", "what": "telt"})
    }
    after = {
        "f": ({"who": "Ana", "what": "kijkt nu mee"}, {"who": "Cor", "what": "telt"}, {"who": "Dee", "what": ""})
    }
    assert told(form, before, after).split("\n") == [
        "| Rij | Wie | Wat |",
        "| --- | --- | --- |",
        "| anders | Ana | kijkt *erbij:* **nu** mee |",
        "| weg | ~~Bo~~ | ~~belt~~ |",
        "| zelfde | Cor | telt |",
        "| erbij | **Dee** |  |",
    ]


def test_fields_that_did_not_change_are_named_at_the_end() -> None:
    form = (LongText("one", label("Eén")), LongText("two", label("Twee*")), LongText("three", label("Drie")))
    before = {"one": "x", "two": "y"}
    assert told(form, before, {"one": "x", "two": "z"}) == (
        "**Twee\\***\n\n*weg:* ~~y~~\n\n*erbij:* **z**\n\n*Niet veranderd: Eén en Drie.*"
    )
    assert told(form, before, dict(before)) == NL.say("comparing.nothing")


@pytest.mark.parametrize(
    "text",
    [
        "<b>vet</b>",
        "**x** ~~y~~",
        "| a | b |",
        "# kop",
        "1. een",
        "[x](javascript:alert(1))",
        "$x$",
        ":material/key:",
        "~~",
        "*",
    ],
)
def test_nothing_that_people_type_is_markup(text: str) -> None:
    for form in ((LongText("f"),), (Table("f", (A, B)),)):
        empty, full = ("", text) if isinstance(form[0], LongText) else ((), ({"a": text, "b": text},))
        for before, after in ((empty, full), (full, empty)):
            html = safe_html(told(form, {"f": before}, {"f": after}))
            assert "<b>" not in html
            assert "<a" not in html
            assert "<h1" not in html
            assert html.count("<td") in (0, 3)
            assert ("<strong>" in html) == (after == full)


def test_every_change_is_said_in_words_in_both_languages() -> None:
    for language in LANGUAGES:
        said = comparison_markdown((LongText("f"),), {"f": "een twee"}, {"f": "een drie"}, speech(language))
        assert speech(language).say("comparing.added") in said
        assert speech(language).say("comparing.removed") in said
