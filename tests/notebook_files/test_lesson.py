"""A notebook from anywhere becomes a lesson: what can stay stays, what cannot is said, and nothing is run."""

from __future__ import annotations

import json
from time import monotonic
from typing import Any

import jupytext
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnenv.domain.text import LANGUAGES
from learnenv.language import speech
from learnenv.notebook_files import notebooks_of
from learnenv.notebook_files.lesson import LessonMade, lesson_of
from learnenv.notebook_files.prose import Here
from learnenv.notebook_files.reading import NotRead, read_myst, read_notebook
from learnenv.reader.lesson import parse_lesson
from learnenv.reader.text_file import text_file
from tests.notebook_files.test_module import SHIPPED


def made(*cells: Any, **more: Any) -> LessonMade:
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more
    return lesson_of(read_notebook(json.dumps(whole).encode()), "name", speech("nl"))


def text(source: str | list[str], **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source} | more


def code(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": 1} | more


def lost(lesson: LessonMade) -> list[str]:
    """Keys of what was lost, in order; each has its sentence."""
    for reason in (reason for each in lesson.carried for reason in each.reasons):
        assert all(reason.key not in speech(language).say(reason) for language in LANGUAGES)
    return [reason.key.removeprefix("notebooks.") for each in lesson.carried for reason in each.reasons]


def test_text_stays_as_it_is_and_the_first_heading_is_the_title() -> None:
    lesson = made(text(["# Een *titel*\n", "\n", "Eerste."]), text("## Kop\n\n| a |\n| - |\n| `<b>` |\n"))
    assert lesson.text() == "# Een *titel*\n\nEerste.\n\n## Kop\n\n| a |\n| - |\n| `<b>` |\n"
    assert [each.fate for each in lesson.carried] == ["kept", "kept"]
    assert made(text("Zonder kop")).text() == "# name\n\nZonder kop\n"


@pytest.mark.parametrize(
    ("source", "kept", "key"),
    [
        ("a <b onclick=x>b</b> <script>alert(1)</script>", "a b alert(1)", "lost.html"),
        ("[klik](javascript:alert(1)) hier", "klik hier", "lost.link"),
        ("[klik](<JaVaScRiPt:alert(1)>)", "klik", "lost.link"),
        ("[klik][x]\n\n[x]: data:text/html,x", "[klik][x]", "lost.link"),
        ("ja <javascript:alert(1)>", "ja", "lost.link"),
        ("![kat](attachment:kat.png)", "kat", "lost.picture"),
        ("![kat](https://elders/kat.png 'Kat')", "kat", "lost.picture"),
        ("![een kat][k]\n\n[k]: https://x.nl/k.png", "een kat\n\n[k]: https://x.nl/k.png", "lost.picture"),
        ("![](images/c.svg)", "![](images/c.svg)", "lost.no-alt"),
        ("```{note}\nLet op.\n```", "Let op.", "lost.directive"),
        ("# Nog een titel", "## Nog een titel", "lost.heading"),
        ("  #\tNog een", "  ##\tNog een", "lost.heading"),
        ("Nog een\ntitel\n=====\n\nx", "## Nog een titel\n\nx", "lost.heading"),
        ("x\n\n> # Nog een", "x\n\n> ## Nog een", "lost.heading"),
        ("> Nog een\n> ===", "> Nog een\n> ---", "lost.heading"),
        ("Term[^1] en [b][^x]\n\n[^1]: noot", "Term\\[1\\] en [b]\\[x\\]\n\n\\[1\\]: noot", "lost.note"),
    ],
)
def test_what_cannot_be_in_a_lesson_goes_and_is_told(source: str, kept: str, key: str) -> None:
    lesson = made(text("# Titel"), text(source))
    assert lesson.text() == f"# Titel\n\n{kept}\n"
    assert lost(lesson) == [key]
    assert lesson.carried[-1].fate == "kept-with-loss"


def test_a_title_may_be_underlined_and_what_it_loses_is_told() -> None:
    lesson = made(text("De <b>titel</b>[^1]\n===\n"), text("x `[^2]`"))
    assert lesson.text() == "# De titel\\[1\\]\n\nx `[^2]`\n"
    assert lost(lesson) == ["lost.html", "lost.note"]
    assert [each.line for each in lesson.carried] == [1, 2]


def test_footnotes_by_the_thousand_do_not_take_minutes() -> None:
    begun = monotonic()
    assert lost(made(text("[^1]" * 20_000))) == ["lost.note"]
    assert monotonic() - begun < 10


def test_cells_of_nothing_but_white_space_are_none() -> None:
    lesson = made(text("# T"), code("  \n"), text(" "), text("x"))
    assert (lesson.text(), [each.line for each in lesson.carried]) == ("# T\n\nx\n", [4])


def test_a_source_of_the_module_is_no_footnote() -> None:
    cells = read_notebook(json.dumps({"cells": [text("Feit[^S01]")], "metadata": {}, "nbformat": 4}).encode())
    lesson = lesson_of(cells, "name", speech("nl"), Here({"S01"}))
    assert (lesson.text(), lost(lesson)) == ("# name\n\nFeit[^S01]\n", [])


def test_a_picture_that_the_module_does_not_have_stays_behind() -> None:
    source = "![a](images/a.svg) ![b](<images/b.svg>)"
    cells = read_notebook(json.dumps({"cells": [text(source)], "metadata": {}, "nbformat": 4}).encode())
    lesson = lesson_of(cells, "name", speech("nl"), Here(has_picture="images/b.svg".__eq__))
    assert (lesson.text(), lost(lesson)) == ("# name\n\na ![b](images/b.svg)\n", ["lost.picture"])


def test_no_level_between_headings_is_left_out() -> None:
    lesson = made(text("# T\n\n### A\n\n###### Aa"), text("### B\n\n## C\n\n#### Ca"), text("### Cb\n\n> ##### x"))
    headings = [line for line in lesson.text().split("\n") if line]
    assert headings == ["# T", "## A", "### Aa", "## B", "## C", "### Ca", "### Cb", "> #### x"]
    assert lost(lesson) == ["lost.heading-level"] * 3
    assert not parse_lesson(text_file("lesson", lesson.text().encode())).faults


@pytest.mark.parametrize(
    "source",
    [
        r"Het gemiddelde $\bar{x}$ is 3.",
        "$$\n\nx = 1\n\n$$",
        r"Dus \\(x\\) hier",
        r"\(x\)",
        r"\[x\]",
        "\\begin{align}\nx\n\\end{align}",
    ],
)
def test_a_formula_stays_as_it_is_and_is_told(source: str) -> None:
    lesson = made(text("# Titel"), text(source))
    assert lesson.text() == f"# Titel\n\n{source}\n"
    assert lost(lesson) == ["lost.formula"]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("```\nx = 1", "```\nx = 1\n```"),
        ("~~~~python\nx\n~~~", "~~~~python\nx\n~~~\n~~~~"),
        ("```", "```\n```"),
        ("- a\n  ```\n  x", "- a\n  ```\n  x\n  ```"),
        ("> ```\n> x", "> ```\n> x\n> ```"),
        ("> ```\n> x\n\ny\n\n```\nz", "> ```\n> x\n> ```\n\ny\n\n```\nz\n```"),
        ("1. ```\n   x", "1. ```\n   x\n   ```"),
    ],
)
def test_code_that_is_left_open_ends_with_its_cell(source: str, kept: str) -> None:
    lesson = made(text("# Titel"), text(source), text("[x](data:x)<b>"), code("import os"))
    assert lesson.text() == f"# Titel\n\n{kept}\n\nx\n\n```{{code-cell}} python\nimport os\n```\n"
    assert not parse_lesson(text_file("lesson", lesson.text().encode())).faults


@pytest.mark.parametrize("source", ["Van $5 tot $10.", "`$x$`", "```\n$x$\n```", r"\$x\$", "US$ en A$ zijn dollars"])
def test_a_dollar_is_no_formula(source: str) -> None:
    assert lost(made(text("# Titel"), text(source))) == []


def test_what_is_safe_or_code_is_left_alone() -> None:
    source = (
        "[a](https://x.nl/(y)) [b](#kop) ![c](images/c.svg) `<b>` `[x](javascript:y)` "
        "<https://x.nl> <i@x.nl>\n\n```html\n<b>\n```"
    )
    lesson = made(text("# Titel"), text(source))
    assert (lesson.text(), lost(lesson)) == (f"# Titel\n\n{source}\n", [])


def test_code_becomes_a_cell_of_code_and_its_outputs_stay_behind() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}
    lesson = made(code("print('```')\n````", outputs=[output] * 3), code("import os"))
    assert "`````{code-cell} python\nprint('```')\n````\n`````" in lesson.text()
    assert lost(lesson) == ["lost.outputs"]
    assert "xxx" not in lesson.text()


def test_code_in_another_language_is_only_shown_and_labels_stay_behind() -> None:
    lesson = made(
        code("x <- 1", metadata={"tags": ["hide", "learnenv-lab"]}), metadata={"kernelspec": {"language": "R"}}
    )
    assert lesson.text() == "# name\n\n```r\nx <- 1\n```\n"
    assert lost(lesson) == ["lost.language", "lost.tags"]


def test_a_cell_that_draws_an_exercise_becomes_its_place_and_is_not_run() -> None:
    lesson = made(
        code("from learnenv.notebook import exercise"),
        code('exercise("m/choose")'),
        code("case('m/counter', language='nl')"),
    )
    assert lesson.text() == "# name\n\n```{learnenv} choose\n```\n\n```{learnenv} counter\n```\n"
    for other in (
        'exercise("m/choose"); open("z", "w")',
        "exercise(open('z'))",
        "exercise()",
        "exercise(" * 5000,
        "exercise('M X')",
    ):
        assert made(code(other)).text() == f"# name\n\n```{{code-cell}} python\n{other}\n```\n"


def test_what_is_no_cell_is_skipped_with_its_number() -> None:
    lesson = made(
        text("# T"), {"cell_type": "raw", "source": "x", "metadata": {}}, 5, {"cell_type": "markdown"}, text([1])
    )  # type: ignore[list-item]
    assert [(each.line, each.fate) for each in lesson.carried] == [(number, "skipped") for number in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "no-json"),
        (b'{"cells": [\n\n}', "no-json"),
        (b"\xff\xfe\x00", "no-json"),
        (b"[" * 100_000, "no-json"),
        (b"[]", "no-notebook"),
        (b'{"nbformat": 4}', "no-notebook"),
        (b'{"nbformat": "4", "cells": []}', "no-notebook"),
        (b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "version"),
        (b'{"nbformat": 5, "cells": []}', "version"),
    ],
)
def test_a_file_that_is_no_notebook_says_where_and_why(raw: bytes, key: str) -> None:
    with pytest.raises(NotRead) as caught:
        read_notebook(raw)
    assert caught.value.message.key == f"notebooks.{key}"


def test_the_line_of_bad_json_is_named() -> None:
    with pytest.raises(NotRead) as caught:
        read_notebook(b'{"cells": [\n\n}')
    assert caught.value.message.values == {"line": 3}


def test_myst_as_jupytext_writes_it_gives_the_same_lesson() -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Titel\n\nEerst."),
            nbformat.v4.new_markdown_cell("Dan.\n\n```python\n+++\n```"),
            nbformat.v4.new_code_cell("x = 1\n\nprint(x)", metadata={"tags": ["a"]}),
            nbformat.v4.new_code_cell('exercise("m/choose")'),
            nbformat.v4.new_markdown_cell("Slot."),
        ]
    )
    first = lesson_of(read_notebook(nbformat.writes(notebook).encode()), "name", speech("nl"))
    myst = jupytext.writes(notebook, fmt="md:myst")
    second = lesson_of(read_myst(myst.encode()), "name", speech("nl"))
    assert second.text() == first.text()
    assert [each.fate for each in second.carried] == [each.fate for each in first.carried]
    lines = myst.split("\n")
    for each in second.carried[1:]:
        assert each.name.split()[0] in "\n".join(lines[each.line - 1 : each.line + 4])


@pytest.mark.parametrize("id", SHIPPED)
def test_our_own_notebooks_come_back_with_every_exercise_in_its_place(id: str) -> None:
    module = SHIPPED[id]
    contents = [content for name, content in notebooks_of(module, speech("nl")).items() if name.suffix == ".ipynb"]
    for page, content in zip(module.pages, contents, strict=True):
        lesson = lesson_of(read_notebook(content), page.id, speech("nl"))
        read = parse_lesson(text_file("lesson", lesson.text().encode()))
        assert read.title == page.titles.nl
        assert set(read.meetings()) == {*page.exercises(), *page.cases()}
        assert not [each for each in lesson.carried if each.fate == "skipped"]


_SOURCE = st.text(st.sampled_from("#[]()!<>`~{}:^$\\ \nab/\x00\u2028-+|\"'"), max_size=60)


@settings(deadline=None, max_examples=200)
@given(cells=st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), _SOURCE), max_size=5))
def test_any_text_gives_a_lesson_that_can_be_read(cells: list[tuple[str, str]]) -> None:
    lesson = made(*({"cell_type": kind, "source": source, "metadata": {}} for kind, source in cells))
    read = parse_lesson(text_file("lesson", lesson.text().encode()))
    assert read.readable
    lesson_of(read_myst("\n".join(source for _, source in cells).encode()), "name", speech("nl"))
