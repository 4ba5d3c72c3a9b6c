"""Cards of modules, for the catalogue and home."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.content import ModuleCard
from learnenv.domain.mastery import ModuleProgress
from learnenv.language import Speech
from learnenv.web.pages import page


def module_card(card: ModuleCard, progress: ModuleProgress | None, words: Speech, heading: str = "###") -> None:
    """One module: picture, title, minutes, what you make, how far you are, and the way in.

    `heading` is the Markdown mark of its title's level, so that no level of the page is skipped.
    """
    language = words.language
    with st.container(key=f"card-{card.id}"):
        facts = [words.minutes(card.minutes)]
        if card.produces:
            facts.append(words.say("card.make", product=[product.title for product in card.produces]))
        done = f"\n\n{progress_line(card, progress, words)}" if progress else ""
        st.markdown(
            f"![{card.picture_alt.get(language)}]({picture(card)})\n\n{heading} {card.title.get(language)}\n\n"
            f"{card.summary.get(language)}\n\n{' · '.join(facts)}{done}"
        )
        label = "card.start" if progress is None else "card.again" if progress.completed else "card.go-on"
        st.page_link(
            page("module"),
            label=words.say(label, title=card.title),
            query_params={"module": card.id},
        )


def picture(card: ModuleCard) -> str:
    """The address of a module's picture: its own, or one drawn from its id."""
    if card.picture:
        return f"/content/{card.id}/{card.picture}"
    return f"/picture/tile.svg?{urlencode({'module': card.id})}"


def progress_line(card: ModuleCard, progress: ModuleProgress, words: Speech) -> str:
    """How far a learner is, as a small ring and words."""
    total = len(card.pages)
    query = urlencode({"done": progress.done, "total": total})
    said = words.say("card.done", done=progress.done, total=total)
    return f"![](/picture/ring.svg?{query}) {said}"
