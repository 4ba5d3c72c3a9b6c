"""The Markdown in the data of an exercise or a case made safe; all other text stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from learnenv.domain.fault import DataFault, DataPath, Fault
from learnenv.domain.text import Message
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


def in_exercise(path: DataPath) -> bool:
    """Whether what stands here in an exercise is Markdown."""
    return path[0] in MARKDOWN_FIELDS or "feedback" in path


def clean_texts(
    source: YamlFile, around: Surroundings, is_markdown: Callable[[DataPath], bool] = in_exercise
) -> CleanTexts:
    """The data of a file, as hosts may show it. `is_markdown` says it of a value by its path."""
    cleaning = _Cleaning(source, around, is_markdown)
    data = {key: cleaning.value(value, (key,)) for key, value in source.data.items()}
    return CleanTexts(data, tuple(cleaning.faults), tuple(dict.fromkeys(cleaning.sources)))


@dataclass(slots=True)
class _Cleaning:
    source: YamlFile
    around: Surroundings
    is_markdown: Callable[[DataPath], bool]
    faults: list[Fault] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def value(self, value: Any, path: DataPath) -> Any:
        if isinstance(value, Mapping):
            return {key: self.value(each, (*path, key)) for key, each in value.items()}
        if isinstance(value, list):
            return [self.value(each, (*path, number)) for number, each in enumerate(value)]
        if not isinstance(value, str):
            return value
        return self._markdown(value, path) if self.is_markdown(path) else self._plain(value, path)

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
