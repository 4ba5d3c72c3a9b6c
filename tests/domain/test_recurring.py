"""What comes back is made once, and what is held stays bounded."""

from __future__ import annotations

from learnenv.domain.recurring import Recurring


def made_of(keys: list[str], most: int = 4) -> list[str]:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    known = Recurring[str, str](make, holds=lambda key: len(key) < 5, most=most)
    assert [known[key] for key in keys] == [key.upper() for key in keys]
    return made


def test_what_comes_back_is_made_once() -> None:
    assert made_of(["a", "b", "a", "b", "a"]) == ["a", "b"]


def test_what_comes_back_often_is_kept_through_all_that_comes_once() -> None:
    keys = [each for number in range(100) for each in ("a", "b", str(number))]
    assert len(made_of(keys)) == 102


def test_no_more_is_held_than_twice_what_it_may() -> None:
    known = Recurring[int, int](lambda key: key, most=10)
    for number in range(1000):
        assert known[number] == number
        assert len(known) + len(known._before) <= 20


def test_what_is_not_worth_holding_is_made_again() -> None:
    assert made_of(["long key", "a", "long key", "a"]) == ["long key", "a", "long key"]
