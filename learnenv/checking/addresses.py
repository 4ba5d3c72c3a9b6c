"""Links that stay within learnenv, to a page, a case or a heading, and lead to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from unicodedata import combining, normalize
from urllib.parse import parse_qs, unquote, urlsplit

from learnenv.checking.links import passage_end
from learnenv.checking.saying import in_data, in_lesson
from learnenv.domain.content import ModuleCard
from learnenv.domain.fault import DataFault, Fault, Severity
from learnenv.domain.text import Message
from learnenv.reader.guess import MOST_LISTED, did_you_mean, nearest
from learnenv.reader.lesson import Lesson
from learnenv.reader.names import files_in
from learnenv.reader.outline import Outline, links_in
from learnenv.reader.yaml_file import YamlFile

_KINDS = {"/module": "", "/lesson": "page", "/case": "case"}
"""What each address names besides the module."""
_LETTERS = {
    "&": " and ",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
}
_LETTERS |= {"ä": "ae", "Ä": "Ae", "ö": "oe", "Ö": "Oe", "ü": "ue", "Ü": "Ue"}
_SPELLING = str.maketrans(_LETTERS)
_NEW_WORDS = (
    re.compile(r"(?<=[A-Z]{2})(?=\d)|(?<=[a-z\d])(?=[A-Z])"),
    re.compile(r"(?<=[A-Z])(?=[A-Z](?!s(?![a-z]))[a-z\d])"),
)
"""Where a new word begins within one, as in fooBar."""
_APOSTROPHE = re.compile(r"(?<=[a-z\d])['’](?=[ts](?![a-z\d]))")
_Wrong: TypeAlias = tuple[str, str, Message, Severity]
"""The code, what it is about, the mend."""


@dataclass(frozen=True, slots=True)
class Places:
    """What a link in this module can lead to."""

    module: str
    pages: tuple[str, ...]
    cases: tuple[str, ...]
    modules: frozenset[str]
    """Modules that the card names besides this one; of others nobody knows here whether they exist."""

    @classmethod
    def of(cls, card: ModuleCard) -> Places:
        """The places of a module, those with faults included."""
        named = frozenset((*card.requires, *(ref.partition("/")[0] for ref in card.consumes)))
        cases = tuple(name.removesuffix(".yaml") for name in files_in(card.folder, "cases"))
        return cls(card.id, card.pages, cases, named)

    def wrong_with(self, address: str) -> _Wrong | None:
        """What is wrong with this address; None for one that leads somewhere, or out of learnenv."""
        try:
            parts = urlsplit(address)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        except ValueError:
            return None
        if parts.scheme or parts.netloc or parts.path not in _KINDS:
            return None
        module = asked.get("module", "")
        if module != self.module:
            return None if module in self.modules else self._other(module)
        kind = _KINDS[parts.path]
        id, known = asked.get(kind, ""), self.pages if kind == "page" else self.cases
        return None if not kind or id in known else (f"link-{kind}", id, _mend(f"link-{kind}", id, known), "error")

    def _other(self, module: str) -> _Wrong:
        return "link-module", module, _mend("link-module", module, (self.module, *self.modules)), "hint"


def own_links(lesson: Lesson, seen: Outline, places: Places) -> Iterator[Fault]:
    """Links in a lesson to what is not in this module, or to no heading on the page."""
    names = [anchor(each.text) for each in seen.headings if each.level > 1]
    anchors = [f"#{name}" for name in names if name]
    for link in seen.links:
        to_heading = link.address.startswith("#")
        wrong = _no_heading(unquote(link.address), anchors) if to_heading else places.wrong_with(link.address)
        if wrong:
            code, id, mend, severity = wrong
            lines = (link.line, passage_end(lesson, link.line))
            yield replace(in_lesson(lesson, lines, link.address, code, severity, id=id), mend=mend)


def exercise_own_links(file: YamlFile, places: Places) -> Iterator[DataFault]:
    """The same in the texts of an exercise or a case, but for headings: it may stand on more pages."""
    for path, event in file.values.items():
        for link in links_in(getattr(event, "value", None) or ""):
            if wrong := places.wrong_with(link.address):
                code, id, mend, severity = wrong
                yield replace(in_data(path, code, severity, id=id), mend=mend)


def anchor(heading: str) -> str:
    """The name by which the browser's page knows a heading, as Streamlit makes it of the words."""
    text = normalize("NFD", normalize("NFC", heading).translate(_SPELLING))
    text = "".join(letter for letter in text if not combining(letter))
    for begins in _NEW_WORDS:
        text = begins.sub(" ", text)
    return re.sub(r"[^a-z\d]+", "-", _APOSTROPHE.sub("", text.lower())).strip("-")


def _no_heading(address: str, anchors: list[str]) -> _Wrong | None:
    return None if address in anchors else ("link-heading", address, _mend("link-heading", address, anchors), "error")


def _mend(code: str, id: str, known: Sequence[str]) -> Message:
    names = ", ".join(known[:MOST_LISTED])
    return did_you_mean(id, known) if nearest(id, known) else Message(f"check.{code}.mend", {"names": names})
