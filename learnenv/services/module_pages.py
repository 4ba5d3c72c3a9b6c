"""Pages that plugins add to a module: drawn from the reader's own work, and from nobody else's."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from learnenv.domain.answer import Answer, read_draft
from learnenv.domain.content import LearningModule
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.module_page import ModulePage, PageAsk, PagePart
from learnenv.language import speech
from learnenv.metrics import tally
from learnenv.plugins.problems import PluginProblem
from learnenv.services.app import App

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModulePageView:
    """A page of a plugin's, drawn for one reader."""

    module: LearningModule
    page: ModulePage
    parts: tuple[PagePart, ...]


def module_page(app: App, actor: Actor, module: str, name: str) -> ModulePageView:
    """Draw a page for this reader. Raises NotFound, and LearnenvError when the plugin cannot draw it."""
    found = app.library.module(module)
    page = next((page for page in app.library.pages(module) if page.name == name), None)
    if page is None:
        raise NotFound("page.not-found", page=name, module=module)
    drawn = app.library.draw(page, PageAsk(actor.language, own_answers(app, actor, found)))
    if isinstance(drawn, PluginProblem):
        what = speech("en").say(drawn.what)
        log.error("plugin %s: %s", drawn.plugin, what, exc_info=drawn.cause, extra={"event": "plugin-failed"})
        tally.plugin_error(drawn.plugin)
        raise LearnenvError("module-page.failed", title=page.title)
    return ModulePageView(found, page, drawn)


def own_answers(app: App, actor: Actor, module: LearningModule) -> dict[str, Answer]:
    """The latest answer to each exercise of a module, by its id; what no longer fits the exercise is left out."""
    exercises = {exercise.ref: exercise for exercise in module.exercises.values()}
    latest = app.record.latest_attempts(actor.learner, exercises)
    return {
        exercises[ref].id: read_draft(exercises[ref].type.form(exercises[ref].spec), attempt.answer)
        for ref, attempt in latest.items()
    }
