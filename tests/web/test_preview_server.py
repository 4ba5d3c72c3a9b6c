"""The preview as a program: for this machine only, for nobody in particular, and nothing stays behind."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from learnenv.domain.content import LearningModule
from learnenv.language import speech
from tests.support.apart import apart
from tests.support.modules import write_module
from tests.support.server import Server
from tests.support.streamlit_client import Tab
from tests.web.asking import ask
from tests.web.previewing import contents, log_of, previewing
from tests.web.protocol import hand_in

pytestmark = pytest.mark.slow


def test_an_author_answers_and_nothing_is_written_anywhere(tmp_path: Path, module: LearningModule) -> None:
    home = tmp_path / "home"
    home.mkdir()
    folder = write_module(tmp_path, "small")
    before = contents(folder)
    at_home = {"HOME": str(home), "XDG_DATA_HOME": str(home), "LEARNENV_DATA": str(tmp_path / "data")}
    at_home["LEARNENV_DATABASE_URL"] = f"sqlite:///{tmp_path / 'other.sqlite3'}"

    async def answer(server: Server) -> list[str]:
        async with Tab(server.port) as tab:
            wrong = (await tab.load("/lesson?module=small&page=page-1")).exceptions
            library = read(folder)
            for exercise in library.exercises.values():
                right = exercise.type.samples(exercise.spec).right
                wrong += (await hand_in(tab, exercise, right)).exceptions
            return [*wrong, *(await tab.load("/progress")).exceptions]

    with previewing(folder, tmp_path / "data", environment=at_home) as server:
        assert apart(answer(server)) == []
    assert contents(folder) == before
    assert contents(home) == {}
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "other.sqlite3").exists()


def read(folder: Path) -> LearningModule:
    """The module as the preview reads it."""
    from learnenv import bootstrap
    from learnenv.settings import read_settings

    app = bootstrap.preview(read_settings({}, data=folder))
    app.library.read([("me", folder)])
    return app.library.module("small")


def test_there_is_no_way_in_to_go_through(tmp_path: Path) -> None:
    with previewing(write_module(tmp_path, "small"), tmp_path / "data") as server:
        page = ask(server, "/module?module=small")
        assert page.status == 200
        assert "/preview.js" in page.body
        assert page.cookies == []
        for path in ("/welcome", "/recover"):
            assert (ask(server, path).status, ask(server, path).location) == (303, "/")
        assert ask(server, "/nowhere").status == 404
        said = log_of(tmp_path / "data")
        address = f"{server.url}/module?module=small"
        assert said == speech("nl").say("preview.address", folder=str(tmp_path / "small"), address=address) + "\n"


def test_signing_out_begins_anew_as_somebody_else(tmp_path: Path) -> None:
    with previewing(write_module(tmp_path, "small"), tmp_path / "data") as server:
        asked = ask(server, "/sign-out")
        token = asked.body.partition('name="token" value="')[2].partition('"')[0]
        jar = "; ".join(each.split(";")[0] for each in asked.cookies)
        done = ask(server, "/sign-out", "POST", {"token": token}, Cookie=jar)
        assert done.status == 303
        assert ask(server, "/you").status == 200


def test_only_this_machine_is_answered(tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small")
    everywhere = {"LEARNENV_HOST": "0.0.0.0", "LEARNENV_PUBLIC_URL": "https://learn.example.org"}
    with previewing(folder, tmp_path / "data", environment=everywhere) as server:
        assert ask(server, "/", Host="learn.example.org").status == 403
        assert ask(server, "/preview/version", Host="learn.example.org").status == 403
        assert handshake(server, "127.0.0.1") == 101
        assert handshake(server, "learn.example.org") != 101
        for address in other_addresses():
            with pytest.raises(OSError), socket.create_connection((address, server.port), timeout=2):
                pass


def handshake(server: Server, host: str) -> int:
    """The status of an attempt to open a WebSocket."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    headers = {"Host": f"{host}:{server.port}", "Connection": "Upgrade", "Upgrade": "websocket"}
    headers |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    connection.request("GET", "/_stcore/stream", headers={**headers, "Origin": f"http://{host}:{server.port}"})
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def other_addresses() -> list[str]:
    """The addresses by which others reach this machine."""
    found = {str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return sorted(address for address in found if not address.startswith("127."))


def test_the_version_changes_with_the_files_and_pictures_are_always_asked_for(tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small")
    (folder / "images").mkdir()
    picture = folder / "images" / "a.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with previewing(folder, tmp_path / "data") as server:
        shown = ask(server, "/content/small/a.svg")
        assert shown.headers["cache-control"] == "no-cache"
        before = settled(server)
        picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')
        end = time.monotonic() + 3
        while settled(server) == before:
            assert time.monotonic() < end
        assert "<g/>" in ask(server, "/content/small/a.svg").body


def settled(server: Server) -> str:
    """The version once it stays the same."""
    now = ask(server, "/preview/version").body
    while True:
        time.sleep(0.5)
        before, now = now, ask(server, "/preview/version").body
        if before == now:
            return now


def test_it_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    with previewing(write_module(tmp_path, "small"), tmp_path / "data") as server:
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 5


def preview(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "learnenv.cli", "preview", *arguments]
    own = {**os.environ, "LEARNENV_LANGUAGE": "en", **environment}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=own)


def test_what_cannot_be_previewed_is_said_in_one_line(tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        wrong = [
            preview(str(tmp_path / "gone")),
            preview(str(folder / "lessons")),
            preview(str(folder), "--lang", "fr"),
            preview(str(folder), "--port", port),
        ]
    for done in wrong:
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
        assert done.stdout == ""
    assert [str(part) in done.stderr for done, part in zip(wrong, ("gone", "lessons", "fr", port), strict=True)]
