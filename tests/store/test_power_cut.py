"""After a power cut every answer that was said to be saved is there; and this would be noticed if it were not so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from learnenv.domain.errors import StoreError
from learnenv.store.mark import mark_path
from learnenv.store.open import open_record
from tests.store.often import OFTEN
from tests.store.power_cut import Disk, NoCompiler, forgetful_disk

CONTROL_CUTS = 10

pytestmark = pytest.mark.slow


@contextmanager
def a_disk(folder: Path, *, careless: bool = False) -> Iterator[Disk]:
    if not sys.platform.startswith("linux"):
        pytest.skip("power cuts were NOT tried: they are simulated on Linux only")
    try:
        with forgetful_disk(folder, careless=careless) as disk:
            yield disk
    except NoCompiler as error:
        pytest.skip(f"power cuts were NOT tried: {error}")


def missing(disk: Disk) -> list[tuple[str, str, str]]:
    """What was said to be saved and is not there, or there twice, in a record that is whole."""
    with closing(open_record(disk.url)) as record:
        record.check()
        refs = {(me, ref) for me, ref, _ in disk.said}
        kept = [(me, ref, each.key) for me, ref in refs for each in record.attempts(me, ref)]
        assert len(set(kept)) == len(kept)
        standings = record.all_standings()
        record.rebuild_standings()
        assert record.all_standings() == standings
    return sorted(set(disk.said) - set(kept))


def test_no_answer_that_was_saved_is_lost_in_a_power_cut(tmp_path: Path) -> None:
    with a_disk(tmp_path) as disk:
        for number in range(OFTEN.cuts):
            disk.cut(mark_arrives=number % 2 == 0)
            assert missing(disk) == []
        assert len(disk.said) > OFTEN.cuts


def test_with_a_careless_setting_the_same_cuts_lose_answers_and_the_start_notices_it(tmp_path: Path) -> None:
    """The control: were nothing lost here, the test above would see nothing either."""
    lost = 0
    with a_disk(tmp_path, careless=True) as disk:
        for _ in range(CONTROL_CUTS):
            disk.cut(mark_arrives=True)
            noticed = refused(disk)
            gone = missing(disk)
            assert noticed or not gone
            lost += len(gone)
            disk.said.clear()
    assert lost > CONTROL_CUTS


def refused(disk: Disk) -> bool:
    """Whether a start notices that answers are missing; it is then made to go on, by removing the mark."""
    try:
        open_record(disk.url).close()
    except StoreError as error:
        if error.message.key not in ("store.behind", "store.damaged"):
            raise
        mark_path(disk.file).unlink()
        return True
    return False
