"""One page of a module as the cells of a notebook: its text, its exercises live, its sources and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learnenv.domain.content import (
    Block,
    CaseHere,
    CodeHere,
    Exercise,
    ExerciseHere,
    LearningModule,
    MissingPart,
    Page,
    Prose,
)
from learnenv.domain.text import Text
from learnenv.labs.bench import bench_for
from learnenv.labs.code import CODE
from learnenv.language import Speech
from learnenv.language.sources import sources_markdown
from learnenv.notebook_files.addresses import Addresses, NotWritten
from learnenv.notebook_files.cells import Cell, code, markdown

EXERCISE, LAB, SETUP, FRAME = "learnenv-exercise", "learnenv-lab", "learnenv-setup", "learnenv-frame"
"""Tags of cells. A frame is what stands around the lesson's own text and is made anew each time."""
_FIXED = {"deletable": False, "editable": False}


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes the pages of one module in one language."""

    module: LearningModule
    words: Speech
    addresses: Addresses

    def cells(self, page: Page) -> list[Cell]:
        """The page from its title to the link to the next one. Raises NotWritten for a part that is not there."""
        parts = [cell for block in page.blocks[self.words.language] for cell in self._block(page, block)]
        sources = sources_markdown(self.module, page, self.words)
        return [
            self._head(page),
            *self._setup(parts),
            *parts,
            *([_frame(sources)] if sources else []),
            *([_frame(self._way_on(page))] if self.addresses.files else []),
        ]

    def _head(self, page: Page) -> Cell:
        number = self.module.pages.index(page) + 1
        title, module = self._said(page.titles), self._said(self.module.card.title)
        where = self.words.say("notebooks.where", module=module, n=number, of=len(self.module.pages))
        return _frame(f"# {title}\n\n*{where}*")

    def _setup(self, parts: list[Cell]) -> Iterator[Cell]:
        """One cell that must run first, with the names that this page uses."""
        live = (part.source for part in parts if {EXERCISE, LAB} & {*part.metadata.get("tags", ())})
        used = sorted({source.partition("(")[0].rpartition(" ")[2] for source in live})
        if used:
            yield _frame(self.words.say("notebooks.run-first"))
            imports = f"from learnenv.notebook import {', '.join(used)}"
            yield code(imports, tags=[SETUP], **_FIXED)

    def _block(self, page: Page, block: Block) -> Iterator[Cell]:
        match block:
            case Prose():
                yield markdown(self.addresses.rewritten(block.markdown))
            case CodeHere():
                yield code(block.code)
            case ExerciseHere() if block.exercise in self.module.exercises:
                exercise = self.module.exercises[block.exercise]
                prompt = self.addresses.rewritten(self._said(exercise.prompt))
                yield _frame(f"### {self._said(exercise.title)}\n\n{prompt}")
                yield self._live("exercise", exercise.ref, exercise.type.name, ", prompt=False")
                yield from self._lab(exercise)
            case CaseHere() if block.case in self.module.cases:
                case = self.module.cases[block.case]
                yield _frame(self.words.say("notebooks.case", title=self._said(case.title)))
                yield self._live("case", case.ref, "case")
            case _:
                name = block.name if isinstance(block, MissingPart) else page.id
                raise NotWritten("notebooks.missing", module=self.module.id, page=page.id, name=name)

    def _live(self, function: str, ref: str, type_: str, more: str = "") -> Cell:
        call = f'{function}("{ref}", language="{self.words.language}"{more})'
        return code(call, tags=[EXERCISE], learnenv={"ref": ref, "type": type_}, **_FIXED)

    def _lab(self, exercise: Exercise) -> Iterator[Cell]:
        """For who would rather work it out in code: the same lab, and a cell to complete. Its check is a comment,
        so that running all cells hands nothing in."""
        bench = bench_for(exercise.type.name, exercise.spec)
        if bench:
            said = "notebooks.lab-code" if exercise.type.name == CODE.name else "notebooks.lab"
            yield _frame(self.words.say(said))
            opened = f'own = lab("{exercise.ref}", language="{self.words.language}")'
            yield code(f"{opened}\n\n{bench.begin}\n# own.check({bench.call})", tags=[LAB, FRAME])

    def _way_on(self, page: Page) -> str:
        pages, files = self.module.pages, self.addresses.files
        place = pages.index(page)
        links = []
        if place:
            back = pages[place - 1]
            links.append(self.words.say("notebooks.back", link=f"[{self._said(back.titles)}]({files[back.id]})"))
        if place + 1 < len(pages):
            on = pages[place + 1]
            links.append(self.words.say("notebooks.on", link=f"[{self._said(on.titles)}]({files[on.id]})"))
        else:
            links.append(self.words.say("notebooks.last"))
        return "---\n\n" + " · ".join(links)

    def _said(self, text: Text) -> str:
        return text.get(self.words.language)


def _frame(source: str) -> Cell:
    return markdown(source, tags=[FRAME])
