"""Fill the {placeholders} of a sentence, so that nothing in a value is ever taken for a placeholder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")


def fill(sentence: str, values: Mapping[str, object], say: Callable[[object], str]) -> str:
    """The sentence with each {name} replaced by `say(values[name])`.

    A name without a value stays visible as {name}; {{name}} gives {name}; any other brace is just a brace.
    """

    def replaced(match: re.Match[str]) -> str:
        literal, name = match.groups()
        if literal is not None:
            return f"{{{literal}}}"
        return say(values[name]) if name in values else match.group()

    return _PLACEHOLDER.sub(replaced, sentence)


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the placeholders in a sentence."""
    return frozenset(match[2] for match in _PLACEHOLDER.finditer(sentence) if match[2])
