"""What questions of others do not have and ours need: the words for true and false, and a rubric for an essay."""

from __future__ import annotations

from typing import Any

from learnenv import Text

TRUE, FALSE = Text("Waar", "True"), Text("Niet waar", "False")

RUBRIC: list[dict[str, Any]] = [
    {
        "id": "complete",
        "criterion": {
            "nl": "Mijn antwoord gaat over alles wat gevraagd is",
            "en": "My answer covers everything that was asked",
        },
        "levels": [
            {"nl": "Nog niet", "en": "Not yet"},
            {"nl": "Voor een deel", "en": "In part"},
            {"nl": "Ja", "en": "Yes"},
        ],
    },
]
"""A rubric to begin with; an author can do better."""


def plain(text: Text) -> dict[str, str]:
    """A text as it stands in an exercise file."""
    return {"nl": text.nl, "en": text.en}
