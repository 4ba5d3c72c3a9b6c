"""The style sheets hang together: every token, font and picture they name exists, nothing comes from elsewhere."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from learnenv import look
from learnenv.look.tokens import COLOURS, SIZES, tokens_css

_NAMES: tuple[Literal["app", "plain"], ...] = ("app", "plain")
_PROMISED = (
    "paper card ink ink-soft line teal teal-ink teal-soft saffron saffron-soft brick brick-soft right wrong focus"
    " radius"
)


def test_the_tokens_that_other_parts_rely_on_are_there() -> None:
    for name in _PROMISED.split():
        assert f"--le-{name}:" in tokens_css()


def test_tokens_have_one_value_for_light_and_one_for_dark() -> None:
    light, dark = tokens_css().split("@media screen and (prefers-color-scheme: dark)")
    assert "color-scheme: light dark" in light
    for each in COLOURS:
        assert f"--le-{each.name}: {each.light};" in light
        assert f"--le-{each.name}: {each.dark};" in dark
    assert len({*SIZES, *(each.name for each in COLOURS)}) == len(SIZES) + len(COLOURS)


@pytest.mark.parametrize("name", _NAMES)
def test_every_token_that_a_style_sheet_uses_exists(name: Literal["app", "plain"]) -> None:
    sheet = look.stylesheet(name)
    assert set(re.findall(r"var\(\s*(--le-[\w-]+)", sheet)) <= set(re.findall(r"(--le-[\w-]+):", tokens_css()))


@pytest.mark.parametrize("name", _NAMES)
def test_a_style_sheet_names_no_colour_of_its_own(name: Literal["app", "plain"]) -> None:
    rules = look.stylesheet(name).split(tokens_css())[1]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", rules)


@pytest.mark.parametrize("name", _NAMES)
def test_everything_a_style_sheet_fetches_is_shipped_with_it(name: Literal["app", "plain"]) -> None:
    fetched = set(re.findall(r'url\("([^"]+)"\)', look.stylesheet(name)))
    assert fetched <= set(look.names())
    assert "url(" not in re.sub(r'url\("[^"]+"\)', "", look.stylesheet(name))
    assert "@import" not in look.stylesheet(name)


@pytest.mark.parametrize("name", _NAMES)
def test_every_shipped_font_has_a_face_and_a_licence(name: Literal["app", "plain"]) -> None:
    fonts = {each for each in look.names() if each.endswith(".woff2")}
    assert fonts == set(re.findall(r'url\("(fonts/[^"]+)"\)', look.stylesheet(name)))
    assert len(fonts) == 6
    assert all(look.file(font).read_bytes().startswith(b"wOF2") for font in fonts)
    for licence in ("fonts/OFL-atkinson.txt", "fonts/OFL-bricolage.txt"):
        assert "SIL OPEN FONT LICENSE" in look.file(licence).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _NAMES)
def test_a_style_sheet_cares_for_print_motion_and_the_keyboard(name: Literal["app", "plain"]) -> None:
    for care in ("@media print", "prefers-reduced-motion", ":focus-visible", "var(--le-focus)"):
        assert care in look.stylesheet(name)


@pytest.mark.parametrize("name", _NAMES)
def test_the_braces_of_a_style_sheet_close(name: Literal["app", "plain"]) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", look.stylesheet(name), flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "tokens.py",
        "../tokens.py",
        "pictures/../tokens.py",
        "/etc/passwd",
        "pictures/",
        "fonts/x.woff2",
        "app.css",
    ],
)
def test_only_shipped_fonts_and_pictures_are_given(name: str) -> None:
    with pytest.raises(LookupError, match="no such font or picture"):
        look.file(name)


def test_every_shipped_file_has_a_media_type() -> None:
    for name in look.names():
        assert name[name.rfind(".") :] in look.MEDIA_TYPES


def test_an_unknown_style_sheet_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(LookupError, match="there are app and plain"):
        look.stylesheet("dark")  # type: ignore[arg-type]
