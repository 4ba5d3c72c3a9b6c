"""The shipped pictures stand on their own: well-formed, without words, scripts or anything from elsewhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from learnenv import look
from learnenv.look.tokens import COLOURS

_PICTURES = [name for name in look.names() if name.startswith("pictures/")]
_TWO_THEMES = [name for name in _PICTURES if "/sign-" not in name]
_TOKENS = {value for each in COLOURS for value in (each.light, each.dark)}


def test_all_pictures_of_the_family_are_there() -> None:
    family = (
        "logo",
        "favicon",
        "welcome",
        "empty-progress",
        "empty-catalogue",
        "empty-products",
        "lost",
        "broken",
        "done",
    )
    assert {f"pictures/{name}.svg" for name in family} <= set(_PICTURES)


@pytest.mark.parametrize("name", _PICTURES)
def test_a_picture_is_well_formed_scales_and_holds_no_words(name: str) -> None:
    root = ET.fromstring(_source(name))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert re.fullmatch(r"0 0 \d+ \d+", root.attrib["viewBox"])
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert tags <= {"svg", "style", "g", "path", "circle"}


@pytest.mark.parametrize("name", _PICTURES)
def test_a_picture_refers_to_nothing_outside_and_runs_nothing(name: str) -> None:
    source = _source(name).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|//|href|url\(|@import|@font-face|<script|\bon\w+=|javascript", source)


@pytest.mark.parametrize("name", _TWO_THEMES)
def test_a_picture_has_both_themes(name: str) -> None:
    assert "@media (prefers-color-scheme:dark)" in _source(name)


@pytest.mark.parametrize("name", _PICTURES)
def test_a_picture_uses_our_colours_only(name: str) -> None:
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", _source(name))) <= _TOKENS


@pytest.mark.parametrize("name", _PICTURES)
def test_every_class_in_a_picture_has_a_rule_and_no_rule_is_idle(name: str) -> None:
    source = _source(name)
    used = {each for group in re.findall(r'class="([^"]*)"', source) for each in group.split()}
    ruled = set(re.findall(r"\.([a-z]+)(?=[,{])", "".join(re.findall(r"<style>(.*?)</style>", source))))
    assert used == ruled


def _source(name: str) -> str:
    return look.file(name).read_text(encoding="utf-8")
