"""A class that is made up, to look around in: simulated learners, trainers and a coach, with months behind them."""

from __future__ import annotations

from learnenv.demo.entering import enter
from learnenv.demo.making import Demo, Persona, make

__all__ = ["Demo", "Persona", "enter", "make"]
