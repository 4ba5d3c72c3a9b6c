"""Every pair of colours that is used can be read, in both themes, by WCAG's own formula."""

from __future__ import annotations

import pytest

from learnenv.look.tokens import COLOURS, GRAPHIC_LEAST, PAIRS, TEXT_LEAST, Pair, colour

_TEXT = {each.name for each in COLOURS if each.name.startswith("ink") or each.name.endswith(("-ink", "-deep"))}
_TEXT |= {"teal", "brick", "right", "wrong", "partial"}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front} on {pair.ground}")
def test_every_pair_can_be_read_in_both_themes(pair: Pair, dark: bool) -> None:
    found = _contrast(colour(pair.front, dark=dark), colour(pair.ground, dark=dark))
    assert found >= pair.least, f"{pair.front} on {pair.ground}: {found:.2f}, at least {pair.least}"


def test_pairs_name_every_text_token() -> None:
    assert {pair.front for pair in PAIRS if pair.least >= TEXT_LEAST} == _TEXT


def test_pairs_ask_no_less_than_wcag_does() -> None:
    assert {pair.least for pair in PAIRS} == {TEXT_LEAST, GRAPHIC_LEAST} == {4.5, 3.0}


def test_saffron_is_never_text_and_every_tinted_ground_is_in_a_pair() -> None:
    assert "saffron" not in {pair.front for pair in PAIRS}
    tinted = {each.name for each in COLOURS if each.name.endswith("-soft")} - {"ink-soft"}
    assert tinted <= {pair.ground for pair in PAIRS}


def test_the_formula_gives_the_known_values_of_wcag() -> None:
    assert _contrast("#ffffff", "#000000") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    red, green, blue = (_linear(int(value[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
