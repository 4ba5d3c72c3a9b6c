"""Attempts as xAPI statements (version 1.0.3), for other systems that keep learning records.

Whoever answered is an account at this installation, by a pseudonym that is the same in every export and leads back to
nobody: no name and no id of the record is in it.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from functools import partial
from hashlib import sha1
from string import hexdigits
from uuid import NAMESPACE_URL, uuid5

from learnenv.domain.classroom import GivenAnswer, Outcome
from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.domain.recurring import Recurring
from learnenv.language import Speech
from learnenv.services import audit
from learnenv.services.app import App
from learnenv.services.class_attempts import ClassAttempts, Thing
from learnenv.services.cohort_view import demand_cohort
from learnenv.tables.safe import writable

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
_EXERCISE = "http://adlnet.gov/expapi/activities/cmi.interaction"
_MODULE = "http://adlnet.gov/expapi/activities/module"
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in hexdigits}
"""What stands in a UUID where the hash has this digit: two of its bits are fixed."""


def statements(app: App, actor: Actor, cohort: str, words: Speech) -> tuple[Cohort, Iterator[str]]:
    """A line of JSON per attempt; who may is asked, and the taking along is noted, before the first. Raises
    NotAllowed, StoreError."""
    found = demand_cohort(app, actor, cohort, "cohort-export", "closed-answers")
    audit.note(app, actor, "export-xapi", cohort=found.id)
    return found, _lines(app, found, words)


def _lines(app: App, cohort: Cohort, words: Speech) -> Iterator[str]:
    """Nearly all of a statement is the same for everybody who gave one answer, so it is put into words once."""
    found, house = ClassAttempts(app, cohort, words), _Installation(app)
    about = Recurring[tuple[GivenAnswer, str], tuple[str, bool]](partial(_about, found, house))
    went = Recurring[tuple[Outcome, bool], str](_went)
    for member, _, answers in found.each():
        actor = house.actor(member.learner)
        for sequence, at, seconds, given, outcome in answers:
            what, is_open = about[given, outcome.language]
            how = went[outcome, is_open]
            moment = f"{at[:10]}T{at[11:]}".removesuffix(".000000")
            yield (
                f'{{"id": "{house.id(sequence)}", "actor": {actor}, {what}, "duration": "PT{seconds:.2f}S", '
                f'{how}}}, "timestamp": "{moment}+00:00"}}\n'
            )


def _about(found: ClassAttempts, house: _Installation, said: tuple[GivenAnswer, str]) -> tuple[str, bool]:
    """From the verb to the answer, in one language; and whether it is open work."""
    given, language = said
    thing = found.thing(given)
    about = _json(house.about(thing, given.module, language))[1:-1]
    return f'{about}, "result": {{"response": {_json(writable(thing.text(given.answer)))}', thing.open


def _went(here: tuple[Outcome, bool]) -> str:
    """The rest of the result."""
    outcome, is_open = here
    told: dict[str, object] = {"completion": not outcome.broken}
    if outcome.fraction is not None and not is_open:
        told |= {"score": {"scaled": outcome.fraction}, "success": outcome.fraction > RIGHT_ABOVE}
    elif outcome.passed is not None:
        told["success"] = outcome.passed
    return _json(told)[1:-1]


class _Installation:
    """What statements of one installation have in common."""

    def __init__(self, app: App) -> None:
        self._secret = app.secret.encode()
        self._names = uuid5(NAMESPACE_URL, app.secret)
        self._space = self._names.bytes
        # A home page must be an address; without one of its own, one that is promised to lead nowhere.
        self._home = app.settings.public_url or f"http://learnenv.invalid/{self._names}"

    def actor(self, learner: str) -> str:
        """Who answered, as JSON."""
        name = hmac.new(self._secret, b"xapi " + learner.encode(), "sha256").hexdigest()[:32]
        return _json({"objectType": "Agent", "account": {"homePage": self._home, "name": name}})

    def id(self, sequence: int) -> str:
        """The same for one attempt in every export."""
        return name_based(self._space, f"attempt {sequence}")

    def about(self, thing: Thing, module: str, language: str) -> dict[str, object]:
        """What is the same for everybody who answers in one language."""
        parent = {"id": f"urn:learnenv:{self._names}:{module}", "definition": {"type": _MODULE}}
        return {
            "verb": {"id": ANSWERED, "display": {"nl": "beantwoordde", "en": "answered"}},
            "object": {
                "objectType": "Activity",
                "id": f"urn:learnenv:{self._names}:{thing.ref}",
                "definition": {
                    "type": _EXERCISE,
                    "interactionType": "other",
                    "name": {"nl": thing.titles.get("nl"), "en": thing.titles.get("en")},
                },
            },
            "context": {
                "platform": "learnenv",
                "language": language,
                "contextActivities": {"parent": [parent]},
            },
        }


def name_based(space: bytes, name: str) -> str:
    """What `str(uuid5(UUID(bytes=space), name))` is, at a quarter of the time."""
    found = sha1(space + name.encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANT[found[16]]
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
