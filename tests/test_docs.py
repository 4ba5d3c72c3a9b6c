"""The readme and docs/ are true: commands, options, links, hooks and examples exist and work."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
import typer.main

from learnenv import exercise_types, labs
from learnenv.cli.app import build
from learnenv.domain.content import Exercise
from learnenv.domain.grading import grade, read
from learnenv.domain.module_page import ModulePage, PageAsk, PagePart
from learnenv.language.catalogues import catalogue
from learnenv.library import Library
from learnenv.plugins import hookspecs
from learnenv.plugins.manager import HOOKS, Plugins
from learnenv.settings import VARIABLES, read_settings
from tests.support.source import ROOT, place, text_files

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LICENCE_TEXTS = {"LICENSE-content.md"}
OURS = [page for page in PAGES if page.name not in LICENCE_TEXTS]
EXERCISES = ROOT / "docs" / "authors" / "exercises.md"
GOOD_EXERCISES = ROOT / "docs" / "authors" / "good-exercises.md"
LABS_PAGE = EXERCISES.with_name("labs.md")
CASES = ROOT / "docs" / "authors" / "cases.md"

CARD = (
    "{{id: {id}, version: '1', title: {{nl: V, en: E}}, summary: {{nl: V, en: E}}, method: {{nl: V, en: E}},"
    " minutes: 5, outcomes: [{{nl: V, en: E}}], pages: [{{id: all, minutes: 5}}], authors: [a], licence: CC-BY-4.0}}"
)
_CODE = re.compile(r"^```.*?^```|^ {4,}\S.*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^(`{3,})(\w*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?<!from )(?<!/srv/)\blearnenv (?!learnenv)((?:--)?[a-z]+)((?: +[^\s`]+)*)")


@pytest.mark.parametrize("page", OURS, ids=place)
def test_every_learnenv_command_exists_with_its_options(page: Path) -> None:
    commands: dict[str, Any] = typer.main.get_command(build("en")).commands  # type: ignore[attr-defined]
    for name, rest in (found.groups() for code in _code(page) for found in _COMMAND.finditer(code)):
        if name.startswith("--"):
            continue
        assert name in commands, f"{place(page)}: learnenv {name}"
        command = commands[name]
        if below := getattr(command, "commands", {}):
            word = rest.split()[0] if rest.split() else ""
            assert not word or word in below, f"{place(page)}: learnenv {name} {word}"
            command = below.get(word, command)
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{place(page)}: learnenv {name}{rest}"


@pytest.mark.parametrize("page", OURS, ids=place)
def test_every_make_command_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    settings = set(re.findall(r"^([A-Z]+) \?=", makefile, re.MULTILINE))
    for line in (line for code in _code(page) for line in code.splitlines()):
        for target, given in re.findall(r"(?<![\w-])make ([a-z]+)((?: [A-Z]+=\S+)*)", line):
            assert target in targets, f"{place(page)}: make {target}"
            assert set(re.findall(r"([A-Z]+)=", given)) <= settings, f"{place(page)}: make {target}{given}"


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = _CODE.sub("", page.read_text(encoding="utf-8"))
    for target in _LINK.findall(prose):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), f"{place(page)}: {target}"
        assert not heading or heading in _headings(file), f"{place(page)}: {target}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        reached.add(page)
        linked = ((page.parent / link).resolve() for link in _LINK.findall(page.read_text(encoding="utf-8")))
        todo += [file for file in linked if file.suffix == ".md" and file.exists() and file not in reached]
    assert reached == set(PAGES)


def test_every_hook_is_described_with_its_signature() -> None:
    text = (ROOT / "docs" / "authors" / "hooks.md").read_text(encoding="utf-8")
    for hook in HOOKS:
        signature = inspect.signature(getattr(hookspecs, hook))
        described = f"    {hook}() -> {signature.return_annotation}"
        assert not signature.parameters
        assert described in text.splitlines()
        assert f"\n## {hook}\n" in text


def test_what_a_hook_gives_and_when_it_is_called_is_described_as_the_code_says_it() -> None:
    """Each hook's docstring names a type, the moment and what happens on failure; so does its section."""
    for hook in HOOKS:
        section = _section(hook)
        said = inspect.getdoc(getattr(hookspecs, hook)) or ""
        for label in ("Return", "Called", "On failure"):
            assert re.search(rf"^- {label}: \S", section, re.MULTILINE), f"{hook}: {label}"
        assert ("Called: once" in said) == bool(re.search(r"^- Called: once", section, re.MULTILINE)), hook
        given = HOOKS[hook].__name__
        named = "folder" if given == "Path" else given
        assert named in section, f"{hook} gives {given}"


def test_everything_that_a_page_of_a_plugin_is_made_of_is_described() -> None:
    parts = [each.__name__ for each in get_args(PagePart)]
    fields = [field.name for part in get_args(PagePart) for field in dataclasses.fields(part)]
    asked = [field.name for field in dataclasses.fields(PageAsk)]
    page = [field.name for field in dataclasses.fields(ModulePage)]
    section = _section("learnenv_pages")
    assert not [name for name in (*parts, *fields, *asked, *page) if not re.search(rf"\b{name}\b", section)]


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(LEARNENV_[A-Z_]*[A-Z])`", text)) == set(VARIABLES)


def test_every_python_example_can_be_run_and_every_plugin_works(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [text for page in OURS for language, text in _fences(page) if language == "python"]
    plugins = Plugins()
    for number, source in enumerate(sources):
        module = ModuleType(f"example_{number}")
        module.__file__ = __file__
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(source, vars(module))
        if "hookimpl" in source:
            plugins.register(module, module.__name__)
    assert not plugins.problems
    assert [type_.name for _, type_ in plugins.exercise_types()] == ["yes-no"]
    (type_,) = (type_ for _, type_ in plugins.exercise_types())
    spec = type_.parse({"true": "true"})
    samples = type_.samples(spec)
    (page,) = (page for _, page in plugins.pages())
    empty, filled = page.draw(PageAsk("nl")), page.draw(PageAsk("en", {"test-card": {"steps": ({"item": "Call"},)}}))
    assert (len(empty), len(filled)) == (1, 1)
    assert empty != filled
    (importer,), (exporter,) = ([each for _, each in made] for made in (plugins.importers(), plugins.exporters()))
    carried = importer.read(b"question;answer\nWhat?;This\nNothing", "en")
    assert importer.recognises(b"question;answer\n")
    assert [(each.fate, each.line) for each in carried] == [("kept", 2), ("skipped", 3)]
    assert exporter.write((), "nl").carried == ()
    assert (type_.grade(spec, samples.right).fraction, type_.grade(spec, samples.wrong).fraction) == (1, 0)


def test_every_built_in_type_has_an_example(examples: Library) -> None:
    shown = {exercise.type.name for exercise in examples.module("examples").exercises.values()}
    assert shown == set(examples.types)


def test_every_example_is_without_faults_and_graded_right(examples: Library) -> None:
    assert not [fault for fault in examples.faults("examples") if fault.severity == "error"]
    for exercise in examples.module("examples").exercises.values():
        samples = exercise.type.samples(exercise.spec)
        assert _state(exercise, samples.right) == "right"
        assert _state(exercise, samples.wrong) != "right"


def test_the_example_of_a_module_is_without_faults(tmp_path: Path) -> None:
    page = ROOT / "docs" / "authors" / "modules.md"
    card = next(text for language, text in _fences(page) if language == "yaml")
    lesson = next(text for language, text in _fences(page) if language == "markdown")
    canvas = next(text for text in _examples() if text.startswith("type: canvas"))
    exercises = {"top-down-claim": _examples()[0], "doetank-canvas": canvas}
    lesson += "\n```{learnenv} doetank-canvas\n```\n"
    folder = _module(tmp_path / "doetank-start", card, {"why-small": lesson}, exercises)
    for picture in ("cover.svg", "rings.svg"):
        file = folder / "images" / picture
        file.parent.mkdir(exist_ok=True)
        file.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    library = _library(folder)
    assert not library.problems
    assert not [fault for fault in library.faults("doetank-start") if fault.severity == "error"]


def test_the_example_of_a_case_is_without_faults_and_its_note_has_a_place_to_go(tmp_path: Path) -> None:
    case, transfer = (text for language, text in _fences(CASES) if language == "yaml")
    canvas = next(text for text in _examples() if text.startswith("type: canvas"))
    cell = "  - id: stop-when\n    title: {nl: Stop als, en: Stop when}\n    example: {nl: x, en: x}\n  - id: belief"
    exercises = {"my-canvas": canvas.replace("  - id: belief", cell)}
    lesson = "# Les\n\n```{learnenv} the-counter\n```\n\n```{learnenv} my-canvas\n```\n"
    folder = _module(tmp_path / "cases", CARD.format(id="cases"), {"all": lesson}, exercises)
    (folder / "cases").mkdir()
    (folder / "cases" / "the-counter.yaml").write_text(case + transfer, encoding="utf-8")
    library = _library(folder)
    assert not library.faults("cases")
    assert library.module("cases").cases["the-counter"].best == 4


def test_nothing_says_where_packages_come_from() -> None:
    hosts = ("pypi" + ".", "python" + "hosted", "npm" + "js", "registry" + ".", "ana" + "conda", "index" + "-url =")
    found = [f"{place(file)}: {host}" for file in _texts() for host in hosts if host in file.read_text("utf-8")]
    assert not found, "\n".join(found)


def test_nothing_depends_on_a_place_outside_the_repository() -> None:
    outside = re.compile(r"(?<![\w.:/<}\])])/(?:work|root|home|Users|opt|tmp)/\w[\w./-]*")
    found = [
        f"{place(file)}: {match.group()}"
        for file in _texts()
        if ROOT / "tests" not in file.parents
        for match in outside.finditer(file.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A module with every example of an exercise in it."""
    exercises = {f"example-{number}": text for number, text in enumerate(_examples())}
    lesson = "# Examples\n\n" + "".join(f"```{{learnenv}} {id}\n```\n\n" for id in exercises)
    card = CARD.format(id="examples")
    return _library(_module(tmp_path_factory.mktemp("docs") / "examples", card, {"all": lesson}, exercises))


def _module(folder: Path, card: str, lessons: dict[str, str], exercises: dict[str, str]) -> Path:
    for name in ("lessons", "exercises"):
        (folder / name).mkdir(parents=True)
    (folder / "module.yaml").write_text(card, encoding="utf-8")
    for id, text in lessons.items():
        for language in ("nl", "en"):
            (folder / "lessons" / f"{id}.{language}.md").write_text(text, encoding="utf-8")
    for id, text in exercises.items():
        (folder / "exercises" / f"{id}.yaml").write_text(text, encoding="utf-8")
    return folder


def _library(folder: Path) -> Library:
    """The built-in types and this one module, without whatever is installed."""

    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(labs, "learnenv-labs")
    settings = read_settings({}, data=folder, modules=[folder])
    return Library(plugins, settings.module_folders)


def _state(exercise: Exercise, answer: Any) -> str:
    return grade(exercise, read(exercise, answer)).state


def _examples() -> list[str]:
    return [
        text
        for page in (EXERCISES, GOOD_EXERCISES, LABS_PAGE)
        for language, text in _fences(page)
        if language == "yaml"
    ]


def _fences(page: Path) -> list[tuple[str, str]]:
    return [(found[2], found[3]) for found in _FENCE.finditer(page.read_text(encoding="utf-8"))]


def test_every_message_about_the_database_is_explained_to_administrators() -> None:
    page = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    rows = page.partition("| in English | in Dutch | what to do |")[2].partition("\n\n")[0].splitlines()[2:]
    told = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    english, dutch = catalogue("en"), catalogue("nl")
    explained = [
        key
        for one, other, way_out in told
        for key in english
        if key.startswith("store.") and one in english[key].one and other in dutch[key].one and way_out
    ]
    assert sorted(explained) == sorted(key for key in english if key.startswith("store."))


def _code(page: Path) -> Iterator[str]:
    return (found.group() for found in _CODE.finditer(page.read_text(encoding="utf-8")))


def _section(hook: str) -> str:
    text = (ROOT / "docs" / "authors" / "hooks.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {hook}\n")[2].partition("\n## ")[0]


def _headings(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _texts() -> list[Path]:
    return [*text_files(), ROOT / "requirements.lock"]
