"""Install plugins for the length of one test: real entry points of real distributions, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

BAD = Path(__file__).parent / "bad"
"""One tiny plugin per way to fail."""


class Install:
    """Leaves behind what an installer does. Called with a distribution's name and its plugins: name=reference."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = [str(folder)]
        """Where to look for these distributions and no others."""

    def __call__(self, distribution: str, text: str | None = None, /, **plugins: str) -> None:
        """Install; `text` replaces the content of entry_points.txt."""
        info = self.folder / f"{distribution.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
        lines = [f"{name.replace('_', '-')} = {reference}" for name, reference in plugins.items()]
        (info / "entry_points.txt").write_text(text or "\n".join(["[learnenv]", *lines, ""]))
