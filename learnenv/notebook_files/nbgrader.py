"""Code labs as assignments for nbgrader: one cell to complete, one that is graded. Only labs can be: nbgrader runs a
notebook again where it grades, and there is no record there to find an answer of a widget in.

Everybody who gets an assignment has the same numbers. Nothing is recorded by learnenv.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from learnenv.domain.content import Exercise, LearningModule
from learnenv.labs.bench import BENCHES, bench_for
from learnenv.labs.code import CODE, fenced
from learnenv.labs.code_bench import assertion, code_bench
from learnenv.language import Speech
from learnenv.notebook_files.addresses import Addresses, NotWritten
from learnenv.notebook_files.cells import Cell, code, markdown, notebook

POINTS = 5


def assignments_of(module: LearningModule, words: Speech) -> dict[Path, bytes]:
    """A source assignment for each lab of the module, by its path in nbgrader's course folder; the same module gives
    the same bytes. Raises NotWritten for a module without labs."""
    labs = [each for each in module.exercises.values() if bench_for(each.type.name, each.spec)]
    if not labs:
        raise NotWritten("notebooks.no-labs", module=module.id)
    return {Path("source") / module.id / f"{each.id}.ipynb": _assignment(module, each, words) for each in labs}


def _assignment(module: LearningModule, exercise: Exercise, words: Speech) -> bytes:
    language = words.language
    prompt = Addresses(module.id, {}).rewritten(exercise.prompt.get(language))
    head = markdown(f"# {exercise.title.get(language)}\n\n{prompt}")
    work = _code(exercise, words) if exercise.type.name == CODE.name else _lab(exercise, words)
    about = {"module": module.id, "exercise": exercise.id, "language": language, "version": module.card.version}
    return notebook(f"nbgrader/{exercise.ref}", [head, *work], about)


def _lab(exercise: Exercise, words: Speech) -> list[Cell]:
    """A lab with numbers of one's own: the check lives in learnenv, and a part that is right gives its points."""
    bench = BENCHES[exercise.type.name]
    seed = exercise.spec.seed or exercise.ref
    fields = {"seed": seed, "language": words.language, **bench.fields(exercise.spec)}
    named = ", ".join(f"{name}={value!r}" for name, value in fields.items())
    check = f'result = own.check({bench.call})\nprint(*result["feedback"], sep="\\n")\n'
    opened = f"from learnenv.labs.bench import open_lab\n\nown = open_lab({exercise.type.name!r}, {named})"
    begin = fenced(bench.begin)
    return [
        _graded(f"{opened}\nown.data", "setup"),
        markdown(words.say("notebooks.nbgrader.begin", code=begin, call=bench.call)),
        _solution(bench.solution),
        _graded(f'{check}round(result["score"] * {POINTS}, 2)', "check", points=POINTS),
    ]


def _code(exercise: Exercise, words: Speech) -> list[Cell]:
    """An author's own code: plain Python that needs no learnenv."""
    checks = "\n".join(map(assertion, exercise.spec.results))
    return [
        markdown(words.say("notebooks.nbgrader.code", code=fenced(exercise.spec.code))),
        _solution(code_bench(exercise.spec).solution),
        _graded(checks, "check", points=POINTS),
    ]


def _solution(source: str) -> Cell:
    return _graded(f"### BEGIN SOLUTION\n{source}### END SOLUTION", "solution", solution=True)


def _graded(source: str, name: str, *, solution: bool = False, points: int = 0) -> Cell:
    """A cell that nbgrader knows by its name. All but the solution are locked: it puts them back as they were."""
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points > 0,
        "locked": not solution,
        "solution": solution,
        "task": False,
    }
    return code(source, nbgrader={**marks, "points": points} if points else marks)
