"""What this process does, in numbers that are of nobody in particular; given out only when that is asked for."""

from learnenv.metrics.tally import Spread, Tally, tally

__all__ = ["Spread", "Tally", "tally"]
