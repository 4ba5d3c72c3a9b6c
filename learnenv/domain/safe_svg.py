"""Whether a drawing is only a drawing: no script, no address, nothing that is fetched or that links away."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

LARGEST: Final = 1_000_000
"""Most characters of a drawing: far above any diagram, low enough for every phone."""
ELEMENTS: Final = frozenset(
    {"svg", "g", "defs", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "marker", "symbol", "use", "clipPath", "mask", "pattern"}
    | {"linearGradient", "radialGradient", "stop"}
)
"""What a drawing may be made of. Scripts, links, pictures from elsewhere and moving parts are not among them."""

_SVG: Final = "http://www.w3.org/2000/svg"
_NAMESPACES: Final = {"xmlns": _SVG, "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_REACHES_OUT = re.compile(r"@import|url\s*\(\s*['\"]?\s*(?!#)[^\s'\")]|image-set|\\|//", re.IGNORECASE)
"""In a style: whatever fetches, and the backslash, which can spell any of it in another way."""


class _Unsafe(Exception):
    """Raised inside the parser, so that nothing after the first fault is read."""


def svg_fault(svg: str) -> str:
    """What is wrong with a drawing, in technical words; empty if it can be shown."""
    if len(svg) > LARGEST:
        return f"it has {len(svg)} characters; at most {LARGEST} are shown"
    parser, reading = expat.ParserCreate(), _Reading()
    parser.StartElementHandler = reading.opened
    parser.EndElementHandler = reading.closed
    parser.CharacterDataHandler = reading.said
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.ProcessingInstructionHandler = reading.instruction
    try:
        parser.Parse(svg, True)
    except _Unsafe as fault:
        return str(fault)
    except (expat.ExpatError, UnicodeError) as error:
        return f"it is no XML: {error}"
    return ""


class _Reading:
    def __init__(self) -> None:
        self._begun = False
        self._style: list[str] | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if not self._begun and (name != "svg" or not {"xmlns", "viewBox"} <= attributes.keys()):
            raise _Unsafe(f'it does not begin with <svg xmlns="{_SVG}" viewBox="…">')
        self._begun = True
        if name not in ELEMENTS:
            raise _Unsafe(f"<{name}> is not allowed")
        for attribute, value in attributes.items():
            _look_at(name, attribute, value)
        self._style = [] if name == "style" else self._style

    def closed(self, name: str) -> None:
        if name == "style" and self._style is not None:
            _demand_inside("".join(self._style), "<style>")
            self._style = None

    def said(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def doctype(self, *_: object) -> None:
        raise _Unsafe("a DOCTYPE is not allowed")

    def instruction(self, target: str, _: str) -> None:
        raise _Unsafe(f"<?{target}?> is not allowed")


def _look_at(element: str, name: str, value: str) -> None:
    if name.startswith("xmlns"):
        if _NAMESPACES.get(name) != value:
            raise _Unsafe(f'{name}="{value}" is not allowed')
        return
    if name.lower().startswith("on"):
        raise _Unsafe(f"{name} on <{element}> is not allowed")
    if name.rpartition(":")[2].lower() in ("href", "src") and not value.strip().startswith("#"):
        raise _Unsafe(f"{name} on <{element}> may name a part of the drawing itself only")
    if not name.startswith("aria-"):  # words to be read out, which may look like anything
        _demand_inside(value, f"{name} on <{element}>")


def _demand_inside(style: str, where: str) -> None:
    if found := _REACHES_OUT.search(style):
        raise _Unsafe(f"{found.group()!r} in {where} is not allowed")
