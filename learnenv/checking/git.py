"""What a module's text files were at an earlier revision, asked of git. Changes nothing in the repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from learnenv.domain.errors import NotFound
from learnenv.reader.guess import nearest
from learnenv.reader.names import MODULE_FILE

TEXTS = (".yaml", ".md")
_PATIENCE = 60
"""Seconds after which git is given up."""
_A_FILE = b"100"
"""How the mode of an ordinary file begins; links and other repositories have another one."""


def texts_at(folder: Path, revision: str) -> Mapping[str, bytes]:
    """The text files of the module in `folder` as they were at `revision`, by their path within the module.

    Raises NotFound, saying why: there is no git, no repository, no such revision, or no module in it.
    """
    if _git(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise NotFound("check.since.no-repository", folder=str(folder))
    commit = _commit(folder, revision)
    listed = _git(folder, "ls-tree", "-r", "-z", commit, "--", ".")
    found = [_entry(line) for line in listed.split(b"\0") if line.startswith(_A_FILE)]
    wanted = [(name, object_id) for name, object_id in found if name.endswith(TEXTS) and ".." not in name]
    if MODULE_FILE not in dict(wanted):
        raise NotFound("check.since.no-module", folder=str(folder), revision=revision)
    contents = _contents(folder, [object_id for _, object_id in wanted])
    return {name: content for (name, _), content in zip(wanted, contents, strict=True)}


def _commit(folder: Path, revision: str) -> str:
    said = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if said.strip():
        return said.decode("ascii", "replace").strip()
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NotFound("check.since.shallow", revision=revision)
    known = _git(folder, "for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads")
    near = nearest(revision, known.decode("utf-8", "replace").split())
    if near is not None:
        raise NotFound("check.since.no-revision.near", revision=revision, near=near)
    raise NotFound("check.since.no-revision", revision=revision)


def _entry(line: bytes) -> tuple[str, str]:
    """The path and the object's name in a line of ls-tree."""
    about, _, name = line.partition(b"\t")
    return name.decode("utf-8", "replace"), about.split()[2].decode("ascii")


def _contents(folder: Path, objects: Sequence[str]) -> list[bytes]:
    """The contents of these objects, in their order, by one call of git."""
    said = _git(folder, "cat-file", "--batch", given="".join(f"{each}\n" for each in objects).encode())
    contents: list[bytes] = []
    start = 0
    for _ in objects:
        head, _, _ = said[start:].partition(b"\n")
        if not head.rpartition(b" ")[2].isdigit():
            raise NotFound("check.since.git-failed", said=head.decode("utf-8", "replace"))
        begin = start + len(head) + 1
        start = begin + int(head.rpartition(b" ")[2]) + 1
        contents.append(said[begin : start - 1])
    return contents


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; empty when it does not know. Never through a shell, and it asks nobody anything."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603  a fixed program with a list of arguments
            ["git", "-C", str(folder), *arguments],  # noqa: S607  wherever the person has git
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise NotFound("check.since.no-git") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFound("check.since.git-failed", said=str(error)) from error
    if b"dubious ownership" in done.stderr:
        raise NotFound("check.since.git-failed", said=done.stderr.decode("utf-8", "replace").splitlines()[0])
    return done.stdout if done.returncode == 0 else b""
