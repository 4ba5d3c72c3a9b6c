"""Where the form may be drawn and made known: two things that Streamlit refuses without a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.source import CORE, place, python_files, tree

WEB = python_files(CORE / "web")
DRAWS = {"draw_form", "exercise"}
MAKES = "st.components.v2.component"


def called(node: ast.AST) -> Iterator[str]:
    """Every function that is called in there, as it is written."""
    return (ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call))


def test_no_form_of_ours_stands_in_one_of_streamlits_which_would_swallow_what_it_sends() -> None:
    swallowed = [
        place(file, node.lineno)
        for file in WEB
        for node in ast.walk(tree(file))
        if isinstance(node, ast.With)
        and any(ast.unparse(each.context_expr).startswith("st.form(") for each in node.items)
        and DRAWS & set(called(node))
    ]
    assert swallowed == []


def test_the_component_is_made_known_once_by_a_module_that_pages_import() -> None:
    """In the script of a page, or in a function, it would be made known at every run."""
    everywhere = [file.name for file in WEB for name in called(tree(file)) if name == MAKES]
    at_the_top = [node for node in tree(CORE / "web" / "form.py").body if isinstance(node, ast.Assign)]
    assert everywhere == ["form.py"]
    assert MAKES in [name for node in at_the_top for name in called(node)]
