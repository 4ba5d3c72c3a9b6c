"""Delete me: all of a learner goes, and of their cohorts only numbers stay that are nobody's in particular."""

from __future__ import annotations

from learnenv.domain.access import About
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import module_progress
from learnenv.services import access
from learnenv.services.app import App
from learnenv.services.talking import draft_ending


def delete_me(app: App, actor: Actor) -> bool:
    """Erase the actor and end all their sessions; False when they were gone already, and doing it again is no harm.

    Raises NotAllowed for the last administrator: without one nobody could ever be given a role again.
    """
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    if is_last_administrator(app, actor.learner):
        raise NotAllowed("erasing.last-administrator")
    return erase(app, actor.learner)


def is_last_administrator(app: App, learner: str) -> bool:
    """Whether this learner is the only administrator there is."""
    grants = app.record.grants_in("platform", [""])
    return {each.learner for each in grants if each.role == "administrator"} == {learner}


def erase(app: App, learner: str, *, scrub: bool = True) -> bool:
    """Erase a learner, and what others typed about their work and did not send. What they had completed is counted in
    their cohorts. False when there is nobody by this id. `scrub`: as the record's.

    For services that decided that it may be done.
    """
    drafts = draft_ending(app, learner)
    return app.record.erase(learner, completed_modules(app, learner), drafts=drafts, scrub=scrub)


def completed_modules(app: App, learner: str) -> frozenset[str]:
    """The modules that a learner has completed, of those that are there."""
    standings, read = app.record.standings(learner), app.record.read_pages(learner)
    begun = {ref.partition("/")[0] for ref in (*standings, *read)}
    return frozenset(id for id in begun if _is_completed(app, id, learner))


def _is_completed(app: App, id: str, learner: str) -> bool:
    try:
        module = app.library.module(id)
    except NotFound:
        return False
    standings, read = app.record.standings(learner, id), app.record.read_pages(learner, id)
    return module_progress(module, standings, read).completed
