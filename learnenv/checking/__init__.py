"""What a checker finds in a module before learners would: faults of form, and what only trying it out shows."""

from learnenv.checking.findings import findings

__all__ = ["findings"]
