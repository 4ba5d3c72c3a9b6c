"""An interval as a line, beside the threshold that was agreed: the learner's own numbers, right or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from learnenv import Language, PagePicture
from learnenv.labs.words import label, said
from learnenv.look.svg import circle, document, number, path

_MIDDLE, _HALF = 220.0, 200.0
_TOP, _LINE, _AXIS = 38.0, 80.0, 122.0
_REACHES: Final = ((3, 1), (6, 2), (10, 5), (20, 10))
"""How far the axis goes to both sides, and its steps. In few sizes, so that it stands still under a moving number."""


def picture(given: Mapping[str, float], threshold: float, language: Language) -> PagePicture:
    """What of `difference`, `low` and `high` is filled in so far."""
    ends = [given[name] for name in ("low", "high") if name in given]
    if len(ends) == 2:
        place = "above" if min(ends) >= threshold else "below" if max(ends) < threshold else "across"
        alt = said(language, f"lab.pilot.alt.{place}", low=ends[0], high=ends[1], threshold=threshold)
    else:
        alt = said(language, "lab.pilot.alt-start", threshold=threshold)
    if "difference" in given:
        alt += " " + said(language, "lab.pilot.alt-difference", difference=given["difference"])
    return PagePicture(_drawing(given, threshold, language), alt)


def _drawing(given: Mapping[str, float], threshold: float, language: Language) -> str:
    far = max(map(abs, (threshold, *given.values())))
    reach, step = next((each for each in _REACHES if far <= 0.8 * each[0]), _REACHES[-1])

    def across(value: float) -> float:
        return _MIDDLE + _HALF * min(max(value / reach, -1.0), 1.0)

    at = across(threshold)
    body = path(
        f"M{number(at)} {number(_TOP)}H{number(_MIDDLE + _HALF)}V{number(_AXIS)}H{number(at)}z", "f-teal-soft"
    )
    agreed = f"M{number(at)} {number(_TOP)}V{number(_AXIS)}"
    body += path(agreed, "s-saffron-deep", more='stroke-width="3" stroke-dasharray="2 7"')
    body += label(said(language, "lab.pilot.threshold", threshold=threshold), (at, _TOP - 12), _side(at))
    line = f"M{number(_MIDDLE - _HALF)} {number(_AXIS)}H{number(_MIDDLE + _HALF)}"
    ticks = [(tick, across(tick)) for tick in range(-(reach - reach % step), reach + 1, step)]
    marks = "".join(f"M{number(x)} {number(_AXIS)}v7" for _, x in ticks)
    body += path(line + marks, "s-line-strong", more='stroke-width="1.5"')
    for tick, x in ticks:
        body += label(str(tick).replace("-", "\N{MINUS SIGN}"), (x, _AXIS + 27))
    ends = [across(given[name]) for name in ("low", "high") if name in given]
    if ends:
        caps = "".join(f"M{number(end)} {number(_LINE - 13)}v26" for end in ends)
        interval = f"M{number(ends[0])} {number(_LINE)}H{number(ends[-1])}{caps}"
        body += path(interval, "s-teal", more='stroke-width="5"')
    if "difference" in given:
        body += circle((across(given["difference"]), _LINE), 9, "f-teal", "s-card", more='stroke-width="2.5"')
    return document(440, 160, body)


def _side(x: float) -> str:
    return "start" if x < 70 else "end" if x > 370 else "middle"
