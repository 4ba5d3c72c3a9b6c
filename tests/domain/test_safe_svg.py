"""Drawings of plugins: what may be in one, and that nothing in it reaches out."""

from __future__ import annotations

import pytest

from learnenv.domain.safe_svg import LARGEST, svg_fault
from tests.support.source import ROOT

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawing(body: str) -> str:
    return f"{OPEN}{body}</svg>"


@pytest.mark.parametrize("file", sorted(ROOT.glob("modules/*/learnenv_*/content/images/*.svg")), ids=lambda f: f.name)
def test_our_own_drawings_are_fine(file: object) -> None:
    assert svg_fault(file.read_text(encoding="utf-8")) == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<g id="a"><path d="M0 0h9"/></g><use href="#a"/><use xlink:href="#a"/>',
        "<style>.a{fill:#fff}@media (prefers-color-scheme:dark){.a{fill:url(#b)}}</style>",
        '<rect fill="url(#g)" style="stroke:red"/>',
        "<text>C:\\x // @import url(x) &lt;script&gt;</text>",
        '<g aria-label="https://example.org"/>',
        "<title>a</title><desc>b</desc>",
    ],
)
def test_shapes_words_and_styles_are_fine(body: str) -> None:
    assert svg_fault(drawing(body)) == ""


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<script xmlns='http://www.w3.org/1999/xhtml'/>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
        "<foreignObject/>",
        "<image href='#x'/>",
        "<a href='#x'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='x' to='y'/>",
        "<iframe/>",
        "<g onload='alert(1)'/>",
        "<g ONCLICK='alert(1)'/>",
        "<use href='https://example.org/x.svg#a'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<use xlink:href=' javascript:alert(1)'/>",
        "<g xmlns='http://www.w3.org/1999/xhtml'/>",
        "<g xmlns:x='http://www.w3.org/1999/xhtml'/>",
        "<rect fill='url(https://example.org/x)'/>",
        "<rect style='fill:url( \"x.svg#a\" )'/>",
        "<style>@import 'x.css';</style>",
        "<style>@im<!-- -->port 'x.css';</style>",
        "<style>@&#105;mport 'x.css';</style>",
        "<style>a{background:url(x.png)}</style>",
        "<style>a{background:URL(x.png)}</style>",
        "<style>a{background:u\\72l(x.png)}</style>",
        "<style>a{background:image-set('x.png' 1x)}</style>",
        "<style><![CDATA[@import 'x.css';]]></style>",
        "<?xml-stylesheet href='x.css'?>",
        "<g>",
        "&nbsp;",
        "\x00",
        "\ud800",
    ],
)
def test_whatever_runs_or_fetches_or_is_no_drawing_is_refused(body: str) -> None:
    assert svg_fault(drawing(body))


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "x",
        "<p>x</p>",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg viewBox="0 0 1 1"/>',
        '<html xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        f"<!DOCTYPE svg>{drawing('')}",
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{drawing("&a;")}',
        f"{drawing('')}<svg/>",
    ],
)
def test_what_does_not_begin_as_a_drawing_is_refused(svg: str) -> None:
    assert svg_fault(svg)


def test_a_drawing_has_a_largest_size() -> None:
    assert "characters" in svg_fault(drawing(" " * LARGEST))
