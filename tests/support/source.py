"""The repository's own source, read as source: what the tests of its rules look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "learnenv"
NOT_OURS = {".venv", ".git", "build", "dist", "artifacts", "node_modules"}


@cache
def tree(file: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def python_files(*folders: Path) -> list[Path]:
    """Every Python file in these folders."""
    return sorted(file for folder in folders for file in folder.rglob("*.py") if "__pycache__" not in file.parts)


def module_packages() -> list[Path]:
    """The package of every module in modules/."""
    return sorted(folder for folder in ROOT.glob("modules/*/learnenv_*") if folder.is_dir())


def text_files() -> list[Path]:
    """Every text file that is part of the repository, generated and foreign ones left out."""
    endings = {".py", ".md", ".toml", ".yaml", ".yml", ".js", ".css", ".svg", ".po", ".html", ".cfg", ".ini", ".txt"}
    named = {"Makefile", ".editorconfig", ".gitignore", "run", "make-venv"}
    found = []
    for file in ROOT.rglob("*"):
        inside = file.relative_to(ROOT).parts
        hidden = inside[0].startswith(".") and inside[0] != ".ci" and len(inside) > 1
        if hidden or NOT_OURS & set(inside) or not file.is_file():
            continue
        if file.suffix in endings or file.name in named:
            found.append(file)
    return sorted(found)


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in the file, with the line."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def place(file: Path, line: int = 0) -> str:
    """A file and line, as a person reads them."""
    name = str(file.relative_to(ROOT))
    return f"{name}:{line}" if line else name
