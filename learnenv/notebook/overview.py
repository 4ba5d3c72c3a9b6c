"""Where one is: a module with its pages in order, and one's own progress, as Markdown in a cell."""

from __future__ import annotations

from abc import ABC, abstractmethod

from IPython.display import Markdown, display

from learnenv.domain.content import Page
from learnenv.domain.mastery import PageProgress, what_completes
from learnenv.notebook.desk import Desk, in_one_line, sit_down
from learnenv.services import learning
from learnenv.services.learning import ModuleView
from learnenv.services.writing import plain, progress_markdown

_SIGNS = {"done": "✓", "now": "→", "todo": "·"}


def module(id: str, *, learner: str = "", language: str = "") -> ModuleCell:
    """The module with this id: its pages in order, where you are, and the calls that draw its exercises and cases.

    For `learner` and `language` see `exercise`.
    """
    return ModuleCell(id, sit_down(learner, language))


def progress(*, learner: str = "", language: str = "") -> ProgressCell:
    """Your progress in all modules that you began. For `learner` and `language` see `exercise`."""
    return ProgressCell(sit_down(learner, language))


class _Told(ABC):
    """Something that is told as Markdown, as it stands at the moment of showing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @abstractmethod
    def markdown(self) -> str:
        """What there is to read."""

    def __repr__(self) -> str:
        return self.markdown()

    def _ipython_display_(self) -> None:
        display(Markdown(self.markdown()))


class ModuleCell(_Told):
    """A module and where the learner is in it."""

    def __init__(self, id: str, desk: Desk) -> None:
        super().__init__(desk)
        self.id = id
        self.view()

    def view(self) -> ModuleView:
        """The module with the progress of now."""
        with in_one_line(self.desk.words.language):
            return learning.module(self.desk.app, self.desk.actor, self.id)

    def read(self, page: str) -> ModuleCell:
        """Mark a page as read, as going on to the next page does in the browser."""
        with in_one_line(self.desk.words.language):
            learning.mark_read(self.desk.app, self.desk.actor, self.id, page)
        return self

    def markdown(self) -> str:
        """Title, summary, how far, and the pages."""
        view, words = self.view(), self.desk.words
        card = view.card
        done = words.say("card.done", done=view.progress.done, total=len(view.module.pages))
        states = zip(view.progress.pages, view.progress.states(), strict=True)
        pages = [self._page(view, each, state, number) for number, (each, state) in enumerate(states, 1)]
        head = f"## {card.title.get(words.language)}\n\n{card.summary.get(words.language)}"
        return "\n\n".join(
            [head, f"{words.say('module.minutes', minutes=words.minutes(card.minutes))} {done}", *pages]
        )

    def _page(self, view: ModuleView, each: PageProgress, state: str, number: int) -> str:
        words, page = self.desk.words, each.page
        told = words.say("stop.done" if each.done else "stop.begun" if each.begun else "stop.todo")
        needs = words.say(what_completes(view.module, page))
        title = f"{_SIGNS[state]} **{number}. {plain(page.titles.get(words.language))}** (`{page.id}`)"
        head = f"{title}  \n{told} · {words.minutes(page.minutes)}. {needs}"
        return "\n\n".join([head, *_calls(view, page)])


class ProgressCell(_Told):
    """All that the learner did."""

    def markdown(self) -> str:
        """A table for each module that was begun."""
        with in_one_line(self.desk.words.language):
            app, actor = self.desk.app, self.desk.actor
            begun = learning.begun_modules(app, actor)
            return progress_markdown(begun, app.record.standings(actor.learner), self.desk.words)


def _calls(view: ModuleView, page: Page) -> list[str]:
    """The code that draws what is met on a page."""
    calls = [f'exercise("{view.module.id}/{id}")' for id in page.exercises() if id in view.module.exercises]
    calls += [f'case("{view.module.id}/{id}")' for id in page.cases() if id in view.module.cases]
    return ["\n".join(f"- `{call}`" for call in calls)] if calls else []
