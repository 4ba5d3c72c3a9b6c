"""Rules about open work that is shared: which versions others see, and what counts as accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnenv.domain.people import Review, Share
from learnenv.domain.progress import Attempt

LONGEST_MESSAGE = 4000
"""Characters in one line of the conversation."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of someone's work; the first that was handed in is number 1."""

    number: int
    attempt: Attempt


def versions(attempts: Iterable[Attempt]) -> tuple[Version, ...]:
    """Everything that was handed in, oldest first."""
    ordered = sorted(attempts, key=lambda each: each.sequence)
    return tuple(Version(number, each) for number, each in enumerate(ordered, 1))


def shared_versions(attempts: Iterable[Attempt], share: Share) -> tuple[Version, ...]:
    """What a share lets others see: the version that counted when it was shared, and later ones.

    What came before was the learner's alone, and is not shown by sharing what it became.
    """
    found = versions(attempts)
    earlier = [each for each in found if each.attempt.at <= share.at]
    return (*earlier[-1:], *found[len(earlier) :])


def latest_verdict(reviews: Sequence[Review], attempt: int) -> Review | None:
    """What was said last of one version. Reviews are in the order in which they were given."""
    return next((each for each in reversed(reviews) if each.attempt == attempt), None)


def accepted_refs(reviews: Sequence[Review]) -> frozenset[str]:
    """The work of which some version is accepted: the last word on that version counts, and a later version takes
    nothing away."""
    last = {(each.ref, each.attempt): each.verdict for each in reviews}
    return frozenset(ref for (ref, _), verdict in last.items() if verdict == "accepted")
