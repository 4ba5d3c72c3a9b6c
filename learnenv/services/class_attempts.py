"""The attempts of a class, one member at a time, so that memory does not grow with the class. Only what its trainer
may read: of the cohort's modules, and open work only while its learner shares it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from learnenv.domain.classroom import GivenAnswer, Group, KeptAnswer, as_kept
from learnenv.domain.content import LearningModule
from learnenv.domain.form import Form
from learnenv.domain.people import Cohort, Member
from learnenv.domain.text import Language, Text
from learnenv.language import Speech
from learnenv.services.answer_text import answer_text
from learnenv.services.app import App


@dataclass(frozen=True, slots=True)
class Thing:
    """An exercise or case that was answered."""

    ref: str
    module: str
    """Its title."""
    title: str
    titles: Text
    open: bool
    form: Form
    language: Language

    def text(self, answer: str) -> str:
        """An answer to it, as it is kept, in plain text."""
        return answer_text(self.form, json.loads(answer), self.language)


class ClassAttempts:
    """See the module's docstring. For a service that asked whether it may."""

    def __init__(self, app: App, cohort: Cohort, words: Speech) -> None:
        self._app = app
        self.members: tuple[Member, ...] = app.record.members(cohort.id)
        shares = app.record.shares(Group((cohort.id,)))
        self._shared = {(each.learner, each.ref): as_kept(each.at) for each in shares}
        assigned = [each.module for each in app.record.assignments(cohort.id) if app.library.has(each.module)]
        self.modules: tuple[LearningModule, ...] = tuple(app.library.module(each) for each in assigned)
        self._things = {module.id: _things(module, words.language) for module in self.modules}
        self._with_open = {id for id, things in self._things.items() if any(each.open for each in things.values())}

    def each(self) -> Iterator[tuple[Member, Sequence[int], Sequence[KeptAnswer]]]:
        """Member by member what they answered, module by module in the order of their answers; and of each answer its
        number at its exercise. What is not there any more is left out: nobody knows whether it was open."""
        read = self._app.record.kept_answers((each.learner for each in self.members), list(self._things))
        for member, (_, answers) in zip(self.members, read, strict=True):
            yield member, *self._of(member, answers)

    def thing(self, given: GivenAnswer) -> Thing:
        """What was answered."""
        return self._things[given.module][given.exercise]

    def _of(self, member: Member, answers: Sequence[KeptAnswer]) -> tuple[list[int], list[KeptAnswer]]:
        numbers, shown = list[int](), list[KeptAnswer]()
        of_module: dict[str, list[KeptAnswer]] = {module: [] for module in self._things}
        for kept in answers:
            of_module[kept[3].module].append(kept)
        for module, these in of_module.items():
            things = self._things[module]
            counted = dict.fromkeys(things, 0)
            hidden = self._hidden(member, things, these) if module in self._with_open else ()
            for kept in these:
                exercise = kept[3].exercise
                if exercise in counted:
                    counted[exercise] = number = counted[exercise] + 1
                    if not hidden or kept[0] not in hidden:
                        numbers.append(number)
                        shown.append(kept)
        return numbers, shown

    def _hidden(self, member: Member, things: Mapping[str, Thing], answers: Sequence[KeptAnswer]) -> set[int]:
        """Versions of open work that are not shared: all of what is not, and those before the one that was."""
        hidden, latest = set[int](), dict[str, int]()
        for sequence, at, _, given, _ in answers:
            thing = things.get(given.exercise)
            if thing is None or not thing.open:
                continue
            since = self._shared.get((member.learner, thing.ref))
            if since is None:
                hidden.add(sequence)
            elif at <= since:  # both as text, which sorts as moments do
                hidden |= {latest[thing.ref]} if thing.ref in latest else set()
                latest[thing.ref] = sequence
        return hidden


def _things(module: LearningModule, language: Language) -> Mapping[str, Thing]:
    name = module.card.title.get(language)
    found: dict[str, Thing] = {}
    for id, each in module.exercises.items():
        form = each.type.form(each.spec)
        found[id] = Thing(each.ref, name, each.title.get(language), each.title, each.type.open, form, language)
    for id, case in module.cases.items():
        found[id] = Thing(case.ref, name, case.title.get(language), case.title, False, (), language)
    return found
