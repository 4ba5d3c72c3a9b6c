"""One lesson file taken apart into title, prose and the places of exercises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.text import Message
from learnenv.reader.lesson import CodeCell, Lesson, Meeting, Stretch, parse_lesson
from learnenv.reader.text_file import text_file


def test_prose_and_exercises_come_in_the_order_of_the_file() -> None:
    lesson = _lesson("# T\n\na\nb\n\n```{learnenv} one\n```\n\n~~~{learnenv} two\n~~~\nc\n")
    assert lesson.title == "T"
    assert lesson.parts == (Stretch(2, 4), Meeting("one", 5), Meeting("two", 8), Stretch(10, 11))
    assert lesson.faults == ()


def test_a_title_is_its_words_without_markdown() -> None:
    assert _lesson("# **Klein** `begin`\n\nx\n").title == "Klein begin"


def test_code_in_a_fence_is_prose() -> None:
    lesson = _lesson("# T\n\n```python\nx = 1\n```\n")
    assert (lesson.parts, lesson.faults) == ((Stretch(2, 5),), ())


def test_a_cell_of_code_stands_on_its_own() -> None:
    lesson = _lesson("# T\n\na\n\n```{code-cell} python\n\nx = 1\n\ny\n```\nb\n\n~~~{code-cell}\nz[^S01]\n~~~\n")
    assert lesson.parts == (Stretch(2, 3), CodeCell("x = 1\n\ny", 4), Stretch(10, 11), CodeCell("z[^S01]", 12))
    assert (lesson.faults, lesson.notes) == ((), ())


@pytest.mark.parametrize(
    ("fence", "line", "key"),
    [
        ("```{code-cell} r\nx\n```", 3, "code-language"),
        ("```{code-cell} python\n:tags: [a]\nx\n```", 4, "code-options"),
        ("```{code-cell} python\n---\ntags: [a]\n---\nx\n```", 4, "code-options"),
        ("```{code-cell}\n\n```", 3, "code-empty"),
        ("- ```{code-cell}\n  x\n  ```", 3, "code-inside"),
    ],
)
def test_a_cell_of_code_that_cannot_be_run_says_what_to_do(fence: str, line: int, key: str) -> None:
    (fault,) = _lesson(f"# T\n\n{fence}\n").faults
    assert isinstance(fault.what, Message)
    assert (fault.line, fault.what.key) == (line, f"reader.{key}")


def test_sources_are_named_once_in_order_and_not_in_code() -> None:
    lesson = _lesson("# T\n\na[^S02] b[^S01] `[^S03]` c[^S02]\n\n    [^S04]\n")
    assert lesson.notes == ("S02", "S01")


OPEN = "```{learnenv} one"
LEFT_OPEN = {
    "before another exercise": (f"{OPEN}\n\n## Verder\n\na[^S01]\n\n```{{learnenv}} two\n```\n", [3]),
    "before code": (f"{OPEN}\n\na\n\n```python\nx = 1\n```\n\n```{{learnenv}} two\n```\n", [3]),
    "twice": (f"{OPEN}\n\n```{{learnenv}} two\n\n```{{learnenv}} three\n```\n", [3, 5]),
    "to the end": (f"```{{learnenv}} two\n```\n\n{OPEN}\n\na\n\nb\n", [6]),
    "with text right below it": (f"{OPEN}\na\n\n```{{learnenv}} two\n```\n", [3]),
    "code before an exercise": ("```{code-cell}\nx = 1\n\n```{learnenv} two\n```\n", [3]),
    "code that is only shown": ("```python\nx = 1\n\n```{learnenv} two\n```\n", [3]),
}


@pytest.mark.parametrize("name", LEFT_OPEN)
def test_a_block_left_open_is_the_one_fault_and_stands_where_it_opens(name: str) -> None:
    text, lines = LEFT_OPEN[name]
    faults = [(fault.line, fault.code) for fault in _lesson(f"# T\n\n{text}").faults]
    assert faults == [(line, "fence-open") for line in lines]


def test_a_block_left_open_swallows_nothing_of_what_comes_after_it() -> None:
    lesson = _lesson(f"# T\n\n{LEFT_OPEN['before another exercise'][0]}")
    assert lesson.parts == (Meeting("one", 2), Stretch(4, 7), Meeting("two", 8))
    assert lesson.notes == ("S01",)


def test_text_in_the_block_of_an_exercise_is_a_fault_on_its_own_line() -> None:
    assert [(fault.line, fault.code) for fault in _lesson(f"# T\n\n{OPEN}\n\n\na\n```\n").faults] == [
        (6, "fence-with-text")
    ]
    longer = _lesson("# T\n\n````python\n```{learnenv} two\n```\n````\n\n```\n~~~{learnenv} x\n```\n")
    assert longer.faults == ()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "# T\n\na\n\n```{learnenv} one\n```\n"
    lesson = parse_lesson(text_file("l.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    assert lesson.parts == _lesson(text).parts
    assert lesson.faults == ()


def test_bytes_that_are_no_text_make_a_lesson_unreadable() -> None:
    lesson = parse_lesson(text_file("l.md", b"# T\n\xff"))
    assert not lesson.readable
    assert [(fault.line, fault.column) for fault in lesson.faults] == [(2, 1)]


@given(
    st.lists(
        st.sampled_from(
            [
                "# ",
                "## ",
                "#### ",
                "```{learnenv} a",
                "```",
                "```{x}",
                "~~~",
                "\n",
                "\n",
                "- ",
                "> ",
                "x",
                "[^S]",
                "   ",
            ]
        )
    ).map("".join)
    | st.text(max_size=80)
    | st.binary(max_size=40)
)
def test_anything_gives_a_lesson_with_placed_faults(text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    lesson = parse_lesson(text_file("l.md", raw))
    for fault in lesson.faults:
        assert fault.file == "l.md"
        assert fault.line >= 1
        assert 1 <= fault.column <= len(fault.excerpt) + 1


def _lesson(text: str) -> Lesson:
    return parse_lesson(text_file("l.md", text.encode()))
