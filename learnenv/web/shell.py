"""The page shell: Streamlit's index.html with our language, title, styles and script in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit

from learnenv.domain.text import Language

_HEAD = """<link rel="icon" href="/look/pictures/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/look/app.css" />
    <link rel="preload" href="/look/fonts/{font}" as="font" type="font/woff2" crossorigin />
    <script src="/shell.js" defer></script>"""
_BODY_FONT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"


@cache
def original() -> str:
    """Streamlit's own index.html."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@cache
def static_files() -> frozenset[str]:
    """The addresses of the files that Streamlit's page loads."""
    root = Path(streamlit.__file__).parent / "static"
    return frozenset(f"/{file.relative_to(root).as_posix()}" for file in (root / "static").rglob("*"))


@cache
def shell(language: Language, more: str = "") -> str:
    """The shell in one language, with more lines for its head. Streamlit offers no way to say these."""
    page = original().replace('<html lang="en">', f'<html lang="{language}">')
    page = page.replace("<title>Streamlit</title>", "<title>learnenv</title>")
    page = re.sub(r'<link rel="shortcut icon"[^>]*>', "", page)
    page = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", page)
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    return page.replace("</head>", f"    {_HEAD.format(font=_BODY_FONT)}{more}\n  </head>")
