"""Exercises as authors may write them: per type a strategy for file data, most of it sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import pytest
from hypothesis import strategies as st

Data: TypeAlias = Mapping[str, Any]

IDS = st.text("abcdefghij-", min_size=1, max_size=5)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
FILLED = WORDS.filter(str.strip)
TRUTH = ["true", "false"]
SHARES = st.sampled_from(["0", "0.1", "0.25", "0.333", "0.5", "0.7", "1"])


def texts(nl: str, en: str = "") -> dict[str, str]:
    return {"nl": nl, "en": en}


@st.composite
def entries(draw: st.DrawFn, least: int, most: int = 5) -> list[dict[str, Any]]:
    ids = draw(st.lists(IDS, min_size=least, max_size=most, unique=True))
    return [{"id": id, "text": texts(f"tekst {id}", f"text {id}")} for id in ids]


def some(draw: st.DrawFn, key: str, values: st.SearchStrategy[Any]) -> dict[str, Any]:
    """The key or not."""
    return {key: draw(values)} if draw(st.booleans()) else {}


@st.composite
def single_choice(draw: st.DrawFn) -> Data:
    options = [{**each, "fraction": draw(SHARES)} for each in draw(entries(2))]
    return {"options": options, **some(draw, "shuffle", st.sampled_from(["true", "false"]))}


@st.composite
def multiple_choice(draw: st.DrawFn) -> Data:
    scoring = draw(st.sampled_from(["balanced", "all-or-nothing", "weights", "right-minus-wrong"]))
    shares = st.one_of(SHARES, st.sampled_from(["-1", "-0.5"]))
    options = [
        {**each, **({"fraction": draw(shares)} if scoring == "weights" else {"right": draw(st.sampled_from(TRUTH))})}
        for each in draw(entries(2, 7))
    ]
    return {"options": options, "scoring": scoring}


@st.composite
def ordering(draw: st.DrawFn) -> Data:
    items = draw(entries(2, 6))
    scoring = st.sampled_from(["pairs", "positions", "neighbours", "all-or-nothing"])
    mistake = {"item": items[1]["id"], "before": items[0]["id"], "feedback": texts("andersom")}
    return {"items": items, "mistakes": [mistake], **some(draw, "scoring", scoring)}


@st.composite
def matching(draw: st.DrawFn) -> Data:
    choices = draw(entries(2))
    right = st.sampled_from([choice["id"] for choice in choices])
    return {"rows": [{**row, "right": draw(right)} for row in draw(entries(1))], "choices": choices}


@st.composite
def categorise(draw: st.DrawFn) -> Data:
    categories = draw(entries(2, 4))
    right = st.lists(st.sampled_from([each["id"] for each in categories]), min_size=1, max_size=4, unique=True)
    return {"categories": categories, "items": [{**item, "right": draw(right)} for item in draw(entries(1))]}


DECIMALS = st.decimals(-10000, 10000, allow_nan=False, allow_infinity=False, places=3).map(str)
TOLERANCES = st.decimals(0, 10, allow_nan=False, allow_infinity=False, places=2).map(str)


@st.composite
def numeric(draw: st.DrawFn) -> Data:
    return {
        "value": draw(DECIMALS),
        **some(draw, "tolerance", TOLERANCES),
        **some(draw, "kind", st.sampled_from(["absolute", "relative", "geometric"])),
        **some(draw, "near", st.sampled_from(["0", "1.5", "2", "10"])),
        **some(draw, "unit", st.sampled_from([texts("%", "%"), texts("dagen", "days"), texts("€", "€")])),
        **some(
            draw, "mistakes", st.tuples(st.fixed_dictionaries({"value": DECIMALS, "feedback": st.just(texts("x"))}))
        ),
    }


PATTERNS = st.one_of(FILLED, st.text("aB *\\é1", min_size=1, max_size=14), st.just("Doetank*"))


@st.composite
def short_answer(draw: st.DrawFn) -> Data:
    both = st.builds(texts, PATTERNS, st.one_of(st.just(""), PATTERNS))
    answer = st.fixed_dictionaries({"text": both}, optional={"fraction": SHARES})
    wrong = st.fixed_dictionaries({"text": both, "feedback": st.just(texts("nee"))})
    return {
        "answers": draw(st.lists(answer, min_size=1, max_size=4)),
        **some(draw, "wrong", st.lists(wrong, max_size=3)),
        **some(draw, "case_sensitive", st.sampled_from(TRUTH)),
        **some(draw, "slack", st.sampled_from(TRUTH)),
    }


@st.composite
def reflection(draw: st.DrawFn) -> Data:
    levels = st.integers(2, 5).map(lambda count: [texts(f"niveau {n}") for n in range(count)])
    rubric = [{"id": each["id"], "criterion": each["text"], "levels": draw(levels)} for each in draw(entries(1, 4))]
    least, most = draw(st.integers(0, 30)), draw(st.one_of(st.just(0), st.integers(30, 60)))
    return {
        "rubric": rubric,
        **some(draw, "words", st.just({"min": str(least), "max": str(most)})),
        **some(draw, "pass_points", st.integers(0, 4).map(str)),
        **some(draw, "no_zero", st.sampled_from(TRUTH)),
    }


@st.composite
def canvas(draw: st.DrawFn) -> Data:
    cells, checks = [], []
    for each in draw(entries(1, 4)):
        kind = draw(st.sampled_from(["text", "list", "table", "number", "date"]))
        cell = {"id": each["id"], "title": each["text"], "kind": kind, "required": draw(st.sampled_from(TRUTH))}
        columns = [{"id": "who", "text": texts("Wie", "Who")}, {"id": "role", "text": texts("Rol", "Role")}]
        row = st.fixed_dictionaries({"who": st.builds(texts, FILLED), "role": st.builds(texts, FILLED)})
        example = {
            "text": st.builds(texts, FILLED, FILLED),
            "list": st.lists(st.builds(texts, FILLED), min_size=1, max_size=3),
            "table": st.lists(row, min_size=1, max_size=3),
            "number": st.sampled_from(["3", "12.5", "-4"]),
            "date": st.just("2025-03-31"),
        }[kind]
        cells.append({**cell, "example": draw(example), **({"columns": columns} if kind == "table" else {})})
        if draw(st.booleans()):
            bound = draw(st.sampled_from(["at_least", "at_most", "distinct"]))
            column = {"column": draw(st.sampled_from(["who", "role"]))} if bound == "distinct" else {}
            check = {"cell": each["id"], "feedback": texts("nog niet"), bound: str(draw(st.integers(0, 4)))}
            checks.append({**check, **column})
    return {"cells": cells, "checks": checks, **some(draw, "good_enough", entries(1, 3))}


STRATEGIES: Mapping[str, st.SearchStrategy[Data]] = {
    "single-choice": single_choice(),
    "multiple-choice": multiple_choice(),
    "ordering": ordering(),
    "matching": matching(),
    "categorise": categorise(),
    "numeric": numeric(),
    "short-answer": short_answer(),
    "reflection": reflection(),
    "canvas": canvas(),
}


@pytest.fixture(scope="session")
def written() -> Mapping[str, st.SearchStrategy[Data]]:
    """Strategies for file data by the type's name."""
    return STRATEGIES
