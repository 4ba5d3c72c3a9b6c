"""The texts that Python joins."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import learnenv.form
from learnenv.form import TEXT_KEYS, anywidget_module, bare_module, streamlit_module, style
from tests.form.samples import EN, NL

SOURCES = sorted(Path(learnenv.form.__file__).parent.rglob("*.js"))


def test_every_source_file_is_in_the_module() -> None:
    for source in SOURCES:
        last = source.read_text(encoding="utf-8").rstrip().rsplit("\n", 2)[-2]
        assert last in streamlit_module() + anywidget_module(), source.name


@pytest.mark.parametrize("module", [streamlit_module, anywidget_module])
def test_the_module_imports_nothing(module: Callable[[], str]) -> None:
    assert not re.search(r"^\s*import\b|\bimport\(", module(), re.MULTILINE)


def test_a_module_exports_one_thing() -> None:
    assert re.findall(r"^export .*", streamlit_module(), re.MULTILINE) == [
        "export default function streamlit(component) {"
    ]
    assert re.findall(r"^export .*", anywidget_module(), re.MULTILINE) == ["export default { render: renderWidget };"]
    assert re.findall(r"^export .*", bare_module(), re.MULTILINE) == ["export { mount };"]


@pytest.mark.parametrize("module", [streamlit_module, anywidget_module])
def test_the_parts_have_no_name_in_common(module: Callable[[], str]) -> None:
    names = re.findall(r"^(?:async )?(?:function|const|class|let) (\w+)", module(), re.MULTILINE)
    assert len(names) > 30
    assert len(names) == len(set(names))


def test_the_text_keys_are_those_that_the_module_reads() -> None:
    assert set(re.findall(r'\bt\("(\w+)"', streamlit_module())) == set(TEXT_KEYS)
    assert len(TEXT_KEYS) == len(set(TEXT_KEYS))


def test_both_languages_have_every_text_with_the_same_placeholders() -> None:
    assert set(NL) == set(EN) == set(TEXT_KEYS)
    for key in TEXT_KEYS:
        assert set(re.findall(r"{\w+}", NL[key])) == set(re.findall(r"{\w+}", EN[key])), key


def test_nothing_of_a_learner_can_become_html_or_script() -> None:
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc"
    assert not re.search(risky, streamlit_module() + anywidget_module())


def test_nothing_is_asked_of_another_host() -> None:
    addresses = re.findall(r"https?://[^\"' )]+", streamlit_module() + style())
    assert addresses == ["http://www.w3.org/2000/svg"]


def test_the_module_is_small_enough_to_travel_with_every_form_of_a_notebook() -> None:
    """A notebook carries it once for each widget. Measured: 53 kB, 16 kB packed; the style 16 kB, 4 kB packed."""
    assert len(anywidget_module().encode()) < 56_000
    assert len(gzip.compress(anywidget_module().encode())) < 17_000


def test_no_control_is_disabled_because_a_keyboard_would_lose_its_place() -> None:
    assert not re.search(r'(?<!aria-)disabled["\s]*[:=(]', streamlit_module())
