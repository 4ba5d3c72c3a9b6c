"""A Jupyter server of a test's own, and a notebook on it as somebody sees it in JupyterLab or Notebook 7."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.server import free_port
from tests.support.source import ROOT

START_SECONDS = 120.0
OFF = ("nbgrader", "jupytext", "jupyter_server_proxy", "jupyterlab_git", "jupyter_lsp", "jupyter_server_terminals")
_SETTINGS = {"@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}


@dataclass
class Jupyter:
    """A running server."""

    port: int
    token: str
    folder: Path
    process: subprocess.Popen[bytes]

    def write(self, name: str, cells: Sequence[str]) -> None:
        """A notebook with these cells of code."""
        write_notebook(self.folder / name, cells)

    def open(self, browser: Browser, front: str, name: str) -> Notebook:
        """A notebook in a page of its own. `front`: lab or notebooks."""
        # A workspace of its own, or Lab would open what was open before as well.
        way = f"lab/workspaces/{name.partition('.')[0]}/tree" if front == "lab" else "notebooks"
        address = f"http://127.0.0.1:{self.port}/{way}/{name}?token={self.token}"
        return Notebook(browser.new_page(viewport={"width": 1280, "height": 900}), address)

    def ask(self, method: str, path: str) -> Any:
        """Ask the server itself, as its own pages do."""
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, method=method, headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode()
        return json.loads(text) if text else None

    def kill_kernels(self) -> None:
        """End every kernel at once, as a machine does that runs out of memory."""
        for kernel in self.ask("GET", "/api/kernels"):
            self.ask("DELETE", f"/api/kernels/{kernel['id']}")


def write_notebook(file: Path, cells: Sequence[str]) -> None:
    """A notebook with these cells of code."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, file)


@contextmanager
def jupyter(folder: Path, environment: Mapping[str, str]) -> Iterator[Jupyter]:
    """A server with folders of its own for all that it keeps, on a free port of this machine."""
    port, token, home = free_port(), secrets.token_hex(16), folder / "jupyter"
    for name, settings in _SETTINGS.items():
        file = home / "lab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    (folder / "notebooks").mkdir()
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "lab"), "IPYTHONDIR": str(home / "ipython")}
    flags = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]
    flags += [f"--ServerApp.root_dir={folder / 'notebooks'}", "--ServerApp.port_retries=0"]
    flags += [f"--ServerApp.jpserver_extensions={name}=False" for name in OFF]
    with (folder / "jupyter.log").open("ab") as log:
        command = [sys.executable, "-m", "jupyterlab", *flags]
        process = subprocess.Popen(
            command, env={**os.environ, **own, **environment, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
    server = Jupyter(port, token, folder / "notebooks", process)
    try:
        _wait(server, folder / "jupyter.log")
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _wait(server: Jupyter, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.process.poll() is None, log.read_text()
        try:
            server.ask("GET", "/api/status")
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no Jupyter server in {START_SECONDS} s: {log.read_text()}")


class Notebook:
    """A notebook in a browser, at this address."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.page.set_default_timeout(60_000)
        self.page.goto(address)
        self.cells = self.page.locator(".jp-Notebook .jp-CodeCell")
        self.forms = self.page.locator(".jp-Notebook .le-form")
        expect(self.cells.first).to_be_visible(timeout=60_000)
        ready = self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        expect(ready.first).to_be_attached(timeout=90_000)  # only then does running a cell do something

    def run(self, number: int, until: Locator, count: int = 1) -> None:
        """Run one cell by keyboard, until what it shows is there. A kernel that was connected just now drops what it
        is asked without a word, so it is asked again until the cell says that it runs."""
        cell = self.cells.nth(number)
        asked = cell.locator(".jp-InputPrompt").first
        before = asked.inner_text()
        for _ in range(20):
            cell.locator(".cm-content").first.click()
            self.page.keyboard.press("Control+Enter")
            try:
                expect(asked).not_to_have_text(before, timeout=3_000)
            except AssertionError:
                continue
            break
        expect(until).to_have_count(count, timeout=180_000)
