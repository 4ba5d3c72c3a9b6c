"""A learner's workbook: what they wrote and made in each module, and how it went; nothing about who or where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.access import About
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.notebook_files import markdown, notebook
from learnenv.services import access, learning, products, writing
from learnenv.services.app import App

Kind: TypeAlias = Literal["md", "ipynb"]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One's own work, as pieces of Markdown: the title, and for each module its heading, every piece of open work in
    its latest version, and a table of results."""

    pieces: tuple[str, ...]
    language: str

    def content(self, kind: Kind) -> bytes:
        """A file: Markdown, or a notebook with a cell for each piece. Half a character, which no file can hold,
        becomes a question mark."""
        if kind == "md":
            return ("\n\n".join(self.pieces) + "\n").encode("utf-8", "replace")
        return notebook("workbook", [markdown(each) for each in self.pieces], {"language": self.language})


def workbook(app: App, actor: Actor, words: Speech) -> Workbook:
    """The actor's own, module by module, latest first. Raises StoreError."""
    access.demand(app, actor, "own-data", About(learner=actor.learner))
    pieces = [f"# {words.say('workbook.title')}\n\n{words.say('workbook.intro', at=app.clock())}"]
    for view in learning.begun_modules(app, actor):
        pieces.append(f"## {view.card.title.get(words.language)}")
        for made in products.products(app, actor, [view.module]):
            version = words.say("progress.version", n=made.version, at=words.date_time(made.made))
            body = writing.answer_markdown(made.form, made.answer, words)
            pieces.append(f"### {made.title.get(words.language)}\n\n*{version}*\n\n{body}")
        standings = app.record.standings(actor.learner, view.module.id)
        results = writing.module_markdown(view, standings, words)
        pieces.append(f"### {words.say('workbook.results')}\n\n{results}")
    if len(pieces) == 1:
        pieces.append(words.say("workbook.empty"))
    return Workbook(tuple(pieces), words.language)
