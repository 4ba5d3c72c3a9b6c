"""GIFT -> exercise files. As Moodle reads it, and every question is accounted for."""

from __future__ import annotations

import re
from collections.abc import Callable

from learnenv import Carried, Language
from learnenv.questions.building import Data, Making, title_from
from learnenv.questions.gift_blocks import Block, blocks
from learnenv.questions.gift_choices import choice, matching, true_or_false
from learnenv.questions.gift_parts import Parts, parts_of
from learnenv.questions.gift_signs import shown
from learnenv.questions.gift_typed import essay, numeric, short_answer
from learnenv.questions.losses import Losses, Skip, no_text
from learnenv.questions.source import is_text, lines_of
from learnenv.questions.texts import to_markdown, to_plain

OWN_TAG = "learnenv-"
"""Tags that our own export writes; they say how an exercise was set and are no tags of a person's."""
_TRUE_OR_FALSE = ("T", "TRUE", "F", "FALSE")
_CLOZE = re.compile(r"\d*:(?:SHORTANSWER|SA|MW|SAC|MWC|NUMERICAL|NM|MULTI[A-Z]*|MC[A-Z]*|MR[A-Z]*):", re.IGNORECASE)
_EQUALS_IN_WORD = re.compile(r"#[^~=]*[^\s~=]=\S")
"""A sign that begins an answer, in the middle of a word of feedback: probably it was meant as text."""
_EQUALS_IN_LINE = re.compile(r"[^\s~]=|[^~]=(?:\s|$)")
"""The same in any place of a line, where every answer has a line of its own."""
_ARROW = re.compile(r"[^\s=][ \t]*=>")
"""Probably a matching question whose arrows were meant as ->."""
_OPEN_TAG = re.compile(r"<[A-Za-z][^<>{}]*\s[a-z-]+=\s*[\"']")


def read(raw: bytes, language: Language) -> list[Carried]:
    """Every question of a GIFT file, in order."""
    return [_carried(block, language) for block in blocks(lines_of(raw))] if is_text(raw) else [no_text()]


def recognises(raw: bytes) -> bool:
    """Whether there is a question in GIFT here."""
    return is_text(raw) and any(_has_answers(block.text) for block in blocks(lines_of(raw)))


def _has_answers(text: str) -> bool:
    return 0 <= text.find("{") < text.find("}") or (text.startswith("::") and text.find("::", 2) > 0)


def _carried(block: Block, language: Language) -> Carried:
    tags = tuple(tag for tag in block.tags if not tag.startswith(OWN_TAG))
    losses = Losses()
    try:
        name, data = _question(block, language, losses)
    except Skip as skip:
        name, why = title_from(shown(block.text)), (skip.why,)
        return Carried(name, "skipped", why, block.line, category=block.category, id=block.id, tags=tags)
    reasons = losses.reasons()
    return Carried(
        name, "kept-with-loss" if reasons else "kept", reasons, block.line, data, block.category, block.id, tags
    )


def _question(block: Block, language: Language, losses: Losses) -> tuple[str, Data]:
    """What a question is called, and the exercise file that it becomes. Raises Skip."""
    parts = parts_of(block)
    if parts.is_description:
        raise Skip("questions.description")
    if _CLOZE.match(parts.answers):
        raise Skip("questions.cloze")
    prompt = to_markdown(parts.text, losses)
    name = parts.name or title_from(to_plain(parts.text, Losses()))
    if not name:
        raise Skip("questions.no-text")
    if parts.mixed:
        losses.add("questions.general-mixed")
    maker = _maker(parts, losses)
    if maker in (choice, short_answer):
        _check_equals(parts.answers, losses)
    if maker is short_answer and _ARROW.search(parts.answers):
        raise Skip("questions.equals-in-line")
    if maker is numeric:
        _check_equals(parts.answers[1:].partition("~")[0].strip(), losses)
    making = Making(language, name, prompt or name, to_markdown(parts.general, losses), block.tags)
    return name, maker(parts, making, losses)


def _check_equals(answers: str, losses: Losses) -> None:
    """Look for = that was meant as text, as in x = 5. Raises Skip where it can hardly be anything else."""
    lines = [line.strip() for line in answers.split("\n")]
    one_per_line = sum(line.startswith(("~", "=")) for line in lines) > 1
    if "==" in answers or (one_per_line and any(_EQUALS_IN_LINE.search(line) for line in lines)):
        raise Skip("questions.equals-in-line")
    first_has_sign = "~" in answers or answers.startswith("=")
    if answers.count("=") > first_has_sign and _EQUALS_IN_WORD.search(answers):
        losses.add("questions.equals-in-word")


def _maker(parts: Parts, losses: Losses) -> Callable[[Parts, Making, Losses], Data]:
    """What makes an exercise of answers like these, told apart by Moodle's own rules in Moodle's order."""
    answers = parts.answers
    if not answers:
        return essay
    if answers.startswith("#"):
        return numeric
    if _OPEN_TAG.search(answers):
        raise Skip("questions.unescaped-html")
    if "~" in answers:
        return choice
    if "=" in answers and "->" in answers:
        return matching
    word = answers.partition("#")[0].strip()
    if word in _TRUE_OR_FALSE:
        return true_or_false
    if word.upper() in _TRUE_OR_FALSE:
        losses.add("questions.true-in-small", word=word)
    return short_answer
