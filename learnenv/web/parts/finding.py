"""The parts of finding a method, a term, or any text."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.guide import Problem, Term
from learnenv.language import Speech
from learnenv.library.full_text import Hit
from learnenv.library.passages import Kind
from learnenv.services.guiding import Found, Suggestion
from learnenv.web import state
from learnenv.web.addresses import CASE, FIND, GLOSSARY, LESSON, MODULE, PATH
from learnenv.web.pages import page
from learnenv.web.parts.missing import empty


def ask(examples: Sequence[Problem], words: Speech) -> tuple[str, str]:
    """What somebody typed about their work, or the id of the example that they chose instead."""
    says = st.text_input(words.say("find.label"), key="says", max_chars=300, bind="query-params")
    named = {problem.id: problem.says.get(words.language) for problem in examples}
    if says or not named:
        return says or "", ""
    chosen = st.radio(
        words.say("find.examples"), list(named), format_func=named.__getitem__, index=None, key="problem"
    )
    return "", chosen or ""


def suggested(found: Sequence[Suggestion], words: Speech) -> None:
    """The short list, each with why and when not."""
    if not found:
        empty(words, "empty-catalogue", "find.nothing")
        return
    st.header(words.say("find.found", count=len(found)), anchor=False)
    for number, each in enumerate(found, 1):
        title, language = each.card.title.get(words.language), words.language
        with st.container(key=f"card-found-{each.card.id}"):
            lines = [f"### {number}. {title}", f"**{words.say('find.why')}** {each.why.get(language)}"]
            if each.when_not:
                lines.append(f"**{words.say('find.when-not')}** {each.when_not.get(language)}")
            lines.append(words.say("find.because", says=each.problem.says))
            st.markdown("\n\n".join(lines))
            st.page_link(
                page("module"), label=words.say("find.open", title=title), query_params={"module": each.card.id}
            )


def ways_to_find(words: Speech) -> None:
    """The ways to something other than by its title."""
    with st.container(horizontal=True, key="ways-to-find"):
        for name in ("paths", "find", "search", "glossary", "sources"):
            st.page_link(page(name), label=words.say(f"modules.{'search-all' if name == 'search' else name}"))


def glossary(terms: Sequence[Term], asked: str, words: Speech) -> None:
    """All terms, in alphabetical order; the one asked for is shown on top as well."""
    if not terms:
        empty(words, "empty-catalogue", "glossary.none")
        return
    for term in (each for each in terms if each.id == asked):
        with st.container(key="term-asked"):
            st.markdown(_entry(term, words))
    st.markdown(f"## {words.say('glossary.all')}\n\n" + "\n\n".join(_entry(each, words) for each in terms))


def hits(found: Found, words: Speech) -> None:
    """What was found, each with its kind, its place and the text around it."""
    if not found.hits:
        empty(words, "empty-catalogue", "search.nothing")
        return
    said = "search.found" if found.language == words.language else "search.found-elsewhere"
    st.markdown(words.say(said, count=len(found.hits)))
    for number, hit in enumerate(found.hits):
        with st.container(key=f"hit-{number}"):
            st.markdown(f"## [{_plain(hit.title)}]({_address(hit)})\n\n{_place(hit, words)}\n\n{_plain(hit.excerpt)}")


def _entry(term: Term, words: Speech) -> str:
    library, language = state.app().library, words.language
    cards = [library.card(id) for id in term.modules if library.has(id)]
    links = [f"[{card.title.get(language)}]({MODULE}?{urlencode({'module': card.id})})" for card in cards]
    more = f" {words.say('glossary.more', modules=words.listing(links))}" if links else ""
    return f"**{term.term.get(language)}**. {term.meaning.get(language)}{more}"


def _place(hit: Hit, words: Speech) -> str:
    """What it is, and the module that it is in."""
    kind = words.say(f"search.kind.{hit.kind}")
    module, _, inside = hit.id.partition("/")
    return f"{kind} · {_plain(state.app().library.card(module).title.get(words.language))}" if inside else kind


def _address(hit: Hit) -> str:
    module, _, rest = hit.id.partition("/")
    places: dict[Kind, tuple[str, dict[str, str]]] = {
        "module": (MODULE, {"module": module}),
        "lesson": (LESSON, {"module": module, "page": rest}),
        "exercise": (LESSON, {"module": module, "page": hit.page}),
        "case": (CASE, {"module": module, "case": rest}),
        "term": (GLOSSARY, {"term": hit.id}),
        "problem": (FIND, {}),
        "path": (PATH, {"path": hit.id}),
    }
    path, query = places[hit.kind]
    return f"{path}?{urlencode(query)}"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join(f"\\{sign}" if sign in "\\[]*_`<>#|~$:!" else sign for sign in text)
