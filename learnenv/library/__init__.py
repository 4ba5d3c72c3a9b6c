"""The library: which modules there are, and each of them, read when somebody first opens it."""

from learnenv.library.library import Library

__all__ = ["Library"]
