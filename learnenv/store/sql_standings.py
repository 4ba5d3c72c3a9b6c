"""Standings in a database: what follows from attempts and events, kept because it must be quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from typing import TypeAlias

from sqlalchemy import Connection

from learnenv.domain.progress import Attempt, Event, Standing, fold
from learnenv.store import statements
from learnenv.store.rows import from_item, split_ref, to_attempt, to_event, to_standing
from learnenv.store.sql_part import Part

_PORTION = 500
_Past: TypeAlias = Attempt | Event


class Standings(Part):
    """Standings."""

    def standing(self, learner: str, ref: str) -> Standing:
        """The standing with one exercise; a blank one if there is nothing yet."""
        module, item = split_ref(ref)
        row = self._first(statements.STANDING, learner=learner, module=module, item=item)
        return to_standing(row) if row else Standing(learner, ref)

    def standings(self, learner: str, module: str = "") -> Mapping[str, Standing]:
        """Standings by ref, of one module or of all."""
        if module:
            rows = self._all(statements.STANDINGS_OF, learner=learner, module=module)
        else:
            rows = self._all(statements.STANDINGS, learner=learner)
        return {standing.ref: standing for standing in map(to_standing, rows)}

    def rebuild_standings(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Drop all standings and compute them again from attempts and events; returns how many there are.

        One transaction: other writers wait, readers see the old ones until it is done. Memory does not grow with it.
        """

        def rebuild(connection: Connection) -> int:
            self._database.hold_all(connection)
            total: int = connection.execute(statements.COUNT_ATTEMPTS).scalar_one()
            connection.execute(statements.REMOVE_STANDINGS)
            done = count = 0
            waiting: list[Standing] = []
            for standing in _fold_all(connection):
                waiting.append(standing)
                done += standing.attempts + standing.reviews
                count += 1
                if len(waiting) == _PORTION:
                    self._put(connection, waiting)
                    if progress:
                        progress(done, total)
            self._put(connection, waiting)
            if progress:
                progress(done, total)
            return count

        return self._database.write(rebuild)

    def all_standings(self) -> tuple[Standing, ...]:
        """Every standing, sorted by learner and ref: for comparing and counting."""
        found = map(to_standing, self._all(statements.ALL_STANDINGS))
        return tuple(sorted(found, key=lambda standing: (standing.learner, standing.ref)))

    def _put(self, connection: Connection, waiting: list[Standing]) -> None:
        if waiting:
            connection.execute(self._inserts.put_standing, [from_item(standing) for standing in waiting])
            waiting.clear()


def _fold_all(connection: Connection) -> Iterator[Standing]:
    """Every standing that is not blank. Both streams come sorted alike, so one group is in memory at a time."""
    options = {"yield_per": _PORTION}
    attempts: Iterator[_Past] = map(
        to_attempt, connection.execute(statements.ALL_ATTEMPTS, execution_options=options)
    )
    events: Iterator[_Past] = map(to_event, connection.execute(statements.ALL_EVENTS, execution_options=options))
    for (learner, *item), found in groupby(merge(attempts, events, key=_whose), key=_whose):
        group = list(found)
        ref = "/".join(item)
        standing = fold(
            learner,
            ref,
            (each for each in group if isinstance(each, Attempt)),
            (each for each in group if isinstance(each, Event)),
        )
        if standing != Standing(learner, ref):
            yield standing


def _whose(each: _Past) -> tuple[str, ...]:
    return (each.learner, *split_ref(each.ref))
