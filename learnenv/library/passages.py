"""Everything that can be searched, as passages of plain text: lessons, exercises, cases, terms, paths, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnenv.domain.case import CaseStudy
from learnenv.domain.content import LearningModule, Page, Prose
from learnenv.domain.guide import Guide
from learnenv.domain.text import Language

Kind: TypeAlias = Literal["module", "lesson", "exercise", "case", "term", "path", "problem"]
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:<[^>]*>|[^)]*)\)")
_AROUND = re.compile(r"[*`]+")
_MARKS = re.compile(r"[#>|\\⁽⁾]+|^\s*[-+]\s+|\u2060|[⁰¹²³⁴⁵⁶⁷⁸⁹]+", re.MULTILINE)
_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the place where it stands."""

    kind: Kind
    id: str
    """Of a module, term or path; of an exercise or case "module/id"; of a lesson "module/page"."""
    title: str
    text: str
    page: str = ""
    """The lesson page on which an exercise or a case is met."""


def module_passages(module: LearningModule, language: Language) -> Iterator[Passage]:
    """What one module says: its card, pages, exercises and cases."""
    card = module.card
    told = (card.summary, card.method, *card.outcomes)
    yield Passage("module", card.id, card.title.get(language), "\n".join(text.get(language) for text in told))
    for page in module.pages:
        blocks = page.blocks.get(language, ())
        prose = "\n\n".join(block.markdown for block in blocks if isinstance(block, Prose))
        yield Passage("lesson", f"{card.id}/{page.id}", page.titles.get(language), plain(prose))
        yield from _met_on(module, page, language)


def guide_passages(guide: Guide, language: Language) -> Iterator[Passage]:
    """What the guides say: the terms and the learning paths."""
    for term in guide.terms:
        forms = " ".join(form.get(language) for form in term.forms)
        yield Passage("term", term.id, term.term.get(language), f"{plain(term.meaning.get(language))}\n\n{forms}")
    for path in guide.paths:
        told = (path.summary, path.audience, *(step.why for step in path.steps))
        yield Passage("path", path.id, path.title.get(language), "\n".join(text.get(language) for text in told))


def plain(markdown: str) -> str:
    """Markdown as it is read, without its signs."""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown))
    return _MARKS.sub(" ", _AROUND.sub("", _RULE.sub("", text))).strip()


def _met_on(module: LearningModule, page: Page, language: Language) -> Iterator[Passage]:
    for id in page.exercises():
        if exercise := module.exercises.get(id):
            title, text = exercise.title.get(language), plain(exercise.prompt.get(language))
            yield Passage("exercise", exercise.ref, title, text, page.id)
    for id in page.cases():
        if case := module.cases.get(id):
            yield Passage("case", case.ref, case.title.get(language), _case_text(case, language), page.id)


def _case_text(case: CaseStudy, language: Language) -> str:
    scenes = (f"{_sentence(scene.title.get(language))} {scene.text.get(language)}" for scene in case.scenes)
    return plain("\n\n".join((case.summary.get(language), *scenes)))


def _sentence(title: str) -> str:
    return title if title.endswith(("?", "!", ".", "…")) else f"{title}."
