"""Conditions and changes as authors write them: `trust >= 2 and weeks > 0`, `+1`, `-2`, `5`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

from learnenv.domain.case import ALWAYS, Comparison, Condition, Effect, Sign
from learnenv.domain.fault import DataFault, DataPath
from learnenv.domain.text import Message
from learnenv.reader.guess import did_you_mean

_COMPARISON = re.compile(r"\s*(?P<name>[^\s<>=!]+)\s*(?P<sign><=|>=|==|!=|<|>|=)\s*(?P<number>[+-]?\d{1,6})\s*")
_NUMBER = re.compile(r"([+-]?)(\d{1,6})")


def read_condition(text: str, path: DataPath, variables: Collection[str], faults: list[DataFault]) -> Condition:
    """The condition in this text; what is wrong with it is added to `faults`, and then it always holds."""
    if not text.strip():
        return ALWAYS
    before = len(faults)
    any_of = tuple(
        tuple(
            found
            for part in re.split(r"\s+and\s+", every)
            if (found := _comparison(part, path, variables, faults)) is not None
        )
        for every in re.split(r"\s+or\s+", text)
    )
    return Condition(any_of) if len(faults) == before else ALWAYS


def read_effect(
    name: str, text: str, path: DataPath, variables: Collection[str], faults: list[DataFault]
) -> Effect | None:
    """What a change does; None when it cannot be read, which `faults` then says."""
    if name not in variables:
        what = Message("reader.case.unknown-variable", {"name": name})
        faults.append(DataFault(path, what, did_you_mean(name, variables), at_key=True))
        return None
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        what = Message("reader.case.bad-change", {"text": text})
        faults.append(DataFault(path, what, Message("reader.case.bad-change.mend")))
        return None
    sign, digits = found.groups()
    return Effect(name, -int(digits) if sign == "-" else int(digits), sets=not sign)


def _comparison(text: str, path: DataPath, variables: Collection[str], faults: list[DataFault]) -> Comparison | None:
    found = _COMPARISON.fullmatch(text)
    if found is None:
        what = Message("reader.case.bad-condition", {"text": text.strip()})
        faults.append(DataFault(path, what, Message("reader.case.bad-condition.mend")))
        return None
    if found["name"] not in variables:
        what = Message("reader.case.unknown-variable", {"name": found["name"]})
        faults.append(DataFault(path, what, did_you_mean(found["name"], variables)))
        return None
    sign = "==" if found["sign"] == "=" else found["sign"]
    return Comparison(found["name"], cast(Sign, sign), int(found["number"]))
