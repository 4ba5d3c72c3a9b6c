"""A large class is taken along for little more than writing its cells takes, and in the memory of a small one."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.language import speech
from learnenv.services import exports, xapi
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.tables import csv_chunks, write_xlsx
from tests.bench.class_seed import COHORT, EXERCISES, TRAINER, Size, seed
from tests.support.modules import write_module

EN = speech("en")
LARGE, SMALL = Size(40, 20, 10), Size(4, 20, 10)


def class_of(size: Size, folder: Path) -> App:
    for module in size.modules:
        write_module(folder / "modules", module, EXERCISES)
    core = bootstrap.start(read_settings({}, data=folder / "data", modules=[folder / "modules"]))
    seed(core, size)
    return core


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    core = class_of(LARGE, tmp_path_factory.mktemp("large"))
    yield core
    core.record.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    core = class_of(SMALL, tmp_path_factory.mktemp("small"))
    yield core
    core.record.close()


def as_csv(app: App) -> int:
    found = exports.export(app, TRAINER, COHORT, "answers", EN)
    return sum(len(piece) for piece in csv_chunks(found.head, found.rows))


def as_xlsx(app: App) -> int:
    found, file = exports.export(app, TRAINER, COHORT, "answers", EN), Nowhere()
    write_xlsx(file, found.title, found.head, found.rows)
    return file.written


def as_statements(app: App) -> int:
    return sum(len(line) for line in xapi.statements(app, TRAINER, COHORT, EN)[1])


class Nowhere(io.RawIOBase):
    """A file that holds nothing, so that it does not count."""

    written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += len(data)
        return len(data)


MOST: Mapping[Callable[[App], int], float] = {as_csv: 6, as_xlsx: 9, as_statements: 8}


def spent(work: Callable[[], object]) -> float:
    """Of this process alone, the least of some times: what else the machine does is in it as little as can be."""
    found = []
    for _ in range(3):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


@pytest.mark.parametrize("way", MOST)
def test_a_row_costs_little_more_than_writing_its_cells(large: App, way: Callable[[App], int]) -> None:
    """Measured against the standard library's writer, which is in C, with the cells at hand."""
    found = exports.export(large, TRAINER, COHORT, "answers", EN)
    text = b"".join(csv_chunks(found.head, found.rows)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), quoting=csv.QUOTE_NONNUMERIC))
    assert len(rows) > 8_000
    plainly = spent(lambda: csv.writer(io.StringIO(newline=""), quoting=csv.QUOTE_NONNUMERIC).writerows(rows))
    ratio = spent(lambda: way(large)) / plainly
    print(f"{way.__name__}: {ratio:.2f}, {1e6 * plainly / len(rows):.1f} us plainly")
    assert ratio < MOST[way]


@pytest.mark.parametrize("way", MOST)
def test_ten_times_as_many_rows_take_no_more_memory(
    small: App, large: App, way: Callable[[App], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Besides what is held of what comes back, and of a portion of rows: of both there is little here, so
    that the small class fills them too."""
    monkeypatch.setattr("learnenv.domain.recurring._MOST", 20)
    monkeypatch.setattr("learnenv.tables.writing._AT_ONCE", 100)
    monkeypatch.setattr("learnenv.tables.xlsx_file.MOST_SHARED", 20)

    def most(app: App) -> int:
        way(app)
        tracemalloc.start()
        try:
            way(app)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    fewer, more = most(small), most(large)
    print(f"{way.__name__}: {fewer} and {more} bytes")
    assert more < fewer + 1_000_000
