"""What was answered: by a class to one exercise, and by one member again and again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from learnenv.domain.answer import Answer
from learnenv.domain.case_walk import Walk
from learnenv.domain.exercise_type import State
from learnenv.domain.first_answers import Spread
from learnenv.domain.form import Form
from learnenv.domain.item_statistics import FEWEST
from learnenv.language import Speech
from learnenv.services.cohort_answers import Answered, AnswersView, WaysView
from learnenv.services.cohort_learner import TriesView, Try
from learnenv.services.writing import answer_markdown, plain
from learnenv.web.parts.cohort import learner_link, table
from learnenv.web.parts.items import bar
from learnenv.web.parts.paging import page_number, paging

Someone = TypeVar("Someone")
PEOPLE_PER_PAGE = 25
MOST_ANSWERS = 12
"""Different answers that are listed, where they are typed or put in order."""
LONGEST = 160
MOST_TRIES = 30


def class_answers(view: AnswersView, words: Speech) -> None:
    """The first answers, then each member's latest."""
    with st.expander(words.say("class-view.prompt")):
        st.markdown(view.exercise.prompt.get(words.language))
    if view.first:
        st.header(words.say("class-view.first"), anchor=False)
        st.markdown(words.say("class-view.answers-of", count=view.learners))
        if view.spreads:
            st.markdown(words.say("class-view.first-why"))
            for each in view.spreads:
                _spread(each, view.learners, words)
        else:
            _distinct(view, words)
    st.header(words.say("class-view.each"), anchor=False)
    if view.unshared:
        st.markdown(words.say("class-view.unshared", count=view.unshared))
    if not view.people:
        st.markdown(words.say("class-view.no-tries"))
        return
    shown, number, pages = _some(view.people)
    if view.exercise.type.open:
        for person in shown:
            st.subheader(plain(person.member.name), anchor=False)
            st.markdown(answer_markdown(view.form, person.attempt.answer, words))
    else:
        head = [words.say(f"class-view.table.{name}") for name in ("name", "latest", "right", "tries")]
        st.markdown(table(head, [_person(each, view, words) for each in shown]))
    paging(number, pages, words)


def class_ways(view: WaysView, words: Speech) -> None:
    """The way that each member took through a case."""
    st.markdown(words.say("items.case-head", count=len(view.people)))
    head = [words.say("class-view.table.name"), words.say("items.way")]
    shown, number, pages = _some(view.people)
    rows = [
        [learner_link(plain(member.name), view.cohort.id, member.learner, view.case.ref), way(walk, words)]
        for member, walk in shown
    ]
    st.markdown(table(head, rows))
    paging(number, pages, words)


def way(walk: Walk, words: Speech) -> str:
    """A way through a case: the scenes in order, and whether an end was reached."""
    titles = [step.scene.title for step in walk.steps] + [walk.scene.title]
    told = " → ".join(plain(each.get(words.language)) for each in titles)
    return f"{told} ({words.say('items.ended' if walk.ended else 'items.under-way')})"


def member_tries(view: TriesView, words: Speech) -> None:
    """All tries of one member, latest first."""
    if view.walk:
        st.markdown(way(view.walk, words))
    if view.exercise:
        with st.expander(words.say("class-view.prompt")):
            st.markdown(view.exercise.prompt.get(words.language))
    if view.standing.solution_shown:
        st.markdown(words.say("class-view.try-shown"))
    if view.exercise and not view.tries:
        st.markdown(words.say("class-view.no-tries"))
    for number, each in enumerate(view.tries[:MOST_TRIES]):
        with st.container(key=f"try-{len(view.tries) - number}"):
            st.markdown(
                f"**{_headline(each, len(view.tries) - number, words)}**\n\n"
                f"{answer_markdown(view.form, each.attempt.answer, words)}"
            )


def mark(state: State | None, words: Speech) -> str:
    """What an answer is worth, in a word."""
    return words.say(f"class-view.mark.{state or 'none'}")


def one_line(form: Form, answer: Answer, words: Speech) -> str:
    """An answer in one line of a table."""
    lines = (line.strip().removeprefix("- ") for line in answer_markdown(form, answer, words).split("\n"))
    told = "; ".join(line for line in lines if line)
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip(chr(92))}…"


def _headline(each: Try, number: int, words: Speech) -> str:
    attempt = each.attempt
    told = words.say(
        "class-view.try-line", number=number, at=words.date_time(attempt.at), state=mark(each.state, words)
    )
    hints = [words.say("class-view.try-hints", count=attempt.hints_shown)] if attempt.hints_shown else []
    return " · ".join([told, *hints, *([words.say("class-view.try-review")] if attempt.review else [])])


def _spread(each: Spread, learners: int, words: Speech) -> None:
    label = plain(each.label.get(words.language))
    head = [
        words.say("class-view.table.option"),
        words.say("class-view.table.count"),
        words.say("class-view.table.right"),
    ]
    rows = []
    for share in each.shares:
        drawn = f"{bar(share.count / learners)} " if learners >= FEWEST else ""
        tick = f"✓ {words.say('class-view.mark.right')}" if share.right else ""
        rows.append([plain(share.text.get(words.language)), f"{drawn}{share.count}", tick])
    st.markdown(f"**{label}**\n\n{table(head, rows)}" if label else table(head, rows))


def _distinct(view: AnswersView, words: Speech) -> None:
    head = [
        words.say("class-view.table.answer"),
        words.say("class-view.table.count"),
        words.say("class-view.table.right"),
    ]
    rows = [
        [one_line(view.form, each.answer, words), str(each.count), mark(each.state, words)]
        for each in view.first[:MOST_ANSWERS]
    ]
    st.markdown(table(head, rows))
    if len(view.first) > MOST_ANSWERS:
        st.markdown(words.say("class-view.others", count=len(view.first) - MOST_ANSWERS))


def _person(each: Answered, view: AnswersView, words: Speech) -> list[str]:
    name = learner_link(plain(each.member.name), view.cohort.id, each.member.learner, view.exercise.ref)
    told = one_line(view.form, each.attempt.answer, words)
    return [name, told, mark(each.state, words), str(each.cell.tries)]


def _some(people: Sequence[Someone]) -> tuple[Sequence[Someone], int, int]:
    pages = max(1, -(-len(people) // PEOPLE_PER_PAGE))
    number = min(page_number(), pages)
    return people[(number - 1) * PEOPLE_PER_PAGE : number * PEOPLE_PER_PAGE], number, pages
