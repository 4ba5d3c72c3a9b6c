"""Looking at an experiment again and again: one experiment day by day, and false alarms by the number of looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from learnenv import Language, PagePicture
from learnenv.labs.peeking_run import DAYS, Experiment, look_days
from learnenv.labs.words import label, said
from learnenv.look.svg import circle, document, number, path

_LEFT, _STEP, _WIDE = 48.0, 27.0, 19.0
_RIGHT = _LEFT + DAYS * _STEP
_MIDDLE, _HALF, _POINTS = 80.0, 48.0, 10.0
"""Of the upper drawing: its middle, half its height, and the percentage points that this stands for."""
_FOOT, _HIGH = 300.0, 100.0
_PROMISED = 0.05


def picture(
    tried: Experiment,
    looks: int,
    expected: Mapping[int, tuple[float, float]],
    rates: Sequence[float],
    language: Language,
) -> PagePicture:
    """`looks` 0: not chosen yet. `expected`: number of looks -> the part that the learner expects, and how far chance
    can move it. `rates`: what happened, for 1, 2, … looks; empty: not to be seen yet."""
    body = _one(tried, looks, language) + _all(looks, expected, rates, language)
    return PagePicture(document(440, _FOOT + 58, body), _alt(tried, looks, expected, rates, language))


def _alt(
    tried: Experiment,
    looks: int,
    expected: Mapping[int, tuple[float, float]],
    rates: Sequence[float],
    language: Language,
) -> str:
    alarms = [day for day in look_days(looks) if _found(tried[day - 1])] if looks else []
    parts = [said(language, "lab.peeking.alt-one")]
    if looks:
        key = "lab.peeking.alt-alarm" if alarms else "lab.peeking.alt-quiet"
        parts.append(said(language, key, count=looks, day=alarms[0] if alarms else 0))
    parts += [
        said(language, "lab.peeking.alt-expected", count=at, percent=_percent(rate))
        for at, (rate, _) in sorted(expected.items())
    ]
    if rates:
        parts.append(said(language, "lab.peeking.alt", once=_percent(rates[0]), daily=_percent(rates[-1])))
    return " ".join(parts)


def _one(tried: Experiment, looks: int, language: Language) -> str:
    """The difference between the groups from day to day, the band in which a test calls it chance, and the looks."""
    days = [_LEFT + (day + 0.5) * _STEP for day in range(DAYS)]
    upper = [(x, _level(chance)) for x, (_, chance) in zip(days, tried, strict=True)]
    lower = [(x, _level(-chance)) for x, (_, chance) in zip(days, tried, strict=True)]
    points = [(x, _level(difference)) for x, (difference, _) in zip(days, tried, strict=True)]
    body = label(said(language, "lab.peeking.one"), (_LEFT, 22), "start")
    body += path(_way([*upper, *reversed(lower)]) + "z", "f-teal-soft")
    body += path(f"M{number(_LEFT)} {number(_MIDDLE)}H{number(_RIGHT)}", "s-line-strong", more='stroke-width="1.5"')
    body += path(_way(points), "s-ink", more='stroke-width="2"')
    for day in look_days(looks) if looks else ():
        found = _found(tried[day - 1])
        body += circle(points[day - 1], 8 if found else 6, "f-brick" if found else "f-teal", "s-card")
    return body + label(said(language, "lab.peeking.days"), ((_LEFT + _RIGHT) / 2, _MIDDLE + _HALF + 24))


def _all(looks: int, expected: Mapping[int, tuple[float, float]], rates: Sequence[float], language: Language) -> str:
    """False alarms for each number of looks: what happened as bars, and what the learner expects as marks."""
    most = max([0.0, *rates, *(rate for rate, _ in expected.values())])
    top = 0.3 if most <= 0.29 else 0.6 if most <= 0.58 else 1.0
    body = label(said(language, "lab.peeking.all"), (_LEFT, _FOOT - _HIGH - 14), "start")
    for at in range(1, DAYS + 1):
        x = _LEFT + (at - 0.5) * _STEP
        chosen = at in (1, looks)
        if rates:
            high = max(1.0, _HIGH * rates[at - 1] / top)
            bar = f"M{number(x - _WIDE / 2)} {number(_FOOT)}v{number(-high)}h{number(_WIDE)}v{number(high)}z"
            body += path(bar, "f-saffron" if chosen else "f-teal")
        body += label(str(at), (x, _FOOT + 22), tone="ink" if chosen else "ink-soft")
    line = _FOOT - _HIGH * _PROMISED / top
    body += path(f"M{number(_LEFT)} {number(_FOOT)}H{number(_RIGHT)}", "s-ink", more='stroke-width="1.5"')
    promised = f"M{number(_LEFT)} {number(line)}H{number(_RIGHT)}"
    body += path(promised, "s-brick", more='stroke-width="2.5" stroke-dasharray="2 7"')
    body += label("5 %", (_LEFT - 8, line + 6), "end")
    for at, (rate, chance) in expected.items():
        body += _expected(_LEFT + (at - 0.5) * _STEP, rate / top, chance / top)
    return body + label(said(language, "lab.peeking.axis"), ((_LEFT + _RIGHT) / 2, _FOOT + 48))


def _expected(x: float, rate: float, chance: float) -> str:
    """A mark at the height that the learner expects, with how far chance can move it."""
    middle, low, high = (_FOOT - _HIGH * min(max(each, 0.0), 1.0) for each in (rate, rate - chance, rate + chance))
    caps = "".join(f"M{number(x - 6)} {number(end)}h12" for end in (low, high))
    reach = f"M{number(x)} {number(low)}V{number(high)}{caps}"
    cross = f"M{number(x - 12)} {number(middle)}h24"
    spread = path(reach, "s-ink", more='stroke-width="1.5"') if chance else ""
    return spread + path(cross, "s-ink", more='stroke-width="5"')


def _found(day: tuple[float, float]) -> bool:
    difference, chance = day
    return abs(difference) > chance


def _level(points: float) -> float:
    return _MIDDLE - _HALF * min(max(points / _POINTS, -1.0), 1.0)


def _way(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _percent(rate: float) -> float:
    return round(100 * rate, 1)
