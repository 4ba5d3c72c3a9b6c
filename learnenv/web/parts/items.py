"""How hard everything in one module is for one class, in tables: counts first, figures where they say something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import streamlit as st

from learnenv.domain.content import LearningModule
from learnenv.domain.item_statistics import FEWEST
from learnenv.language import Speech
from learnenv.services.items import CaseShares, ItemsView, ItemView
from learnenv.services.writing import plain
from learnenv.web.case_map import meter_address
from learnenv.web.pages import page
from learnenv.web.parts.cohort import answer_link, table


def item_table(view: ItemsView, words: Speech) -> None:
    """The exercises, hardest first, each with the way to what was answered."""
    if not view.items:
        st.markdown(words.say("items.none"))
        return
    st.markdown(words.say("items.intro"))

    def named(item: ItemView) -> str:
        return answer_link(plain(item.exercise.title.get(words.language)), view.cohort.id, item.exercise.ref)

    figures(view.items, view.here.module, named, words)


def figures(
    items: Sequence[ItemView], module: LearningModule, named: Callable[[ItemView], str], words: Speech
) -> None:
    """Exercises of one module with their figures. Below ten learners there are counts and nothing else."""
    enough, compares = any(each.enough for each in items), any(each.compared >= FEWEST for each in items)
    names = ["exercise", "answered", "right", "partly", "wrong"]
    names += (["facility"] if enough else []) + (["discrimination"] if compares else [])
    names.append("page")  # last: on a telephone the figures come first
    rows = [[named(each), *_figures(each, module, words, enough=enough, compares=compares)] for each in items]
    st.markdown(table([words.say(f"items.table.{name}") for name in names], rows))
    if any(each.gone for each in items):
        st.markdown(words.say("items.gone"))
    if not enough:
        st.markdown(words.say("items.few", fewest=FEWEST))
    if compares:
        st.markdown(words.say("items.compares", compared=max(each.compared for each in items)))


def case_tables(view: ItemsView, words: Speech) -> None:
    """Per case what was chosen in each scene, with the way to who chose it."""
    if not view.cases:
        return
    st.header(words.say("items.cases"), anchor=False)
    st.markdown(words.say("items.cases-why"))
    for each in view.cases:
        st.subheader(each.case.title.get(words.language), anchor=False)
        if not each.learners:
            st.markdown(words.say("items.case-none"))
            continue
        see = answer_link(words.say("class-view.see-answers"), view.cohort.id, each.case.ref)
        st.markdown(f"{words.say('items.case-head', count=each.learners)} {see}")
        head = [words.say(f"items.table.{name}") for name in ("scene", "choice")]
        st.markdown(table([*head, words.say("class-view.table.count")], list(choice_rows(each, words))))


def other_modules(view: ItemsView, words: Speech) -> None:
    """The same for the other modules of the cohort."""
    others = [each for each in view.modules if each.id != view.here.id]
    if others:
        st.header(words.say("items.other"), anchor=False)
    for each in others:
        query = {"cohort": view.cohort.id, "module": each.id}
        st.page_link(page("cohort-items"), label=each.module.card.title.get(words.language), query_params=query)


def done_by(item: ItemView) -> str:
    """How many answered, and how many more did who are erased."""
    return f"{item.answered} (+{item.gone})" if item.gone else str(item.answered)


def bar(part: float) -> str:
    """A small bar as Markdown; the number stands beside it."""
    return f"![]({meter_address(part)})"


def _figures(item: ItemView, module: LearningModule, words: Speech, *, enough: bool, compares: bool) -> Iterator[str]:
    yield done_by(item)
    yield from (str(each) for each in (item.right, item.partly, item.wrong))
    if enough:
        shown = item.enough and item.facility is not None
        yield f"{bar(item.facility or 0.0)} {words.percent(item.facility or 0.0)}" if shown else "–"
    if compares:
        yield "–" if item.discrimination is None else words.number(item.discrimination, 0)
    found = module.page(item.page)
    yield plain(found.titles.get(words.language)) if found else "–"


def choice_rows(each: CaseShares, words: Speech, *, drawn: bool = True) -> Iterator[list[str]]:
    """Per scene what was chosen first, and how often; `drawn`: with a small bar."""
    for scene in each.scenes:
        title = plain(scene.scene.title.get(words.language))
        for choice, count in scene.choices:
            told = " ".join(choice.text.get(words.language).split()).replace("|", "\\|")
            share = f"{bar(count / scene.learners)} " if drawn and scene.learners >= FEWEST else ""
            yield [title, told, f"{share}{words.say('class-view.of', done=count, total=scene.learners)}"]
            title = ""
