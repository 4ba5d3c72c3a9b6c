"""What people read, in their language: the message catalogues, numbers, dates. Babel's home."""

from learnenv.language.speech import Speech, local, local_day, speech

__all__ = ["Speech", "local", "local_day", "speech"]
