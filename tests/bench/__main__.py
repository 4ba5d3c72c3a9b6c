"""The program: `python -m tests.bench [part …]` measures and prints; without parts, everything.

LEARNENV_KILLS says how often the server is killed (200).
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import answers, browser, catalogue, classes, faults, kills
from tests.bench.bars import Bar

Shown = tuple[str, Sequence[Bar]]


def main(parts: Sequence[str]) -> int:
    """Measure these parts, or all; 2 for a part that there is not, else 0, whatever the figures are."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}. Parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    print(machine(), flush=True)
    bars: list[Bar] = []
    for part in parts or PARTS:
        title, measure = PARTS[part]
        begun = time.perf_counter()
        with TemporaryDirectory(prefix="learnenv-bench-") as folder:
            text, of_part = measure(Path(folder))
        print(f"\n{title}\n\n{text}\n({time.perf_counter() - begun:.0f} s, {load()})", flush=True)
        bars += of_part
    print("\nBars\n", *bars, sep="\n")
    return 0


def machine() -> str:
    """What the figures were measured on, in words."""
    return (
        f"Measured with {os.cpu_count()} processor cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}; {load()}."
    )


def load() -> str:
    """How busy the machine is: with more than one process waiting, figures say less."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def _answers(folder: Path) -> Shown:
    figures = answers.measure(folder / "data")
    wrong = sum(each.errors for each in figures if each.name == "learnenv")
    return answers.table(figures), [Bar("answers that went wrong: 0", f"{wrong}", wrong == 0), *answers.bars(figures)]


def _browser(folder: Path) -> Shown:
    measured = browser.measure(folder)
    return browser.table(measured), browser.bars(measured)


def _catalogue(folder: Path) -> Shown:
    figures = catalogue.measure(folder)
    return catalogue.table(figures), catalogue.bars(figures)


def _classes(folder: Path) -> Shown:
    figures = classes.measure(folder)
    return classes.table(figures), classes.bars(figures)


def _kills(folder: Path) -> Shown:
    figure = kills.measure(folder, int(os.environ.get("LEARNENV_KILLS", "200")))
    return kills.table(figure), kills.bars(figure)


def _faults(folder: Path) -> Shown:
    figures = faults.measure(folder, max(int(os.environ.get("LEARNENV_KILLS", "200")) // 2, 1))
    return faults.table(figures), faults.bars(figures)


def _stops(folder: Path) -> Shown:
    figure = kills.measure(folder, 10, ask=True)
    return kills.table(figure), kills.bars(figure)


PARTS: Mapping[str, tuple[str, Callable[[Path], Shown]]] = {
    "answers": ("A checked answer, over the websocket, beside a bare page", _answers),
    "browser": ("What somebody at a browser waits for (Chromium)", _browser),
    "catalogue": ("Growth: more and more modules", _catalogue),
    "classes": ("The trainer's pages, of a small and of a very large class", _classes),
    "kills": ("The server killed while learners answer", _kills),
    "faults": ("The database cut short while answers come in", _faults),
    "stops": ("The server asked to stop while learners answer", _stops),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
