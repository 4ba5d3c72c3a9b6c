"""The order in which modules are offered: what others build on comes first."""

from __future__ import annotations

from collections.abc import Iterable

from learnenv.domain.content import ModuleCard


def in_order(cards: Iterable[ModuleCard]) -> tuple[ModuleCard, ...]:
    """First what builds on nothing that is here, then what builds on that, and so on; each time by id. Modules that
    wait for each other come last."""
    left = {card.id: card for card in cards}
    placed: list[ModuleCard] = []
    while left:
        free = [card for card in left.values() if not any(id in left and id != card.id for id in card.requires)]
        placed += sorted(free or left.values(), key=lambda card: card.id)
        for card in free or tuple(left.values()):
            del left[card.id]
    return tuple(placed)
