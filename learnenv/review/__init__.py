"""When something comes back: the FSRS algorithm, which plans each next time for when it is about to be forgotten."""

from __future__ import annotations

from learnenv.review.schedule import next_day

__all__ = ["next_day"]
