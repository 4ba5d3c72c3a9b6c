"""The cells of a notebook -> one lesson in Markdown, and what became of every cell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from learnenv.domain.exchange import Carried
from learnenv.domain.text import LANGUAGES, Message
from learnenv.labs.code import fenced
from learnenv.language import Speech, speech
from learnenv.notebook_files.page import FRAME, SETUP
from learnenv.notebook_files.prose import ANYWHERE, Here, Lines, hashed
from learnenv.notebook_files.reading import Found
from learnenv.notebook_files.tasks import is_checks, is_task, task_of
from learnenv.reader.lesson import CODE_FENCE, FENCE
from learnenv.reader.names import is_id

_OURS = re.compile(r"\s*from learnenv\.notebook import [\w, ]+\s*")
_LONGEST_NAME = 50
CODE_INFO = f"{CODE_FENCE} python"
"""How a lesson marks code that a notebook can run."""


@dataclass(frozen=True, slots=True)
class LabHere:
    """Where a task stood, and the exercise file that it becomes."""

    file: Carried
    code: str
    """What is shown instead where it cannot become one."""


@dataclass
class LessonMade:
    """A lesson, and every cell that it was made of."""

    title: str
    parts: list[str | LabHere] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)

    @property
    def labs(self) -> list[Carried]:
        """The exercise files of the code labs, in order."""
        return [part.file for part in self.parts if isinstance(part, LabHere)]

    def text(self, ids: Sequence[str] = ()) -> str:
        """The lesson's file. `ids`: the exercise that each lab became, in order; empty for one that became none."""
        named = iter(ids)
        said = [self._said(part, next(named, "")) if isinstance(part, LabHere) else part for part in self.parts]
        return "\n\n".join((f"# {self.title}", *said)) + "\n"

    @staticmethod
    def _said(lab: LabHere, id: str) -> str:
        return f"```{FENCE} {id}\n```" if id else fenced(lab.code, CODE_INFO)


def lesson_of(cells: Sequence[Found], name: str, words: Speech, here: Here = ANYWHERE) -> LessonMade:
    """The lesson; its title is its first heading, else `name`. Nothing is run: code becomes cells of code, and a task
    with checks a code lab. `words`: in the language of the lesson. `here`: what its texts may name."""
    made = LessonMade("")
    labs = Labs(words)
    levels = [(1, 1)]
    rest = [replace(cell, source=hashed(cell.source)) if cell.kind == "markdown" else cell for cell in cells]
    while rest:
        cell = rest.pop(0)
        lines = Lines(here, levels)
        if not made.title and cell.kind == "markdown":
            made.title, cell = _title(cell, lines)
        if not cell.source.strip() and cell.kind:
            if reasons := lines.reasons():
                made.carried.append(Carried(made.title[:_LONGEST_NAME], "kept-with-loss", reasons, cell.place))
            continue
        if _is_frame(cell) or not is_task(cell):
            labs.pass_by(cell)
            part, carried = _carried(cell, lines)
            made.carried.append(carried)
            made.parts += [part] if part else []
            continue
        checks = 0
        while checks < len(rest) and is_checks(rest[checks]):
            checks += 1
        part_made, told = labs.of([cell, *rest[:checks]])
        del rest[:checks]
        made.parts.append(part_made)
        made.carried += told
    made.title = made.title or name
    return made


class Labs:
    """Makes code labs of tasks, each called by the heading that it stands under."""

    def __init__(self, words: Speech) -> None:
        self._words = words
        self._under, self._made = "", 0

    def pass_by(self, cell: Found) -> None:
        """Remember the latest heading."""
        if cell.kind == "markdown" and (headings := re.findall(r"^#{1,6} +(.+?)(?: +#+)? *$", cell.source, re.M)):
            self._under = " ".join(Lines().kept(headings[-1], titled=False).split())

    def of(self, cells: Sequence[Found]) -> tuple[str | LabHere, list[Carried]]:
        """What a task and its checks become, and what to tell of each cell."""
        task = task_of(cells, self._words.say("notebooks.your-code"))
        self._made += 1
        about = self._words.say("notebooks.lab-title", number=self._made)
        title = f"{self._under} ({about})" if self._under else about
        lost = [[*each, *_left_behind(cell)] for each, cell in zip(task.lost, cells, strict=True)]
        if not task.results:
            lost[0].insert(0, Message("notebooks.lost.no-result"))
            part: str | LabHere = fenced(task.code, CODE_INFO)
        else:
            prompt = {each: speech(each).say("notebooks.lab-prompt") for each in LANGUAGES}
            said = {"type": "lab-code", "title": {self._words.language: title}, "prompt": prompt}
            data = {**said, "code": task.code, "results": task.results, "solution": task.solution}
            data = {name: value for name, value in data.items() if value}
            part = LabHere(Carried(title, "kept", (), task.place, data), task.code)
        return part, [_told(cell, reasons) for cell, reasons in zip(cells, lost, strict=True)]


def _told(cell: Found, reasons: Sequence[Message]) -> Carried:
    return Carried(_name(cell), "kept-with-loss" if reasons else "kept", tuple(reasons), cell.place)


def _name(cell: Found) -> str:
    return " ".join(cell.source.split())[:_LONGEST_NAME]


def _left_behind(cell: Found) -> list[Message]:
    """What of a cell of code has no place in a lesson."""
    lost = [Message("notebooks.lost.outputs")] if cell.outputs else []
    others = sorted(each for each in cell.tags if not each.startswith("learnenv-"))
    return [*lost, *([Message("notebooks.lost.tags", {"tags": ", ".join(others)[:_LONGEST_NAME]})] if others else [])]


def _is_frame(cell: Found) -> bool:
    return FRAME in cell.tags or SETUP in cell.tags


def _title(cell: Found, lines: Lines) -> tuple[str, Found]:
    """The heading at the top of a cell, and the cell without it."""
    found = re.match(r" {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)", cell.source)
    title = " ".join(lines.kept(found[1], titled=False).split()) if found else ""
    if not found or not title:
        return "", cell
    rest = "" if FRAME in cell.tags else cell.source[found.end() :].strip("\n")
    return title, replace(cell, source=rest)


def _carried(cell: Found, lines: Lines) -> tuple[str, Carried]:
    """What a cell becomes, and what to tell of it."""
    name = _name(cell)
    if cell.kind in ("", "raw"):
        key = "raw" if cell.kind else "no-cell"
        return "", Carried(name, "skipped", (Message(f"notebooks.skipped.{key}"),), cell.place)
    if _is_frame(cell) or _OURS.fullmatch(cell.source):
        return "", Carried(name, "kept", (), cell.place)
    if cell.kind == "markdown":
        return lines.kept(cell.source, titled=True), _told(cell, lines.reasons())
    if met := _met(cell.source):
        return f"```{FENCE} {met}\n```", _told(cell, ())
    reasons = _left_behind(cell)
    if cell.language:
        reasons.insert(0, Message("notebooks.lost.language", {"language": cell.language}))
        return fenced(cell.source, cell.language), _told(cell, reasons)
    return fenced(cell.source, CODE_INFO), _told(cell, reasons)


def _met(source: str) -> str:
    """The exercise or case that a cell of ours draws; empty for any other code. It is read, not run."""
    try:
        (call,) = _calls(ast.parse(source))
        ref = call.args[0].value if isinstance(call.args[0], ast.Constant) else ""
    except (SyntaxError, ValueError, RecursionError, MemoryError, IndexError):
        return ""
    id = str(ref).rpartition("/")[2]
    return id if is_id(id) else ""


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls of which a cell is made; nothing where there is anything else in it."""
    for statement in tree.body:
        value = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            raise ValueError
        if value.func.id not in ("exercise", "case"):
            raise ValueError
        yield value
