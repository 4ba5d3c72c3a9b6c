"""The reference says what the code says."""

from __future__ import annotations

from learnenv.authoring.reference import reference
from learnenv.exercise_types import BUILT_IN
from tests.support.source import ROOT


def test_the_page_in_the_docs_is_what_is_made_now() -> None:
    page = (ROOT / "docs" / "authors" / "reference.md").read_text(encoding="utf-8")
    assert page == reference(), "make it anew: python -m learnenv.authoring.reference > docs/authors/reference.md"


def test_every_type_and_every_field_of_it_is_there() -> None:
    sections = reference().split("\n## ")
    for kind in BUILT_IN:
        (section,) = (each for each in sections if each.startswith(f"{kind.name}\n"))
        for field in kind.spec.__dataclass_fields__:
            assert f"\n| `{field}` | " in section


def test_no_field_is_without_a_word() -> None:
    assert "| |" not in reference().replace("  ", " ")
