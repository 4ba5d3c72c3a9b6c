"""Checks on an author's data that several types share. Each gives faults; `refuse` raises them all at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from learnenv import ContentError, DataFault, Message, Text

Path: TypeAlias = tuple[str | int, ...]


def refuse(faults: Iterable[DataFault]) -> None:
    """Raise ContentError with these faults, if there are any."""
    found = tuple(faults)
    if found:
        raise ContentError(found)


def fault(path: Path, key: str, **values: object) -> DataFault:
    """A fault in the words `spec.<key>`, with the mend in the words `spec.<key>.mend`."""
    return DataFault(path, Message(f"spec.{key}", values), Message(f"spec.{key}.mend", values))


def no_feedback(path: Path) -> DataFault:
    """A warning: a wrong answer that a learner can give, and nothing said about it."""
    what, mend = Message("spec.no-feedback"), Message("spec.no-feedback.mend")
    return DataFault(path, what, mend, severity="warning")


def no_mistakes(path: Path, name: str) -> DataFault:
    """A hint: no mistake is named, in the field `name`, so every wrong answer is told the same."""
    what, mend = Message("spec.no-mistakes"), Message("spec.no-mistakes.mend", {"name": name})
    return DataFault(path, what, mend, severity="hint")


def too_few(path: Path, count: int, least: int) -> list[DataFault]:
    """A fault if a list has fewer entries than make sense."""
    return [fault(path, "too-few", count=count, least=least)] if count < least else []


def bad_ids(path: Path, ids: Iterable[str]) -> list[DataFault]:
    """A fault for every empty id and for every id that was there before."""
    faults: list[DataFault] = []
    seen: set[str] = set()
    for index, id in enumerate(ids):
        where = (*path, index, "id")
        if not id.strip():
            faults.append(fault(where, "empty-id"))
        elif id in seen:
            faults.append(fault(where, "same-id", id=id))
        seen.add(id)
    return faults


def same_texts(path: Path, texts: Iterable[Text]) -> list[DataFault]:
    """A fault for every text that was there before: a learner could not tell the two apart."""
    faults: list[DataFault] = []
    seen: set[tuple[str, str]] = set()
    for index, text in enumerate(texts):
        versions = {(language, said.strip()) for language, said in (("nl", text.nl), ("en", text.en)) if said.strip()}
        if not versions:
            faults.append(fault((*path, index, "text"), "empty-text"))
        elif versions & seen:
            faults.append(fault((*path, index, "text"), "same-text", text=sorted(versions & seen)[0][1]))
        seen |= versions
    return faults


def unknown_id(path: Path, id: str, known: Sequence[str]) -> list[DataFault]:
    """A fault if nothing has this id, with the id that was probably meant."""
    if id in known:
        return []
    close = difflib.get_close_matches(id, known, n=1)
    mend = (
        Message("spec.did-you-mean", {"name": close[0]})
        if close
        else Message("spec.choose-one-of", {"names": ", ".join(known)})
    )
    return [DataFault(path, Message("spec.unknown-id", {"id": id}), mend)]


def out_of_range(path: Path, value: float, least: float, most: float) -> list[DataFault]:
    """A fault if a number is not between two bounds, or is no number at all."""
    return [] if least <= value <= most else [fault(path, "out-of-range", value=value, least=least, most=most)]
