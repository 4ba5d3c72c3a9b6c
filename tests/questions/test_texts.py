"""Texts of others as our Markdown: what they say stays, and what cannot stay is named."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learnenv.questions.escaping import escaped
from learnenv.questions.losses import Losses
from learnenv.questions.texts import FORMATS, Rich, to_markdown, to_plain

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
SIGNS = st.text("ab 1.#=~\\\n[]()<>&*_-+|!`:^;\"'lt", max_size=25)


@pytest.mark.parametrize(
    ("source", "made", "lost"),
    [
        ("<p>een</p><p>twee<br>drie</p>", "een\n\ntwee\\\ndrie", []),
        ('<p dir="ltr" style="text-align: left;">a <b>b </b>c<em>d</em></p>', "a **b** c*d*", []),
        ("a&nbsp;b &lt;i&gt; &amp;amp; &eacute;", "a b \\<i> \\&amp; é", []),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d", "- a\n- b\n   - c\n\nd", []),
        ("<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n2. b", []),
        ('<ol start="3"><li>c</li></ol>', "1. c", ["formatting-lost"]),
        ('<ol type="a"><li>c</li></ol>', "1. c", ["formatting-lost"]),
        ('<a href="https://x.nl/a(b)">hier</a>', "[hier](https://x.nl/a%28b%29)", []),
        ('<a href="@@PLUGINFILE@@/a.pdf">hier</a>', "hier", ["link-lost"]),
        ('<img src="@@PLUGINFILE@@/kat%201.png" alt="een kat" />', "een kat", ["image-lost"]),
        ("<pre>a  b\n  *c*</pre>", "```\na  b\n  *c*\n```", []),
        ("<code>a*b</code> en <tt>`</tt>", "`a*b` en `` ` ``", []),
        ("m<sup>2</sup> en CO<sub>2</sub>", "m² en CO₂", []),
        ("x<sup>wat</sup>", "xwat", ["formatting-lost"]),
        ("<u>a</u> <span style='color: red'>b</span>", "a b", ["formatting-lost"]),
        ('<span style="color: rgb(0, 0, 0); font-weight: normal; background-color: transparent">a</span>', "a", []),
        ('<p style="font-weight:bold;color:#434343">a</p>', "a", ["formatting-lost"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\\\nc", ["formatting-lost"]),
        ("<script>weg()</script>a<style>b</style>", "a", ["formatting-lost"]),
        ("<!-- weg -->a<o:p></o:p><![endif]>", "a", []),
        ("List<String> x <stdio.h>", "List\\<String> x \\<stdio.h>", []),
        ("<b>open <i>en <b>dubbel", "**open *en dubbel***", []),
        ("$$x^2$$ en \\(a\\)", "$$x^2$$ en \\\\(a\\\\)", ["formula"]),
    ],
)
def test_html(source: str, made: str, lost: list[str]) -> None:
    losses = Losses()
    assert to_markdown(Rich(source, "html"), losses) == made
    assert [reason.key.removeprefix("questions.") for reason in losses.reasons()] == lost


@pytest.mark.parametrize(
    "source", ["<ul><li>a</li><li>b</li></ul>", "<ol><li>a</li><li>b</li></ol>", "<pre>a\nb</pre>"]
)
def test_an_option_has_no_lines_and_says_so(source: str) -> None:
    losses = Losses()
    assert to_plain(Rich(source, "html"), losses) == "a b"
    assert [reason.key for reason in losses.reasons()] == ["questions.formatting-lost"]


def test_a_sign_that_could_not_be_read_is_told() -> None:
    for read in (to_markdown, to_plain):
        losses = Losses()
        read(Rich("caf\ufffd", "plain"), losses)
        assert [reason.key for reason in losses.reasons()] == ["questions.unreadable-sign"]


def test_lines_count_in_moodles_own_format_and_in_plain_text() -> None:
    for format_ in ("moodle", "plain"):
        assert to_markdown(Rich("a\nb\n\nc", format_), Losses()) == "a\\\nb\n\nc"
    assert to_markdown(Rich("a\nb", "html"), Losses()) == "a b"
    assert to_markdown(Rich("a\nb", "markdown"), Losses()) == "a\nb"


def test_markdown_stays_but_for_pictures_and_what_looks_like_a_source() -> None:
    losses = Losses()
    text = to_markdown(Rich("**a** ![kat](x.png) [^1] [l](https://x.nl)", "markdown"), losses)
    assert text == "**a** kat \\[^1] [l](https://x.nl)"
    assert [reason.key for reason in losses.reasons()] == ["questions.image-lost"]


def test_plain_words_lose_their_marks_and_that_is_said() -> None:
    losses = Losses()
    assert to_plain(Rich("**a** `b` [c](https://x.nl) \\*d\n\ne", "markdown"), losses) == "a b c *d e"
    assert len(losses.reasons()) == 2
    assert to_plain(Rich("![x]", "plain"), Losses()) == "! [x]"


@given(SIGNS | st.text(max_size=20))
def test_escaped_words_show_as_these_very_words(text: str) -> None:
    text = "\n".join(" ".join(line.split()) for line in text.replace("\r", "\n").split("\n") if line.split())
    text = "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()
    assert _shown(MARKDOWN.render(escaped(text))) == " ".join(text.split())


@given(SIGNS | st.text(), st.sampled_from(FORMATS))
def test_any_text_in_any_format_can_be_read(text: str, format_: str) -> None:
    rich = Rich(text, format_)  # type: ignore[arg-type]
    assert "\n" not in to_plain(rich, Losses())
    to_markdown(rich, Losses())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def _shown(html: str) -> str:
    """The words of a page; fails when there is more than paragraphs."""
    page = _Words()
    page.feed(html)
    page.close()
    assert page.tags <= {"p"}, html
    return " ".join("".join(page.words).split())
