"""Which versions a share shows, and what counts as accepted."""

from __future__ import annotations

from datetime import timedelta

from learnenv.domain.open_work import accepted_refs, latest_verdict, shared_versions
from learnenv.domain.people import Review, Share, Verdict
from learnenv.domain.progress import Attempt, Standing
from learnenv.testing.record_samples import NOW, an_attempt


def handed_in(*minutes: int) -> list[Attempt]:
    return [
        an_attempt(Standing("l", "m/one"), {"text": str(at)}, at=NOW + timedelta(minutes=at), sequence=sequence)
        for sequence, at in enumerate(minutes, 10)
    ]


def numbers(attempts: list[Attempt], shared_at: int) -> list[int]:
    share = Share("l", "m/one", NOW + timedelta(minutes=shared_at))
    return [each.number for each in shared_versions(attempts, share)]


def review(verdict: Verdict, attempt: int = 10, ref: str = "m/one") -> Review:
    return Review("l", ref, attempt, "t", verdict, NOW)


def test_a_share_shows_what_counted_then_and_what_came_later() -> None:
    assert numbers(handed_in(0, 5, 9), 6) == [2, 3]
    assert numbers(handed_in(0, 5, 9), 5) == [2, 3]
    assert numbers(handed_in(0, 5, 9), 99) == [3]
    assert numbers(handed_in(7, 9), 6) == [1, 2]
    assert numbers(handed_in(), 6) == []


def test_the_last_word_on_a_version_counts() -> None:
    assert accepted_refs(()) == frozenset()
    assert accepted_refs([review("again"), review("accepted")]) == {"m/one"}
    assert accepted_refs([review("accepted"), review("again")]) == frozenset()


def test_a_later_version_takes_nothing_away_and_other_work_stands_by_itself() -> None:
    assert accepted_refs([review("accepted"), review("again", 11)]) == {"m/one"}
    assert accepted_refs([review("accepted"), review("again", 10, "m/two")]) == {"m/one"}


def test_what_was_said_last_of_a_version() -> None:
    reviews = [review("again"), review("accepted"), review("again", 11)]
    assert latest_verdict(reviews, 10) == reviews[1]
    assert latest_verdict(reviews, 12) is None
