"""What the program says: sentences with their values filled, numbers, dates and durations in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from learnenv.domain.text import Language, Message, Text
from learnenv.language import end_of_day, local_day, speech
from learnenv.language.fill import fill, placeholders

NL, EN = speech("nl"), speech("en")
MOMENT = datetime(2025, 11, 23, 23, 30, tzinfo=UTC)


def test_a_placeholder_is_filled_and_one_without_a_value_stays_visible() -> None:
    assert fill("{a} en {b}", {"a": 1}, str) == "1 en {b}"


def test_braces_in_a_value_are_never_taken_for_a_placeholder() -> None:
    values = {"a": "{b} {0.__class__} {{b}}", "b": "secret"}
    assert fill("<{a}>", values, str) == "<{b} {0.__class__} {{b}}>"


@pytest.mark.parametrize("value", ["\\1", "\\g<0>", "%s", "$x", "{", "}}", "\x00", "é"])
def test_any_value_comes_out_as_it_went_in(value: str) -> None:
    assert fill("[{v}]", {"v": value}, str) == f"[{value}]"


def test_doubled_braces_and_other_braces_are_just_text() -> None:
    sentence = "{{learnenv}} {nl: …, en: …} {a.b} {a!r} { a }"
    assert fill(sentence, {"a": 1, "learnenv": 2}, str) == "{learnenv} {nl: …, en: …} {a.b} {a!r} { a }"
    assert placeholders(sentence) == frozenset()


def test_an_authors_text_is_said_as_it_stands() -> None:
    assert NL.say(Text(nl="{count} ideeën", en="ideas"), count=3) == "{count} ideeën"
    assert EN.say(Text(nl="alleen Nederlands")) == "alleen Nederlands"


def test_a_key_and_a_message_say_the_same_and_values_given_later_win() -> None:
    assert NL.say("language.minutes", count=3) == NL.say(Message("language.minutes", {"count": 3})) == "3 minuten"
    assert NL.say(Message("language.minutes", {"count": 3}), count=4) == "4 minuten"


@pytest.mark.parametrize(
    ("count", "nl", "en"), [(0, "0 minuten", "0 minutes"), (1, "1 minuut", "1 minute"), (2, "2 minuten", "2 minutes")]
)
def test_the_count_chooses_the_plural(count: int, nl: str, en: str) -> None:
    assert (NL.say("language.minutes", count=count), EN.say("language.minutes", count=count)) == (nl, en)


def test_values_that_are_words_themselves_are_said_in_the_same_language() -> None:
    hours, minutes = Message("language.hours", {"count": 2}), Text(nl="een beetje", en="a bit")
    message = Message("language.hours-minutes", {"hours": hours, "minutes": minutes})
    assert (NL.say(message), EN.say(message)) == ("2 uur en een beetje", "2 hours and a bit")


def test_an_unknown_key_is_shown_in_brackets_and_never_raises() -> None:
    assert NL.say("no.such-key", count=1) == "[no.such-key]"


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (41.7, "41,7", "41.7"),
        (3.0, "3", "3"),
        (-0.125, "-0,12", "-0.12"),
        (1234.5, "1.234,5", "1,234.5"),
        (2013, "2013", "2013"),
        (2_000_000, "2.000.000", "2,000,000"),
        (True, "ja", "yes"),
        (date(2025, 3, 1), "1 maart 2025", "1 March 2025"),
        (("a", 1.5, "c"), "a, 1,5 en c", "a, 1.5 and c"),
        ((), "", ""),
    ],
)
def test_values_are_told_as_the_language_writes_them(value: object, nl: str, en: str) -> None:
    assert (NL.value(value), EN.value(value)) == (nl, en)


@pytest.mark.parametrize(
    ("number", "digits", "said"), [(0.5, 1, "0,5"), (2.25, 0, "2"), (1e6, 2, "1.000.000"), (7, 2, "7")]
)
def test_a_number_has_at_most_so_many_decimals(number: float, digits: int, said: str) -> None:
    assert NL.number(number, digits) == said


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(0, "0%"), (0.0001, "1%"), (0.425, "42%"), (0.9999, "99%"), (1 - 1e-7, "100%"), (1, "100%"), (-0.1, "0%")],
)
def test_only_what_is_whole_is_a_hundred_percent_and_only_nothing_is_zero(fraction: float, said: str) -> None:
    assert NL.percent(fraction) == EN.percent(fraction) == said


def test_moments_are_told_in_dutch_time_whatever_the_server_runs_in() -> None:
    assert NL.date_time(MOMENT) == "24 november 2025 om 0:30"
    assert EN.date_time(MOMENT) == "24 November 2025 at 0:30"
    assert NL.date(MOMENT) == "24 november 2025"
    assert NL.value(MOMENT + timedelta(days=200)) == "12 juni 2026 om 1:30"


@pytest.mark.parametrize(
    ("minutes", "nl", "en"),
    [
        (0, "0 minuten", "0 minutes"),
        (1, "1 minuut", "1 minute"),
        (14, "14 minuten", "14 minutes"),
        (17, "15 minuten", "15 minutes"),
        (58, "1 uur", "1 hour"),
        (61, "1 uur", "1 hour"),
        (123, "2 uur en 5 minuten", "2 hours and 5 minutes"),
    ],
)
def test_estimates_are_told_in_hours_and_steps_of_five_minutes(minutes: int, nl: str, en: str) -> None:
    assert (NL.minutes(minutes), EN.minutes(minutes)) == (nl, en)


@pytest.mark.parametrize(
    ("ago", "nl", "en"),
    [
        (timedelta(days=3), "3 dagen geleden", "3 days ago"),
        (timedelta(minutes=5), "5 minuten geleden", "5 minutes ago"),
        (timedelta(seconds=20), "zojuist", "just now"),
        (timedelta(hours=-2), "zojuist", "just now"),
    ],
)
def test_how_long_ago_is_told_roughly(ago: timedelta, nl: str, en: str) -> None:
    assert (NL.ago(MOMENT - ago, MOMENT), EN.ago(MOMENT - ago, MOMENT)) == (nl, en)


def test_all_sentences_of_one_kind_can_be_handed_to_a_script_unfilled() -> None:
    assert EN.texts("language.hours") == {
        "language.hours": "{count} hours",
        "language.hours-minutes": "{hours} and {minutes}",
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_speech_is_made_once_per_language(language: Language) -> None:
    assert speech(language) is speech(language)
    assert speech(language).language == language


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 1, 20), 22), (date(2026, 7, 20), 21), (date(2026, 3, 29), 21), (date(2026, 10, 25), 22)],
)
def test_a_day_ends_at_midnight_in_summer_time_and_in_winter_time(day: date, hour: int) -> None:
    assert end_of_day(day) == datetime(day.year, day.month, day.day, hour, 59, 59, tzinfo=UTC)
    assert local_day(end_of_day(day)) == day < local_day(end_of_day(day) + timedelta(seconds=1))
