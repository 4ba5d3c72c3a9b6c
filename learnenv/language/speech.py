"""Speech: everything the program says, in one language. Sentences by key, numbers, percentages, dates, durations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from functools import cache, lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.text import Language, Message, Text, Words
from learnenv.language.catalogues import catalogue
from learnenv.language.fill import fill

AnyDate = TypeVar("AnyDate", date, datetime)

ZONE = "Europe/Amsterdam"
"""The time zone in which dates and times are told; servers often run in another one."""

_GROUPED_FROM = 10_000
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


class Speech:
    """What to say in one language. Holds no state but the catalogue, so threads can share it."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._entries = catalogue(language)
        self._locale = Locale.parse(_LOCALES[language])

    def say(self, words: Words | str, /, **values: object) -> str:
        """An author's text as it stands, or the sentence of a message or key with its placeholders filled.

        Values can be words themselves, numbers, dates or sequences of these. `count` chooses the plural. An unknown
        key gives the key in brackets.
        """
        if isinstance(words, Text):
            return words.get(self.language)
        message = words if isinstance(words, Message) else Message(words)
        entry = self._entries.get(message.key)
        if entry is None:
            return f"[{message.key}]"
        filling = {**message.values, **values}
        return fill(entry.choose(filling.get("count")), filling, self.value)

    def texts(self, prefix: str) -> dict[str, str]:
        """All sentences whose key starts with `prefix`, by key, as they stand in the catalogue."""
        return {key: entry.choose(None) for key, entry in self._entries.items() if key.startswith(prefix)}

    def value(self, value: object) -> str:
        """Any value the way it stands in a sentence. Whole numbers are grouped from 10,000 on; pass ids as text."""
        match value:
            case str():
                return value
            case Text() | Message():
                return self.say(value)
            case bool():
                return self.say("language.yes" if value else "language.no")
            case int():
                return str(value) if abs(value) < _GROUPED_FROM else self.number(value)
            case float():
                return self.number(value)
            case datetime():
                return self.date_time(value)
            case date():
                return self.date(value)
            case list() | tuple():
                return self.listing(value)
            case _:
                return str(value)

    def number(self, number: float, digits: int = 2) -> str:
        """A number with at most `digits` decimals and this language's marks: 1.234,5 or 1,234.5."""
        return format_decimal(number, "#,##0" + ("." + "#" * digits if digits else ""), locale=self._locale)

    def percent(self, fraction: float) -> str:
        """A fraction in whole percents. 100 % is only said of what is whole, 0 % only of nothing at all."""
        if fraction <= 0 or fraction > RIGHT_ABOVE:
            return f"{100 if fraction > 0 else 0}%"
        return f"{min(99, max(1, round(fraction * 100)))}%"

    def date(self, day: date) -> str:
        """A day in words: 23 november 2025. A datetime is told in Dutch time."""
        local = _local(day)
        return _day(local.date() if isinstance(local, datetime) else local, self._locale)

    def date_time(self, moment: datetime) -> str:
        """A day and time: 23 november 2025 om 14:05. Told in Dutch time."""
        local = _local(moment)
        return self.say("language.date-time", date=self.date(moment), time=f"{local.hour}:{local.minute:02}")

    def ago(self, moment: datetime, now: datetime) -> str:
        """How long ago, roughly: 3 dagen geleden. What lies ahead by a wrong clock counts as just now."""
        if (now - moment).total_seconds() < 60:
            return self.say("language.just-now")
        return format_timedelta(moment - now, add_direction=True, locale=self._locale)

    def minutes(self, minutes: int) -> str:
        """How long something takes by estimate: 45 minuten; from an hour on in hours and minutes.

        An estimate is not exact to the minute, so from a quarter of an hour on it is told in steps of five."""
        told = minutes if minutes < 15 else 5 * round(minutes / 5)
        hours, rest = divmod(told, 60)
        if hours and rest:
            long = self.say("language.hours", count=hours)
            return self.say("language.hours-minutes", hours=long, minutes=self.say("language.minutes", count=rest))
        return self.say("language.hours", count=hours) if hours else self.say("language.minutes", count=told)

    def listing(self, values: Sequence[object]) -> str:
        """Values in a row as in a sentence: a, b en c."""
        return format_list([self.value(each) for each in values], locale=self._locale)


@cache
def speech(language: Language) -> Speech:
    """The speech of a language, made once per process."""
    return Speech(language)


def local(moment: datetime) -> datetime:
    """A moment in the time zone in which times are told."""
    return _local(moment)


def local_day(moment: datetime) -> date:
    """The day that it is at a moment, in the time zone in which dates are told."""
    return moment.astimezone(_zone()).date()


def end_of_day(day: date) -> datetime:
    """The last second of a day in the time zone in which dates are told: what holds up to and including that day."""
    return datetime.combine(day, time(23, 59, 59), _zone()).astimezone(UTC)


@lru_cache(maxsize=256)
def _day(day: date, locale: Locale) -> str:
    """A day is told with every answer that is saved, and most days told are today."""
    return format_date(day, "d MMMM y", locale=locale)


def _local(moment: AnyDate) -> AnyDate:
    return moment.astimezone(_zone()) if isinstance(moment, datetime) and moment.tzinfo else moment


@cache
def _zone() -> tzinfo | None:
    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:  # a machine without time zone data: its own clock's zone is the next best
        return None
