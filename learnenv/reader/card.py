"""module.yaml -> the card that the catalogue shows. Whatever of it can be used, is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from learnenv.domain.content import ModuleCard, Product, ReadyFeedback
from learnenv.domain.fault import ContentError, DataFault, DataPath, Fault
from learnenv.domain.open_work import LONGEST_MESSAGE
from learnenv.domain.text import Message, Text
from learnenv.reader.card_file import WANTED, CardFile
from learnenv.reader.consuming import bad_refs
from learnenv.reader.guess import did_you_mean
from learnenv.reader.names import MODULE_FILE, files_in, is_id, is_ref
from learnenv.reader.placing import bad_id, entries, missing_languages, out_of_range, repeated
from learnenv.reader.safe_markdown import PICTURES, picture_is_there
from learnenv.reader.spec import read_spec
from learnenv.reader.text_file import leads_out
from learnenv.reader.yaml_file import YamlFile, read_yaml_file

_ROUNDS = 3
"""How often the faulty parts are taken out before a card is given up."""


@dataclass(frozen=True, slots=True)
class CardReading:
    """What reading module.yaml gave: the card, when one can be made, and the faults."""

    card: ModuleCard | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class CardFileReading:
    """The same with all that the file holds and where it stands."""

    source: YamlFile
    file: CardFile | None = None
    card: ModuleCard | None = None
    faults: tuple[Fault, ...] = field(default=())


def read_card(folder: Path, plugin: str) -> CardReading:
    """The card of the module in `folder`, brought by `plugin`. Reads module.yaml alone; never raises for content."""
    reading = read_card_file(folder, plugin)
    return CardReading(reading.card, reading.faults)


def read_card_file(folder: Path, plugin: str) -> CardFileReading:
    """The card and everything else in module.yaml."""
    source = read_yaml_file(folder, MODULE_FILE)
    if not source.readable:
        return CardFileReading(source, faults=tuple(source.faults))
    file, found = _read_generously(source.data)
    if file is not None:
        found += _checked(file, source.data, folder)
    faults = (*source.faults, *map(source.place, found))
    card = _card(file, folder, plugin) if file is not None and is_id(file.id) and file.pages else None
    return CardFileReading(source, file, card, faults)


def _read_generously(data: Mapping[str, Any]) -> tuple[CardFile | None, list[DataFault]]:
    """Read once for the faults, then again without the faulty parts until the rest is sound."""
    found: list[DataFault] = []
    usable: Mapping[str, Any] = data
    for _ in range(_ROUNDS):
        try:
            return read_spec(CardFile, usable), found
        except ContentError as error:
            found = found or list(error.faults)
            usable = _without(usable, [fault.path for fault in error.faults])
    return None, found


def _without(data: Mapping[str, Any], paths: Sequence[DataPath]) -> Mapping[str, Any]:
    """The data without what is faulty, and without what a field is missing from."""
    left = deepcopy(dict(data))
    unwanted = {path if _holds(data, path) else path[:-1] for path in paths}
    for path in sorted(unwanted, key=_later_items_first):
        if path and _holds(left, path):
            del _at(left, path[:-1])[path[-1]]
    left.setdefault("title", {"nl": str(data.get("id", ""))})
    return left


def _later_items_first(path: DataPath) -> tuple[tuple[int, str], ...]:
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _holds(data: Any, path: DataPath) -> bool:
    try:
        _at(data, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _at(data: Any, path: DataPath) -> Any:
    return reduce(getitem, path, data)


def _checked(file: CardFile, data: Mapping[str, Any], folder: Path) -> list[DataFault]:
    """What the types of the fields do not say."""
    found = [
        *_missing(data),
        *_names(data),
        *_numbers(file, data),
        *_picture(file, folder),
        *_feedback(file),
        *missing_languages(data),
    ]
    return found if file.pages else [*found, _no_pages()]


def _no_pages() -> DataFault:
    return DataFault(("pages",), Message("reader.no-pages"), Message("reader.no-pages.mend"))


def _missing(data: Mapping[str, Any]) -> Iterator[DataFault]:
    for name in WANTED:
        if name not in data:
            mend = Message("reader.missing-field.mend", {"name": name})
            yield DataFault((name,), Message("reader.missing-field", {"name": name}), mend)


def _names(data: Mapping[str, Any]) -> Iterator[DataFault]:
    yield from bad_id(("id",), data.get("id"))
    for path, id in entries(data, "pages", "id"):
        yield from bad_id(path, id)
    requires = data.get("requires")
    for number, module in enumerate(requires if isinstance(requires, list) else ()):
        yield from bad_id(("requires", number), module)
    yield from bad_refs(data.get("consumes"))
    for name, key in (("pages", "id"), ("sources", "id"), ("produces", "exercise")):
        yield from repeated(entries(data, name, key))


def _numbers(file: CardFile, data: Mapping[str, Any]) -> Iterator[DataFault]:
    yield from out_of_range(("mastery",), file.mastery, 0, 1)
    yield from out_of_range(("minutes",), file.minutes, 0)
    yield from out_of_range(("most_waiting",), file.most_waiting, 0)
    minutes = {page.id: page.minutes for page in reversed(file.pages)}
    for path, id in entries(data, "pages", "id"):
        yield from out_of_range((*path[:-1], "minutes"), minutes.get(id, 0), 0)


def _picture(file: CardFile, folder: Path) -> Iterator[DataFault]:
    if not file.picture:
        return
    name = f"images/{file.picture}"
    if leads_out(folder, name):
        yield DataFault(("picture",), Message("reader.image-link", {"src": name}), Message("reader.image-link.mend"))
    elif not file.picture.lower().endswith(PICTURES) or not picture_is_there(folder, name):
        mend = did_you_mean(file.picture, files_in(folder, "images"))
        yield DataFault(("picture",), Message("reader.picture-missing", {"file": file.picture}), mend)
    if not file.picture_alt:
        yield DataFault(
            ("picture_alt",), Message("reader.picture-without-alt"), Message("reader.picture-without-alt.mend")
        )


def _feedback(file: CardFile) -> Iterator[DataFault]:
    """What is too long for the message that it is put in."""
    for number, each in enumerate(file.feedback):
        if max(map(len, (each.text.nl, each.text.en))) > LONGEST_MESSAGE:
            values = {"most": LONGEST_MESSAGE}
            what = Message("reader.feedback-too-long", values)
            yield DataFault(("feedback", number, "text"), what, Message("reader.feedback-too-long.mend", values))


def _card(file: CardFile, folder: Path, plugin: str) -> ModuleCard:
    pages = tuple(dict.fromkeys(page.id for page in file.pages if is_id(page.id)))
    picture = file.picture if file.picture and picture_is_there(folder, f"images/{file.picture}") else ""
    card = ModuleCard(
        id=file.id,
        version=file.version,
        title=file.title or Text(nl=file.id),
        summary=file.summary,
        method=file.method,
        minutes=max(0, file.minutes),
        outcomes=file.outcomes,
        produces=tuple(Product(product.exercise, product.title) for product in file.produces),
        pages=pages,
        folder=folder,
        plugin=plugin,
        requires=tuple(filter(is_id, file.requires)),
        consumes=tuple(filter(is_ref, file.consumes)),
        picture_alt=file.picture_alt,
        authors=file.authors,
        licence=file.licence,
        feedback=tuple(ReadyFeedback(each.title, each.text) for each in file.feedback),
        most_waiting=max(0, file.most_waiting),
    )
    return replace(card, picture=picture, mastery=min(1.0, max(0.0, file.mastery)))
