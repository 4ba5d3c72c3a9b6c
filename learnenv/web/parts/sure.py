"""How sure, how often right: a picture, the same in a table, and one sentence on what stands out."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from learnenv.domain.certainty import ENOUGH, Calibration, Level
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services import identity
from learnenv.web import state


def calibration(found: Calibration, actor: Actor, words: Speech) -> None:
    """The learner's judgement of themselves. Nothing for who never said how sure they were and is not asked."""
    if not found.answers and not actor.asks_certainty:
        return
    st.header(words.say("certainty.title"), anchor=False)
    if not found.enough:
        st.markdown(words.say("certainty.few", count=found.answers, enough=ENOUGH))
        return
    with st.container(key="certainty"):
        alt = words.say("certainty.title")
        query: dict[str, str] = {level.certainty: f"{level.right}-{level.answers}" for level in found.levels}
        address = f"/picture/levels.svg?{urlencode({**query, 'lang': words.language})}"
        st.markdown(f"{finding(found, words)}\n\n![{alt}]({address})\n\n{_table(found, words)}")
        st.markdown(words.say("certainty.about"))


def asking(actor: Actor, words: Speech) -> None:
    """Whether to ask how sure the learner is; off until they say so."""
    st.header(words.say("certainty.ask-title"), anchor=False)
    st.markdown(words.say("certainty.ask-text"))
    st.toggle(words.say("certainty.ask"), value=actor.asks_certainty, key="asks-certainty", on_change=_ask)


def finding(found: Calibration, words: Speech) -> str:
    """What stands out: the surest level at which sureness and being right are apart, else that they go together."""
    known = [level for level in reversed(found.levels) if level.enough]
    telling = next((level for level in known if level.fit != "fits"), known[0])
    return words.say(
        f"certainty.finding.{telling.fit}",
        level=words.say(f"certainty.level.{telling.certainty}"),
        right=telling.right,
        answers=telling.answers,
    )


def _table(found: Calibration, words: Speech) -> str:
    head = " | ".join(words.say(f"table.{name}") for name in ("sure", "answers", "share", "fits"))
    rows = [f"| {head} |", "| --- | --- | --- | --- |"]
    for level in found.levels:
        share = words.percent(level.share) if level.enough else words.say("certainty.too-few")
        cells = (
            words.say(f"certainty.level.{level.certainty}").capitalize(),
            str(level.answers),
            share,
            _fits(level, words),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _fits(level: Level, words: Speech) -> str:
    lowest, highest = (words.percent(share) for share in level.pays)
    return words.say("certainty.fits", lowest=lowest, highest=highest)


def _ask() -> None:
    actor = state.acting()
    if actor is not None:
        identity.set_asks_certainty(state.app(), actor, bool(st.session_state.get("asks-certainty")))
        state.forget_reading()
