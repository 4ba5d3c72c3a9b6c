"""Plain values and rules of learning: standard library only, no clock, no randomness, no storage, no screen."""
