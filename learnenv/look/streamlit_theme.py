"""Our tokens as Streamlit options, so that its own widgets wear our colours and type. Does not import Streamlit."""

from __future__ import annotations

from typing import Final

from learnenv.look.tokens import ROOT_PIXELS, SIZES, colour

_COLOURS: Final = {
    "primaryColor": "teal",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "sunk",
    "textColor": "ink",
    "borderColor": "line-strong",
    "linkColor": "teal",
    "codeTextColor": "ink",
    "codeBackgroundColor": "sunk",
    "dataframeBorderColor": "line",
    "dataframeHeaderBackgroundColor": "sunk",
    "dataframeHeaderTextColor": "ink",
    "grayColor": "line-strong",
    "grayBackgroundColor": "sunk",
    "grayTextColor": "ink-soft",
    "redColor": "brick",
    "redBackgroundColor": "brick-soft",
    "redTextColor": "brick-deep",
    "orangeColor": "saffron",
    "orangeBackgroundColor": "saffron-soft",
    "orangeTextColor": "saffron-deep",
    "yellowColor": "saffron",
    "yellowBackgroundColor": "saffron-soft",
    "yellowTextColor": "saffron-deep",
    "greenColor": "right",
    "greenBackgroundColor": "right-soft",
    "greenTextColor": "right",
    "blueColor": "teal",
    "blueBackgroundColor": "teal-soft",
    "blueTextColor": "teal-deep",
    "violetColor": "line-strong",
    "violetBackgroundColor": "sunk",
    "violetTextColor": "ink",
}
_CHART: Final = ("teal", "saffron", "brick", "line-strong", "right", "ink-soft")
_HEADINGS: Final = ("heading-1", "heading-2", "heading-3", "heading-4", "text", "text")


def streamlit_options() -> dict[str, object]:
    """Name and value for `streamlit.config.set_option`. theme.base stays unset: it follows the reader's system.

    The @font-face rules stand in our own style sheet, not in theme.fontFaces, which travels with every rerun.
    """
    options: dict[str, object] = {
        "theme.font": SIZES["font"].replace('"', "'"),
        "theme.headingFont": SIZES["font-heading"].replace('"', "'"),
        "theme.codeFont": SIZES["font-code"].replace('"', "'"),
        "theme.baseFontSize": ROOT_PIXELS,
        "theme.codeFontSize": "0.9rem",
        "theme.headingFontSizes": [SIZES[name] for name in _HEADINGS],
        "theme.headingFontWeights": [700, 650, 650, 650, 650, 650],
        "theme.metricValueFontSize": SIZES["heading-1"],
        "theme.baseRadius": SIZES["radius"],
        "theme.buttonRadius": SIZES["radius-pill"],
        "theme.linkUnderline": True,
        "theme.showWidgetBorder": True,
    }
    for theme in ("light", "dark"):
        dark = theme == "dark"
        options |= {f"theme.{theme}.{name}": colour(token, dark=dark) for name, token in _COLOURS.items()}
        options[f"theme.{theme}.chartCategoricalColors"] = [colour(token, dark=dark) for token in _CHART]
    return options
