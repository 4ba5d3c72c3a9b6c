"""Which finding concerns which place: a block of a lesson, a page as a whole, or the module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from learnenv.domain.content import Block, CaseHere, ExerciseHere, LearningModule, MissingPart, Page, Prose
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Language
from learnenv.reader.names import case_file, exercise_file, lesson_file
from learnenv.reader.pieces import block_starts


class OnPage:
    """The findings of one page in one language, by place."""

    def __init__(self, page: Page, language: Language, findings: Iterable[Fault]) -> None:
        self._findings = tuple(findings)
        self._blocks = page.blocks[language]
        own = lesson_file(page.id, language)
        self._own = [each for each in self._findings if each.file == own]
        others = {lesson_file(page.id, each) for each in LANGUAGES} - {own}
        self.elsewhere = tuple(each for each in self._findings if each.file in others)
        """What concerns this page in another language."""

    @property
    def head(self) -> tuple[Fault, ...]:
        """What stands before the first block, or nowhere in particular."""
        first = min((block.line for block in self._blocks if block.line), default=0)
        return tuple(each for each in self._own if not each.line or each.line < first or not first)

    def at(self, block: Block) -> tuple[Fault, ...]:
        """What concerns this block: the files that it stands for, and the lines of the lesson up to the next one."""
        files = _files(block)
        return (*(each for each in self._findings if each.file in files), *self._on_lines(block))

    def pieces(self, prose: Prose) -> tuple[tuple[Prose, tuple[Fault, ...]], ...]:
        """The text in pieces, each with the findings that belong right under it."""
        lines = prose.markdown.split("\n")
        starts = block_starts(prose.markdown)
        under: dict[int, list[Fault]] = {}
        for each in self._on_lines(prose):
            under.setdefault(max(start for start in starts if start <= each.line - prose.line), []).append(each)
        pieces: list[tuple[Prose, tuple[Fault, ...]]] = []
        begin = 0
        for start in sorted(under):
            end = next((each for each in starts if each > start), len(lines))
            pieces.append((Prose("\n".join(lines[begin:end])), tuple(under[start])))
            begin = end
        return (*pieces, (Prose("\n".join(lines[begin:])), ())) if begin < len(lines) else tuple(pieces)

    def _on_lines(self, block: Block) -> tuple[Fault, ...]:
        if not block.line:
            return ()
        end = min((each.line for each in self._blocks if each.line > block.line), default=0)
        return tuple(each for each in self._own if each.line >= block.line and (not end or each.line < end))


def of_module(module: LearningModule, findings: Iterable[Fault]) -> tuple[Fault, ...]:
    """What concerns no page in particular: module.yaml, and files that no page shows."""
    shown = {file for page in module.pages for file in _files_of_page(page)}
    return tuple(each for each in findings if each.file not in shown)


def page_of(module: LearningModule, file: str) -> Page | None:
    """The first page on which a file is shown."""
    return next((page for page in module.pages if file in _files_of_page(page)), None)


def counted(findings: Sequence[Fault]) -> dict[str, int]:
    """How many errors, warnings and hints there are, in that order; kinds of which there are none are left out."""
    counts = {kind: sum(each.severity == kind for each in findings) for kind in ("error", "warning", "hint")}
    return {kind: count for kind, count in counts.items() if count}


def _files_of_page(page: Page) -> set[str]:
    blocks = (block for language in LANGUAGES for block in page.blocks[language])
    lessons = {lesson_file(page.id, language) for language in LANGUAGES}
    return lessons | {file for block in blocks for file in _files(block)}


def _files(block: Block) -> tuple[str, ...]:
    match block:
        case ExerciseHere():
            return (exercise_file(block.exercise),)
        case CaseHere():
            return (case_file(block.case),)
        case MissingPart():
            return exercise_file(block.name), case_file(block.name)
        case _:
            return ()
