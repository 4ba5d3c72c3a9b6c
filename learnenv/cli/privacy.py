"""learnenv privacy: the privacy notice and the register entry, in both languages."""

from __future__ import annotations

import os
from pathlib import Path

from learnenv.cli.screen import Screen, short
from learnenv.domain.errors import LearnenvError
from learnenv.domain.text import LANGUAGES
from learnenv.language import Speech, speech
from learnenv.services.privacy import documents
from learnenv.settings import read_settings

FOLDER = "privacy"


class NotWritten(LearnenvError):
    """The papers cannot be written there."""


def privacy(words: Speech, out: str) -> int:
    """Write the papers into a folder, over earlier ones. Raises NotWritten if that cannot be."""
    folder = Path(out or FOLDER).expanduser().absolute()
    months = read_settings(os.environ).keep_months
    texts = {name: text for language in LANGUAGES for name, text in documents(speech(language), months).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotWritten(
            "cli.privacy.not-written", path=short(folder), detail=error.strerror or str(error)
        ) from error
    screen = Screen(words)
    screen.say("cli.privacy.written", count=len(texts))
    for name in texts:
        screen.line(f"  {short(folder / name)}")
    return 0
