"""The trainer's first page: three answers at the top, then the picture of the class and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.people import Cohort
from learnenv.language import Speech
from learnenv.look.class_map import MOST_ROWS
from learnenv.services.attention import URGENCY, Overview
from learnenv.services.cohort_view import ClassGrid, Row
from learnenv.services.items import LEAST_TO_CALL_HARD, ItemView
from learnenv.services.writing import plain
from learnenv.web.addresses import COHORT_ANSWERS, COHORT_LEARNER
from learnenv.web.class_map import map_address, sample_address
from learnenv.web.pages import page
from learnenv.web.parts.paging import page_number, paging

ROWS_PER_PAGE = 25
MOST_NAMED = 4
"""How many of those who need attention for one reason are named at the top; the list below has all."""


def answer_link(label: str, cohort: str, ref: str) -> str:
    """A Markdown link to what the class answered."""
    return f"[{label}]({COHORT_ANSWERS}?{urlencode({'cohort': cohort, 'exercise': ref})})"


def learner_link(label: str, cohort: str, learner: str, ref: str = "") -> str:
    """A Markdown link to one member, or to what they did at one exercise."""
    asked = {"cohort": cohort, "learner": learner} | ({"exercise": ref} if ref else {})
    return f"[{label}]({COHORT_LEARNER}?{urlencode(asked)})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def place(cohort: Cohort, words: Speech) -> None:
    """Where one is among the groups, and the way to managing this one."""
    with st.container(key="place", horizontal=True):
        st.page_link(page("cohorts"), label=words.say("cohorts.all"))
        label = words.say("cohorts.manage", cohort=plain(cohort.name))
        st.page_link(page("cohort-manage"), label=label, query_params={"cohort": cohort.id})


def three_answers(view: Overview, hard: Sequence[ItemView], words: Speech) -> None:
    """How it goes, who needs attention and what is hard: a line each."""
    told = [
        (words.say("class-view.how"), how_line(view.grid, words)),
        (words.say("class-view.who"), _who(view, words)),
        (
            words.say("class-view.hard"),
            hard_line(hard[0], words) if hard else words.say("class-view.hard-none-short"),
        ),
    ]
    with st.container(key="three-answers"):
        st.markdown("\n".join(f"- **{question}** {answer}" for question, answer in told))


def how_line(grid: ClassGrid, words: Speech) -> str:
    """The class in one sentence."""
    total, places = len(grid.rows), max(1, len(grid.rows) * grid.pages)
    return words.say(
        "class-view.how-line",
        begun=sum(row.begun for row in grid.rows),
        done=sum(row.all_done for row in grid.rows),
        total=total,
        percent=words.percent(sum(row.done for row in grid.rows) / places),
    )


def hard_line(item: ItemView, words: Speech) -> str:
    """How an exercise went, in one sentence of counts."""
    title = plain(item.exercise.title.get(words.language))
    return words.say("class-view.hard-line", title=title, count=item.right, answered=item.answered)


def picture(grid: ClassGrid, words: Speech) -> None:
    """The picture for a wide and for a narrow screen, what its signs mean, and the same in words."""
    alt = words.say("class-view.map-alt", name=plain(grid.cohort.name))
    for width in ("wide", "narrow"):
        with st.container(key=f"class-map-{width}"):
            st.markdown(f"![{alt}]({map_address(grid.cohort.id, narrow=width == 'narrow')})")
    signs = ((state, words.say(f"class-view.state.{state}")) for state in ("done", "begun", "stuck", "todo"))
    with st.container(key="class-legend"):
        large = len(grid.rows) > MOST_ROWS
        st.markdown("\n".join(f"- ![]({sample_address(state, bar=large)}) {said}" for state, said in signs))
        if large:
            st.markdown(words.say("class-view.large", most=MOST_ROWS))
    with st.expander(words.say("class-view.in-words"), expanded="p" in st.query_params):
        _in_words(grid, words)


def hard(grid: ClassGrid, found: Sequence[ItemView], words: Speech) -> None:
    """The hardest exercises, each with the way to what was answered, and all exercises per module."""
    st.header(words.say("class-view.hard"), anchor=False)
    if found:
        see = words.say("class-view.see-answers")
        st.markdown(
            "\n".join(
                f"- {hard_line(each, words)} {answer_link(see, grid.cohort.id, each.exercise.ref)}" for each in found
            )
        )
    else:
        st.markdown(words.say("class-view.hard-none", least=LEAST_TO_CALL_HARD))
    for each in grid.modules:
        st.page_link(
            page("cohort-items"),
            label=words.say("class-view.all-items", title=each.module.card.title),
            query_params={"cohort": grid.cohort.id, "module": each.id},
        )


def who_line(view: Overview, words: Speech) -> str:
    """How many need attention and why, in one sentence."""
    if not view.open:
        return words.say("class-view.who-none")
    counts = Counter(each.flag.reason for each in view.open)
    people = len({each.flag.learner for each in view.open})
    reasons = [
        words.say(f"class-view.reason.{reason}", count=count) for reason in URGENCY if (count := counts[reason])
    ]
    return words.say("class-view.who-line", count=people, reasons=reasons)


def _who(view: Overview, words: Speech) -> str:
    """Who need attention by name, a line for each reason: a number alone says where to scroll, and no more."""
    if not view.open:
        return who_line(view, words)
    lines = [words.say("class-view.who-count", count=len({each.flag.learner for each in view.open}))]
    for reason in URGENCY:
        who = [each.flag.learner for each in view.open if each.flag.reason == reason]
        if who:
            lines.append(f"**{words.say(f'class-view.short.{reason}')}:** {_named(view.grid, who, words)}")
    return "  \n  ".join(lines)


def _named(grid: ClassGrid, learners: Sequence[str], words: Speech) -> str:
    members, ids = grid.named(), tuple(dict.fromkeys(learners))
    shown = [learner_link(plain(members[id].name), grid.cohort.id, id) for id in ids[:MOST_NAMED]]
    more = len(ids) - len(shown)
    return words.listing([*shown, words.say("class-view.and-more", count=more)] if more else shown)


def _in_words(grid: ClassGrid, words: Speech) -> None:
    pages = max(1, -(-len(grid.rows) // ROWS_PER_PAGE))
    number = min(page_number(), pages)
    shown = grid.rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
    st.markdown(table(*class_rows(grid, shown, words)))
    paging(number, pages, words)
    st.markdown(table(*module_rows(grid, words)))


def class_rows(
    grid: ClassGrid, shown: Sequence[Row], words: Speech, *, linked: bool = True
) -> tuple[list[str], list[list[str]]]:
    """Per member how far in each module; `linked`: with the way to their page."""
    teams = any(row.member.team for row in grid.rows)
    head = [words.say("class-view.table.name"), *([words.say("class-view.table.team")] if teams else [])]
    titles = [plain(each.module.card.title.get(words.language)) for each in grid.modules]
    return [*head, *titles], [_row(grid, row, words, teams=teams, linked=linked) for row in shown]


def _row(grid: ClassGrid, row: Row, words: Speech, *, teams: bool, linked: bool) -> list[str]:
    name = plain(row.member.name)
    if linked:
        name = learner_link(name, grid.cohort.id, row.member.learner)
    cells = []
    for states in row.states:
        key = "class-view.of-stuck" if "stuck" in states else "class-view.of"
        cells.append(words.say(key, done=states.count("done"), total=len(states)))
    return [name, *([plain(row.member.team)] if teams else []), *cells]


def module_rows(grid: ClassGrid, words: Speech) -> tuple[list[str], list[list[str]]]:
    """Per module: its pages by number, when it is due, and how many finished it."""
    head = [words.say(f"class-view.table.{name}") for name in ("module", "pages", "due", "done-by")]
    rows = []
    for place, each in enumerate(grid.modules):
        pages = [f"{number} {step.page.titles.get(words.language)}" for number, step in enumerate(each.steps, 1)]
        done = sum(row.completed(place) for row in grid.rows)
        due = words.date(each.due) if each.due else "–"
        title = each.module.card.title.get(words.language)
        told = words.say("class-view.of", done=done, total=len(grid.rows))
        rows.append([plain(title), plain(", ".join(pages)), due, told])
    return head, rows
