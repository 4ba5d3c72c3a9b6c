"""Aiken -> exercise files: a question on a line, choices A. or A), and ANSWER: with a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from learnenv import Carried, Language
from learnenv.questions.building import Making, letters, title_from
from learnenv.questions.losses import Losses, Skip, no_text
from learnenv.questions.source import is_text, lines_of
from learnenv.questions.texts import Rich, to_markdown, to_plain

_CHOICE = re.compile(r"([A-Z])[).](\s*)(.*)")
_ANSWER = re.compile(r"ANSWER:(.*)|[Aa](?:nswer|NSWER)\s*:\s*([A-Za-z]\W?)$")


@dataclass(slots=True)
class _Question:
    """A question that is being read."""

    line: int
    text: list[str]
    choices: list[tuple[str, list[str]]] = field(default_factory=list)
    answer: str | None = None
    loose: int = 0
    """A line that is neither choice nor answer, though choices had begun; 0 if there is none."""

    @property
    def next_letter(self) -> str:
        """The letter that the next choice has to have; none after Z."""
        return ascii_uppercase[len(self.choices) : len(self.choices) + 1]


def read(raw: bytes, language: Language) -> list[Carried]:
    """Every question of an Aiken file, in order; lines that belong to none are pieces of their own."""
    return [_carried(question, language) for question in _questions(lines_of(raw))] if is_text(raw) else [no_text()]


def recognises(raw: bytes) -> bool:
    """Whether there is a question in Aiken here."""
    return is_text(raw) and any(question.choices and question.answer for question in _questions(lines_of(raw)))


def _questions(lines: Sequence[str]) -> Iterator[_Question]:
    question: _Question | None = None
    blank = True
    for number, whole in enumerate(lines, start=1):
        line = whole.strip()
        if line:
            if question is not None and _begins_anew(question, line, blank, lines[number:]):
                yield question
                question = None
            question = question or _Question(number, [])
            _take(question, line)
            if question.answer is not None:
                yield question
                question = None
        blank = not line
    if question is not None:
        yield question


def _begins_anew(question: _Question, line: str, blank: bool, rest: Sequence[str]) -> bool:
    """Whether this line is the text of a next question, so that the one before stays without an answer.

    Moodle takes every line of text for a next question. A line that stands right below another one goes on with it
    here: half a question would be worse than none.
    """
    if _answer(line) is not None or _choice(question, line) is not None:
        return False
    if blank or not question.choices:
        return blank
    following = next((each.strip() for each in rest if _CHOICE.match(each.strip()) or _answer(each.strip())), "")
    return following.startswith(("A.", "A)"))


def _take(question: _Question, line: str) -> None:
    answer, choice = _answer(line), _choice(question, line)
    if answer is not None:
        question.answer = answer
    elif choice is not None:
        question.choices.append((choice[0], [choice[1]]))
    elif question.choices:
        question.choices[-1][1].append(line)
        question.loose = question.loose or len(question.choices)
    else:
        question.text.append(line)


def _answer(line: str) -> str | None:
    found = _ANSWER.match(line)
    if found is None:
        return None
    return (found[1] if found[1] is not None else found[2]).strip().upper()


def _choice(question: _Question, line: str) -> tuple[str, str] | None:
    """The letter and words of a choice. Without a space behind the letter it may be a text, such as U.S."""
    found = _CHOICE.match(line)
    if found is None or not (found[2] or not found[3] or found[1] == question.next_letter):
        return None
    return found[1], found[3].strip()


def _carried(question: _Question, language: Language) -> Carried:
    losses = Losses()
    first = [*question.text, *(words for _, said in question.choices for words in said)]
    name = title_from(" ".join(question.text) or " ".join(first) or f"ANSWER: {question.answer}")
    try:
        data = _exercise(question, name, language, losses)
    except Skip as skip:
        return Carried(name, "skipped", (skip.why,), question.line)
    reasons = losses.reasons()
    return Carried(name, "kept-with-loss" if reasons else "kept", reasons, question.line, data)


def _exercise(question: _Question, name: str, language: Language, losses: Losses) -> dict[str, object]:
    right = _checked(question)
    if len(question.text) > 1 or question.loose:
        losses.add("questions.lines-joined")
    making = Making(language, name, to_markdown(Rich("\n".join(question.text), "plain"), losses))
    options = []
    for id, (letter, lines) in zip(letters(), question.choices, strict=False):
        text = to_plain(Rich(" ".join(lines), "plain"), losses)
        option = {"id": id, "text": making.said(text)}
        options.append({**option, "right": True} if letter == right else option)
    return making.file("single-choice", {"options": options})


def _checked(question: _Question) -> str:
    """The letter of the right choice. Raises Skip when this is no whole question."""
    if not question.text:
        raise Skip("questions.aiken-no-text")
    if question.answer is None:
        raise Skip("questions.aiken-no-answer")
    if len(question.choices) < 2:
        raise Skip("questions.too-few-answers", count=len(question.choices), least=2)
    found = [letter for letter, _ in question.choices]
    if found != list(ascii_uppercase[: len(found)]):
        raise Skip("questions.aiken-letters", letters=", ".join(found[:30]))
    if re.match(r"[A-Z]\s*(?:,|&|/|\band\b|\bAND\b|\bEN\b|\bOR\b)\s*[A-Z]\b|[A-Z]{2,}$", question.answer):
        raise Skip("questions.aiken-more-answers", answer=question.answer[:20])
    right = question.answer[:1]
    if right not in found:
        raise Skip("questions.aiken-no-such-letter", answer=question.answer[:20])
    return right
