"""What people read, in their language: the message catalogues, numbers, dates. Babel's home."""

from learnenv.language.speech import Speech, speech

__all__ = ["Speech", "speech"]
