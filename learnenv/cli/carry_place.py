"""Questions that were read get their place in a module: an id, a file, a trial, and no second copy of any."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from learnenv.checking import findings
from learnenv.cli.carry import NotCarried, write_whole
from learnenv.cli.screen import short
from learnenv.domain.exchange import Carried
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.text import LANGUAGES, Language, Message
from learnenv.reader.exercise import fingerprint
from learnenv.reader.names import exercise_file, files_in, is_id
from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import parse_yaml, read_yaml_file
from learnenv.reader.yaml_write import write_yaml

LONGEST_ID = 50
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "'": "", "’": ""})
"""What letters become in an id, where more than an accent has to go."""
Types = Mapping[str, ExerciseType[Any]]

_IDS = ("id", "right")
"""Fields that hold an id of the author's own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and what became of it here."""

    carried: Carried
    id: str = ""
    """The exercise that it is now; empty when it was skipped."""
    text: str = ""
    """The file to write; empty when there is nothing to write."""

    @property
    def there(self) -> bool:
        """Whether the module had this very question already."""
        return bool(self.id) and not self.text


def place(
    carried: Sequence[Carried], folder: Path, language: Language, types: Types, origin: Callable[[Carried], str]
) -> list[Placed]:
    """Where each question goes. One that the checker would refuse is skipped with the checker's reason."""
    texts = [write_yaml(each.data) if each.fate != "skipped" else "" for each in carried]
    tried = _tried(carried, texts, types)
    known = dict(_known(folder, language))
    taken = {name.partition(".")[0].lower() for place in ("exercises", "cases") for name in files_in(folder, place)}
    placed: list[Placed] = []
    for each, text in zip(tried, texts, strict=True):
        if each.fate == "skipped":
            placed.append(Placed(each))
            continue
        mark = _mark(parse_yaml(text_file("", text.encode())).data, language)
        id = known.get(mark, "")
        if not id:
            id = known[mark] = _free_id(each, taken)
            text = write_yaml(each.data, origin(each))
        else:
            text = ""
        placed.append(Placed(each, id, text))
    return placed


def write_exercises(folder: Path, placed: Sequence[Placed]) -> None:
    """Write the files of what is new. Raises NotCarried."""
    new = [each for each in placed if each.text]
    if new:
        try:
            (folder / "exercises").mkdir(exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotCarried("cli.carry.unwritable", file=short(folder / "exercises"), reason=reason) from error
    for each in new:
        write_whole(folder / exercise_file(each.id), each.text.encode())


def _tried(carried: Sequence[Carried], texts: Sequence[str], types: Types) -> list[Carried]:
    """The questions after a trial in a module of their own, where the checker looks at them as at any exercise."""
    ids = [f"trial-{number}" for number in range(len(texts))]
    with tempfile.TemporaryDirectory(prefix="learnenv-") as folder:
        _write_trial(Path(folder), {id: text for id, text in zip(ids, texts, strict=True) if text})
        found = findings(Path(folder), types)
    refused: dict[str, Fault] = {}
    for fault in found:
        if fault.severity == "error":
            refused.setdefault(fault.file, fault)
    return [_unless(each, refused.get(exercise_file(id))) for id, each in zip(ids, carried, strict=True)]


def _unless(carried: Carried, fault: Fault | None) -> Carried:
    if fault is None:
        return carried
    why = Message("cli.import.refused", {"what": fault.what, "mend": fault.mend})
    return replace(carried, fate="skipped", reasons=(*carried.reasons, why), data={})


def _write_trial(folder: Path, texts: Mapping[str, str]) -> None:
    for name in ("lessons", "exercises"):
        (folder / name).mkdir()
    (folder / "module.yaml").write_text(_TRIAL, encoding="utf-8")
    fences = "".join(f"\n```{{learnenv}} {id}\n```\n" for id in texts)
    for language in LANGUAGES:
        (folder / "lessons" / f"all.{language}.md").write_text(f"# Trial\n{fences}", encoding="utf-8")
    for id, text in texts.items():
        (folder / exercise_file(id)).write_text(text, encoding="utf-8")


_TRIAL = "{id: trial, version: '1', title: {nl: T, en: T}, pages: [{id: all}]}\n"
"""The least that a module can be."""


def _known(folder: Path, language: Language) -> Iterator[tuple[str, str]]:
    """Every exercise of the module: what it says in this language, and its id."""
    for name in files_in(folder, "exercises"):
        id = name.removesuffix(".yaml")
        if is_id(id) and name.endswith(".yaml"):
            yield _mark(read_yaml_file(folder, exercise_file(id)).data, language), id


def _mark(data: Mapping[str, Any], language: Language) -> str:
    """The same for files that say the same in this language, whatever they say in the other one, whatever ids their
    options have, and whatever the order of choices to match, which no learner sees."""
    return fingerprint(_bare(data, "", language, {}))


def _bare(value: Any, key: str, language: Language, numbers: dict[str, str]) -> Any:
    """A value in one language, each id in it replaced by the number of its first occurrence."""
    if isinstance(value, list):
        if key == "choices":
            value = sorted(value, key=lambda each: fingerprint({key: _bare(each, "", language, {})}))
        return [_bare(each, "", language, numbers) for each in value]
    if isinstance(value, str):
        is_id = key in _IDS and value not in ("true", "false")
        return numbers.setdefault(value, f"#{len(numbers)}") if is_id else value
    if language in value and set(value) <= set(LANGUAGES):
        return value[language]
    return {inner: _bare(each, inner, language, numbers) for inner, each in sorted(value.items())}


def _free_id(carried: Carried, taken: set[str]) -> str:
    """An id made from what the source calls the question, with a number if there is one of that name already."""
    base = carried.id if is_id(carried.id) and len(carried.id) <= LONGEST_ID else slug(carried.name)
    id, number = base, 1
    while id in taken:
        number += 1
        id = f"{base}-{number}"
    taken.add(id)
    return id


def slug(name: str) -> str:
    """An id made from what something is called."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = "-".join(words)[:LONGEST_ID]
    if len("-".join(words)) > LONGEST_ID and "-" in slug:
        slug = slug.rpartition("-")[0]
    slug = slug.strip("-")
    slug = slug if slug[:1].isalpha() else f"question-{slug}".strip("-")
    return slug if is_id(slug) else f"question-{slug}"
