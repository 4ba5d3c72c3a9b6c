"""Reading GIFT as Moodle does: every sign, every kind of question, and a reason for all that does not come along."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv.language import speech
from tests.questions.carrying import exercise, gift, one, options, reasons


def said(text: str) -> dict[str, str]:
    return {"nl": text}


# names, texts, comments and categories


def test_a_question_has_its_line_its_name_and_its_category() -> None:
    source = "// first\n\n$CATEGORY: $course$/Top/Taal \\: basis\n\n\n// note\n::Groet::Hoe groet je?\n{=hoi}\n"
    carried = one(source)
    assert (carried.name, carried.line, carried.category) == ("Groet", 7, "$course$/Top/Taal : basis")
    assert carried.data["title"] == said("Groet")
    assert carried.data["prompt"] == said("Hoe groet je?")


def test_a_question_without_a_name_is_called_by_how_it_begins() -> None:
    words = "woord " * 30
    assert one("Kort?{T}").name == "Kort?"
    name = one(f"{words}?{{T}}").name
    assert name.endswith("woord…")
    assert len(name) <= 80


def test_a_category_that_has_a_question_right_below_it_does_not_swallow_it() -> None:
    carried = one("$CATEGORY: a/b\nZou dit weg zijn?{T}")
    assert (carried.fate, carried.category, carried.line) == ("kept", "a/b", 2)


def test_a_later_category_counts_from_there_on() -> None:
    found = gift("a{T}\n\n$CATEGORY: x\n\nb{T}\n\n$CATEGORY: y\n\nc{T}")
    assert [each.category for each in found] == ["", "x", "y"]


def test_ids_and_tags_in_comments_come_along() -> None:
    carried = one("// question: 3  name: x\n// [id:Q-7\\]b] [tag:taal] [tag: lang woord ]\nVraag?{T}")
    assert (carried.id, carried.tags) == ("Q-7]b", ("taal", "lang woord"))


def test_a_comment_is_one_at_the_start_of_a_line_only() -> None:
    carried = one("Zie http://x.nl // geen commentaar\n  // wel\n{=a // ook niet\n// wel\n=b}")
    made = exercise(carried.data)
    assert made.prompt.nl == "Zie http://x.nl // geen commentaar"
    assert [answer.text.nl for answer in made.spec.answers] == ["a // ook niet", "b"]


def test_a_file_with_nothing_but_comments_holds_no_question() -> None:
    assert gift("// a\n\n\n   \n// b {T}\n") == []


@pytest.mark.parametrize("name", ["::a::b", ":: a ::b", "::a\n  ::b"])
def test_a_name_stands_between_double_colons(name: str) -> None:
    carried = one(f"{name}{{T}}")
    assert (carried.name, carried.data["prompt"]) == ("a", said("b"))


def test_double_colons_that_never_close_are_dropped_as_moodle_does() -> None:
    assert one("::vraag zonder eind{T}").data["prompt"] == said("vraag zonder eind")


def test_a_name_that_looks_like_a_picture_is_words() -> None:
    assert one("::Kies ![dit]::Wat?{T}").data["title"] == said("Kies ! [dit]")


# escapes


def test_escaped_signs_are_signs_of_the_text() -> None:
    carried = one(r"::n\:\:m::Wat is \{a\} \= \#1 \~ b\: c?{=x\=y#fb \# \~ \\ z ~\{\}}")
    made = exercise(carried.data)
    assert carried.name == "n::m"
    assert made.prompt.nl == "Wat is {a} = #1 ~ b: c?"
    assert [option.text.nl for option in made.spec.options] == ["x=y", "{}"]
    assert made.spec.options[0].feedback.nl == "fb # ~ \\ z"


def test_a_backslash_before_any_other_sign_is_a_backslash() -> None:
    assert options(r"Pad?{=C:\temp ~C\:\\new ~\*}")[0][0] == r"C:\temp"
    assert [text for text, *_ in options(r"Pad?{=a ~C\:\\new ~\*}")] == ["a", r"C:\new", r"\*"]


def test_three_backslashes_before_a_sign_are_one_backslash_and_the_sign() -> None:
    assert options(r"a?{=x\\\#y ~z}")[0] == (r"x\#y", 1, "")


def test_an_escaped_line_end_is_a_line_end() -> None:
    assert one(r"[markdown]a\n\nb{T}").data["prompt"] == said("a\n\nb")
    assert one(r"a\nb{T}").data["prompt"] == said("a\\\nb")


# braces and blank lines


@pytest.mark.parametrize(
    ("source", "fates"),
    [
        ("Wat? {\n=a\n\n~b\n}", [("skipped", ["brace-open"]), ("skipped", ["brace-close"])]),
        ("W{\n=a\n\n~b\n\n~c}", [("skipped", [why]) for why in ("brace-open", "description", "brace-close")]),
        ("a } b {=c}", [("skipped", ["brace-close"])]),
        ("Eerste{T}\nTweede{F}", [("skipped", ["braces-more"])]),
        (r"Wat is \frac{1}{2}? {=0.5}", [("skipped", ["braces-more"])]),
        ("Alleen tekst\nop twee regels", [("skipped", ["description"])]),
        ("{=a}", [("skipped", ["no-text"])]),
        ("Zin {1:SHORTANSWER:=a~b}.", [("skipped", ["cloze"])]),
        ('Wat? {=<a href="x">y</a> ~b}', [("skipped", ["unescaped-html"])]),
    ],
)  # fmt: skip
def test_what_is_no_whole_question_is_skipped_with_a_reason(source: str, fates: list[Any]) -> None:
    assert [(each.fate, reasons(each)) for each in gift(source)] == fates


def test_a_line_of_odd_spaces_ends_a_question_but_not_within_its_braces() -> None:
    found = gift("a{T}\n\xa0\nb{=x\n\xa0\n=y}\n\u3000\nc{F}")
    assert [(each.name, each.fate, each.line) for each in found] == [
        ("a", "kept", 1),
        ("b", "kept", 3),
        ("c", "kept", 7),
    ]


def test_a_name_stands_in_for_a_question_without_text() -> None:
    assert one("::Noem een kleur::{=rood}").data["prompt"] == said("Noem een kleur")


def test_answers_within_a_sentence_leave_a_blank() -> None:
    carried = one("Twee en twee is {=vier =4}.")
    assert carried.data["prompt"] == said("Twee en twee is _____.")
    assert one("Einde {=vier}").data["prompt"] == said("Einde")


# formats


def test_a_format_counts_for_the_answers_unless_they_have_their_own() -> None:
    answers = "=<i>dit</i>#<b>ja</b> ~[plain]<i>dat</i>#[markdown]**nee**####<p>a</p><p>b</p>"
    source = f"[html]<p>Wat <b>is</b> 5 &lt; 6?</p>{{{answers}}}"
    carried = one(source)
    made = exercise(carried.data)
    assert made.prompt.nl == "Wat **is** 5 < 6?"
    assert [(o.text.nl, o.feedback.nl) for o in made.spec.options] == [("dit", "**ja**"), ("<i>dat</i>", "**nee**")]
    assert made.feedback.general.nl == "a\n\nb"
    assert reasons(carried) == ["formatting-lost"]


@pytest.mark.parametrize(
    "text",
    [
        '[html]<span lang\\="nl" class\\="multilang">ja</span><span lang\\="en" class\\="multilang">yes</span>',
        r"\{mlang nl\}ja\{mlang\}\{mlang en\}yes\{mlang\}",
    ],
)
def test_a_text_in_several_languages_at_once_is_told(text: str) -> None:
    assert reasons(one(f"{text}{{T}}")) == ["several-languages"]


def test_another_word_in_brackets_is_text() -> None:
    assert one("[let op] Wat?{T}").data["prompt"] == said("[let op] Wat?")
    assert one("[HTML]<b>Wat</b>?{T}").data["prompt"] == said("[HTML]**Wat**?")


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    sources = ["a{", "a}", "b", "{=a}", "Wat?{~%1%a ~b}", "Wat?{=<img src\\=x> ~b}", "x{#}", "x{1:SA:=a}", "x{true}"]
    for carried in (each for source in sources for each in gift(source)):
        assert carried.reasons
        for language in ("nl", "en"):
            for reason in carried.reasons:
                sentence = speech(language).say(reason)
                assert not sentence.startswith("[")
                assert sentence.endswith((".", "?"))
