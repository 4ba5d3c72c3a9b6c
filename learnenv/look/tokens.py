"""The one table of colours, sizes and type, for light and for dark. Everything else of the look reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT_LEAST: Final = 4.5
"""Least contrast of text on its ground (WCAG 2.2, 1.4.3)."""

GRAPHIC_LEAST: Final = 3.0
"""Least contrast of a control's border, a focus ring or a telling graphic (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour in both themes, as #rrggbb."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour that is used on a ground, and the least contrast it must have there."""

    front: str
    ground: str
    least: float = TEXT_LEAST


COLOURS: Final = (
    # Grounds, from the page up to what lies on it; sunk is for fields and quiet bands.
    Colour("paper", "#fbf8f3", "#141a24"),
    Colour("card", "#fffefb", "#1d2532"),
    Colour("sunk", "#f3ede2", "#0f141c"),
    # Text.
    Colour("ink", "#1d2433", "#f3ede2"),
    Colour("ink-soft", "#505969", "#b7bdc9"),
    # Lines: line only decorates, line-strong is the border of what can be operated.
    Colour("line", "#e4dacb", "#333d4f"),
    Colour("line-strong", "#857a69", "#7f8ba0"),
    # Teal: action. teal-ink is text on teal, teal-deep is teal under the pointer and text on teal-soft.
    Colour("teal", "#0b6e69", "#5ccabd"),
    Colour("teal-deep", "#075450", "#86ddd2"),
    Colour("teal-ink", "#ffffff", "#06231f"),
    Colour("teal-soft", "#deefeb", "#173c3d"),
    # Saffron: now. Never text; saffron-ink is text on it, saffron-deep is its outline and text on saffron-soft.
    Colour("saffron", "#f2a93b", "#f5b95a"),
    Colour("saffron-deep", "#8a5200", "#ffd08a"),
    Colour("saffron-ink", "#1d2433", "#221602"),
    Colour("saffron-soft", "#fdefd5", "#3b2e18"),
    # Brick: needs care.
    Colour("brick", "#b23a26", "#f4988a"),
    Colour("brick-deep", "#8c2a19", "#ffb9ac"),
    Colour("brick-ink", "#ffffff", "#2e0c05"),
    Colour("brick-soft", "#fae5de", "#44231d"),
    # Verdicts; each comes with a sign and a word, never by colour alone.
    Colour("right", "#2c6a30", "#93d08a"),
    Colour("right-soft", "#e5f1df", "#213822"),
    Colour("wrong", "#a8341f", "#f4988a"),
    Colour("wrong-soft", "#fae5de", "#44231d"),
    Colour("partial", "#8a5200", "#ffd08a"),
    Colour("partial-soft", "#fdefd5", "#3b2e18"),
    # Where the keyboard is: saffron again, because it is "now", deep enough to be seen on every ground.
    Colour("focus", "#a85a00", "#ffc86b"),
)

SIZES: Final = {
    "radius-small": "0.4rem",
    "radius": "0.7rem",
    "radius-large": "1.25rem",
    "radius-pill": "999px",
    "space-1": "0.25rem",
    "space-2": "0.5rem",
    "space-3": "0.75rem",
    "space-4": "1rem",
    "space-5": "1.5rem",
    "space-6": "2.25rem",
    "space-7": "3.5rem",
    "text-small": "0.9rem",
    "text": "1rem",
    "text-large": "1.15rem",
    "heading-4": "1.1rem",
    "heading-3": "1.3rem",
    "heading-2": "1.65rem",
    "heading-1": "2.15rem",
    "heading-hero": "2.9rem",
    "leading": "1.6",
    "measure": "39rem",
    "width": "62rem",
    "target": "2.75rem",
    "font": '"Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", sans-serif',
    "font-heading": '"Bricolage Grotesque", "Atkinson Hyperlegible Next", system-ui, sans-serif',
    "font-code": 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
}
"""Sizes and type, the same in both themes. The root is 17 px, so 39rem holds about 70 characters."""

ROOT_PIXELS: Final = 17
"""Size of 1rem in pixels."""

_GROUNDS: Final = ("paper", "card", "sunk")

PAIRS: Final = (
    *(Pair(text, ground) for text in ("ink", "ink-soft", "teal", "teal-deep", "brick") for ground in _GROUNDS),
    *(Pair(text, ground) for text in ("right", "wrong", "partial") for ground in ("paper", "card")),
    *(Pair("ink", f"{tint}-soft") for tint in ("teal", "saffron", "brick", "right", "wrong", "partial")),
    *(Pair("ink-soft", f"{tint}-soft") for tint in ("teal", "saffron", "brick", "right", "wrong", "partial")),
    *(Pair(f"{tint}-deep", f"{tint}-soft") for tint in ("teal", "saffron", "brick")),
    *(Pair(verdict, f"{verdict}-soft") for verdict in ("right", "wrong", "partial")),
    Pair("saffron-deep", "paper"),
    Pair("saffron-deep", "card"),
    Pair("brick-deep", "card"),
    Pair("teal-ink", "teal"),
    Pair("teal-ink", "teal-deep"),
    Pair("saffron-ink", "saffron"),
    Pair("brick-ink", "brick"),
    Pair("brick-ink", "brick-deep"),
    *(Pair("line-strong", ground, GRAPHIC_LEAST) for ground in _GROUNDS),
    *(Pair("teal", f"{tint}-soft", GRAPHIC_LEAST) for tint in ("teal", "saffron", "right", "partial")),
    *(
        Pair("focus", ground, GRAPHIC_LEAST)
        for ground in (*_GROUNDS, "teal-soft", "saffron-soft", "brick-soft", "right-soft", "wrong-soft")
    ),
)
"""Every text or telling graphic and the ground it stands on, anywhere in learnenv."""


def colour(name: str, *, dark: bool) -> str:
    """The value of one colour token in one theme. KeyError for a name that is not in the table."""
    found = _BY_NAME[name]
    return found.dark if dark else found.light


def tokens_css() -> str:
    """All tokens as CSS custom properties `--le-<name>` on :root; dark on a screen only, so that prints are light."""
    light = _properties({each.name: each.light for each in COLOURS})
    dark = _properties({each.name: each.dark for each in COLOURS}, indent=4)
    sizes = _properties(SIZES)
    return (
        f":root {{\n  color-scheme: light dark;\n{light}{sizes}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"
    )


def notebook_css(selector: str) -> str:
    """The same tokens within a notebook, whose own theme decides between light and dark and whose type stays."""
    light = _properties({each.name: each.light for each in COLOURS})
    dark = _properties({each.name: each.dark for each in COLOURS})
    sizes = _properties({name: size for name, size in SIZES.items() if not name.startswith("font")})
    return (
        f"{selector} {{\n{light}{sizes}  --le-font: var(--jp-ui-font-family, sans-serif);\n}}\n"
        f'[data-jp-theme-light="false"] {selector} {{\n  color-scheme: dark;\n{dark}}}\n'
    )


_BY_NAME: Final = {each.name: each for each in COLOURS}


def _properties(values: dict[str, str], indent: int = 2) -> str:
    return "".join(f"{' ' * indent}--le-{name}: {value};\n" for name, value in values.items())
