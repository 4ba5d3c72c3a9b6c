"""What all labs have in common: numbers of one's own that follow from a seed, or the same ones for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

OwnT = TypeVar("OwnT", bound="OwnNumbers")


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """The fields that every lab's file has. Each lab says of them in its own words what they do there."""

    same: bool = False
    seed: str = ""


def vary(spec: OwnT, seed: str) -> OwnT:
    """The lab of one learner."""
    return spec if spec.same else replace(spec, seed=seed)
