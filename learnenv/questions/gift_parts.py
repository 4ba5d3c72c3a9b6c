"""One GIFT question cut into its parts: name, text, answers and feedback in general."""

from __future__ import annotations

import re
from dataclasses import dataclass

from learnenv.questions.gift_blocks import Block
from learnenv.questions.gift_signs import shown
from learnenv.questions.losses import Losses, Skip
from learnenv.questions.texts import Format, Rich, to_markdown, with_format

BLANK = "_____"
"""What stands in a sentence where its answers were."""
_ANSWERS = re.compile(r"~|^\s*=|\s=%", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a question. `answers` is what stands between the braces."""

    name: str
    text: Rich
    answers: str
    general: Rich
    is_description: bool = False
    mixed: bool = False
    """Answers, or a second general feedback, seem to stand where Moodle reads feedback."""

    def rich(self, text: str) -> Rich:
        """A text within the answers: in the format of the question, unless it says otherwise."""
        return _rich(text, self.text.format)

    def feedback(self, text: str, losses: Losses) -> str:
        """What is said about an answer, as Markdown."""
        return to_markdown(self.rich(text), losses)


def parts_of(block: Block) -> Parts:
    """The parts of the question in a block. Raises Skip when its braces cannot be made sense of."""
    name, text = _name(block.text)
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        said = _rich(text, "moodle")
        return Parts(name, said, "", Rich("", said.format), is_description=True)
    _check_braces(text, start, end)
    before, inside, after = text[:start], text[start + 1 : end].strip(), text[end + 1 :]
    inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    said = _rich(f"{before}{BLANK if after.strip() else ''}{after}", "moodle")
    mixed = "####" in inside or _ANSWERS.search(general) is not None
    return Parts(name, said, inside.strip(), _rich(general, said.format), mixed=mixed)


def pieces(answers: str, sign: str) -> list[str]:
    """The answers that begin with this sign; what stands before the first sign is one as well."""
    split = [piece.strip() for piece in answers.split(sign)]
    return split if split[0] else split[1:]


def _rich(text: str, default: Format) -> Rich:
    rich = with_format(text.strip(), default)
    return Rich(shown(rich.text).strip(), rich.format)


def _name(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, end, rest = text[2:].partition("::")
    return (" ".join(shown(name).split()), rest.strip()) if end else ("", text[2:].strip())


def _check_braces(text: str, start: int, end: int) -> None:
    if end < 0:
        raise Skip("questions.brace-open")
    if start < 0 or end < start:
        raise Skip("questions.brace-close")
    if "{" in text[start + 1 : end] or "{" in text[end + 1 :] or "}" in text[end + 1 :]:
        raise Skip("questions.braces-more")
