"""The tally as Prometheus reads it. It is made when it is asked for, so counting knows nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the rest of the program each time that the numbers are."""

    owners: Mapping[str, str]
    """The plugin of each exercise type."""
    ready: Callable[[], bool]
    """Whether an answer could be kept now. It says so within a few seconds, whatever hangs."""
    problems: Callable[[], Mapping[str, int]]
    """How many problems each plugin has, also those that have none."""
    size: Ask
    """Bytes of the database."""
    backup: Ask
    """When the latest one was made."""


def published(host: str, port: int, asked: Asked) -> Callable[[], None]:
    """Answer who asks here from now on; gives what ends it. Raises OSError if the port is taken."""
    collectors = CollectorRegistry(auto_describe=False)
    collectors.register(Numbers(tally, asked))
    ProcessCollector(registry=collectors)
    server, thread = start_http_server(port, host, collectors)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


class Numbers(Collector):
    """What is published of a tally."""

    def __init__(self, of: Tally, asked: Asked) -> None:
        self._of = of
        self._asked = asked

    def collect(self) -> Iterator[Metric]:
        """The numbers of this moment."""
        of, asked = self._of, self._asked
        ready = asked.ready()
        yield GaugeMetricFamily("learnenv_ready", "Whether an answer could be kept just now.", float(ready))
        yield GaugeMetricFamily("learnenv_open_pages", "Pages that are open in browsers now.", of.open_pages)
        yield CounterMetricFamily("learnenv_answers", "Answers that were put on record.", of.answers)
        yield _histogram("learnenv_page_run_seconds", "Pages that were drawn.", of.runs)
        yield _histogram(
            "learnenv_part_run_seconds", "Parts of a page that were drawn again by themselves.", of.parts
        )
        yield _histogram("learnenv_commit_seconds", "Writing to the record, from waiting until safe.", of.commits)
        yield from self._plugins()
        # A record that does not answer is not asked once more: the numbers would come too late to be taken.
        if ready and (size := asked.size()) is not None:
            yield GaugeMetricFamily("learnenv_database_bytes", "Size of the database.", size)
        if (made := asked.backup()) is not None:
            yield GaugeMetricFamily(
                "learnenv_last_backup_timestamp_seconds", "When the latest backup was made.", made
            )

    def _plugins(self) -> Iterator[Metric]:
        """Of every plugin, also where nothing is wrong: Prometheus sees no rise in what was not there before."""
        problems = self._asked.problems()
        found = GaugeMetricFamily("learnenv_plugin_problems", "Problems of plugins, by name.", labels=["plugin"])
        failed = CounterMetricFamily("learnenv_plugin_errors", "Contained errors of plugins.", labels=["plugin"])
        for plugin, count in problems.items():
            found.add_metric([plugin], count)
        errors = self._of.plugin_errors(self._asked.owners)
        for plugin, count in {**dict.fromkeys(problems, 0), **errors}.items():
            failed.add_metric([plugin], count)
        yield found
        yield failed


def _histogram(name: str, about: str, spread: Spread) -> Metric:
    counts, seconds = spread.read()
    names = [*(str(bound) for bound in BOUNDS), "+Inf"]
    return HistogramMetricFamily(name, about, list(zip(names, accumulate(counts), strict=True)), seconds)
