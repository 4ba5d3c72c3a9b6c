"""Authors' Markdown made safe: what a host must not act on is plain text in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learnenv.reader.markdown_scan import link_addresses
from learnenv.reader.safe_markdown import Surroundings, clean_text, safe_markdown

JOINER = "\N{WORD JOINER}"

SAFE = {
    "money": ("van $5 tot $10", "van \\$5 tot \\$10"),
    "money that is escaped already": ("\\$5", "\\$5"),
    "a colour": ("a :red[b]", "a \\:red[b]"),
    "a directive": ("::note\n:::tip", ":\\:note\n::\\:tip"),
    "a shortcode": (":smile:", f":{JOINER}smile:"),
    "an icon": (":material/home:", f":{JOINER}material/home:"),
    "a time": ("om 12:30:45", "om 12:30:45"),
    "a colon": ("let op: dit", "let op: dit"),
    "HTML": ("<script>x</script>", "\\<script>x\\</script>"),
    "a placeholder": ("<naam>", "\\<naam>"),
    "an address": ("https://x.nl/a:b?c=$d", "https://x.nl/a:b?c=%24d"),
    "an address in brackets": ("<https://x.nl/a:b>", "<https://x.nl/a:b>"),
    "a link": ("[l](https://x.nl/a:b)", "[l](https://x.nl/a:b)"),
    "code": ("`$x :red[y] <b>`", "`$x :red[y] <b>`"),
    "code in a fence": ("```\n$x <b>\n```", "```\n$x <b>\n```"),
    "code by indentation": ("a\n\n    $x <b>", "a\n\n    $x <b>"),
    "an image": ("![a](images/b.svg)", "![a](/content/m/b.svg)"),
    "an image in a folder": ("![a](images/c/b.svg)", "![a](/content/m/c/b.svg)"),
    "an image of another host": ("x ![a](https://x.nl/b.png) y", "x a y"),
    "an image as data": ("![a](data:image/png;base64,xx)", "a"),
    "an image by reference": ("![a][r]", "\\![a][r]"),
    "a source": ("x[^S01].", "x."),
}

EVIL = [
    "`a ![x](https://e.nl/i.png)\n# b ` c",
    "| `a | ![x](https://e.nl/i.png) ` |\n| - | - |\n| 1 | 2 |",
    "![a [b] c](https://e.nl/i.png)",
    "![a][r]\n\n[r]: https://e.nl/i.png",
    "https://x.nl![a](https://e.nl/i.png)",
    "![a](<https://e.nl/i.png>)",
    "![a](\nhttps://e.nl/i.png\n'x')",
    "[![a](https://e.nl/i.png)](https://x.nl)",
    "\\\\![a](https://e.nl/i.png)",
    "`` ` ![a](https://e.nl/i.png)",
    "- `a\n- ![x](https://e.nl/i.png) `",
    "![a](images/../../x.svg)",
    "![a](//e.nl/i.png)",
    "![a](/content/other/i.png)",
    "![a](/content/m/../other/i.png)",
    "![a](images/%2e%2e/x.svg)",
    "> `a\n\n![x](https://e.nl/i.png)`",
]


@pytest.mark.parametrize("name", SAFE)
def test_what_a_host_could_act_on_is_text(name: str) -> None:
    written, safe = SAFE[name]
    assert safe_markdown(written, "m") == safe


@pytest.mark.parametrize("text", EVIL)
def test_no_image_comes_from_elsewhere(text: str) -> None:
    shown, problems = clean_text(text, Surroundings("m"))
    assert _images_elsewhere(shown) == []
    assert any(problem.what.key.startswith("reader.image-") for problem in problems) or "][r]" in text


ASTRAY = [
    "[x](data:text/html,hey)",
    "[x](<data:text/html,hey>)",
    "[x](\n data:text/html,hey)",
    "[x][r]\n\n[r]: data:text/html,hey",
    "[r]\n\n[r]:\n  JavaScript:alert(1)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](file:///etc/passwd)",
    "> [x](vbscript:y)",
    "https://x.nl [x](data:,y)",
]


@pytest.mark.parametrize("text", ASTRAY)
def test_no_link_runs_or_reads_anything(text: str) -> None:
    shown, problems = clean_text(text, Surroundings("m"))
    assert [each for each in link_addresses(shown) if not each.startswith("https:")] == []
    assert "reader.link-nowhere" in [problem.what.key for problem in problems]


def test_a_source_in_the_text_gets_its_mark() -> None:
    around = Surroundings("m", marks={"S01": " (Jansen)"})
    assert clean_text("a[^S01] b [^S01].", around)[0] == "a (Jansen) b (Jansen)."


def test_a_raised_number_begins_no_line_and_leaves_what_is_bold_bold() -> None:
    around = Surroundings("m", marks={"S01": "⁽¹⁾"})
    assert (
        clean_text("44%[^S01], a_b_[^S01] **Doe dit.**[^S01]", around)[0] == "44%\u2060⁽¹⁾, a_b_⁽¹⁾ **Doe dit.**⁽¹⁾"
    )


def test_a_picture_that_is_a_link_out_of_the_folder_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>")
    (tmp_path / "content" / "images").mkdir(parents=True)
    (tmp_path / "content" / "images" / "a.svg").symlink_to(tmp_path / "secret.svg")
    shown, problems = clean_text("![x](images/a.svg)", Surroundings("m", tmp_path / "content"))
    assert (shown, [problem.what.key for problem in problems]) == ("x", ["reader.image-link"])


MARKS = [
    "![",
    "](",
    "]",
    ")",
    "[r]",
    "`",
    "``",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "\\",
    "a",
    " ",
    "$",
    ":",
    ":red[",
    "<b>",
    "<",
    "!",
    "[^S01]",
    "```\n",
    "# ",
    "'",
    '"',
    "1. ",
    "~~~",
]
PIECES = st.sampled_from([*MARKS, "| ", "https://e.nl/i.png", "images/a.svg", "[r]: https://e.nl/i.png\n"])


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_whatever_is_written_no_image_comes_from_elsewhere(text: str) -> None:
    shown, problems = clean_text(text, Surroundings("m"))
    assert _images_elsewhere(shown) == []
    lines = text.split("\n")
    for problem in problems:
        assert 0 <= problem.line < len(lines)
        assert 0 <= problem.column <= len(lines[problem.line])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_was_made_safe_holds_no_image_from_elsewhere_for_other_readers_of_markdown(text: str) -> None:
    assert _images_elsewhere(safe_markdown(text, "m"), MarkdownIt("commonmark", {"html": True})) == []


@pytest.mark.parametrize(
    "piece", ["[^", ":a+", "![a", "![](", "`", "<a@", "](", "https://", "$", "\\", "*_", "[", '![a](x "']
)
def test_a_text_made_to_be_slow_is_read_in_seconds(piece: str) -> None:
    start = time.process_time()
    safe_markdown(piece * (40_000 // len(piece)), "m")
    assert time.process_time() - start < 2


def _images_elsewhere(text: str, parser: MarkdownIt | None = None) -> list[str]:
    parser = parser or MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    children = (child for token in parser.parse(text) for child in token.children or ())
    found = [str(child.attrs["src"]) for child in children if child.type == "image"]
    return [src for src in found if not src.startswith("/content/m/") or ".." in src]
