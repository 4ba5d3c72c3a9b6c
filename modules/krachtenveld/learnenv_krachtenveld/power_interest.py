"""power-interest: rate actors on power and on interest, and if asked on how affected they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from learnenv import (
    Answer,
    ContentError,
    DataFault,
    ExerciseType,
    Form,
    Grade,
    Mark,
    Option,
    Place,
    Samples,
    Text,
    read_spec,
)

NO_TEXT = Text()
LOWEST, HIGHEST = 1, 5

_LABELS = {
    "power": Text(
        nl="Macht: hoeveel invloed heeft deze partij op wat er gebeurt?",
        en="Power: how much influence does this actor have on what happens?",
    ),
    "interest": Text(
        nl="Belang: hoe belangrijk is dit voor deze partij?", en="Interest: how much does this matter to them?"
    ),
    "affected": Text(
        nl="Geraakt: hoeveel verandert er in het leven of werk van deze partij?",
        en="Affected: how much does it change their life or work?",
    ),
}
_NAMES = {"power": ("macht", "power"), "interest": ("belang", "interest"), "affected": ("geraakt", "affected")}
_RATINGS = (
    Option("1", Text(nl="1: heel weinig", en="1: very little")),
    Option("2", Text(nl="2: weinig", en="2: little")),
    Option("3", Text(nl="3: gemiddeld", en="3: some")),
    Option("4", Text(nl="4: veel", en="4: much")),
    Option("5", Text(nl="5: heel veel", en="5: very much")),
)


@dataclass(frozen=True, slots=True)
class Defensible:
    """The ratings on one scale that can be defended."""

    at_least: int = LOWEST
    """The lowest rating that can be defended, from 1 to 5."""
    at_most: int = HIGHEST
    """The highest rating that can be defended, from 1 to 5."""
    too_low: Text = NO_TEXT
    """What the learner reads after a lower rating. Left out: the actor's own feedback."""
    too_high: Text = NO_TEXT
    """What the learner reads after a higher rating. Left out: the actor's own feedback."""

    def holds(self, rating: int) -> bool:
        """Whether this rating can be defended."""
        return self.at_least <= rating <= self.at_most

    def says(self, rating: int) -> Text:
        """What there is to say about a rating that cannot be defended."""
        return self.too_low if rating < self.at_least else self.too_high

    def outside(self) -> tuple[int, ...]:
        """The ratings that cannot be defended."""
        return tuple(rating for rating in range(LOWEST, HIGHEST + 1) if not self.holds(rating))


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone with a stake, to be rated."""

    id: str
    """Your own short name for this actor. Learners never see it. Keep it when you change the text."""
    text: Text
    """Who it is, in both languages."""
    power: Defensible
    """How much influence this actor has on what happens."""
    interest: Defensible
    """How much this actor cares about what happens."""
    affected: Defensible | None = None
    """How much it changes this actor's life or work. Give it for every actor or for none."""
    feedback: Text = NO_TEXT
    """What the learner reads when a rating of this actor cannot be defended."""

    def scales(self) -> dict[str, Defensible]:
        """The scales on which this actor is rated, by name."""
        both = {"power": self.power, "interest": self.interest}
        return both if self.affected is None else {**both, "affected": self.affected}


@dataclass(frozen=True, slots=True)
class PowerInterest:
    """Actors to rate from 1 to 5 on power and interest, and if asked on how affected they are."""

    actors: tuple[Actor, ...]
    """Who is rated, two or more, so that there is something to compare."""


def parse(data: Mapping[str, Any]) -> PowerInterest:
    """Read the file's data. Raises ContentError with every fault."""
    spec = read_spec(PowerInterest, data)
    faults = [*_faults_of_the_list(spec), *_faults_of_ratings(spec)]
    if faults:
        raise ContentError(faults)
    return spec


def form(spec: PowerInterest) -> Form:
    """For each scale, a rating for every actor."""
    actors = tuple(Option(actor.id, actor.text) for actor in spec.actors)
    return tuple(Place(scale, actors, _RATINGS, _LABELS[scale]) for scale in spec.actors[0].scales())


def grade(spec: PowerInterest, answer: Answer) -> Grade:
    """Ratings that can be defended / ratings."""
    marks = tuple(mark for actor in spec.actors for mark in _marks(actor, answer))
    right, count = sum(mark.right is True for mark in marks), len(marks)
    if right == count:
        return Grade(1.0, (), marks)
    said = Text(
        nl=f"{right} van de {count} cijfers zijn te verdedigen.",
        en=f"{right} of the {count} ratings can be defended.",
    )
    return Grade(right / count, (said,), marks)


def samples(spec: PowerInterest) -> Samples:
    """Every rating within its bounds, and every rating outside them."""
    scales = spec.actors[0].scales()
    right = {scale: {actor.id: str(_middle(actor.scales()[scale])) for actor in spec.actors} for scale in scales}
    wrong = {scale: {actor.id: str(actor.scales()[scale].outside()[0]) for actor in spec.actors} for scale in scales}
    return Samples(right, wrong)


def advise(spec: PowerInterest) -> Sequence[DataFault]:
    """Actors about whom a learner can be mistaken without reading why."""
    return [
        DataFault(
            ("actors", index),
            Text(
                nl="Wie hier een cijfer geeft dat niet te verdedigen is, leest niet waarom.",
                en="Whoever gives a rating here that cannot be defended does not read why.",
            ),
            Text(
                nl="Geef feedback bij de partij, of too_low en too_high bij elke schaal.",
                en="Give the actor feedback, or too_low and too_high on each scale.",
            ),
            severity="warning",
        )
        for index, actor in enumerate(spec.actors)
        if not actor.feedback and any(_silences(each) for each in actor.scales().values())
    ]


POWER_INTEREST = ExerciseType("power-interest", PowerInterest, parse, form, grade, samples, advise=advise)


def _marks(actor: Actor, answer: Answer) -> Iterator[Mark]:
    """A mark per scale. The actor's own feedback is said once, at the first rating that has no words of its own."""
    general = actor.feedback
    for scale, bounds in actor.scales().items():
        rating = int(answer[scale][actor.id])
        if bounds.holds(rating):
            yield Mark(scale, actor.id, True)
            continue
        if own := bounds.says(rating):
            yield Mark(scale, actor.id, False, _about(scale, own))
        else:
            yield Mark(scale, actor.id, False, general or None)
            general = NO_TEXT


def _about(scale: str, said: Text) -> Text:
    """The same words, with the scale that they are about: one actor can be rated wrongly on several."""
    nl, en = _NAMES[scale]
    return Text(nl=said.nl and f"({nl}) {said.nl}", en=said.en and f"({en}) {said.en}")


def _middle(bounds: Defensible) -> int:
    return (bounds.at_least + bounds.at_most + 1) // 2


def _silences(bounds: Defensible) -> bool:
    return any(not bounds.says(rating) for rating in bounds.outside())


def _faults_of_the_list(spec: PowerInterest) -> Iterator[DataFault]:
    if len(spec.actors) < 2:
        yield DataFault(
            ("actors",),
            Text(nl="Er moeten minstens twee partijen zijn.", en="There have to be at least two actors."),
            Text(nl="Voeg een partij toe.", en="Add an actor."),
        )
    seen: set[str] = set()
    for index, actor in enumerate(spec.actors):
        if not actor.id.strip() or actor.id in seen:
            yield DataFault(
                ("actors", index, "id"),
                Text(nl=f"De id '{actor.id}' is leeg of was er al.", en=f"The id '{actor.id}' is empty or taken."),
                Text(nl="Geef deze partij een eigen id.", en="Give this actor an id of its own."),
            )
        if not actor.text:
            yield DataFault(
                ("actors", index, "text"),
                Text(nl="Deze partij heeft geen naam.", en="This actor has no name."),
                Text(nl="Schrijf bij text wie het is.", en="Write in text who it is."),
            )
        seen.add(actor.id)


def _faults_of_ratings(spec: PowerInterest) -> Iterator[DataFault]:
    third = any(actor.affected for actor in spec.actors)
    for index, actor in enumerate(spec.actors):
        if third and actor.affected is None:
            yield DataFault(
                ("actors", index),
                Text(nl="Deze partij mist affected, en een andere heeft het.", en="This actor lacks affected."),
                Text(
                    nl="Geef affected bij elke partij of bij geen.", en="Give affected for every actor or for none."
                ),
            )
        for scale, bounds in actor.scales().items():
            yield from _faults_of_bounds(("actors", index, scale), bounds)


def _faults_of_bounds(path: tuple[str | int, ...], bounds: Defensible) -> Iterator[DataFault]:
    if not LOWEST <= bounds.at_least <= bounds.at_most <= HIGHEST:
        yield DataFault(
            path,
            Text(
                nl=f"Tussen {bounds.at_least} en {bounds.at_most} ligt geen cijfer van 1 tot en met 5.",
                en=f"From {bounds.at_least} to {bounds.at_most} there is no rating from 1 to 5.",
            ),
            Text(nl="Geef at_least en at_most van 1 tot en met 5.", en="Give at_least and at_most from 1 to 5."),
        )
    elif not bounds.outside():
        yield DataFault(
            path,
            Text(nl="Elk cijfer is hier goed, dus valt er niets te kiezen.", en="Every rating is right here."),
            Text(nl="Geef at_least of at_most.", en="Give at_least or at_most."),
        )
