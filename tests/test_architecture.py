"""The rules by which learnenv is cut, kept by reading the source. Layers are import-linter's: `make check`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source import CORE, ROOT, imports, module_packages, place, python_files, text_files, tree
from tests.support.tiny import write_tiny

HOMES = {
    "IPython": "notebook",
    "alembic": "store",
    "anywidget": "notebook",
    "argon2": "passwords",
    "authlib": "web",
    "babel": "language",
    "fsrs": "review",
    "httpx2": "web",
    "hypothesis": "testing",
    "jinja2": "web",
    "joserfc": "web",
    "markdown_it": "reader",
    "platformdirs": "settings",
    "pluggy": "plugins",
    "prometheus_client": "metrics",
    "psycopg": "store",
    "pydantic": "reader",
    "pydantic_core": "reader",
    "pysqlite3": "store",
    "pytest": "testing",
    "rich": "cli",
    "segno": "look",
    "sqlalchemy": "store",
    "starlette": "web",
    "streamlit": "web",
    "traitlets": "notebook",
    "typer": "cli",
    "uvicorn": "web",
    "websockets": "web",
    "yaml": "reader",
}
LONGEST_FILE, LONGEST_FUNCTION = 300, 45


def test_each_library_has_one_home() -> None:
    strays = [
        f"{place(file, line)} imports {name}"
        for file in python_files(CORE)
        for name, line in imports(file)
        if not name.startswith(".") and not _may_import(file, name.partition(".")[0])
    ]
    assert not strays, "\n".join(strays)


def test_every_library_that_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [*project["project"]["dependencies"], *extras["postgresql"], *extras["oidc"], *extras["jupyter"]]
    names = {re.split(r"[^\w.-]", each)[0].lower().replace("-", "_") for each in asked}
    names |= {"pydantic_core"}  # comes with pydantic, which promises it
    names |= {"IPython", "traitlets"}  # come with anywidget, which is nothing without them
    distributions = {"argon2": "argon2_cffi", "yaml": "pyyaml", "markdown_it": "markdown_it_py"}
    for_tests = {library for library, home in HOMES.items() if home == "testing"}
    missing = {library for library in HOMES.keys() - for_tests if distributions.get(library, library) not in names}
    assert not missing


def test_the_domain_needs_the_standard_library_only() -> None:
    outside = [
        f"{place(file, line)} imports {name}"
        for file in python_files(CORE / "domain")
        for name, line in imports(file)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("learnenv.domain")
    ]
    assert not outside, "\n".join(outside)


@pytest.mark.parametrize(
    "package", [CORE / "exercise_types", CORE / "questions", *module_packages()], ids=lambda folder: folder.name
)
def test_what_comes_in_by_a_hook_uses_the_public_names_only(package: Path) -> None:
    own = f"learnenv.{package.name}" if package.parent == CORE else package.name
    reaching = [
        f"{place(file, line)} imports {name}"
        for file in python_files(package)
        for name, line in imports(file)
        if name != "learnenv"
        and name.partition(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith(f"{own}.")
    ]
    assert not reaching, "\n".join(reaching)


def test_everything_but_the_web_works_without_streamlit(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_WITHOUT_STREAMLIT), str(write_tiny(tmp_path))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "right"


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    lengths = {place(file): len(file.read_text(encoding="utf-8").splitlines()) for file in _code()}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}


def test_no_function_is_too_long_to_see_whole() -> None:
    long = [
        f"{place(file, node.lineno)} {node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for file in python_files(CORE, *module_packages())
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_every_public_name_says_what_it_is_for() -> None:
    silent = [f"{place(file, line)} {name}" for file in python_files(CORE) for name, line in _undocumented(file)]
    assert not silent, "\n".join(silent)


def test_nothing_is_left_to_be_done_later() -> None:
    later = ("TO" + "DO", "FIX" + "ME", "XX" + "X ")
    found = [
        f"{place(file)}: {word}"
        for file in text_files()
        for word in later
        if word in file.read_text(encoding="utf-8")
    ]
    assert not found, "\n".join(found)


def test_no_page_is_given_html_of_its_own() -> None:
    """Raw HTML is how a text becomes a script; there is one way to put words on a page, and it is not this one."""
    names = {"unsafe_allow_html", "unsafe_allow_javascript"}
    found = [
        place(file, node.lineno)
        for file in python_files(CORE, *module_packages())
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.keyword) and node.arg in names)
        or (
            isinstance(node, ast.Attribute) and node.attr == "html" and ast.unparse(node.value) in {"st", "streamlit"}
        )
    ]
    assert not found, "\n".join(found)


def _may_import(file: Path, library: str) -> bool:
    home = HOMES.get(library)
    inside = file.relative_to(CORE).parts
    if home:
        return inside[0] in (home, f"{home}.py")
    return library in sys.stdlib_module_names or library == "learnenv"


def _code() -> list[Path]:
    scripts = sorted(CORE.rglob("*.js"))
    return python_files(CORE, ROOT / "tests", *module_packages()) + scripts


def _undocumented(file: Path) -> Iterator[tuple[str, int]]:
    if not ast.get_docstring(tree(file)):
        yield "the module itself", 1
    for node, inside in _public(tree(file)):
        if not ast.get_docstring(node):
            yield inside + node.name, node.lineno


def _public(
    node: ast.Module | ast.ClassDef, inside: str = ""
) -> Iterator[tuple[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith("_"):
            continue
        yield child, inside
        if isinstance(child, ast.ClassDef):
            yield from _public(child, f"{inside}{child.name}.")


_WITHOUT_STREAMLIT = """
    import importlib, pkgutil, sys

    class Block:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == "streamlit":
                raise ImportError(f"{name} is blocked")

    sys.meta_path.insert(0, Block())
    import learnenv
    from learnenv import bootstrap
    from learnenv.domain.grading import grade, read
    from learnenv.settings import read_settings

    for found in pkgutil.walk_packages(learnenv.__path__, "learnenv.", onerror=lambda name: None):
        if not found.name.startswith(("learnenv.web", "learnenv.store.migrations")) and "__main__" not in found.name:
            importlib.import_module(found.name)
    library = bootstrap.library(read_settings({}, data=sys.argv[1], modules=[sys.argv[1]]))
    exercise = library.exercise("tiny/sure")
    print(grade(exercise, read(exercise, exercise.type.samples(exercise.spec).right)).state)
"""
