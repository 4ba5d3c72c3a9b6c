"""How a source is named in the text of an exercise, which has no list of sources below it."""

from __future__ import annotations

from collections.abc import Mapping

from learnenv.domain.content import Source


def source_marks(sources: Mapping[str, Source]) -> dict[str, str]:
    """What stands for each source by id: author and year between brackets, as a link where there is an address."""
    return {id: _mark(source) for id, source in sources.items()}


def _mark(source: Source) -> str:
    words = ", ".join(filter(None, (source.author or source.title, source.year)))
    name = "".join(f"\\{sign}" if sign in "\\[]()*_`$:<>!|" else sign for sign in words)
    if not source.url.startswith(("https://", "http://")) or set(source.url) & set(" <>\n"):
        return f" ({name})"
    return f" ([{name}](<{source.url}>))"
