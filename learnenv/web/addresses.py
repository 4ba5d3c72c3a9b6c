"""Every address of the application, in one place."""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from urllib.parse import urlencode, urlsplit

HOME: Final = "/"
MODULES: Final = "/modules"
MODULE: Final = "/module"
LESSON: Final = "/lesson"
CASE: Final = "/case"
EXTRA: Final = "/extra"
DEMO: Final = "/demo"
EXERCISE_PICTURE: Final = "/exercise.svg"
PLAY: Final = "/play.json"
NOTEBOOK: Final = "/notebook.ipynb"
PROGRESS: Final = "/progress"
REVIEW: Final = "/review"
YOU: Final = "/you"
PATHS: Final = "/paths"
PATH: Final = "/path"
FIND: Final = "/find"
SEARCH: Final = "/search"
GLOSSARY: Final = "/glossary"
SOURCES: Final = "/sources"
STYLE: Final = "/style"
PROBLEMS: Final = "/problems"
COHORTS: Final = "/cohorts"
COHORT_MANAGE: Final = "/cohort-manage"
REVIEW_WORK: Final = "/review-work"
COACHING: Final = "/coaching"
AUTHORED: Final = "/authored"
ORGANISATIONS: Final = "/organisations"
ACCOUNTS: Final = "/accounts"
INSTALLATION: Final = "/installation"
COHORT: Final = "/cohort"
COHORT_ITEMS: Final = "/cohort-items"
COHORT_LEARNER: Final = "/cohort-learner"
COHORT_ANSWERS: Final = "/cohort-answers"
CLASS_MAP: Final = "/class-map.svg"
JOIN: Final = "/join"
INVITE: Final = "/invite"
INVITES: Final = "/invites"

PAGES: Final = frozenset(
    {HOME, MODULES, MODULE, LESSON, CASE, EXTRA, PROGRESS, REVIEW, YOU, STYLE, PROBLEMS, COHORTS, COHORT_MANAGE}
    | {PATHS, PATH, FIND, SEARCH, GLOSSARY, SOURCES, INSTALLATION}
    | {AUTHORED, REVIEW_WORK, COACHING, ORGANISATIONS, ACCOUNTS, COHORT, COHORT_ITEMS, COHORT_LEARNER, COHORT_ANSWERS}
)
"""Pages that Streamlit draws."""
OPEN_PREFIXES: Final = (
    "/welcome",
    "/begin",
    "/recover",
    JOIN,
    f"{JOIN}/",
    "/sign-in",
    "/oidc/start",
    "/oidc/back",
    "/first-admin",
    "/goodbye",
    "/healthz",
    "/readyz",
    "/look/",
    "/form/",
    "/shell.js",
    "/words.json",
    "/favicon.ico",
    "/static/",
    "/_stcore/health",
)
"""Open to everybody: the way in, and files that are the same for all. A slash at the end: all that is under it."""
SHUT_PREFIXES: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Doors of Streamlit's that nobody needs here."""
SIGNED_IN_PREFIXES: Final = (
    "/content/",
    "/picture/",
    "/extra.svg",
    EXERCISE_PICTURE,
    PLAY,
    "/case-map.svg",
    "/case-meter.svg",
    CLASS_MAP,
    "/product",
    "/product.md",
    "/progress.md",
    f"{INVITE}/",
    f"{INVITES}/",
    f"{INVITES}.csv",
    "/sign-out",
    "/my-data.html",
    "/my-data.json",
    "/workbook.md",
    "/workbook.ipynb",
    NOTEBOOK,
    "/delete-me",
    "/export/",
    "/report/",
    "/account",
    "/account/password",
    "/_stcore/host-config",
    "/_stcore/bidi-components/",
    "/media/",
    "/component/",
)
"""Besides pages, what is there for whoever is signed in; the last four are Streamlit's own. Streamlit answers any
address that it does not know with its own page, so only what is known may get there."""


def among(path: str, addresses: tuple[str, ...]) -> bool:
    """Whether a path is one of these addresses, or under one that ends with a slash."""
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in addresses)


def product_address(ref: str, file: str = "") -> str:
    """The address of a printable product, or of its Markdown file."""
    return f"/product{file}?{urlencode({'ref': ref})}"


def notebook_address(module: str, page: str) -> str:
    """The address of a page as a notebook."""
    return f"{NOTEBOOK}?{urlencode({'module': module, 'page': page})}"


def term_address(id: str) -> str:
    """The address of a word of the trade."""
    return f"{GLOSSARY}?{urlencode({'term': id})}"


def extra_picture_address(module: str, name: str, part: int, svg: str) -> str:
    """The address of a picture on a page of a plugin's. It changes with the picture, or a browser that is still on
    the same page would go on showing the one that it has."""
    return f"{EXTRA}.svg?{urlencode({'module': module, 'name': name, 'part': part, 'seen': _digest(svg)})}"


def exercise_picture_address(ref: str, part: int, svg: str, *, blank: bool) -> str:
    """The address of a picture that an exercise shows to the learner who asks; `blank`: as before any answer. It
    changes with the picture too."""
    asked = {"ref": ref, "part": part, "seen": _digest(svg), **({"blank": "1"} if blank else {})}
    return f"{EXERCISE_PICTURE}?{urlencode(asked)}"


def play_address(ref: str, *, blank: bool) -> str:
    """Where a form asks for a picture of what is filled in, by adding `&value=` and that as JSON."""
    return f"{PLAY}?{urlencode({'ref': ref, **({'blank': '1'} if blank else {})})}"


def home_grown(address: str) -> str:
    """An address to go on to after signing in, if it is one of our pages; else home. Never another host."""
    if "\\" in address or any(ord(letter) < 33 for letter in address):
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    safe = not parts.scheme and not parts.netloc and not address.startswith("//") and parts.path in PAGES
    return address if safe else HOME


def _digest(svg: str) -> str:
    return sha256(svg.encode("utf-8", "replace")).hexdigest()[:12]
