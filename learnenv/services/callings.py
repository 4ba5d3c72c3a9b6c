"""How people who have to do with somebody's work are called. Who has a role over others is known to them by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from learnenv.domain.people import Member
from learnenv.domain.text import Message
from learnenv.services.app import App

Calling: TypeAlias = str | Message
"""A name as somebody gave it, or a word of ours for who has none."""


def callings(app: App, cohorts: Iterable[str], ids: Iterable[str]) -> Mapping[str, Calling]:
    """What to call those who help the members of these cohorts: their name in one of them, else their login."""
    places = frozenset(cohorts)
    return {id: _calling(app, places, id) for id in dict.fromkeys(ids)}


def named(member: Member | None) -> Calling:
    """A member by the name that they gave."""
    return member.name if member and member.name else Message("people.someone")


def _calling(app: App, places: frozenset[str], id: str) -> Calling:
    if not id:
        return Message("people.gone")
    here = [each.name for each in app.record.memberships(id) if each.cohort in places and each.name]
    if here:
        return here[0]
    account = app.record.account(id)
    return account.login if account else Message("people.helper")
