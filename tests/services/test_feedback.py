"""How feedback is worded."""

from __future__ import annotations

import pytest

from learnenv.services.feedback import led_by


@pytest.mark.parametrize(
    ("name", "led"),
    [
        ("Een jurist vragen", "**Een jurist vragen**: Goed."),
        ("Het werk gaat altijd voor.", "**Het werk gaat altijd voor**: Goed."),
        ("Wie mist er?", "**Wie mist er?** Goed."),
    ],
)
def test_the_name_of_a_part_and_what_is_said_of_it_have_one_sign_between_them(name: str, led: str) -> None:
    assert led_by(name, "Goed.") == led
