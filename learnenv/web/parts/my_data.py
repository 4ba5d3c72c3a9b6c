"""Your data, on the page about you: take it along, see who looked at it, delete it."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services.looks import AT_ONCE, LookView, looks_at_me
from learnenv.services.writing import plain
from learnenv.web import state


def my_data(actor: Actor, words: Speech) -> None:
    """Everything about one's own data."""
    st.header(words.say("my-data.header"), anchor=False)
    links = (
        f"[{words.say('workbook.notebook')}](/workbook.ipynb)",
        f"[{words.say('workbook.markdown')}](/workbook.md)",
        f"[{words.say('my-data.page')}](/my-data.html)",
        f"[{words.say('my-data.file')}](/my-data.json)",
        f"[{words.say('delete-me.title')}](/delete-me)",
    )
    st.markdown(f"{words.say('my-data.take')}\n\n" + "\n".join(f"- {link}" for link in links))
    who_looked(actor, words)


def who_looked(actor: Actor, words: Speech) -> None:
    """Who looked at one's data, the latest first; all of it is in the file."""
    st.subheader(words.say("looks.title"), anchor=False)
    looks = looks_at_me(state.app(), actor, limit=AT_ONCE + 1)
    if not looks:
        st.markdown(words.say("looks.none"))
        return
    lines = "\n".join(f"- {look_line(look, words)}" for look in looks[:AT_ONCE])
    more = f"\n\n{words.say('looks.more')}" if len(looks) > AT_ONCE else ""
    st.markdown(f"{words.say('looks.text')}\n\n{lines}{more}")


def look_line(look: LookView, words: Speech) -> str:
    """One look in one line: when, who, what."""
    who = plain(looker(look, words))
    what = words.texts("my-data.value.").get(f"my-data.value.{look.what}", look.what)
    places = [plain(look.title.get(words.language))] if look.title else []
    places += [plain(look.cohort_name)] if look.cohort_name else []
    where = f" ({', '.join(places)})" if places else ""
    return f"{words.date_time(look.at)}: {who}: {plain(what)}{where}"


def looker(look: LookView, words: Speech) -> str:
    """Who looked: a name if there is one, and the role."""
    role = words.say(f"looks.role.{look.role}")
    return words.say("looks.who", name=look.name, role=role) if look.name else role
