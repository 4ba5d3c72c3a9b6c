"""Ids that changed since an earlier release: each change that would cut learners off from their work is found."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from learnenv.checking.since import changes_since
from learnenv.domain.errors import NotFound
from learnenv.domain.fault import Fault
from tests.checking.modules import ALL_TYPES
from tests.reader.good_module import CHOICE, TYPES, change

CARD, EXERCISE, ORDER = "module.yaml", "exercises/eerste-stap.yaml", "exercises/voorbeeld-2.yaml"


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module two folders deep in a repository, released as v1."""
    made = tmp_path / "repository" / "modules" / "één module"
    for name, text in ALL_TYPES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    git(tmp_path / "repository", "init", "--initial-branch=main")
    git(made, "add", "--all")
    git(made, "commit", "--message=first")
    git(made, "tag", "v1")
    return made


def only(folder: Path, revision: str = "v1") -> Fault:
    (fault,) = changes_since(folder, TYPES, revision)
    return fault


def test_texts_and_titles_may_change(folder: Path) -> None:
    change(folder, EXERCISE, "Een proef", "Een kleine proef")
    change(folder, EXERCISE, "Eerste stap", "Het begin")
    change(folder, "lessons/hoe.nl.md", "# Hoe dan", "# Hoe doe je dat")
    change(folder, CARD, "Klein beginnen", "Klein begin")
    assert changes_since(folder, TYPES, "v1") == ()


def test_something_new_is_no_loss(folder: Path) -> None:
    more = "  - id: derde\n    text: {nl: Iets anders, en: Something else}\n    feedback: {nl: Wat?, en: What?}\n"
    (folder / EXERCISE).write_text(CHOICE + more, encoding="utf-8")
    shutil.copy(folder / EXERCISE, folder / "exercises/nieuw.yaml")
    assert changes_since(folder, TYPES, "v1") == ()


def test_what_is_not_committed_counts(folder: Path) -> None:
    change(folder, EXERCISE, "id: plan", "id: plannen")
    git(folder, "commit", "--all", "--message=second")
    change(folder, EXERCISE, "id: plannen", "id: plan")
    assert changes_since(folder, TYPES, "v1") == ()
    assert only(folder, "HEAD").code == "since.entry-renamed"


CHANGES = {
    "another module id": (CARD, "id: klein-begin", "id: klein-beginnen", "module-id", f"{CARD}:1", "klein-begin"),
    "another page id": (CARD, "- id: waarom", "- id: why", "page-renamed", f"{CARD}:16", "waarom"),
    "a page taken out": (CARD, "  - id: hoe\n    minutes: 12\n", "", "page-gone", f"{CARD}:15", "hoe"),
    "another option id": (EXERCISE, "id: plan", "id: vijfjarenplan", "entry-renamed", f"{EXERCISE}:20", "plan"),
    "another type": (EXERCISE, "single-choice", "multiple-choice", "type-changed", f"{EXERCISE}:1", "single-choice"),
    "another item id": (ORDER, "{id: try,", "{id: attempt,", "entry-renamed", f"{ORDER}:8", "try"),
    "another scene id": (
        "cases/loket.yaml",
        "- id: plan-refused",
        "- id: refused",
        "entry-renamed",
        "cases/loket.yaml:64",
        "plan-refused",
    ),
    "another id of a choice": (
        "cases/loket.yaml",
        "- id: watch\n",
        "- id: observe\n",
        "entry-renamed",
        "cases/loket.yaml:24",
        "watch",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_learners_would_lose_work_by_is_an_error(name: str, folder: Path) -> None:
    file, old, new, code, place, kept = CHANGES[name]
    change(folder, file, old, new)
    if name == "another page id":
        for language in ("nl", "en"):
            (folder / f"lessons/waarom.{language}.md").rename(folder / f"lessons/why.{language}.md")
    fault = only(folder)
    assert (fault.code, f"{fault.file}:{fault.line}", fault.severity) == (f"since.{code}", place, "error")
    assert kept in getattr(fault.what, "values", {}).values()


def test_an_option_that_is_gone_is_named_with_its_text(folder: Path) -> None:
    option = CHOICE[CHOICE.index("  - id: plan") :]
    new = "  - id: iets\n    text: {nl: Wachten, en: Wait}\n    feedback: {nl: Waarop?, en: For what?}\n"
    change(folder, EXERCISE, option, new)
    fault = only(folder)
    assert fault.code == "since.entry-gone"
    assert fault.line == 15
    assert "vijf jaar" in str(getattr(fault.what, "values", {})["text"])


def test_a_renamed_file_is_told_apart_from_one_that_is_gone(folder: Path) -> None:
    (folder / EXERCISE).rename(folder / "exercises/begin.yaml")
    (folder / "exercises/schets.yaml").unlink()
    renamed, gone = changes_since(folder, TYPES, "v1")
    assert (renamed.code, renamed.file) == ("since.file-renamed", "exercises/begin.yaml")
    assert (gone.code, gone.file, gone.line) == ("since.file-gone", "exercises/schets.yaml", 0)


RIGHT = {
    "another right option": (
        EXERCISE,
        "    right: true\n",
        "",
        "    feedback: {nl: Dan leer je",
        "    right: true\n    feedback: {nl: Dan leer je",
    ),
    "another number": ("exercises/hoeveel.yaml", "value: 42", "value: 43", "", ""),
    "another order": (
        ORDER,
        "  - {id: question, text: {nl: Kies een vraag, en: Choose a question}}\n",
        "",
        "mistakes:",
        "  - {id: question, text: {nl: Kies een vraag, en: Choose a question}}\nmistakes:",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_changed_right_answer_is_a_warning(name: str, folder: Path) -> None:
    file, old, new, more, instead = RIGHT[name]
    change(folder, file, old, new)
    if more:
        change(folder, file, more, instead)
    fault = only(folder)
    assert (fault.code, fault.file, fault.severity) == ("since.right-changed", file, "warning")
    assert fault.line > 1


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no-repository"):
        changes_since(tmp_path, TYPES, "v1")


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("v11", "no-revision.near"),
        ("nergens", "no-revision "),
        ("--output=x", "no-revision"),
        ("v1:module.yaml", "no-rev"),
    ],
)
def test_an_unknown_revision_is_said_and_is_never_an_option_of_git(revision: str, says: str, folder: Path) -> None:
    with pytest.raises(NotFound, match=says):
        changes_since(folder, TYPES, revision)
    assert not list(folder.rglob("x"))


def test_a_repository_without_commits_has_no_revisions(tmp_path: Path) -> None:
    git(tmp_path, "init")
    with pytest.raises(NotFound, match="no-revision"):
        changes_since(tmp_path, TYPES, "HEAD")


def test_a_shallow_copy_says_how_to_get_the_rest(folder: Path, tmp_path: Path) -> None:
    change(folder, CARD, "Klein beginnen", "Klein begin")
    git(folder, "commit", "--all", "--message=second")
    git(tmp_path, "clone", "--depth=1", "--no-tags", f"file://{tmp_path}/repository", "shallow")
    with pytest.raises(NotFound, match="shallow"):
        changes_since(tmp_path / "shallow/modules/één module", TYPES, "v1")


def test_a_module_that_was_not_there_yet_is_said(folder: Path) -> None:
    elsewhere = folder.parent / "elders"
    shutil.copytree(folder, elsewhere)
    with pytest.raises(NotFound, match="no-module"):
        changes_since(elsewhere, TYPES, "v1")


def test_a_release_that_could_not_be_read_is_said(folder: Path) -> None:
    card = (folder / CARD).read_text(encoding="utf-8")
    (folder / CARD).write_text("id: [", encoding="utf-8")
    git(folder, "commit", "--all", "--message=broken")
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(NotFound, match="unreadable"):
        changes_since(folder, TYPES, "HEAD")


def test_a_computer_without_git_is_told_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(NotFound, match="no-git"):
        changes_since(folder, TYPES, "v1")
