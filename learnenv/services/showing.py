"""What an exercise or a plugin gives to show, as Markdown: text, pictures and tables, and never HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from learnenv.domain.module_page import PagePart, PagePicture, PageTable, PageText
from learnenv.reader.safe_markdown import safe_markdown
from learnenv.services.writing import plain


def parts_markdown(
    parts: Sequence[PagePart], module: str, address: Callable[[int, PagePicture], str]
) -> tuple[str, ...]:
    """The parts, each in Markdown. `address`: where the front end has the picture with this number."""
    return tuple(_written(part, number, module, address) for number, part in enumerate(parts))


def _written(part: PagePart, number: int, module: str, address: Callable[[int, PagePicture], str]) -> str:
    match part:
        case PageText():
            return safe_markdown(part.markdown, module)
        case PagePicture():
            return f"![{_line(part.alt)}]({address(number, part)})"
        case PageTable():
            return _table(part)


def _table(table: PageTable) -> str:
    caption = f"**{_line(table.caption)}**\n\n" if table.caption else ""
    rule = "|" + " --- |" * len(table.columns)
    return caption + "\n".join([_row(table.columns), rule, *map(_row, table.rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_line, cells)) + " |"


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
