"""Reading the answers of GIFT: choices, pairs and what is typed, each graded as in Moodle or with its loss named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.questions.carrying import exercise, one, options, reasons

# choices


def test_a_choice_of_one() -> None:
    source = "Wie?{\n ~Jan#nee\n =Piet # ja!\n ~%50%Klaas#half####altijd}"
    assert options(source) == [("Jan", 0, "nee"), ("Piet", 1, "ja!"), ("Klaas", 0.5, "half")]
    assert exercise(one(source).data).feedback.general.nl == "altijd"


def test_several_answers_may_be_right() -> None:
    assert [worth for _, worth, _ in options("Wie?{=a =b ~c}")] == [1, 1, 0]


def test_what_stands_before_the_first_sign_is_an_answer_too() -> None:
    assert [text for text, *_ in options("Wie?{a ~b =c}")] == ["a", "b", "c"]


def test_weights_that_balance_become_ticks() -> None:
    made = exercise(one("Wat?{~%50%a ~%50%b ~%-50%c ~%-50%d}").data)
    assert (made.type.name, made.spec.scoring) == ("multiple-choice", "balanced")
    made = exercise(one("Wat?{~%50%a ~%50%b ~%-50%c}").data)
    assert made.spec.scoring == "right-minus-wrong"


@pytest.mark.parametrize("third", ["33.33333", "33.333", "33.3333333"])
def test_thirds_add_up(third: str) -> None:
    made = exercise(one(f"Wat?{{~%{third}%a ~%{third}%b ~%{third}%c ~%-25%d}}").data)
    assert made.spec.scoring == "weights"
    assert made.type.grade(made.spec, {"choices": ("a", "b", "c")}).fraction == 1
    assert made.type.grade(made.spec, {"choices": ("a", "d")}).fraction == pytest.approx(1 / 12, abs=1e-6)


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("{~%33%a ~%33%b ~%33%c ~%-50%d}", ["weights-rounded"]),
        ("{~a ~%50%b ~%50%c}", ["all-ticked"]),
        ("{~%100%a ~%100%b ~%-50%c}", ["all-ticked"]),
        ("{=a ~%-25%b}", ["below-zero"]),
        ("{=%100%a ~b}", ["weight-after-equals"]),
        ("{=a ~#leeg ~b}", ["empty-answer"]),
        ("{=a ~ ~b}", []),
    ],
)
def test_what_a_choice_loses_is_said(source: str, lost: list[str]) -> None:
    carried = one(f"Wat?{source}")
    assert reasons(carried) == lost
    assert carried.fate == ("kept-with-loss" if lost else "kept")
    exercise(carried.data)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{~a ~b}", "weights-too-low"),
        ("{~%25%a ~%25%b ~c}", "weights-too-low"),
        ("{=a ~%150%b}", "weight-range"),
        ("{~%33,3%a ~b =c}", "weight-unreadable"),
        ("{~%--5%a ~b =c}", "weight-unreadable"),
        ("{~a}", "too-few-answers"),
        ("{=a ~}", "too-few-answers"),
        ("{~%50%a ~%50%b}", "all-right"),
        ("{=a =%100%b ~%100%c}", "all-right"),
        ("{=%50%a ~b}", "nothing-right"),
    ],
)
def test_a_choice_that_cannot_be_graded_is_skipped(source: str, reason: str) -> None:
    carried = one(f"Wat?{source}")
    assert (carried.fate, reasons(carried)[-1]) == ("skipped", reason)


@pytest.mark.parametrize(
    ("answer", "right", "said_of_right", "said_of_wrong"),
    [
        ("T", "true", "", ""),
        ("FALSE", "false", "", ""),
        ("TRUE#fout", "true", "", "fout"),
        ("F#fout#goed", "false", "goed", "fout"),
        ("F##goed####slot", "false", "goed", ""),
    ],
)
def test_a_statement(answer: str, right: str, said_of_right: str, said_of_wrong: str) -> None:
    made = exercise(one(f"De zon komt op.{{{answer}}}").data)
    assert not made.spec.shuffle
    found = {option.id: option for option in made.spec.options}
    wrong = "false" if right == "true" else "true"
    assert (found[right].credit, found[wrong].credit) == (1, 0)
    assert (found[right].feedback.nl, found[wrong].feedback.nl) == (said_of_right, said_of_wrong)
    assert (found["true"].text.nl, found["true"].text.en) == ("Waar", "True")


def test_true_in_small_letters_is_a_word_as_in_moodle() -> None:
    carried = one("Zon?{true}")
    assert (carried.data["type"], reasons(carried)) == ("short-answer", ["true-in-small"])


def test_pairs() -> None:
    made = exercise(one("Hoort bij?{=NL -> Den Haag =BE->Brussel\n= -> Parijs =B2 -> Brussel}").data)
    texts = {choice.id: choice.text.nl for choice in made.spec.choices}
    assert [(row.text.nl, texts[row.right]) for row in made.spec.rows] == [
        ("NL", "Den Haag"),
        ("BE", "Brussel"),
        ("B2", "Brussel"),
    ]
    assert sorted(texts.values()) == ["Brussel", "Den Haag", "Parijs"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [("{=a -> b =c}", "no-arrow"), ("{=a -> b =c -> b}", "too-few-pairs"), ("{=a -> =b -> c}", "no-arrow")],
)
def test_pairs_that_are_none(source: str, reason: str) -> None:
    assert reasons(one(f"Hoort bij?{source}")) == [reason]


def test_a_row_of_nothing_but_a_picture_is_not_lost_in_silence() -> None:
    carried = one('Hoort bij?{=<img src\\="a.png"> -> 1 =b -> 2 = -> 3}')
    assert (len(carried.data["rows"]), reasons(carried)) == (1, ["image-lost", "empty-answer"])


# typed answers


def test_a_typed_answer() -> None:
    source = "Waar?{=Nazareth#Ja! =%75%Nazereth#Bijna =%0%Rome#Nee =%0%*#Kijk nog eens =%0%Athene}"
    made = exercise(one(source).data)
    assert [(a.text.nl, a.fraction, a.feedback.nl) for a in made.spec.answers] == [
        ("Nazareth", 1, "Ja!"),
        ("Nazereth", 0.75, "Bijna"),
    ]
    assert [(w.text.nl, w.feedback.nl) for w in made.spec.wrong] == [("Rome", "Nee")]
    assert made.feedback.wrong.nl == "Kijk nog eens"
    assert not made.spec.slack
    assert not made.spec.case_sensitive


def test_a_star_and_an_escaped_star_mean_what_they_mean_in_moodle() -> None:
    made = exercise(one(r"Wat?{=*appel* =2\\*3}").data)
    assert [answer.text.nl for answer in made.spec.answers] == ["*appel*", r"2\*3"]
    assert made.type.grade(made.spec, {"answer": "een appel!"}).fraction == 1
    assert made.type.grade(made.spec, {"answer": "2*3"}).fraction == 1
    assert made.type.grade(made.spec, {"answer": "2x3"}).fraction == 0


@pytest.mark.parametrize(
    ("answers", "lost"),
    [
        ("=%0%colour =col*r", ["wrong-first"]),
        ("=%0%col*#nee =colour", ["wrong-first"]),
        ("=%0%* =colour", ["wrong-first"]),
        ("=%0%Colour =colour", ["wrong-first"]),
        ("=%0%a* =*b", ["wrong-first"]),
        ("=col*r =%0%colour", []),
        ("=%0%Rome =Naza*", []),
        ("=%0%*e =Naza*h", []),
    ],
)
def test_a_wrong_answer_before_a_right_one_that_fits_too_is_said(answers: str, lost: list[str]) -> None:
    assert reasons(one(f"Wat?{{{answers}}}")) == lost


def test_an_answer_without_a_sign_counts_as_in_moodle() -> None:
    assert exercise(one("Wat?{0}").data).spec.answers[0].text.nl == "0"


@pytest.mark.parametrize(
    ("answers", "value", "tolerance"),
    [
        ("#1822", "1822", "0"),
        ("#1822:5", "1822", "5"),
        ("# 3.141..3.142 ", "3.1415", "0.0005"),
        ("#5..1", "3", "2"),
        ("#-.5 : .25", "-0.5", "0.25"),
        ("#=1e3:1", "1000", "1"),
        ("#=%100%4:1=%0%5.5#nee", "4", "1"),
        ("#=4:1 =4:2", "4", "2"),
    ],
)
def test_a_number(answers: str, value: str, tolerance: str) -> None:
    spec = exercise(one(f"Hoeveel?{{{answers}}}").data).spec
    assert (spec.value, spec.tolerance) == (Decimal(value), Decimal(tolerance))


def test_a_number_with_more_to_say() -> None:
    made = exercise(
        one("Jaar?{#\n =1822:2 #Goed\n =%50%1822:4#Bijna\n =%0%1922:1#Een eeuw mis\n ~#Nee####Klaar}").data
    )
    assert (made.spec.near, made.spec.mistakes[0].value, made.spec.mistakes[0].feedback.nl) == (
        2,
        1922,
        "Een eeuw mis",
    )
    feedback = made.feedback
    assert (feedback.right.nl, feedback.partial.nl, feedback.wrong.nl) == ("Goed", "Bijna", "Nee")
    assert feedback.general.nl == "Klaar"


@pytest.mark.parametrize(
    ("answers", "fate", "reason"),
    [
        ("#=1822:0 =%50%1822:2", "kept-with-loss", "part-of-number"),
        ("#3,14:0,01", "kept-with-loss", "comma"),
        ("#1:1 =%0%1.5#nee", "kept-with-loss", "mistake-is-right"),
        ("#=%0%3 =3:1", "kept-with-loss", "mistake-is-right"),
        ("#=%0%3 =3:1", "kept-with-loss", "wrong-first"),
        ("#=%50%3:2 =3:1", "kept-with-loss", "wrong-first"),
        ("#=%0%5:1#nee =3:1", "kept-with-loss", "wrong-first"),
        ("#=%0%*#nee =3:1", "kept-with-loss", "wrong-first"),
        ("#=3:0#Precies =3:1#Bijna", "kept-with-loss", "right-feedback-lost"),
        ("#=3:1#Bijna =3", "kept-with-loss", "right-feedback-lost"),
        ("#=3:0.1#Ja ~4#Te veel ~2#Te weinig", "kept-with-loss", "tilde-number"),
        ("#=3 ~%50%4", "kept-with-loss", "tilde-number"),
        ("#=3 ~veel", "kept-with-loss", "tilde-number"),
        ("#\n=3\n~#Nee\n=%0%4#Te veel", "kept-with-loss", "tilde-number"),
        ("#3#want 2+1=3", "kept-with-loss", "equals-in-word"),
        ("#1,000", "skipped", "no-number"),
        ("#tien", "skipped", "no-number"),
        ("#", "skipped", "nothing-right"),
        ("#=%50%3", "skipped", "nothing-right"),
        ("#=3 =5", "skipped", "more-numbers"),
        ("#=*", "skipped", "any-number"),
        ("#=3 =%50%*", "skipped", "any-number"),
        ("#9999999999999999999", "skipped", "no-number"),
    ],
)
def test_a_number_that_loses_or_is_none(answers: str, fate: str, reason: str) -> None:
    carried = one(f"Hoeveel?{{{answers}}}")
    assert carried.fate == fate
    assert reason in reasons(carried)


@pytest.mark.parametrize(
    ("rest", "wrong"),
    [
        ("~#Nee", "Nee"),
        ("=%0%*#Nee ~#Nooit", "Nee"),
        ("~#Nee, 2+1=3 of a~b", r"Nee, 2+1=3 of a\~b"),
        ("~#Nee ~2#Te weinig", "Nee"),
        ("~4#Te veel ~2#Te weinig", ""),
    ],
)
def test_what_is_said_of_all_other_numbers_holds_no_answers(rest: str, wrong: str) -> None:
    assert exercise(one(f"Hoeveel?{{#3 {rest}}}").data).feedback.wrong.nl == wrong


def test_an_essay_gets_a_rubric_and_says_so() -> None:
    carried = one("Vertel.{####Dank}")
    made = exercise(carried.data)
    assert (made.type.name, made.feedback.general.nl, reasons(carried)) == ("reflection", "Dank", ["rubric-added"])


@pytest.mark.parametrize(
    "answers",
    ["=x == 5#ja ~x is 5", "=a#omdat a=b\n~c#nee", "~let x = 5\n=const x = 5\n~x", "\n=vier#2+2=4\n=4#ja\n"],
)
def test_an_equals_sign_that_was_meant_as_text_is_no_answer(answers: str) -> None:
    assert reasons(one(f"Wat?{{{answers}}}")) == ["equals-in-line"]


@pytest.mark.parametrize(
    "answers",
    ["=vier =4\n=IV =iv", "~fout#nee\n=goed#ja", "=Ja#goed =ja#goed", "~a ~b =c", "~a~b=c", "=x\\=5\n~y\\=5"],
)
def test_answers_on_one_line_and_on_many_are_as_good(answers: str) -> None:
    assert one(f"Wat?{{{answers}}}").fate == "kept"


@pytest.mark.parametrize(
    "answers",
    ["=a ~b####klaar ~c", "=a#ja\n####klaar\n=b", "#3####klaar =%0%4#nee", "=a ~b####een####twee", "T####a\n~b"],
)
def test_answers_behind_the_general_feedback_are_told(answers: str) -> None:
    carried = one(f"Wat?{{{answers}}}")
    assert (carried.fate, reasons(carried)) == ("kept-with-loss", ["general-mixed"])


@pytest.mark.parametrize("answers", ["=a ~b####x = 5", "=a ~b####2+2=4", "=a ~b####a\\~b"])
def test_general_feedback_may_hold_an_equals_sign(answers: str) -> None:
    assert one(f"Wat?{{{answers}}}").fate == "kept"


def test_arrows_of_another_kind_make_no_answers() -> None:
    assert reasons(one("Hoort bij?{=a => b =c => d}")) == ["equals-in-line"]
    assert one("Groter?{=>5 ~<5}").fate == "kept"
    assert one("Groter?{\n=vijf\n=>4\n}").fate == "kept"
