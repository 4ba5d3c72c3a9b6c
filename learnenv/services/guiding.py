"""Finding the way: learning paths, the right method for a problem, the words of the trade, and search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from learnenv.domain.content import ModuleCard, Source
from learnenv.domain.errors import NotFound
from learnenv.domain.guide import LearningPath, PathStep, Problem, Term
from learnenv.domain.learner import Actor
from learnenv.domain.mastery import ModuleProgress
from learnenv.domain.module_order import in_order
from learnenv.domain.text import LANGUAGES, Language, Text
from learnenv.library.full_text import Hit
from learnenv.services.app import App
from learnenv.services.learning import begun_modules

SHORT_LIST = 3
"""How many methods are advised at most."""
_RANKS = (1.0, 0.6, 0.4)
"""What the first, second and third method of a problem count."""
_LESS_LIKE = 0.5
"""What each further problem counts, beside the one before it."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a path, of a module that is installed."""

    step: PathStep
    card: ModuleCard
    progress: ModuleProgress | None
    """Of the whole module. None: not begun."""
    minutes: int
    """How long the module takes, or the part of it that is meant."""
    done: bool
    """Whether the module is completed, or the part of it that is meant."""


@dataclass(frozen=True, slots=True)
class PathView:
    """A learning path with where the learner is on it."""

    path: LearningPath
    steps: tuple[StepView, ...]

    @property
    def now(self) -> StepView | None:
        """The step to do next: the first that is not done and not optional, or else any that is not done."""
        todo = [view for view in self.steps if not view.done]
        return next((view for view in todo if not view.step.optional), next(iter(todo), None))

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(view.done for view in self.steps)

    @property
    def minutes(self) -> int:
        """Minutes of all that is not optional; what comes twice counts once."""
        needed = [view for view in self.steps if not view.step.optional]
        return sum({(view.card.id, view.step.pages): view.minutes for view in needed}.values())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A method that may fit, why, and when it does not."""

    card: ModuleCard
    why: Text
    when_not: Text
    problem: Problem
    """The problem that it is advised for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and in which language."""

    hits: tuple[Hit, ...]
    language: Language


def paths(app: App, actor: Actor) -> tuple[PathView, ...]:
    """All learning paths of which some module is installed."""
    begun = {view.module.id: view.progress for view in begun_modules(app, actor)}
    views = (_path_view(app, path, begun) for path in app.library.guide().paths)
    return tuple(view for view in views if view.steps)


def path(app: App, actor: Actor, id: str) -> PathView:
    """One learning path. Raises NotFound."""
    for view in paths(app, actor):
        if view.path.id == id:
            return view
    raise NotFound("path.not-found", id=id[:60])


def class_paths(app: App) -> dict[str, tuple[LearningPath, tuple[str, ...]]]:
    """What a class can work on together, by id: each learning path with its modules that are installed and not
    optional, in order, each once."""
    found = {}
    for path in app.library.guide().paths:
        needed = (step.module for step in path.steps if not step.optional and app.library.has(step.module))
        if modules := tuple(dict.fromkeys(needed)):
            found[path.id] = (path, modules)
    return found


def step_title(app: App, step: PathStep) -> Text:
    """The title of a step's module, with the part of it that is meant. Raises NotFound."""
    title = app.library.card(step.module).title
    if not step.part:
        return title
    return Text(*(f"{title.get(language)}: {step.part.get(language)}" for language in LANGUAGES))


def problems(app: App) -> tuple[Problem, ...]:
    """What teams say, as examples to choose from."""
    return tuple(each for each in app.library.guide().problems if any(map(app.library.has, _modules(each))))


def suggestions(app: App, actor: Actor, says: str, chosen: str = "") -> tuple[Suggestion, ...]:
    """The methods that fit what somebody says of their work, the best first, each once; none if nothing is like it.
    `chosen`: the id of a problem that they chose from the examples instead."""
    guide = app.library.guide()
    ids = [chosen] if chosen else app.library.advise(says, actor.language)[:SHORT_LIST]
    like = [problem for id in ids if (problem := guide.problem(id))]
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, tuple[Text, Problem]] = {}
    for place, problem in enumerate(like):
        for rank, advice in zip(_RANKS, problem.advice, strict=False):
            scores[advice.module] += rank * _LESS_LIKE**place
            reasons.setdefault(advice.module, (advice.why, problem))
    best = sorted((id for id in scores if app.library.has(id)), key=lambda id: -scores[id])[:SHORT_LIST]
    return tuple(Suggestion(app.library.card(id), reasons[id][0], guide.when_not(id), reasons[id][1]) for id in best)


def terms(app: App, actor: Actor) -> tuple[Term, ...]:
    """The words of the trade, in the order of the alphabet of the reader's language."""
    return tuple(sorted(app.library.guide().terms, key=lambda term: term.term.get(actor.language).casefold()))


def sources(app: App) -> tuple[tuple[ModuleCard, tuple[Source, ...]], ...]:
    """The sources of every module, by module, in the order in which modules are offered. Reads every module."""
    found = ((card, tuple(app.library.module(card.id).sources.values())) for card in in_order(app.library.cards()))
    return tuple((card, named) for card, named in found if named)


def search(app: App, actor: Actor, text: str) -> Found:
    """Where anything says this, the best first: in the reader's language, or else in the other one."""
    other: Language = "en" if actor.language == "nl" else "nl"
    for language in (actor.language, other):
        if hits := app.library.search_all(text, language):
            return Found(hits, language)
    return Found((), actor.language)


def _path_view(app: App, path: LearningPath, begun: dict[str, ModuleProgress]) -> PathView:
    here = (step for step in path.steps if app.library.has(step.module))
    return PathView(path, tuple(_step_view(app, step, begun.get(step.module)) for step in here))


def _step_view(app: App, step: PathStep, progress: ModuleProgress | None) -> StepView:
    card = app.library.card(step.module)
    part = [page for page in app.library.module(card.id).pages if page.id in step.pages] if step.pages else []
    if not part:
        return StepView(step, card, progress, card.minutes, progress is not None and progress.completed)
    done = {each.page.id for each in progress.pages if each.done} if progress else set()
    return StepView(step, card, progress, sum(page.minutes for page in part), all(page.id in done for page in part))


def _modules(problem: Problem) -> Sequence[str]:
    return [advice.module for advice in problem.advice]
