"""The tally as Prometheus reads it. It is made when it is asked for, so counting knows nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import TypeAlias

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from learnenv.metrics.tally import BOUNDS, Spread, Tally, tally

Ask: TypeAlias = Callable[[], float | None]
"""Asked for a number each time that the numbers are; None: not known now."""


def published(host: str, port: int, owners: Mapping[str, str], *, size: Ask, backup: Ask) -> Callable[[], None]:
    """Answer who asks here from now on; gives what ends it. `owners`: the plugin of each exercise type. `size`: bytes
    of the database. `backup`: when the latest one was made. Raises OSError if the port is taken."""
    asked = CollectorRegistry(auto_describe=False)
    asked.register(Numbers(tally, owners, size, backup))
    ProcessCollector(registry=asked)
    server, thread = start_http_server(port, host, asked)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


class Numbers(Collector):
    """What is published of a tally."""

    def __init__(self, of: Tally, owners: Mapping[str, str], size: Ask, backup: Ask) -> None:
        self._of = of
        self._owners = owners
        self._size = size
        self._backup = backup

    def collect(self) -> Iterator[Metric]:
        """The numbers of this moment."""
        of = self._of
        yield GaugeMetricFamily("learnenv_open_pages", "Pages that are open in browsers now.", of.open_pages)
        yield CounterMetricFamily("learnenv_answers", "Answers that were put on record.", of.answers)
        yield _histogram("learnenv_page_run_seconds", "Pages that were drawn.", of.runs)
        yield _histogram(
            "learnenv_part_run_seconds", "Parts of a page that were drawn again by themselves.", of.parts
        )
        yield _histogram("learnenv_commit_seconds", "Writing to the record, from waiting until safe.", of.commits)
        failed = CounterMetricFamily("learnenv_plugin_errors", "Contained errors of plugins.", labels=["plugin"])
        for plugin, count in of.plugin_errors(self._owners).items():
            failed.add_metric([plugin], count)
        yield failed
        if (size := self._size()) is not None:
            yield GaugeMetricFamily("learnenv_database_bytes", "Size of the database.", size)
        if (made := self._backup()) is not None:
            yield GaugeMetricFamily(
                "learnenv_last_backup_timestamp_seconds", "When the latest backup was made.", made
            )


def _histogram(name: str, about: str, spread: Spread) -> Metric:
    counts, seconds = spread.read()
    names = [*(str(bound) for bound in BOUNDS), "+Inf"]
    return HistogramMetricFamily(name, about, list(zip(names, accumulate(counts), strict=True)), seconds)
