"""Links that stay within learnenv lead to something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.checking.addresses import anchor
from learnenv.domain.text import Message
from tests.checking.finding import LESSON, codes, found, with_prose
from tests.reader.good_module import CHOICE, MODULE

ANCHORS = {
    "Waar bewijs voor is, en waar niet": "waar-bewijs-voor-is-en-waar-niet",
    "Één stap": "een-stap",
    "Über Köln ß æ ø å": "ueber-koeln-ss-ae-o-a",
    "Don't do it": "dont-do-it",
    "Zo’n idee ’s": "zo-n-idee-s",
    "fooBar XMLHttp ID12 IDs": "foo-bar-xml-http-id-12-ids",
    "R&D": "r-and-d",
    "PDSA-cirkel: plan, do": "pdsa-cirkel-plan-do",
    "a_b": "a-b",
    "…": "",
}
"""Headings, and what the function in Streamlit's own script makes of them."""
PAGE, CASE = "/lesson?module=klein-begin&page=", "/case?module=klein-begin&case="
ASTRAY = {
    "a page": (f"[a]({PAGE}hoee)", "link-page", "hoe"),
    "a page without its id": ("[a](/lesson?module=klein-begin)", "link-page", "waarom, hoe"),
    "a case": (f"[a]({CASE}x)", "link-case", None),
    "a heading": ("[a](#verdr)\n\n## Verder\n\nTekst.", "link-heading", "#verder"),
    "the title, which has no name": ("[a](#titel)", "link-heading", None),
    "another module": ("[a](/lesson?module=elders&page=x)", "link-module", None),
    "a module that is nearly this one": ("[a](/module?module=klein-begn)", "link-module", "klein-begin"),
}
FINE = {
    "a page": f"[Hoe dan]({PAGE}hoe), en [nog eens](<{PAGE}hoe>)",
    "the module": "[Klein beginnen](/module?module=klein-begin)",
    "a heading": "[de stap](#een-stap-verder)\n\n## Één **stap** `verder`[^S01]\n\nTekst.",
    "another place": "[de woorden](/glossary?term=proef), [Jansen](https://example.org/lesson?module=klein-begin)",
    "code": f"`[a]({PAGE}x)`",
}


@pytest.mark.parametrize("heading", ANCHORS)
def test_a_heading_has_the_name_that_the_browser_gives_it(heading: str) -> None:
    assert anchor(heading) == ANCHORS[heading]


@pytest.mark.parametrize("name", ASTRAY)
def test_a_link_to_what_is_not_there_is_found_at_its_address(name: str, tmp_path: Path) -> None:
    text, code, meant = ASTRAY[name]
    fault = next(each for each in found(tmp_path, with_prose(text)) if each.file == LESSON)
    assert (fault.code, fault.line, fault.column) == (code, 5, 5)
    assert fault.severity == ("hint" if code == "link-module" else "error")
    assert isinstance(fault.mend, Message)
    assert meant in (None, fault.mend.values.get("other"), fault.mend.values.get("names"))


@pytest.mark.parametrize("name", FINE)
def test_a_link_to_what_is_there_is_left_alone(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, with_prose(FINE[name])) == []


def test_a_module_that_the_card_names_may_be_linked_to(tmp_path: Path) -> None:
    card = MODULE.replace("requires: []", "requires: [elders]")
    assert codes(tmp_path, {"module.yaml": card, **with_prose("[Elders](/lesson?module=elders&page=x)")}) == []


def test_links_in_an_exercise_are_looked_at_too(tmp_path: Path) -> None:
    asked = CHOICE.replace("Wat doe je **eerst**?", f"Lees [dit stuk]({PAGE}hoee), [dat]({PAGE}hoe).")
    (fault,) = found(tmp_path, {"exercises/eerste-stap.yaml": asked})
    assert (fault.code, fault.severity, fault.line) == ("link-page", "error", 4)
