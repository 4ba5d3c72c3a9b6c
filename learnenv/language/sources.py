"""Sources as they are listed: of a page under the numbers that its text uses, or each on a line of its own."""

from __future__ import annotations

from learnenv.domain.content import LearningModule, Page, Source
from learnenv.language.speech import Speech


def sources_markdown(module: LearningModule, page: Page, words: Speech) -> str:
    """A heading and a numbered list; empty when the page names none."""
    named = [module.sources[id] for id in page.sources if id in module.sources]
    lines = [f"{number}. {source_line(source, words)}" for number, source in enumerate(named, 1)]
    return f"## {words.say('sources.title')}\n\n" + "\n".join(lines) if lines else ""


def source_line(source: Source, words: Speech) -> str:
    """One source: title, who and when, licence, and how much of it was read."""
    linked = f"[{source.title}]({source.url})" if source.url.startswith(("https://", "http://")) else source.title
    who = ", ".join(part for part in (source.author, source.year) if part)
    extra = [words.say("sources.licence", licence=source.licence)] if source.licence else []
    rest = [f"{part}{_stop(part)}" for part in (who, *extra, source.seen.get(words.language)) if part]
    return " ".join([f"{linked}{_stop(source.title)}", *rest])


def _stop(text: str) -> str:
    """The full stop after a text, unless it has an end of its own."""
    return "" if text.endswith((".", "?", "!", "…")) else "."
