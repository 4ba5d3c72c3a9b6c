"""HTML as Moodle's editors write it -> Markdown, or plain words, with what cannot come along noted as lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from learnenv.questions.escaping import escaped
from learnenv.questions.losses import Losses

BREAK, PARAGRAPH, ITEM, SPACE, LINE_END = "\x01", "\x02", "\x03", "\x04", "\x05"
"""Marks for what the parts of a page are divided by, until all of it is there. No text holds any of these itself."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEEPEST = 60
"""How deep elements may stand within each other; deeper ones are only their words."""
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "var": "*"}
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend main nav p pre section summary table tbody tfoot thead"
)
_LOST_BLOCKS = _names("blockquote center form h1 h2 h3 h4 h5 h6 hr table")
_PLAIN = _names("span font abbr acronym bdi bdo label meta link title head td th wbr col colgroup time")
_LOST = _names(
    "u s strike del ins small big mark q ruby rt rp button input select option textarea audio video source track"
    " iframe object param embed canvas map area math template noscript nobr progress meter"
)
_LISTS = frozenset({"ul", "ol", "pre"})
_DROPPED = frozenset({"script", "style", "svg"})
_VOID = _names("br hr img input meta link source track param embed area col wbr")
_SMALL = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
TAGS = {*_EMPHASIS, *_CODE, *_BLOCKS, *_PLAIN, *_LOST, *_DROPPED, *_VOID, *_SMALL, "a", "ul", "ol", "li", "tr"}
"""Every tag that is known; <name> of anything else is somebody's words."""
_GREY = (
    r"(?:black|white|transparent|inherit|initial|windowtext|none|rgba?\((\d+), ?\1, ?\1\b"
    r"|#(\w\w)\2\2|#(\w)\3\3(?!\w))"
)
_STYLE = re.compile(
    rf"(?:^|[;\s])(?:(?:background-)?color: ?(?!{_GREY})\S|font-weight: ?(?:bold|[6-9]00)|font-style: ?italic"
    r"|text-decoration[a-z-]*: ?(?:underline|line-through)|vertical-align: ?su)"
)
"""A style that somebody may have meant something by; editors write many that nobody sees."""
_NO_TAG = re.compile(r"<(?=!|\?)")
_COMMENT = re.compile(r"<!--.*?-->|<!\[(?:if|endif)[^\]>]*\]>", re.DOTALL)
_OFFICE = re.compile(r"[a-z0-9]+:\w+")
_DIVISIONS = re.compile(f" *[{BREAK}{PARAGRAPH}{ITEM}][{BREAK}{PARAGRAPH}{ITEM} ]*")


def from_html(text: str, losses: Losses, *, markdown: bool) -> str:
    """The text of some HTML, as Markdown or as one line of plain words. Any text gives one."""
    reader = _Reader(losses, markdown)
    reader.feed(_NO_TAG.sub("&lt;", _COMMENT.sub("", text)))
    reader.close()
    return reader.whole()


@dataclass(slots=True)
class _Element:
    """An element that is open, and what was read in it so far."""

    tag: str
    address: str = ""
    parts: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads piece by piece into the element that is open; an element that closes goes into the one around it."""

    def __init__(self, losses: Losses, markdown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._losses, self._markdown = losses, markdown
        self._open = [_Element("")]
        self._words: list[str] = []
        self._dropped = 0
        self._lists: list[int] = []

    def whole(self) -> str:
        """Everything that was read."""
        self._flush()
        while len(self._open) > 1:
            self._close_last()
        text = re.sub("  +", " ", "".join(self._open[0].parts))
        if not self._markdown:
            return " ".join(re.sub(f"[{BREAK}{PARAGRAPH}{ITEM}{SPACE}{LINE_END}]", " ", text).split())
        text = _DIVISIONS.sub(_divided, text).strip()
        return text.replace(SPACE, " ").replace(LINE_END, "\n")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._dropped:
            self._words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens an element, or one that stands alone."""
        if self._dropped or tag in _DROPPED:
            self._dropped += tag in _DROPPED
            self._losses.formatting(f"<{tag}>")
        elif tag not in TAGS:
            if not _OFFICE.fullmatch(tag):
                self.handle_data(self.get_starttag_text() or "")
        else:
            self._flush()
            self._start(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that ends in />."""
        self.handle_starttag(tag, attrs)
        if tag in TAGS - _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes an element."""
        if self._dropped:
            self._dropped -= tag in _DROPPED
            return
        if tag not in TAGS:
            if not _OFFICE.fullmatch(tag):
                self.handle_data(f"</{tag}>")
            return
        self._flush()
        if tag == "p" and all(each.tag != "p" for each in self._open):
            self._put(PARAGRAPH)
        if tag not in _VOID and any(each.tag == tag for each in self._open):
            while self._open[-1].tag != tag:
                self._close_last()
            self._close_last()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LOST or tag in _LOST_BLOCKS or _STYLE.search(attributes.get("style", "")) or tag == "font":
            self._losses.formatting(f"<{tag}>")
        if tag == "ol" and (attributes.get("start", "1"), attributes.get("type", "1")) != ("1", "1"):
            self._losses.formatting(f"<{tag}>")
        if tag in _LISTS and not self._markdown:
            self._losses.formatting(f"<{tag}>")
        if "multilang" in attributes.get("class", "").split():
            self._losses.add("questions.several-languages")
        if tag == "br":
            self._put(LINE_END if self._within({"pre"}) else BREAK)
        elif tag == "img":
            self._losses.add("questions.image-lost", name=attributes.get("src", "").rpartition("/")[2][:60])
            self._words.append(attributes.get("alt", ""))
            self._flush()
        elif tag == "hr":
            self._put(PARAGRAPH)
        elif len(self._open) > DEEPEST:
            self._losses.formatting(f"<{tag}>")
        elif tag not in _VOID:
            self._put(self._opening(tag))
            self._open.append(_Element(tag, attributes.get("href", "").strip()))

    def _opening(self, tag: str) -> str:
        """What stands before an element."""
        if tag in ("ul", "ol"):
            self._lists.append(0)
            return PARAGRAPH if len(self._lists) == 1 else ""
        if tag == "li":
            return self._bullet()
        if tag == "tr":
            return BREAK
        if tag in ("td", "th") and self._open[-1].tag == "tr" and self._open[-1].parts:
            return " | "
        return PARAGRAPH if tag in _BLOCKS and self._open[-1].tag != "li" else ""

    def _bullet(self) -> str:
        if not self._lists:
            return BREAK
        self._lists[-1] += 1
        numbered = next((each.tag for each in reversed(self._open) if each.tag in ("ul", "ol")), "ul") == "ol"
        mark = f"{self._lists[-1]}.{SPACE}" if numbered else f"-{SPACE}"
        return f"{ITEM}{SPACE * 3 * (len(self._lists) - 1)}{mark}" if self._markdown else ITEM

    def _close_last(self) -> None:
        element = self._open.pop()
        inside = "".join(element.parts)
        tag = element.tag
        if tag in _SMALL:
            inside = self._small(inside, tag)
        elif tag == "a":
            inside = self._link(inside, element.address)
        elif tag in _CODE and not self._within({"pre"}):
            mark = ("`` ", " ``") if "`" in inside else ("`", "`")
            inside = self._marked(inside, mark, tag)
        elif tag in _EMPHASIS and not any(_EMPHASIS.get(each.tag) == _EMPHASIS[tag] for each in self._open):
            inside = self._marked(inside, (_EMPHASIS[tag], _EMPHASIS[tag]), tag)
        elif tag == "pre" and self._markdown and inside.strip(LINE_END + SPACE):
            inside = f"```{LINE_END}{inside.strip(LINE_END)}{LINE_END}```"
        elif tag in ("ul", "ol"):
            self._lists.pop()
            inside += "" if self._lists else PARAGRAPH
        self._put(inside)
        if tag in _BLOCKS and self._open[-1].tag != "li":
            self._put(PARAGRAPH)

    def _marked(self, inside: str, marks: tuple[str, str], tag: str) -> str:
        """The words between marks, with the space around them outside."""
        words = inside.strip(" ")
        if not words or not self._markdown or re.search(f"[{PARAGRAPH}{ITEM}{LINE_END}]", words):
            if words:
                self._losses.formatting(f"<{tag}>")
            return inside
        ahead = " " * (len(inside) - len(inside.lstrip(" ")))
        return f"{ahead}{marks[0]}{words}{marks[1]}{' ' if inside.endswith(' ') else ''}"

    def _small(self, inside: str, tag: str) -> str:
        raised = inside.translate(_SMALL[tag])
        if any(character.isascii() and not character.isspace() for character in raised):
            self._losses.formatting(f"<{tag}>")
            return inside
        return raised

    def _link(self, inside: str, address: str) -> str:
        if not address:
            return inside
        if not self._markdown or not re.match(r"(?:https?://|mailto:)\S+$", address) or not inside.strip():
            self._losses.add("questions.link-lost", address=address[:80])
            return inside
        target = address.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace("\\", "%5C")
        return f"[{inside.strip()}]({target})"

    def _within(self, tags: frozenset[str] | set[str]) -> bool:
        return any(each.tag in tags for each in self._open)

    def _put(self, text: str) -> None:
        if text:
            self._open[-1].parts.append(text)

    def _flush(self) -> None:
        """Put down the words that came in since the last tag, as Markdown that shows these words."""
        words, self._words = "".join(self._words), []
        if self._within({"pre"}):
            self._put(words.replace(" ", SPACE).replace("\n", LINE_END))
            return
        words = re.sub("[ \t\n\r\f\N{NO-BREAK SPACE}]+", " ", words)
        if not words or (words == " " and self._last() == "\n"):
            return
        if self._markdown and not self._within(_CODE):
            last = self._last()
            words = escaped(words.lstrip(" ") if last == "\n" else words, last)
        self._put(words)

    def _last(self) -> str:
        """The kind of sign that was put down last: a line end, a space, or anything else."""
        for element in reversed(self._open):
            if element.parts:
                last = element.parts[-1][-1]
                return "\n" if last in (BREAK, PARAGRAPH, ITEM, SPACE) else " " if last == " " else "x"
        return "\n"


def _divided(found: re.Match[str]) -> str:
    """Blank line, next line or hard break: the strongest of the divisions that stand here together."""
    marks = found.group()
    if PARAGRAPH in marks or marks.count(BREAK) > 1:
        return "\n\n"
    return "\n" if ITEM in marks else "\\\n"
