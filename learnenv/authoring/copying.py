"""The template's files, filled in and written. What is there already is never written over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from learnenv.authoring.names import package_name, python_name

TEMPLATES = Path(__file__).parent / "template"
_ENDING = ".tmpl"
"""Cut off when copied: files that tools would take for part of learnenv itself have it."""
_QUOTED = (".yaml", ".toml")


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is filled in: the template is a real module with the name my-method, and a real type my-type."""

    module: str
    title: str = ""
    type: str = "my-type"

    def fill(self, text: str, ending: str) -> str:
        """The text of a file with this ending, filled in."""
        for blank, word in self._words(ending).items():
            text = text.replace(blank, word)
        return text

    def _words(self, ending: str) -> Mapping[str, str]:
        title = json.dumps(self.title, ensure_ascii=False)[1:-1] if ending in _QUOTED else self.title
        return {
            "learnenv_my_method": package_name(self.module),
            "my-method": self.module,
            "my_type": python_name(self.type),
            "my-type": self.type,
            "My method": title,
        }


def filled(template: str, blanks: Blanks) -> Mapping[str, str]:
    """Every file of a template by its path, filled in."""
    return dict(_filled(TEMPLATES / template, blanks))


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder: all of them, or none and OSError. An existing file stays as it is."""
    written: list[Path] = []
    try:
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as out:
                written.append(file)
                out.write(text)
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _filled(root: Path, blanks: Blanks) -> Iterator[tuple[str, str]]:
    for file in sorted(root.rglob("*")):
        if file.is_file():
            name = blanks.fill(file.relative_to(root).as_posix(), "").removesuffix(_ENDING)
            yield name, blanks.fill(file.read_text(encoding="utf-8"), Path(name).suffix)
