"""learnenv backup, restore and move."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.store.asked import asks_for_password, with_password
from learnenv.store.open import open_record
from learnenv.testing.record_samples import answer, somebody
from tests.cli.conftest import Ran
from tests.support.postgresql_server import NoServer, postgresql_server

Run = Callable[..., Ran]
PASSWORD = "s3cret @/:% word"


def test_a_record_goes_into_a_file_and_from_there_to_a_new_place_and_another_database(
    learnenv: Run, tmp_path: Path
) -> None:
    record = open_record(f"sqlite:///{tmp_path}/data/learnenv.sqlite3")
    me = somebody(record)
    answer(record, me, "module/e", "mine")
    record.close()

    ran = learnenv("backup", "--out", str(tmp_path / "copies" / "copy.sqlite3"))
    assert (ran.code, ran.err) == (0, "")
    assert str(tmp_path / "copies" / "copy.sqlite3") in ran.out
    ran = learnenv("restore", str(tmp_path / "copies" / "copy.sqlite3"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert learnenv("restore", str(tmp_path / "copies" / "copy.sqlite3"), "--data", str(tmp_path / "new")).code == 0
    ran = learnenv("move", "--data", str(tmp_path / "new"), "--to", f"sqlite:///{tmp_path}/other.sqlite3")
    assert (ran.code, ran.err) == (0, "")

    record = open_record(f"sqlite:///{tmp_path}/other.sqlite3")
    assert [each.answer["text"] for each in record.attempts(me, "module/e")] == ["mine"]
    record.close()
    ran = learnenv("move", "--to", f"sqlite:///{tmp_path}/other.sqlite3")
    assert "already" in ran.out


@pytest.mark.slow
def test_a_password_that_the_other_database_asks_for_is_read_and_never_in_the_command(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("psycopg", reason="a password of PostgreSQL was NOT asked for: psycopg is not installed")
    open_record(f"sqlite:///{tmp_path}/data/learnenv.sqlite3").close()
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    try:
        with postgresql_server(password=PASSWORD) as server:
            monkeypatch.setattr(sys, "stdin", io.StringIO("wrong\n"))
            ran = learnenv("move", "--to", server.url)
            assert ran.code == 2
            assert "wrong" not in ran.out + ran.err
            monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
            ran = learnenv("move", "--to", server.url)
            assert (ran.code, ran.err) == (0, "")
            assert PASSWORD not in ran.out
            assert not asks_for_password(with_password(server.url, PASSWORD))
            monkeypatch.setenv("LEARNENV_DATABASE_URL", with_password(server.url, PASSWORD))
            ran = learnenv("backup", "--out", str(tmp_path / "of-a-server.dump"))
            assert ran.code == 0, ran.err
            assert PASSWORD not in ran.out + ran.err
    except NoServer as error:
        pytest.skip(f"a password of PostgreSQL was NOT asked for: {error}")
    assert not asks_for_password(server.url), "a server that is gone asks for nothing"
    assert not asks_for_password(f"sqlite:///{tmp_path}/other.sqlite3")


@pytest.mark.parametrize(("command", "way_out"), [("backup", "--out"), ("restore", "FILE"), ("move", "--to")])
def test_what_is_left_out_is_asked_for(learnenv: Run, command: str, way_out: str) -> None:
    ran = learnenv(command)
    assert ran.code == 2
    assert way_out in ran.err


def test_a_folder_keeps_the_newest_and_the_latest_is_known(learnenv: Run, tmp_path: Path) -> None:
    open_record(f"sqlite:///{tmp_path}/data/learnenv.sqlite3").close()
    folder = tmp_path / "nights"
    assert "no backup" in learnenv("doctor").out.lower()
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"learnenv-2020010{day}T000000Z.sqlite3").write_bytes(b"old")
    ran = learnenv("backup", "--into", str(folder), "--keep", "2")
    assert (ran.code, ran.err) == (0, "")
    kept = sorted(each.name for each in folder.iterdir())
    assert len(kept) == 2
    assert kept[0] == "learnenv-20200103T000000Z.sqlite3"
    assert "2 older backups were removed" in ran.out
    assert kept[1] in learnenv("doctor").out
    (folder / kept[1]).write_bytes(b"another")
    assert "changed after it was made" in learnenv("doctor").out


def test_a_backup_that_fails_removes_none_of_the_older_ones(learnenv: Run, tmp_path: Path) -> None:
    folder = tmp_path / "nights"
    folder.mkdir()
    old = folder / "learnenv-20200101T000000Z.sqlite3"
    old.write_bytes(b"old")
    (folder / "learnenv-20200102T000000Z.sqlite3").write_bytes(b"old")
    assert learnenv("backup", "--into", str(folder), "--keep", "1").code == 2
    assert old.exists()


def test_one_place_is_named_and_one_backup_at_least_stays(learnenv: Run, tmp_path: Path) -> None:
    for given in (("--into", "x", "--out", "y"), ("--into", "x", "--keep", "0")):
        ran = learnenv("backup", *given)
        assert ran.code == 2
        assert ran.err.count("\n") == 1


def test_a_good_backup_that_cannot_be_remembered_is_still_a_good_backup(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_record(f"sqlite:///{tmp_path}/here.sqlite3").close()
    (tmp_path / "here.sqlite3.backups").mkdir()
    monkeypatch.setenv("LEARNENV_DATABASE_URL", f"sqlite:///{tmp_path}/here.sqlite3")
    ran = learnenv("backup", "--out", str(tmp_path / "copy.sqlite3"))
    assert ran.code == 0
    assert "does not know of it" in ran.err
