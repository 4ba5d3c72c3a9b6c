"""Authors' Markdown made safe to show: own images only, HTML as text, none of a host's extras by accident."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from learnenv.domain.fault import Severity
from learnenv.domain.text import Message
from learnenv.reader.guess import did_you_mean
from learnenv.reader.markdown_scan import MARKS, code_lines, image_addresses, link_addresses, prose
from learnenv.reader.text_file import leads_out, position

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
MOST_PROBLEMS = 50
_JOINER = "\N{WORD JOINER}"
_KEEPS_A_NOTE = re.compile(r"[^\W_]|[.,;:!?%)\]'\"’”]")
"""What a raised number may be joined to; not the signs of Markdown, which are read by what stands beside them."""

_ADDRESSES = ("https://", "http://", "mailto:", "#", "/", "?")
_HTML = re.compile(
    "!--|a|abbr|article|aside|audio|b|big|blockquote|br|button|center|code|dd|del|details|div|dl|dt|em|embed|figcaption"
    "|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|object|ol|p"
    "|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|textarea|tfoot|th|thead|tr|u|ul|video",
    re.IGNORECASE,
)
"""Names of tags that an author may expect to work; <name> of anything else is a placeholder."""


@dataclass(frozen=True, slots=True)
class MarkdownProblem:
    """What is wrong at a place in Markdown; line and column from 0."""

    line: int
    column: int
    width: int
    what: Message
    mend: Message
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a text stands: its module, the folder of its content, and what is shown for each source by id."""

    module: str
    folder: Path | None = None
    """None: images are not looked up."""
    marks: Mapping[str, str] = field(default_factory=dict)


def safe_markdown(text: str, module: str) -> str:
    """The text as a host can show it; images come from the module's own folder, and sources are left out."""
    return clean_text(text, Surroundings(module))[0]


def clean_text(text: str, around: Surroundings) -> tuple[str, list[MarkdownProblem]]:
    """The text made safe, and what is wrong in it."""
    if not _MAY_MATTER.search(text):
        return text, []
    return clean_lines(text.split("\n"), code_lines(text), around)


def clean_lines(
    lines: Sequence[str], code: Container[int], around: Surroundings, first: int = 0
) -> tuple[str, list[MarkdownProblem]]:
    """The same for lines of which those in `code` are code; `first` is the number of the first line."""
    problems: list[MarkdownProblem] = []
    cleaned = [
        _Cleaner(text, start, around, problems).clean() if is_prose else text
        for start, text, is_prose in prose(lines, code, first)
    ]
    text = "\n".join(cleaned)
    strange = [each for each in image_addresses(text) if not each.startswith(f"/content/{around.module}/")]
    if strange:
        problems.append(_hidden_image(lines, first, strange[0]))
        text = text.replace("![", "!\\[")
    if _MAY_LEAD_ASTRAY.search(text) and (astray := [each for each in link_addresses(text) if _runs(each)]):
        if not any(problem.what.key == "reader.link-nowhere" for problem in problems):
            problems.append(_hidden_link(lines, first, astray[0]))
        # The brackets of what was an address go too, or <address> would be a link by itself.
        text = _DEFINITION.sub(r"\\[", text).replace("](", "]\\(").replace("<", "&lt;")
    return text, problems


def _hidden_image(lines: Sequence[str], first: int, src: str) -> MarkdownProblem:
    """An image that only a whole Markdown parser sees, such as one that ends what looks like code."""
    values = {"src": _short(src)}
    what, mend = Message("reader.image-elsewhere", values), Message("reader.image-elsewhere.mend", values)
    number = next((number for number, line in enumerate(lines) if src in line), 0)
    column = max(0, lines[number].find(src)) if lines else 0
    return MarkdownProblem(first + number, column, len(src), what, mend)


def _hidden_link(lines: Sequence[str], first: int, address: str) -> MarkdownProblem:
    """A link that does something else than lead to a page, written as only a whole Markdown parser sees it."""
    scheme = address.partition(":")[0]
    number = next((number for number, line in enumerate(lines) if scheme in line), 0)
    column = max(0, lines[number].find(scheme)) if lines else 0
    what = Message("reader.link-nowhere", {"address": _short(address)})
    mend = Message("reader.link-nowhere.mend", {"address": _short(address)})
    return MarkdownProblem(first + number, column, len(scheme), what, mend, "warning")


def _runs(address: str) -> bool:
    """Whether an address is of a kind that may run or read something, such as javascript:, data: or file:."""
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme.group().strip().lower() not in ("http:", "https:", "mailto:")


@dataclass(slots=True)
class _Cleaner:
    """One run of prose lines."""

    text: str
    start: int
    around: Surroundings
    problems: list[MarkdownProblem]

    def clean(self) -> str:
        return MARKS.sub(self._replace, self.text)

    def _replace(self, found: re.Match[str]) -> str:
        whole = found.group()
        if found["skip"]:
            return whole
        if found["image"]:
            return self._image(found)
        if found["note"]:
            return self._note(found)
        if found["url"]:
            return whole.replace("$", "%24")
        if found["link"]:
            return self._link(found)
        if found["html"]:
            return self._html(found)
        if found["bang"] and _LIKE_AN_IMAGE.match(self.text, found.start()):
            self._problem(found, "image-unclear")
        return f":{_JOINER}" if found["emoji"] else f"\\{whole}"

    def _image(self, found: re.Match[str]) -> str:
        alt, src = found["alt"], found["src"].strip("<>")
        shown = MARKS.sub(lambda inner: inner.group() if inner["skip"] else _escaped(inner.group()), alt)
        path = self._picture(found, src)
        if not alt.strip():
            self._problem(found, "image-without-alt")
        return f"![{shown}](/content/{self.around.module}/{path})" if path else shown

    def _picture(self, found: re.Match[str], src: str) -> str:
        """The path of an image within the images folder; empty when it may not or cannot be shown."""
        path = PurePosixPath(src)
        if not src.startswith("images/") or ".." in path.parts or not _PLAIN_PATH.fullmatch(src):
            self._problem(found, "image-elsewhere", src=_short(src))
            return ""
        if path.suffix.lower() not in PICTURES:
            self._problem(found, "image-kind", kinds=", ".join(PICTURES))
            return ""
        if self.around.folder is not None and leads_out(self.around.folder, src):
            self._problem(found, "image-link", src=src)
            return ""
        if self.around.folder is not None and not picture_is_there(self.around.folder, src):
            known = sorted(f"images/{each.name}" for each in (self.around.folder / "images").glob("*"))
            mend = did_you_mean(src, known)
            self._problem(found, "image-missing", mend, src=src)
            return ""
        return src.removeprefix("images/")

    def _note(self, found: re.Match[str]) -> str:
        if found["definition"] and _starts_line(found):
            self._problem(found, "note-defined")
        elif found["id"] not in self.around.marks and self.around.folder is not None:
            self._problem(found, "unknown-source", did_you_mean(found["id"], self.around.marks), id=found["id"])
        mark = self.around.marks.get(found["id"], "")
        before = found.string[max(0, found.start() - 1) : found.start()]
        if mark and not mark[0].isspace() and _KEEPS_A_NOTE.fullmatch(before):
            mark = f"\u2060{mark}"  # a word joiner: a raised number never begins a line of its own
        return (mark.lstrip() if before.isspace() else mark) + (found["definition"] or "")

    def _link(self, found: re.Match[str]) -> str:
        address = found["to"].strip("<>")
        if not address.startswith(_ADDRESSES):
            self._problem(found, "link-nowhere", severity="warning", address=_short(address))
        return found.group().replace("$", "%24")

    def _html(self, found: re.Match[str]) -> str:
        tag = found["tag"] or ""
        if _HTML.fullmatch(tag):
            self._problem(found, "html", severity="warning", tag=f"<{tag}")
        return f"\\{found.group()}"

    def _problem(
        self,
        found: re.Match[str],
        key: str,
        mend: Message | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            return
        line, column = position(self.text, found.start())
        what = Message(f"reader.{key}", values)
        mend = mend or Message(f"reader.{key}.mend", values)
        width = len(found.group().partition("\n")[0])
        self.problems.append(MarkdownProblem(self.start + line - 1, column - 1, width, what, mend, severity))


def picture_is_there(folder: Path, name: str) -> bool:
    """Whether this picture is a file within the folder; a link that leads out of it is none, nor is a name that no
    file can have."""
    try:
        path = (folder / name).resolve()
        return path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def _starts_line(found: re.Match[str]) -> bool:
    start = found.start()
    return not found.string[found.string.rfind("\n", 0, start) + 1 : start].strip()


def _escaped(mark: str) -> str:
    return f":{_JOINER}" if mark == ":" else f"\\{mark}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


_LIKE_AN_IMAGE = re.compile(r"!\[[^\n]{0,300}\][(\[]")
_MAY_MATTER = re.compile(r"[$<:]|!\[|\[\^|\]\(")
_PLAIN_PATH = re.compile(r"[\w./-]+")
_MAY_LEAD_ASTRAY = re.compile(r"\](?:\(|:)\s*+<?+(?!https?:|mailto:|[/#?])[^\s()<>]{0,40}[:&]", re.IGNORECASE)
"""A link or a definition whose address is not of a page; few texts have one, and only those are parsed once more."""
_DEFINITION = re.compile(r"\[(?=(?:\\.|[^\[\]\\]){1,999}\]:)")
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:", re.IGNORECASE)
