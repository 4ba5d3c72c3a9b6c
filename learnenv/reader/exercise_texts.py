"""The Markdown in an exercise's data made safe: prompt, hints, explanation, and feedback at any depth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.markdown_scan import code_lines, notes_in
from learnenv.reader.safe_markdown import Surroundings, clean_text
from learnenv.reader.yaml_file import YamlFile

MARKDOWN_FIELDS = ("prompt", "hints", "explanation", "feedback")
"""Fields whose texts are Markdown: the first three at the top, feedback wherever it stands."""


@dataclass(slots=True)
class CleanTexts:
    """The data with safe Markdown, what was wrong in it, and the ids of the sources it names."""

    data: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    sources: tuple[str, ...] = field(default=())


def clean_texts(source: YamlFile, around: Surroundings) -> CleanTexts:
    """The data of an exercise file, as hosts may show it."""
    cleaning = _Cleaning(source, around)
    data = {key: cleaning.value(value, (key,), key in MARKDOWN_FIELDS) for key, value in source.data.items()}
    return CleanTexts(data, tuple(cleaning.faults), tuple(dict.fromkeys(cleaning.sources)))


@dataclass(slots=True)
class _Cleaning:
    source: YamlFile
    around: Surroundings
    faults: list[Fault] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def value(self, value: Any, path: DataPath, markdown: bool) -> Any:
        if isinstance(value, Mapping):
            is_text = set(value) <= set(LANGUAGES)
            return {
                key: self.value(each, (*path, key), markdown or (key == "feedback" and not is_text))
                for key, each in value.items()
            }
        if isinstance(value, list):
            return [self.value(each, (*path, number), markdown) for number, each in enumerate(value)]
        if not isinstance(value, str):
            return value
        return self._markdown(value, path) if markdown else self._plain(value, path)

    def _markdown(self, text: str, path: DataPath) -> str:
        if "[^" in text:
            self.sources += notes_in(text.split("\n"), code_lines(text))
        clean, problems = clean_text(text, self.around)
        for each in problems:
            self.faults.append(self.source.place(DataFault(path, each.what, each.mend, severity=each.severity)))
        return clean

    def _plain(self, text: str, path: DataPath) -> str:
        """Plain text stays as written, but an image in it must not come to life in a host that draws Markdown."""
        if "![" not in text:
            return text
        what, mend = Message("reader.image-in-plain-text"), Message("reader.image-in-plain-text.mend")
        self.faults.append(self.source.place(DataFault(path, what, mend)))
        return text.replace("![", "! [")
