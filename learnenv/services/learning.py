"""The learner's way through modules: the catalogue, a module, a page, home and progress."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnenv.domain.content import LearningModule, ModuleCard, Page
from learnenv.domain.errors import NotFound, StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import ModuleProgress, lacks_a_pass, module_progress
from learnenv.domain.module_order import in_order
from learnenv.domain.open_work import accepted_refs
from learnenv.domain.progress import Bookmark, Event, Standing
from learnenv.services.app import App

CARDS_PER_PAGE = 12
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with where the learner stands in it."""

    module: LearningModule
    progress: ModuleProgress

    @property
    def card(self) -> ModuleCard:
        """The module's card."""
        return self.module.card


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """One page of the catalogue. `progress` is there for modules the learner has begun."""

    cards: tuple[ModuleCard, ...]
    progress: Mapping[str, ModuleProgress]
    found: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PageView:
    """One lesson page, its place in the module, and what comes before and after."""

    module: LearningModule
    page: Page
    number: int
    progress: ModuleProgress

    @property
    def before(self) -> Page | None:
        """The page before this one."""
        return self.module.pages[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Page | None:
        """The page after this one."""
        return self.module.pages[self.number] if self.number < len(self.module.pages) else None

    @property
    def minutes_left(self) -> int:
        """Minutes from this page to the end of the module."""
        return sum(page.minutes for page in self.module.pages[self.number - 1 :])

    @property
    def read(self) -> bool:
        """Whether the learner marked this page as read."""
        return self.progress.pages[self.number - 1].read

    @property
    def done(self) -> bool:
        """Whether this page is done."""
        return self.progress.pages[self.number - 1].done


@dataclass(frozen=True, slots=True)
class HomeView:
    """Where to go on, what else was begun, and what could be next."""

    here: ModuleView | None
    page: Page | None
    """The page to go on with in `here`."""
    begun: tuple[ModuleView, ...]
    """Other modules begun, latest first."""
    fresh: tuple[ModuleCard, ...]
    """A few modules not begun yet."""


def catalogue(app: App, actor: Actor, search: str = "", page: int = 1) -> CatalogueView:
    """One page of the modules that match, with progress where there is any."""
    found = app.library.search(search, actor.language) if search.strip() else in_order(app.library.cards())
    pages = max(1, -(-len(found) // CARDS_PER_PAGE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * CARDS_PER_PAGE : page * CARDS_PER_PAGE]
    begun = _begun(app, actor)
    progress = {card.id: begun[card.id].progress for card in shown if card.id in begun}
    return CatalogueView(shown, progress, len(found), page, pages)


def module(app: App, actor: Actor, id: str) -> ModuleView:
    """One module with the learner's progress. Raises NotFound."""
    standings = app.record.standings(actor.learner, id)
    return _module_view(app, actor, id, standings, app.record.read_pages(actor.learner, id))


def page(app: App, actor: Actor, module_id: str, page_id: str) -> PageView:
    """One lesson page; the learner's place is remembered. Raises NotFound."""
    view = module(app, actor, module_id)
    found = view.module.page(page_id)
    if found is None:
        raise NotFound("page.not-found", page=page_id, module=module_id)
    _remember_place(app, actor, module_id, page_id)
    return PageView(view.module, found, view.module.pages.index(found) + 1, view.progress)


def mark_read(app: App, actor: Actor, module_id: str, page_id: str) -> PageView:
    """Mark a page as read, once. Raises NotFound."""
    if app.library.module(module_id).page(page_id) is None:
        raise NotFound("page.not-found", page=page_id, module=module_id)
    app.record.add_event(Event(actor.learner, f"{module_id}/{page_id}", "read", app.clock()))
    return page(app, actor, module_id, page_id)


def begun_modules(app: App, actor: Actor) -> tuple[ModuleView, ...]:
    """The modules a learner has begun, latest first."""
    return tuple(_begun(app, actor).values())


def home(app: App, actor: Actor, fresh: int = 3) -> HomeView:
    """Where to go on and what could be next."""
    begun = _begun(app, actor)
    here = next((view for view in begun.values() if not view.progress.completed), None)
    places = {mark.module: mark.page for mark in app.record.bookmarks(actor.learner)}
    rest = tuple(view for view in begun.values() if view is not here)
    new = tuple(card for card in in_order(app.library.cards()) if card.id not in begun)[:fresh]
    return HomeView(here, _page_to_go_on_with(here, places), rest, new)


def _page_to_go_on_with(here: ModuleView | None, places: Mapping[str, str]) -> Page | None:
    """The page of the bookmark unless it is done; then the first page that is not."""
    if here is None:
        return None
    marked = places.get(here.module.id)
    for each in here.progress.pages:
        if each.page.id == marked and not each.done:
            return each.page
    following = here.progress.next_page
    return following.page if following else None


def _begun(app: App, actor: Actor) -> dict[str, ModuleView]:
    """Modules with a bookmark, a standing or a page read, in the order of the bookmarks, latest first."""
    standings = app.record.standings(actor.learner)
    read = app.record.read_pages(actor.learner)
    marks = [mark.module for mark in app.record.bookmarks(actor.learner)]
    touched = sorted({ref.partition("/")[0] for ref in (*standings, *read)})
    return {id: _module_view(app, actor, id, standings, read) for id in _known(app, [*marks, *touched])}


def _module_view(
    app: App, actor: Actor, id: str, standings: Mapping[str, Standing], read: frozenset[str]
) -> ModuleView:
    """What trainers accepted is asked for only where it can make a difference, which is seldom."""
    found = app.library.module(id)
    progress = module_progress(found, standings, read)
    if lacks_a_pass(found, progress):
        accepted = accepted_refs(app.record.reviews(actor.learner))
        progress = module_progress(found, standings, read, accepted)
    return ModuleView(found, progress)


def _known(app: App, ids: Sequence[str]) -> list[str]:
    """Without doubles and without modules that are no longer installed: their record stays, they are not shown."""
    return [id for id in dict.fromkeys(ids) if app.library.has(id)]


def _remember_place(app: App, actor: Actor, module_id: str, page_id: str) -> None:
    """As well as it goes: whoever only reads is not stopped by a record that cannot be written now."""
    latest = next(iter(app.record.bookmarks(actor.learner)), None)
    if latest is None or (latest.module, latest.page) != (module_id, page_id):
        try:
            app.record.save_bookmark(Bookmark(actor.learner, module_id, page_id, app.clock()))
        except StoreError as error:
            log.warning("a bookmark was not kept: %s", error, extra={"event": "bookmark-not-kept"})
