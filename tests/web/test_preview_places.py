"""Which finding belongs where on a page, and how it is said there."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from learnenv import bootstrap
from learnenv.checking import findings
from learnenv.domain.content import ExerciseHere, LearningModule, MissingPart, Prose
from learnenv.domain.fault import Fault
from learnenv.domain.text import Text
from learnenv.language import speech
from learnenv.reader.html import safe_html
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web.preview.places import OnPage, counted, of_module, page_of
from learnenv.web.preview.show import finding_markdown
from tests.support.modules import write_module


@pytest.fixture
def app(tmp_path: Path) -> App:
    return bootstrap.preview(read_settings({}, data=tmp_path / "data", language="en"))


LESSON = """# Title

First paragraph.

- a list
- that goes on
  with [a link](nowhere.html)

## Heading

```{learnenv} choice
```

Last, with a [^S09].
"""


def reading(folder: Path, app: App) -> tuple[LearningModule, tuple[Fault, ...]]:
    app.library.read([("me", folder)])
    return app.library.module("small"), findings(folder, app.library.types)


def test_a_finding_stands_under_the_part_of_the_text_that_it_is_about(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=1)
    (folder / "lessons" / "page-1.en.md").write_text(LESSON)
    module, _ = reading(folder, app)
    found = [fault(file="lessons/page-1.en.md", line=line) for line in (7, 15)]
    on_page = OnPage(module.pages[0], "en", found)
    first, last = (block for block in module.pages[0].blocks["en"] if isinstance(block, Prose))
    (text, under), (rest, none) = on_page.pieces(first)
    assert text.markdown.split("\n")[0] == "First paragraph."
    assert "(nowhere.html)" in text.markdown
    assert rest.markdown == "## Heading"
    assert (under, none) == ((found[0],), ())
    assert on_page.pieces(last) == ((last, (found[1],)),)


def test_a_text_without_findings_is_one_piece(app: App, tmp_path: Path) -> None:
    module, _ = reading(write_module(tmp_path, "small", pages=1), app)
    (prose,) = (block for block in module.pages[0].blocks["nl"] if isinstance(block, Prose))
    assert OnPage(module.pages[0], "nl", ()).pieces(prose) == ((prose, ()),)


def test_no_word_is_lost_when_a_text_is_cut(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=1)
    (folder / "lessons" / "page-1.en.md").write_text(LESSON)
    module, found = reading(folder, app)
    for block in module.pages[0].blocks["en"]:
        if isinstance(block, Prose):
            pieces = OnPage(module.pages[0], "en", found).pieces(block)
            assert "\n".join(piece.markdown for piece, _ in pieces) == block.markdown


def test_links_by_name_keep_what_they_lead_to(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=1)
    (folder / "lessons" / "page-1.en.md").write_text(
        "# T\n\n[a][b] and [^S09]\n\nMore.\n\n[b]: https://example.org\n"
    )
    module, found = reading(folder, app)
    (prose,) = (block for block in module.pages[0].blocks["en"] if isinstance(block, Prose))
    assert len(OnPage(module.pages[0], "en", found).pieces(prose)) == 1


def test_a_finding_in_an_exercise_stands_with_that_exercise(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=1)
    file = folder / "exercises" / "choice.yaml"
    file.write_text(file.read_text() + "tires: 2\n")
    module, found = reading(folder, app)
    choice, reflection = (block for block in module.pages[0].blocks["en"] if not isinstance(block, Prose))
    assert isinstance(choice, MissingPart | ExerciseHere)
    on_page = OnPage(module.pages[0], "en", found)
    assert any(each.file == "exercises/choice.yaml" and "tires" in each.excerpt for each in on_page.at(choice))
    assert not [each for each in on_page.at(reflection) if each.file == "exercises/choice.yaml"]
    assert page_of(module, "exercises/choice.yaml") is module.pages[0]


def test_a_lesson_that_is_not_there_is_said_at_the_top_of_its_page(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=1)
    (folder / "lessons" / "page-1.en.md").unlink()
    module, found = reading(folder, app)
    assert any(each.file == "lessons/page-1.en.md" for each in OnPage(module.pages[0], "en", found).head)
    assert any(each.file == "lessons/page-1.en.md" for each in OnPage(module.pages[0], "nl", found).elsewhere)


def test_every_finding_has_one_place(app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small", pages=2)
    (folder / "lessons" / "page-1.en.md").write_text(f"[^S09]\n{LESSON}")
    (folder / "lessons" / "page-2.en.md").write_bytes(b"# A\n\n\xff\xfe")
    (folder / "exercises" / "unused.yaml").write_text("type: single-choice\n")
    (folder / "module.yaml").write_text((folder / "module.yaml").read_text() + "colour: red\n")
    module, found = reading(folder, app)
    placed = list(of_module(module, found))
    for page in module.pages:
        on_page = OnPage(page, "en", found)
        placed += [*on_page.head, *on_page.elsewhere]
        for block in page.blocks["en"]:
            here = [each for _, under in on_page.pieces(block) for each in under] if isinstance(block, Prose) else []
            placed += here or on_page.at(block) if not isinstance(block, Prose) else here
    assert sorted(placed, key=repr) == sorted(found, key=repr)


# ---- how it is said


def fault(**changes: object) -> Fault:
    said = {"what": Text(en="unknown field `corect`"), "mend": Text(en="did you mean `correct`?"), "file": "a.yaml"}
    return Fault(**{**said, **changes})  # type: ignore[arg-type]


def test_a_finding_says_where_what_the_line_and_the_way_out() -> None:
    assert finding_markdown(fault(line=12, column=3, width=6, excerpt="  corect: true"), speech("en")).split(
        "\n\n"
    ) == [
        "**Error** `a.yaml:12:3`",
        "Unknown field `corect`.",
        "> 12 `  `**`corect`**`: true`",
        "The way out: did you mean `correct`?",
    ]


def test_what_an_author_wrote_is_never_markup() -> None:
    evil = "![x](https://example.org/x.svg) <b> *a* `` :red[b] $x$"
    said = finding_markdown(
        fault(what=Text(en=evil), mend=Text(en=evil), file=evil, line=1, column=9, width=3, excerpt=evil),
        speech("en"),
    )
    assert shown(said) == {"p", "strong", "code", "blockquote"}
    assert evil in html.unescape(re.sub(r"</?code>|</?strong>", "", safe_html(said)))


@given(text(max_size=80), integers(1, 90), integers(1, 30))
def test_no_line_breaks_out_of_its_place(line: str, column: int, width: int) -> None:
    line = line.replace("\n", " ").replace("\r", " ")
    said = finding_markdown(fault(line=1, column=column, width=width, excerpt=line), speech("en"))
    assert shown(said) <= {"p", "strong", "code", "blockquote"}


def shown(markdown: str) -> set[str]:
    """The elements that a text becomes."""
    return set(re.findall(r"<([a-z0-9]+)", safe_html(markdown)))


def test_a_long_line_is_cut_around_the_fault() -> None:
    long = f"{'a' * 5_000}FAULT{'b' * 5_000}"
    said = finding_markdown(fault(line=1, column=5_001, width=5, excerpt=long), speech("en"))
    assert "…" in said
    assert "**`FAULT`**" in said
    assert len(said) < 500


def test_findings_are_counted_worst_first() -> None:
    found = [fault(severity="hint"), fault(severity="warning"), fault(), fault()]
    assert list(counted(found).items()) == [("error", 2), ("warning", 1), ("hint", 1)]
    assert counted([]) == {}
