"""Words, sentences and syllables, counted well enough to tell plain language from difficult language."""

from __future__ import annotations

import re

from learnenv.domain.text import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])")
_SHORT_FORMS = re.compile(
    r"\b(?:bijv|bv|ca|circa|d\.w\.z|dhr|dr|drs|e\.d|enz|etc|evt|i\.p\.v|incl|ir|jl|m\.b\.t|max|mevr|min|mr|mrs|ms"
    r"|nr|o\.a|p|prof|resp|st|t\.a\.v|tel|vs|e\.g|i\.e|no|approx|fig|[A-Z])\.$"
)
"""A full stop after these ends no sentence."""
_VOWELS_NL = re.compile(
    r"aai|ooi|oei|eeu|ieu|[aeiou][äëïöü]|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)
_VOWELS_EN = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_SILENT_EN = re.compile(r"(?<=[^aeiouy])(?:es|ed|e)$")
_SAID_EN = re.compile(r"(?:[^aeiouyl]le|[td]ed|(?:[sxz]|ch|sh|[cg])es)$")
"""Endings that are said after all: table, wanted, houses."""


def sentences(text: str) -> list[str]:
    """The sentences of one passage."""
    made: list[str] = []
    start = 0
    for end in _SENTENCE_ENDS.finditer(text):
        if not _SHORT_FORMS.search(text[: end.start() + 1]):
            made.append(text[start : end.end()].strip())
            start = end.end()
    return [*made, text[start:].strip()] if text[start:].strip() else made


def words(text: str) -> list[str]:
    """The words of a text; numbers are none."""
    return _WORD.findall(text)


def syllables(word: str, language: Language) -> int:
    """How many syllables a word has, at least one."""
    small = word.lower()
    if language == "nl":
        return max(1, sum(2 if _breaks(each) else 1 for each in _VOWELS_NL.findall(small)))
    count = len(_VOWELS_EN.findall(small))
    return max(1, count - (1 if _SILENT_EN.search(small) and not _SAID_EN.search(small) else 0))


def reading_ease(texts: list[str], language: Language) -> tuple[float, int]:
    """Flesch's reading ease (for Dutch as adapted by Douma) of these passages, and how many words they have.

    From 0, very hard, to 100, very easy; 60 to 70 is what most people read without trouble.
    """
    said = [words(each) for text in texts for each in sentences(text)]
    all_words = [word for sentence in said for word in sentence]
    if not all_words:
        return 100.0, 0
    length = len(all_words) / sum(1 for sentence in said if sentence)
    weight = sum(syllables(word, language) for word in all_words) / len(all_words)
    if language == "nl":
        return 206.84 - 77 * weight - 0.93 * length, len(all_words)
    return 206.835 - 84.6 * weight - 1.015 * length, len(all_words)


def _breaks(vowels: str) -> bool:
    """Whether two dots part two vowels: in ideeën each is said."""
    return len(vowels) == 2 and vowels[1] in "äëïöü"
