"""GIFT out and in again gives the same questions: what learners read, and how answers are graded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from learnenv import ContentError, Exercise, Text
from learnenv.questions.gift_read import read
from learnenv.questions.gift_write import write
from learnenv.questions.source import visible
from learnenv.questions.words import FALSE, RUBRIC, TRUE, plain
from tests.questions.carrying import exercise

SIGNS = st.text(r"ab 1.:#={}~\n[]()<>&*_-|%$/!'\"`", max_size=12)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)
WHOLE = st.sampled_from(
    ["//", "->", "[html]", "::a::", "%50%", "####", "TRUE", "=", "1. a", "&amp;", "<b>x</b>", "\\n"]
)
LINES = (SIGNS | WORDS | WHOLE).map(visible).map(lambda text: " ".join(text.split())).filter(bool)
LINES = LINES.filter(lambda text: "![" not in text and "[^" not in text)
MARKDOWN = st.lists(LINES, min_size=1, max_size=3).map("\n".join) | st.lists(LINES, min_size=1, max_size=3).map(
    "\n\n".join
)
MARKDOWN = MARKDOWN.map(str.strip).filter(lambda text: "![" not in text and "[^" not in text)
FEEDBACK = st.none() | MARKDOWN
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def said(text: str | None) -> dict[str, str]:
    return {"nl": text} if text else {}


def with_feedback(entry: dict[str, Any], feedback: str | None) -> dict[str, Any]:
    return {**entry, "feedback": said(feedback)} if feedback else entry


@st.composite
def options(draw: st.DrawFn, worths: st.SearchStrategy[dict[str, Any]]) -> list[dict[str, Any]]:
    texts = draw(st.lists(LINES, min_size=2, max_size=5, unique=True))
    return [
        with_feedback({"id": f"o{n}", "text": said(text), **draw(worths)}, draw(FEEDBACK))
        for n, text in enumerate(texts)
    ]


@st.composite
def questions(draw: st.DrawFn, own: st.SearchStrategy[dict[str, Any]]) -> Exercise:
    data: dict[str, Any] = {"title": said(draw(LINES)), "prompt": said(draw(MARKDOWN)), **draw(own)}
    if explanation := draw(FEEDBACK):
        data["explanation"] = said(explanation)
    elif general := draw(FEEDBACK):
        data["feedback"] = {**data.get("feedback", {}), "general": said(general)}
    try:
        return exercise(data)
    except (AssertionError, ContentError):
        assume(False)
        raise


FRACTIONS = st.sampled_from([0.5, 0.25, 0.3333333, 0.35])
SINGLE = st.fixed_dictionaries(
    {
        "type": st.just("single-choice"),
        "options": options(
            st.sampled_from([{"right": True}, {}, {}]) | FRACTIONS.map(lambda fraction: {"fraction": fraction})
        ),
        "shuffle": st.booleans(),
    }
)
MULTIPLE = st.fixed_dictionaries(
    {
        "type": st.just("multiple-choice"),
        "options": options(st.sampled_from([{"right": True}, {}])),
        "scoring": st.sampled_from(["balanced", "all-or-nothing", "right-minus-wrong"]),
    }
)
WEIGHTS = st.fixed_dictionaries(
    {
        "type": st.just("multiple-choice"),
        "options": options(
            st.sampled_from([0.5, 1, 0.3333333, 0.3333334, -0.25, -0.5, 0]).map(lambda n: {"fraction": n})
        ),
        "scoring": st.just("weights"),
    }
)


@given(questions(SINGLE | MULTIPLE | WEIGHTS))
@MANY
def test_a_choice_comes_back_with_its_texts_and_its_marks(before: Exercise) -> None:
    assume(min(each.credit for each in before.spec.options) <= 0 or before.type.name == "single-choice")
    after = again(before)
    assert [(o.text, o.feedback, round(o.credit, 4)) for o in after.spec.options] == [
        (o.text, o.feedback, round(o.credit, 4)) for o in before.spec.options
    ]
    assert after.spec.shuffle == before.spec.shuffle
    assert getattr(after.spec, "scoring", "") == getattr(before.spec, "scoring", "")


@given(st.booleans(), FEEDBACK, FEEDBACK, st.data())
@MANY
def test_a_statement_comes_back(true: bool, first: str | None, second: str | None, data: st.DataObject) -> None:
    entries = [
        with_feedback({"id": "true", "text": plain(TRUE), **({"right": True} if true else {})}, first),
        with_feedback({"id": "false", "text": plain(FALSE), **({} if true else {"right": True})}, second),
    ]
    own = st.just({"type": "single-choice", "options": entries, "shuffle": False})
    before = data.draw(questions(own))
    written = write([before], "nl")
    assert b"{TRUE" in written.content if true else b"{FALSE" in written.content
    assert again(before).spec == before.spec


@st.composite
def pairs(draw: st.DrawFn) -> dict[str, Any]:
    choices = draw(st.lists(LINES, min_size=2, max_size=4, unique=True))
    rows = draw(st.lists(LINES, min_size=1, max_size=4, unique=True))
    ids = [f"c{n}" for n in range(len(choices))]
    return {
        "type": "matching",
        "rows": [{"id": f"r{n}", "text": said(t), "right": draw(st.sampled_from(ids))} for n, t in enumerate(rows)],
        "choices": [{"id": id, "text": said(text)} for id, text in zip(ids, choices, strict=True)],
    }


@given(questions(pairs()))
@MANY
def test_pairs_come_back(before: Exercise) -> None:
    def matched(made: Exercise) -> tuple[list[tuple[Text, Text]], set[Text]]:
        texts = {choice.id: choice.text for choice in made.spec.choices}
        return [(row.text, texts[row.right]) for row in made.spec.rows], set(texts.values())

    assume(len(before.spec.rows) + len({c.id for c in before.spec.choices} - {r.right for r in before.spec.rows}) > 1)
    assert matched(again(before)) == matched(before)


@st.composite
def typed(draw: st.DrawFn) -> dict[str, Any]:
    texts = st.lists(LINES.filter(lambda text: "->" not in text), min_size=1, max_size=3)
    notes = FEEDBACK.filter(lambda text: "->" not in (text or ""))
    worths = st.sampled_from([{}, {}, {"fraction": 0.5}, {"fraction": 0.8333333}])
    answers = [with_feedback({"text": said(text), **draw(worths)}, draw(notes)) for text in draw(texts)]
    note = st.text("wxyz", min_size=1)
    wrong = [{"text": said(f"zzz{draw(note)}"), "feedback": said(draw(note))} for _ in range(draw(st.integers(0, 2)))]
    feedback = {"feedback": {"wrong": said("echt niet")}} if draw(st.booleans()) else {}
    settings_ = {"case_sensitive": draw(st.booleans()), "slack": draw(st.booleans())}
    return {
        "type": "short-answer",
        "answers": answers,
        **({"wrong": wrong} if wrong else {}),
        **settings_,
        **feedback,
    }


@given(questions(typed()))
@MANY
def test_typed_answers_come_back(before: Exercise) -> None:
    after = again(before)
    assert after.spec == before.spec
    assert after.feedback.wrong == before.feedback.wrong


NUMBERS = st.decimals(-9999, 9999, places=3, allow_nan=False)
SPREADS = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.001"), Decimal(2), Decimal(3)])


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, Any]:
    data: dict[str, Any] = {"type": "numeric", "value": draw(NUMBERS), "tolerance": draw(SPREADS)}
    if data["tolerance"] and draw(st.booleans()):
        data["near"] = draw(st.sampled_from([Decimal(2), Decimal("1.5"), Decimal(10)]))
    mistakes = [
        {"value": draw(NUMBERS), "tolerance": draw(SPREADS), "feedback": said(draw(MARKDOWN))}
        for _ in range(draw(st.integers(0, 2)))
    ]
    feedback = {state: said(text) for state in ("right", "wrong") if (text := draw(FEEDBACK))}
    return {**data, **({"mistakes": mistakes} if mistakes else {}), **({"feedback": feedback} if feedback else {})}


@given(questions(numbers()))
@MANY
def test_numbers_come_back(before: Exercise) -> None:
    after = again(before)
    assert after.spec == before.spec
    assert (after.feedback.right, after.feedback.wrong) == (before.feedback.right, before.feedback.wrong)


@given(questions(st.just({"type": "reflection", "rubric": RUBRIC})))
@MANY
def test_an_open_question_comes_back_with_the_rubric_that_it_gets_here(before: Exercise) -> None:
    assert again(before).spec == before.spec


@given(st.lists(questions(SINGLE | MULTIPLE | typed() | numbers() | pairs()), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_many_in_one_file_stay_apart(before: list[Exercise]) -> None:
    written = write(before, "nl")
    kept = sum(carried.fate != "skipped" for carried in written.carried)
    assert len(written.carried) == len(before)
    assert len(read(written.content, "nl")) == kept


def again(before: Exercise) -> Exercise:
    """The exercise written as GIFT and read back. Its name, question and feedback in general are compared here."""
    written = write([before], "nl")
    assert [carried.fate != "skipped" for carried in written.carried] == [True]
    (carried,) = read(written.content, "nl")
    assert carried.fate != "skipped", (carried.reasons, written.content.decode())
    assert carried.id == before.id
    after = exercise(carried.data)
    assert after.title == before.title, written.content.decode()
    assert after.prompt == before.prompt, written.content.decode()
    assert after.feedback.general == before.feedback.general, written.content.decode()
    assert after.explanation == before.explanation
    return after
