"""The one change to Python code that is an author's: a type more in the list that a plugin's hook returns."""

from __future__ import annotations

import ast

_HOOK = "learnenv_exercise_types"


def with_type(source: str, package: str, module: str) -> str | None:
    """The plugin's source with the type of `package`.`module` imported and in the list; None if there is no list.

    Raises SyntaxError or ValueError for what is no Python.
    """
    tree = ast.parse(source)
    listed = _list_of(tree)
    if listed is None:
        return None
    lines = source.encode().splitlines(keepends=True)
    _put_first(lines, listed, f"{module}.TYPE".encode())
    after, own = _last_import(tree, package)
    lines.insert(after, (b"" if own else b"\n") + f"from {package} import {module}\n".encode())
    return b"".join(lines).decode()


def imported_names(source: str) -> set[str]:
    """The names under which the plugin imports things. Raises SyntaxError or ValueError for what is no Python."""
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom))
    return {alias.asname or alias.name for node in imports for alias in node.names}


def _list_of(tree: ast.Module) -> ast.List | None:
    """The list that the hook returns."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == _HOOK and isinstance(node.body[-1], ast.Return):
            value = node.body[-1].value
            return value if isinstance(value, ast.List) else None
    return None


def _last_import(tree: ast.Module, package: str) -> tuple[int, bool]:
    """The line after which an import can follow, and whether what stands there is from the package itself."""
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if not imports:
        return (tree.body[0].end_lineno or 0 if ast.get_docstring(tree) is not None else 0), False
    last = imports[-1]
    return last.end_lineno or 0, isinstance(last, ast.ImportFrom) and last.module == package


def _put_first(lines: list[bytes], listed: ast.List, entry: bytes) -> None:
    """Into the list, right behind its bracket. Columns count bytes of UTF-8, as Python's parser gives them."""
    number, behind = listed.lineno - 1, listed.col_offset + 1
    line = lines[number]
    comma = b"" if not listed.elts else b"," if not line[behind:].strip() else b", "
    lines[number] = line[:behind] + entry + comma + line[behind:]
