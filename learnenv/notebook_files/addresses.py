"""Addresses in a page's text, as they hold in a folder of notebooks: nothing is fetched from elsewhere, or leads to a
page that is not there."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from learnenv.domain.errors import LearnenvError
from learnenv.reader.markdown_scan import code_lines, prose

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:\\.|[^\[\]\\])*)\]\((?P<to>/[^()\s]*)\)")


class NotWritten(LearnenvError):
    """A module cannot be made into notebooks as it is."""


@dataclass
class Addresses:
    """Rewrites the addresses of one module, and remembers which of its pictures are used."""

    module: str
    files: Mapping[str, str]
    """The notebook of each page by the page's id."""
    pictures: dict[str, None] = field(default_factory=dict)
    """Paths within the folder with images, in order of first use."""
    inside: Path | None = None
    """The folder with images, to put pictures into the text itself; None: they are files beside the notebook."""

    def rewritten(self, markdown: str) -> str:
        """The text with its pictures beside the notebook and its links to other notebooks."""
        runs = prose(markdown.split("\n"), code_lines(markdown), 0)
        return "\n".join(_LINK.sub(self._here, text) if is_prose else text for _, text, is_prose in runs)

    def _here(self, found: re.Match[str]) -> str:
        to, text = found["to"], found["text"]
        inside = f"/content/{self.module}/"
        if found["image"]:
            if not to.startswith(inside):
                return text
            return f"![{text}]({self._picture(to.removeprefix(inside))})"
        asked = parse_qs(urlsplit(to).query)
        page = self.files.get(asked.get("page", [""])[0]) if asked.get("module") == [self.module] else None
        return f"[{text}]({page})" if page and urlsplit(to).path == "/lesson" else text

    def _picture(self, name: str) -> str:
        self.pictures.setdefault(name)
        if self.inside is None:
            return f"images/{name}"
        kind = mimetypes.guess_type(name)[0] or "image/svg+xml"
        return f"data:{kind};base64,{base64.b64encode(picture_of(self.module, self.inside, name)).decode()}"


def picture_of(module: str, images: Path, name: str) -> bytes:
    """What is in a picture's file. Raises NotWritten for one that cannot be read."""
    try:
        return (images / name).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotWritten("notebooks.picture", module=module, file=name, reason=reason) from error
