"""What a simulated learner does: sittings spread over the weeks, page by page, and then what they are here for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice

from learnenv.demo.doing import Doing
from learnenv.demo.world import Life, Person, World, at_work
from learnenv.domain.content import Exercise, LearningModule, Page
from learnenv.domain.progress import STUCK_AFTER

PAGES_AT_ONCE = 3
"""Pages in one sitting at most."""


@dataclass(frozen=True, slots=True)
class Path:
    """What somebody does: these pages, between these moments."""

    pages: Sequence[tuple[LearningModule, Page]]
    ahead: Sequence[tuple[LearningModule, Page]]
    """What comes after them."""
    begin: datetime
    end: datetime
    now: datetime
    """The moment at which the simulation ends."""


def live(world: World, person: Person, path: Path) -> Life:
    """All that one learner does."""
    doing = Doing(world, person)
    for moment, pages in _sittings(person, path):
        yield moment
        doing.come_in()
        yield from doing.answer_to_reviews()
        for module, page in pages:
            yield from doing.page(module, page)
    if person.character == "stuck":
        yield from _get_stuck(world, doing, path)
    if person.character == "asking":
        yield from _ask(world, doing, path)


def _sittings(person: Person, path: Path) -> list[tuple[datetime, Sequence[tuple[LearningModule, Page]]]]:
    """When, and which pages then. The last one is at the end of the path."""
    chance, pages = person.chance, path.pages
    if not pages:
        return []
    found, at = [], 0
    while at < len(pages):
        count = chance.randint(1, PAGES_AT_ONCE)
        found.append(pages[at : at + count])
        at += count
    step = (path.end - path.begin) / len(found)
    moments = [path.begin + step * (number + chance.uniform(0.1, 0.9)) for number in range(len(found) - 1)]
    return list(zip([*(at_work(each, chance) for each in moments), at_work(path.end, chance)], found, strict=True))


def _get_stuck(world: World, doing: Doing, path: Path) -> Life:
    """Try the next exercise that can be tried often, and have it wrong each time."""
    chance = doing.person.chance
    found = next((each for each in _next_closed(path) if doing.can_get_stuck(each)), None)
    if found is None:
        return
    yield at_work(path.now - timedelta(days=chance.uniform(1.5, 3.5)), chance)
    doing.come_in()
    one, other = doing.two_wrong(found)
    for answer in islice(cycle((one, other)), STUCK_AFTER + chance.randint(0, 1)):
        doing.hand_in(found.ref, answer)
        yield world.later(chance.uniform(1, 4))


def _ask(world: World, doing: Doing, path: Path) -> Life:
    """Share a piece of work that nobody has seen yet, and ask something about it."""
    chance = doing.person.chance
    yield path.now - timedelta(hours=chance.uniform(3, 20))
    doing.come_in()
    done = {module.id for module, _ in path.pages}
    found = [each for each in _open(path) if each.module in done] or list(_open(path))
    if found:
        yield from doing.hand_in_and_ask(found[-1])


def _next_closed(path: Path) -> list[Exercise]:
    """The closed exercises that are still ahead, nearest first; in the module that was begun before others."""
    here = path.pages[-1][0].id if path.pages else ""
    near = sorted(path.ahead, key=lambda each: each[0].id != here)
    return [each for module, page in near for each in _exercises_on(module, page) if not each.type.open]


def _open(path: Path) -> list[Exercise]:
    both = (*path.pages, *path.ahead)
    return [each for module, page in both for each in _exercises_on(module, page) if each.type.open]


def _exercises_on(module: LearningModule, page: Page) -> list[Exercise]:
    """The exercises of a page that can be shown."""
    return [module.exercises[id] for id in page.exercises() if id in module.exercises]
