"""learnenv doctor: what it finds, and what it leaves alone."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from learnenv.cli.doctor import database, disk, network
from learnenv.domain.text import Message
from learnenv.settings import read_settings
from learnenv.store.open import open_record
from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]
PRIVATE = 0o700


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that nobody else can read."""
    folder = tmp_path / "kept"
    folder.mkdir(mode=PRIVATE)
    return folder


def test_a_sound_installation_is_well(learnenv: Run, data: Path) -> None:
    open_record(f"sqlite:///{data / 'learnenv.sqlite3'}").close()
    ran = learnenv("doctor", "--data", str(data))
    assert ran.code == 0, ran.out
    assert str(data / "learnenv.sqlite3") in ran.out


def test_looking_makes_nothing(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("doctor", "--data", str(tmp_path / "not-yet"))
    assert ran.code == 0, ran.out
    assert not (tmp_path / "not-yet").exists()


def test_a_damaged_database_is_a_problem_and_stays_as_it_is(learnenv: Run, data: Path) -> None:
    file = data / "learnenv.sqlite3"
    file.write_bytes(b"this is no database" * 100)
    before = file.read_bytes()
    ran = learnenv("doctor", "--data", str(data))
    assert ran.code == 1
    assert str(file) in ran.out
    assert file.read_bytes() == before


def test_a_module_that_does_not_work_is_a_problem_with_its_reason(learnenv: Run, data: Path, tmp_path: Path) -> None:
    ran = learnenv("doctor", "--data", str(data), "--modules", str(write_tiny(tmp_path, module="id: 7")))
    assert ran.code == 1
    assert "folder:tiny" in ran.out
    assert "module.yaml" in ran.out


def test_listening_to_others_without_https_is_a_problem(learnenv: Run, data: Path) -> None:
    assert learnenv("doctor", "--data", str(data), "--host", "0.0.0.0").code == 1


def test_https_in_front_makes_listening_to_others_well() -> None:
    settings = read_settings({"LEARNENV_PUBLIC_URL": "https://learn.example.org"}, data=os.curdir, host="0.0.0.0")
    assert [finding.state for finding in network.look(settings)] == ["good"]


@pytest.mark.slow
def test_a_password_is_never_shown(learnenv: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        monkeypatch.setenv("LEARNENV_DATABASE_URL", f"postgresql://user:s3cret/im+99==@127.0.0.1:{port}/name")
        ran = learnenv("doctor")
    assert ran.code == 1
    assert f"postgresql://user@127.0.0.1:{port}/name" in ran.out
    assert "s3cret" not in ran.out + ran.err


@pytest.mark.parametrize("url", ["postgresql://user:s3cret:5x9", "postgresql://user:some@s3cret@host/name"])
def test_nor_in_an_address_that_cannot_be_read(learnenv: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("LEARNENV_DATABASE_URL", url)
    ran = learnenv("doctor")
    assert ran.code == 1
    assert "postgresql://…" in ran.out
    assert "s3cret" not in ran.out + ran.err


def test_the_sqlite_with_the_fault_is_pointed_out() -> None:
    assert database.library("3.51.2").state == "doubtful"
    assert database.library("3.51.3").state == "good"
    assert database.library("3.100.0").state == "good"


@pytest.mark.parametrize(
    ("megabytes", "state"), [(199, "bad"), (200, "doubtful"), (1_999, "doubtful"), (2_000, "good")]
)
def test_a_disk_that_is_nearly_full_is_noticed(megabytes: int, state: str) -> None:
    assert disk.room(megabytes * 1_000_000).state == state


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights in another way")
@pytest.mark.parametrize(("mode", "readable"), [(0o700, False), (0o705, True), (0o750, True)], ids=oct)
def test_a_folder_that_others_can_read_is_noticed(open_place: Path, mode: int, readable: bool) -> None:
    folder = open_place / "kept"
    folder.mkdir()
    folder.chmod(mode)
    assert (_said(folder, "cli.doctor.readable")) is readable


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights in another way")
def test_a_folder_inside_a_private_one_is_private(open_place: Path) -> None:
    folder = open_place / "home" / "kept"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    folder.parent.chmod(PRIVATE)
    assert not _said(folder, "cli.doctor.readable")


def test_a_network_disk_is_noticed(data: Path, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    inner = str(data).replace(" ", "\\040")
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/share {inner} nfs4 rw 0 0\n")
    assert _said(data, "cli.doctor.network-disk", mounts)
    assert disk.kind_of_disk(tmp_path, mounts) == "ext4"


@pytest.fixture
def open_place(tmp_path: Path) -> Iterator[Path]:
    """A folder that others can get to, all the way down; pytest's own are private."""
    changed = {}
    for folder in (tmp_path, *tmp_path.parents):
        mode = folder.stat().st_mode & 0o777
        if mode & 0o055 != 0o055:
            changed[folder] = mode
            folder.chmod(mode | 0o055)
    yield tmp_path
    for folder, mode in changed.items():
        folder.chmod(mode)


def _said(folder: Path, key: str, mounts: Path = Path("no-such-list")) -> bool:
    return any(isinstance(each.what, Message) and each.what.key == key for each in disk.look(folder, mounts))
