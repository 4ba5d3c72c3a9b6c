"""A class as its trainer sees it at a glance: who is how far, page by page. Only of the modules that the cohort works
on: what members do besides is theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learnenv.access import table
from learnenv.domain.access import may
from learnenv.domain.class_progress import PageState, Step, page_states, steps
from learnenv.domain.classroom import Cell, Cells, Group
from learnenv.domain.content import LearningModule
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Cohort, Member
from learnenv.services import access, audit
from learnenv.services.app import App

_NOTHING: Mapping[str, Cell] = {}


@dataclass(frozen=True, slots=True)
class ClassModule:
    """One module of the cohort, with its pages and the date that was agreed."""

    module: LearningModule
    steps: tuple[Step, ...]
    due: datetime | None

    @property
    def id(self) -> str:
        """The module's id."""
        return self.module.id


@dataclass(frozen=True, slots=True)
class Row:
    """One member: the state of each page, per module in the order of the cohort."""

    member: Member
    states: tuple[tuple[PageState, ...], ...]

    @property
    def done(self) -> int:
        """Pages done."""
        return sum(state == "done" for pages in self.states for state in pages)

    @property
    def begun(self) -> bool:
        """Whether anything at all was done."""
        return any(state != "todo" for pages in self.states for state in pages)

    def completed(self, module: int) -> bool:
        """Whether this module, by its place, is done."""
        return bool(self.states[module]) and all(state == "done" for state in self.states[module])

    @property
    def all_done(self) -> bool:
        """Whether every module is done."""
        return bool(self.states) and all(self.completed(place) for place in range(len(self.states)))


@dataclass(frozen=True, slots=True)
class ClassGrid:
    """Members by pages. The rows begin with who is furthest."""

    cohort: Cohort
    modules: tuple[ClassModule, ...]
    rows: tuple[Row, ...]
    cells: Cells

    @property
    def pages(self) -> int:
        """Pages of all modules together."""
        return sum(len(each.steps) for each in self.modules)

    @property
    def group(self) -> Group:
        """Who is in it, for the record."""
        return Group((self.cohort.id,))

    @property
    def module_ids(self) -> tuple[str, ...]:
        """Ids of the modules that are shown."""
        return tuple(each.id for each in self.modules)

    def module(self, id: str) -> ClassModule:
        """A module of the cohort. Raises NotFound, also for one that is there and that the cohort does not do."""
        found = next((each for each in self.modules if each.id == id), None)
        if found is None:
            raise NotFound("class-view.no-such-module", cohort=self.cohort.name)
        return found

    def named(self) -> dict[str, Member]:
        """Members by learner."""
        return {row.member.learner: row.member for row in self.rows}


def grid(app: App, actor: Actor, cohort: str, *more_rights: str) -> ClassGrid:
    """How far everybody is. Asks for more rights than that in the same breath. Raises NotAllowed, StoreError."""
    here = demand_grid(app, actor, cohort, *more_rights)
    modules = modules_of(app, here)
    group, ids = Group((here.id,)), [each.id for each in modules]
    cells, read = app.record.cells_of(group, ids), app.record.read_pages_of(group, ids)
    rows = [
        Row(member, states_of(modules, cells.get(member.learner, _NOTHING), read.get(member.learner, frozenset())))
        for member in app.record.members(here.id)
    ]
    rows.sort(key=lambda row: (-row.done, -_begun_pages(row), row.member.name.casefold(), row.member.learner))
    return ClassGrid(here, modules, tuple(rows), cells)


def shown(app: App, actor: Actor, cohort: str, *more_rights: str) -> ClassGrid:
    """The same for a page that somebody reads: that they looked at everybody is put in the log."""
    found = grid(app, actor, cohort, *more_rights)
    if found.rows:
        joined = max(row.member.joined for row in found.rows)
        audit.note_reading(app, actor, "cohort-progress", cohort=found.cohort.id, changed=joined)
    return found


def demand_grid(app: App, actor: Actor, cohort: str, *more_rights: str) -> Cohort:
    """The cohort, for who may see how far everybody is. Raises NotAllowed."""
    return demand_cohort(app, actor, cohort, "cohort-progress", "cohort-names", *more_rights)


def demand_cohort(app: App, actor: Actor, cohort: str, *rights: str) -> Cohort:
    """The cohort, for who has all these rights over it; the roles are read once. Raises NotAllowed, also for a cohort
    that is not there."""
    found = app.record.cohort(cohort)
    who, about = access.asker(app, actor, rights[0]), access.about(found, cohort)
    if found is None or not all(may(table(), who, right, about) for right in rights):
        raise NotAllowed("access.not-allowed")
    return found


def modules_of(app: App, cohort: Cohort) -> tuple[ClassModule, ...]:
    """The modules of a cohort in order, without those that are not installed any more."""
    return modules_by_cohort(app, [cohort.id])[cohort.id]


def modules_by_cohort(app: App, cohorts: Sequence[str]) -> Mapping[str, tuple[ClassModule, ...]]:
    """The same of several, read at once."""
    found: dict[str, tuple[ClassModule, ...]] = dict.fromkeys(cohorts, ())
    for each in app.record.assignments(*cohorts):
        if app.library.has(each.module):
            found[each.cohort] += (_module(app, each),)
    return found


def states_of(
    modules: tuple[ClassModule, ...], cells: Mapping[str, Cell], read: frozenset[str]
) -> tuple[tuple[PageState, ...], ...]:
    """Where one learner stands with every page of these modules."""
    return tuple(page_states(each.steps, cells, read) for each in modules)


def _module(app: App, assignment: Assignment) -> ClassModule:
    module = app.library.module(assignment.module)
    return ClassModule(module, steps(module), assignment.due)


def _begun_pages(row: Row) -> int:
    return sum(state != "todo" for pages in row.states for state in pages)
