"""The theme that we give to Streamlit: its own options, our colours, light or dark as the reader has it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit
from streamlit import config

from learnenv import look
from learnenv.look.streamlit_theme import streamlit_options
from learnenv.look.tokens import COLOURS


def test_streamlit_knows_every_option() -> None:
    assert set(streamlit_options()) <= set(config._config_options_template)


def test_the_reader_chooses_light_or_dark() -> None:
    assert "theme.base" not in streamlit_options()


def test_both_themes_set_the_same_options() -> None:
    names = {
        theme: {name.split(".")[-1] for name in streamlit_options() if f".{theme}." in name}
        for theme in ("light", "dark")
    }
    assert names["light"] == names["dark"]
    assert len(names["light"]) > 20


@pytest.mark.parametrize(("theme", "dark"), [("light", False), ("dark", True)])
def test_every_colour_is_a_token_of_that_theme(theme: str, dark: bool) -> None:
    tokens = {each.dark if dark else each.light for each in COLOURS}
    for name, value in streamlit_options().items():
        if name.startswith(f"theme.{theme}."):
            assert {value} <= tokens if isinstance(value, str) else isinstance(value, list) and set(value) <= tokens


def test_the_look_needs_the_standard_library_only() -> None:
    asked = (
        "import sys; before = set(sys.modules); sys.path.insert(0, '.');"
        "import importlib.util as u; spec = u.find_spec('learnenv'); package = u.module_from_spec(spec);"
        "sys.modules['learnenv'] = package;"
        "import learnenv.look, learnenv.look.draw, learnenv.look.streamlit_theme;"
        "new = {m.split('.')[0] for m in set(sys.modules) - before} - {'learnenv'};"
        "print(sorted(new - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_streamlit_still_has_every_part_that_our_style_sheet_names() -> None:
    named = set(re.findall(r'data-testid\^?="([A-Za-z-]+)"', look.stylesheet("app")))
    bundle = Path(streamlit.__file__).parent / "static" / "static" / "js"
    source = "".join(each.read_text(encoding="utf-8") for each in bundle.glob("*.js"))
    assert {name for name in named if name.partition("-")[0] not in source} == set()
