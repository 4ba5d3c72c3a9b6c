"""The tutorial for authors, followed step by step: files are written, commands run, and what they print compared."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.server import free_port
from tests.support.source import ROOT

TUTORIAL = ROOT / "docs" / "authors" / "tutorial.md"
EXPECTED_TO_FAIL = ("rihgt", "--since")
"""What stands in a block whose command shows a mistake on purpose."""

_PART = re.compile(
    r"(?P<write>(?:Write|Add\s+to\s+the\s+end\s+of)\s+`(?P<file>[^`]+)`(?:\s+and\s+`(?P<other>[^`]+)`)?:\s*?\n\n"
    r"(?P<mark>`{3,})\w+\n(?P<content>.*?)^(?P=mark)$)"
    r"|(?P<replace>[Rr]eplace `(?P<old>[^`]+)` by `(?P<new>[^`]+)` in\s+`(?P<where>[^`]+)`)"
    r"|^```console\n(?P<console>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Desk:
    """Where the tutorial is followed: a folder, an environment, and what was left running."""

    folder: Path
    environment: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def run(self, command: str) -> tuple[int, str]:
        """Run one command line as a shell would; what it printed."""
        if command.startswith("cd "):
            self.folder = self.folder / command.removeprefix("cd ")
            return 0, ""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.environment[name] = value
            return 0, ""
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def preview(self, command: str) -> None:
        """Start what keeps running, and wait until it shows the module."""
        port = free_port()
        started = subprocess.Popen(
            [*command.split(), "--port", str(port)], cwd=self.folder, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.running.append(started)
        for _ in range(300):
            assert started.poll() is None, started.stdout.read() if started.stdout else ""
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the preview did not start")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a Python of its own, so that the module can be installed without leaving a trace."""
    home = tmp_path / "python"
    venv.create(home, with_pip=False, symlinks=True)
    packages = next(home.glob("lib/python*/site-packages"))
    ours = [path for path in sys.path if path.endswith("site-packages")]
    lines = "".join(f"import site; site.addsitedir({path!r})\n" for path in ours)
    (packages / "ours.pth").write_text(lines, encoding="utf-8")
    command = home / "bin" / "learnenv"
    command.write_text(
        f"#!{home}/bin/python\nimport sys\nfrom learnenv.cli import main\nsys.exit(main())\n", encoding="utf-8"
    )
    command.chmod(0o755)
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    work = tmp_path / "work"
    work.mkdir()
    made = Desk(work, {
        **kept, "PATH": f"{home}/bin:{os.environ['PATH']}", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1",
        "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": "1",
        "LEARNENV_DATA": str(tmp_path / "data"), "COLUMNS": "200",
    })  # fmt: skip
    yield made
    for process in made.running:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=20)
        assert "Traceback" not in printed


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="the tutorial uses git, which is not here")
def test_the_tutorial_works_as_it_is_written(desk: Desk) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    commands = 0
    for part in _PART.finditer(text):
        if part["write"]:
            for name in filter(None, (part["file"], part["other"])):
                _write(desk.folder / name, part["content"], add=part["write"].startswith("Add"))
        elif part["replace"]:
            file = desk.folder / part["where"]
            before = file.read_text(encoding="utf-8")
            assert part["old"] in before, part["replace"]
            file.write_text(before.replace(part["old"], part["new"], 1), encoding="utf-8")
        else:
            commands += _follow(desk, part["console"])
    assert commands == len(re.findall(r"^\$ ", text, re.MULTILINE))


def test_every_block_of_the_tutorial_is_one_that_the_test_follows() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    followed = [part for part in _PART.finditer(text) if not part["replace"]]
    assert len(followed) == len(re.findall(r"^(`{3,})\w+\n.*?^\1$", text, re.MULTILINE | re.DOTALL))
    assert len([part for part in _PART.finditer(text) if part["replace"]]) == text.lower().count("replace `")


def _follow(desk: Desk, block: str) -> int:
    """Run a block's commands; the lines under each are what it prints, `…` standing for anything."""
    pieces = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    for command, shown in zip(pieces[::2], pieces[1::2], strict=True):
        if command.startswith("learnenv preview"):
            desk.preview(command)
            continue
        code, printed = desk.run(command)
        fails = any(sign in shown or sign in command for sign in EXPECTED_TO_FAIL)
        assert (code != 0) == fails, f"$ {command}\n{printed}"
        pattern = re.escape(shown.strip()).replace("…", ".*")
        assert re.fullmatch(pattern, printed.strip(), re.DOTALL), f"$ {command}\n{printed}\ninstead of\n{shown}"
    return len(pieces) // 2


def _write(file: Path, content: str, add: bool) -> None:
    before = file.read_text(encoding="utf-8") if add else ""
    assert add == file.exists(), file
    file.write_text(before + content, encoding="utf-8")
