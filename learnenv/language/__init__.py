"""What people read, in their language: the message catalogues, numbers, dates. Babel's home."""

from learnenv.language.speech import Speech, end_of_day, local, local_day, speech

__all__ = ["Speech", "end_of_day", "local", "local_day", "speech"]
