"""Markdown to HTML for pages without Streamlit. Raw HTML in the text is shown as text; nothing is fetched."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


def safe_html(markdown: str) -> str:
    """HTML that holds no script, form, image or foreign address, whatever the Markdown says."""
    return str(_renderer().render(markdown))


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
