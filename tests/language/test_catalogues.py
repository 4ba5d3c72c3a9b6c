"""The message catalogues: complete in both languages, in step with the code, with nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from learnenv.domain.text import LANGUAGES, Language
from learnenv.form import TEXT_KEYS
from learnenv.language.catalogues import FOLDER, catalogue
from learnenv.language.fill import placeholders
from tests.language.usage import usage

DUTCH = (
    "de het een niet geen je jij jouw wij van voor met aan dit dat nog naar wordt worden oefening zijn maar als bij"
)
ENGLISH = "the and not your you with this that are from exercise which what there when has have been will should"
OF_ONE_LANGUAGE = {"answer.which-number": {"comma", "point"}}
"""Placeholders that only one language has: a number is written with a comma in Dutch, with a point in English."""

SHARED = {"en": {"van"}, "nl": {"are"}}


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("nl")) == set(catalogue("en"))


def test_a_sentence_has_the_same_placeholders_in_both_languages() -> None:
    english = catalogue("en")
    for key, dutch in catalogue("nl").items():
        differ = _placeholders(dutch.one, dutch.other) ^ _placeholders(english[key].one, english[key].other)
        assert differ == OF_ONE_LANGUAGE.get(key, set()), key


def test_a_sentence_has_a_plural_in_both_languages_or_in_neither() -> None:
    plurals = [{id for id in _ids(language) if id.endswith("[]")} for language in LANGUAGES]
    assert plurals[0] == plurals[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_has_a_placeholder_that_is_misshapen(language: Language) -> None:
    for key, entry in catalogue(language).items():
        for text in (entry.one, entry.other):
            assert text.strip() == text != "", key
            rest = re.sub(r"\{\{.*?\}\}|\{[A-Za-z_]\w*\}", "", text)
            assert not re.search(r"\{\s*\w+\b(?!:)", rest), f"{key}: {rest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_stand_once_and_in_alphabetical_order(language: Language) -> None:
    ids = re.findall(r'^msgid "(.+)"$', (FOLDER / f"{language}.po").read_text(encoding="utf-8"), re.MULTILINE)
    assert ids == sorted(set(ids))


@pytest.mark.parametrize(("language", "other_words"), [("nl", ENGLISH), ("en", DUTCH)])
def test_no_sentence_is_in_the_other_language(language: Language, other_words: str) -> None:
    foreign = set(other_words.split()) - SHARED[language]
    for key, entry in catalogue(language).items():
        text = re.sub(r"\{\w+\}|`[^`]*`|\S+://\S+|--\w+", " ", f"{entry.one} {entry.other}")
        assert not foreign & set(re.findall(r"[^\W\d]+", text.lower())), f"{key}: {text}"


def test_every_key_that_the_code_uses_has_its_sentence() -> None:
    known = catalogue("nl")
    namespaces = {key.partition(".")[0] for key in known}
    used = usage()
    seen = {key: where for key, where in used.constants.items() if key.partition(".")[0] in namespaces}
    missing = {key: where for key, where in (seen | used.spoken).items() if key not in known}
    assert missing == {}


def test_every_key_that_is_put_together_while_the_program_runs_has_sentences() -> None:
    known = catalogue("nl")
    namespaces = {f"{key.partition('.')[0]}." for key in known}
    for prefix, where in usage().prefixes.items():
        if prefix in namespaces or prefix.partition(".")[0] + "." in namespaces:
            assert any(key.startswith(prefix) for key in known), f"{prefix} in {where}"


def test_every_word_of_the_form_has_its_sentence() -> None:
    assert {f"form.{key}" for key in TEXT_KEYS if key != "submit"} <= set(catalogue("nl"))


def test_every_sentence_is_used() -> None:
    used = usage()
    prefixes = tuple(used.prefixes)
    assert [key for key in catalogue("nl") if key not in used.constants and not key.startswith(prefixes)] == []


def test_every_placeholder_is_given_its_value_where_the_sentence_is_used() -> None:
    known = catalogue("nl")
    lacking = {
        f"{call.where} {call.key}": needed
        for call in usage().calls
        if call.key in known
        and call.values is not None
        and (needed := _placeholders(known[call.key].one, known[call.key].other) - call.values)
    }
    assert lacking == {}


def _placeholders(*texts: str) -> frozenset[str]:
    return frozenset().union(*map(placeholders, texts))


def _ids(language: Language) -> Iterator[str]:
    with (FOLDER / f"{language}.po").open("rb") as file:
        for message in read_po(file, locale=language):
            yield message.id if isinstance(message.id, str) else f"{message.id[0]}[]"
