"""Is installed as a plugin and has no hook."""

ANSWER = 42
NOTHING = None
