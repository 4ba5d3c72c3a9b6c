"""Who is in the class: three groups, each so many weeks under way, with members of different kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeAlias

from learnenv.domain.content import ModuleCard

Character: TypeAlias = Literal["keen", "steady", "slow", "stuck", "idle", "absent", "asking"]
"""keen: ahead. steady: where the group should be. slow: behind. stuck: wrong again and again at one exercise. idle:
not there for weeks. absent: joined and did nothing. asking: shared work with a question that nobody answered yet."""
MOST_MODULES: Final = 3
"""Modules that one group works on."""
WEEKS_PLANNED: Final = 16
"""Within which a group is to be done with all of them."""
REACH: Final = {"keen": 1.35, "steady": 1.0, "slow": 0.45, "stuck": 0.8, "idle": 0.4, "absent": 0.0, "asking": 0.9}
"""How far each kind of member is, as a part of where the group should be."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """One group."""

    key: str
    """Names its sentences."""
    house: str
    """Key of its organisation."""
    weeks: int
    """How long ago it began."""
    idle_weeks: int
    """For how long nobody has had to do anything: it is over."""
    reach: float
    """Which part of all pages a steady member has done by now."""
    characters: tuple[Character, ...]
    teams: tuple[str, ...] = ()
    """Keys of its teams."""

    @property
    def is_over(self) -> bool:
        """Whether the group is done together."""
        return self.idle_weeks > 0

    @property
    def length(self) -> timedelta:
        """How long ago it began."""
        return timedelta(weeks=self.weeks)


GROUPS: Final = (
    GroupPlan(
        "spring",
        "town",
        weeks=34,
        idle_weeks=14,
        reach=1.0,
        characters=("keen",) * 3 + ("steady",) * 6 + ("slow", "idle", "absent"),
        teams=("counter", "district", "back-office"),
    ),
    GroupPlan(
        "autumn",
        "town",
        weeks=10,
        idle_weeks=0,
        reach=0.66,
        characters=("keen",) * 3 + ("steady",) * 6 + ("slow",) + ("stuck",) * 2 + ("idle",) * 2 + ("asking",) * 2,
        teams=("counter", "district", "care"),
    ),
    GroupPlan(
        "new",
        "water",
        weeks=4,
        idle_weeks=0,
        reach=0.3,
        characters=("keen",) * 2 + ("steady",) * 5 + ("stuck", "idle", "asking") + ("absent",) * 2,
    ),
)
LOGINS: Final = {
    ("trainer", "organisation"): "els.vermeer",
    ("trainer", "cohort"): "ruben.maas",
    ("coach", "team"): "yasmin.kaya",
    ("administrator", "platform"): "beheer",
}
"""Who guides them, by role and scope."""
NAMES: Final = (
    *("Noor de Vries", "Youssef El Amrani", "Marieke Jansen", "Tom Bakker", "Fatima Yilmaz", "Bart van Dijk"),
    *("Sanne Visser", "Ravi Ramdin", "Anneke Smit", "Jeroen Meijer", "Aylin Demir", "Kees de Boer"),
    *("Lotte Mulder", "Samira Bouzid", "Pieter de Groot", "Esra Kaya", "Wim Hendriks", "Femke Dekker"),
    *("Dennis Pinas", "Joke van Leeuwen", "Hassan Osman", "Iris Peters", "Gerrit Hoekstra", "Mei Lin Chen"),
    *("Daan Kuipers", "Naima Achahbar", "Roos Vermeulen", "Stefan Kowalski", "Hanneke Postma", "Omar Haddad"),
    *("Ellen Brouwer", "Tjeerd Wiersma", "Zeynep Arslan", "Martijn Scholten", "Chantal Martina", "Paul Verhoeven"),
    *("Linh Nguyen", "Rik Timmermans", "Saskia Willems", "Abdel Idrissi"),
)
"""A name for each of the forty; they are given out by chance."""


def modules_of(cards: Sequence[ModuleCard], number: int) -> tuple[ModuleCard, ...]:
    """The modules of the group with this number: what most others build on, and a few that differ per group."""
    wanted = [id for card in cards for id in card.requires]
    first, *rest = sorted(cards, key=lambda card: (len(card.requires), -wanted.count(card.id), card.id))
    turn = number * (MOST_MODULES - 1) % len(rest) if rest else 0
    return (first, *[*rest[turn:], *rest[:turn]][: MOST_MODULES - 1])
