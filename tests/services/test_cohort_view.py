"""What a trainer sees of a class: who, how far, who needs attention; and never anything of another class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from learnenv.domain.attention import Flag
from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Share
from learnenv.domain.progress import Event
from learnenv.language import speech
from learnenv.services import attention, cohort_answers, cohort_learner, cohort_view, cohorts, items
from learnenv.services.app import App
from learnenv.store.memory import MemoryRecord
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.support.people import answer

CHOICE, TWICE, REFLECTION = "first/choice", "first/twice", "first/reflection"
WRONG, RIGHT = {"choice": "not-that"}, {"choice": "yes-this"}
OPEN = {"text": "Ik zag echt iemand wachten.", "rate-own": "1"}


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def everything(app: App, actor: Actor, cohort: str) -> list[object]:
    """All that a trainer can open of a class."""
    grid = cohort_view.grid(app, actor, cohort)
    people = [row.member.learner for row in grid.rows]
    seen: list[object] = [grid, attention.overview(app, actor, cohort), items.items(app, actor, cohort, "first")]
    seen += [cohort_answers.answers(app, actor, cohort, ref) for ref in (CHOICE, REFLECTION)]
    seen += [cohort_learner.learner(app, actor, cohort, each) for each in people]
    return seen + [cohort_learner.tries(app, actor, cohort, each, CHOICE) for each in people]


def test_nothing_of_another_class_is_ever_in_view(app: App, room: Classroom) -> None:
    others = {name: each.learner for name, each in room.people.items() if name.startswith(("ann", "bob", "cas"))}
    for name, learner in others.items():
        answer(app, room.people[name], CHOICE, RIGHT)
        answer(app, room.people[name], REFLECTION, {**OPEN, "text": f"canary of {name} in many words"})
        app.record.share(Share(learner, REFLECTION, app.clock()))
    for place, cohort in room.cohorts.items():
        told = repr(everything(app, room.people[f"trainer of {place}"], cohort.id))
        for name, learner in others.items():
            here = name.endswith(f"in {place}")
            assert (learner in told) == here, (place, name)
            assert (f"canary of {name} in" in told) == here, (place, name)


def test_only_who_trains_a_class_sees_it(app: App, room: Classroom) -> None:
    cohort = room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, CHOICE, RIGHT)
    looks: list[Callable[[Actor], object]] = [
        lambda actor: cohort_view.grid(app, actor, cohort),
        lambda actor: attention.overview(app, actor, cohort),
        lambda actor: items.items(app, actor, cohort, "first"),
        lambda actor: cohort_answers.answers(app, actor, cohort, CHOICE),
        lambda actor: cohort_learner.tries(app, actor, cohort, ann.learner, CHOICE),
        lambda actor: attention.put_by(app, actor, cohort, Flag(ann.learner, "idle", "first", app.clock())),
    ]
    may = {"trainer of town 1", "trainer of town"}
    for name, actor in room.people.items():
        for number, look in enumerate(looks):
            if name in may or (number == 4 and actor == ann):
                look(actor)
            else:
                with pytest.raises(NotAllowed):
                    look(actor)


def test_what_members_do_outside_the_modules_of_the_class_is_theirs(app: App, room: Classroom) -> None:
    trainer, ann = room.people["trainer of town 1"], room.people["ann in town 1"]
    cohort = room.cohorts["town 1"]
    answer(app, ann, "second/reflection", {**OPEN, "text": "canary elsewhere in words"})
    app.record.share(Share(ann.learner, "second/reflection", app.clock()))
    told = repr(everything(app, trainer, cohort.id))
    assert "second/" not in told
    assert "canary" not in told
    assert attention.overview(app, trainer, cohort.id).flags == ()
    for ask in (
        lambda: items.items(app, trainer, cohort.id, "second"),
        lambda: cohort_answers.answers(app, trainer, cohort.id, "second/choice"),
        lambda: cohort_learner.tries(app, trainer, cohort.id, ann.learner, "second/reflection"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_rows_begin_with_who_is_furthest(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    cas = room.people["cas in town 1"]
    for ref in (CHOICE, TWICE):
        answer(app, cas, ref, RIGHT)
    answer(app, cas, REFLECTION, OPEN)
    app.record.add_event(Event(cas.learner, "first/page-1", "read", app.clock()))
    answer(app, room.people["bob in town 1"], CHOICE, RIGHT)
    rows = cohort_view.grid(app, trainer, cohort).rows
    assert [row.member.name for row in rows] == ["cas", "bob", "ann"]
    assert [row.states for row in rows] == [(("done", "todo"),), (("begun", "todo"),), (("todo", "todo"),)]
    assert [row.done for row in rows] == [1, 0, 0]


def test_a_flag_says_why_and_goes_with_its_cause(app: App, room: Classroom, clock: Clock) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann, bob = room.people["ann in town 1"], room.people["bob in town 1"]
    answer(app, ann, CHOICE, WRONG)
    answer(app, bob, REFLECTION, OPEN)
    app.record.share(Share(bob.learner, REFLECTION, clock.now))
    assert {each.flag.reason for each in attention.overview(app, trainer, cohort).flags} == {"unanswered"}
    clock.go(days=8)
    found = attention.overview(app, trainer, cohort)
    assert [(each.flag.learner, each.flag.reason) for each in found.flags] == [
        (bob.learner, "unanswered"),
        *sorted([(ann.learner, "idle"), (bob.learner, "idle")]),
    ]
    assert not attention.about_me(app, room.people["cas in town 1"])
    answer(app, ann, CHOICE, RIGHT)
    assert ann.learner not in {each.flag.learner for each in attention.overview(app, trainer, cohort).flags}


def test_a_trainer_sets_after_how_many_quiet_days_somebody_needs_attention(
    app: App, room: Classroom, clock: Clock
) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    answer(app, room.people["ann in town 1"], CHOICE, WRONG)
    clock.go(days=8)
    assert len(attention.overview(app, trainer, cohort).flags) == 1
    cohorts.change(app, trainer, cohort, name="x", most_members=9, idle_days=14, keep_months=12)
    assert attention.overview(app, trainer, cohort).flags == ()
    clock.go(days=6)
    assert [each.flag.reason for each in attention.overview(app, trainer, cohort).flags] == ["idle"]


def test_learner_and_trainer_read_the_same_sentence(app: App, room: Classroom, clock: Clock) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, CHOICE, WRONG)
    clock.go(days=10)
    view = attention.overview(app, trainer, cohort)
    theirs = [attention.concern(each.flag, view.grid.modules).said for each in view.flags]
    assert theirs == [each.said for each in attention.about_me(app, ann)]
    assert "Module first" in speech("nl").say(theirs[0])


def test_a_date_that_passed_is_told_of_who_is_not_done(app: App, room: Classroom, clock: Clock) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"]
    app.record.save_cohort(cohort, [Assignment(cohort.id, 1, "first", clock.now + timedelta(days=1))])
    assert attention.overview(app, trainer, cohort.id).flags == ()
    clock.go(days=2)
    assert [each.flag.reason for each in attention.overview(app, trainer, cohort.id).flags] == ["overdue"] * 3


def test_seen_and_put_off_until_the_day_comes(app: App, room: Classroom, clock: Clock) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, CHOICE, WRONG)
    clock.go(days=8)
    (noted,) = attention.overview(app, trainer, cohort).open
    attention.put_by(app, trainer, cohort, noted.flag, 7, "  gebeld\n\nmet ann ")
    view = attention.overview(app, trainer, cohort)
    assert not view.open
    assert view.put_by[0].note is not None
    assert view.put_by[0].note.note == "gebeld met ann"
    clock.go(days=8)
    assert attention.overview(app, trainer, cohort).open
    attention.put_all_by(app, trainer, cohort, [noted.flag, Flag("nobody", "idle", "first", clock.now)])
    assert not attention.overview(app, trainer, cohort).open
    attention.take_up(app, trainer, cohort, noted.flag)
    assert attention.overview(app, trainer, cohort).open
    with pytest.raises(NotFound):
        attention.put_by(app, trainer, cohort, Flag("nobody", "idle", "first", clock.now))


def test_who_left_is_not_in_the_class(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, CHOICE, RIGHT)
    app.record.leave(cohort, ann.learner, app.clock())
    assert ann.learner not in repr(
        [cohort_view.grid(app, trainer, cohort), cohort_answers.answers(app, trainer, cohort, CHOICE)]
    )
    for ask in (cohort_learner.learner, lambda *args: cohort_learner.tries(*args, CHOICE)):
        with pytest.raises(NotAllowed):
            ask(app, trainer, cohort, ann.learner)


def test_every_look_at_someone_is_noted_and_says_nothing_of_what_was_there(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, CHOICE, RIGHT)
    before = {each.id for each in app.record.looks(actor=trainer.learner)}
    cohort_learner.learner(app, trainer, cohort, ann.learner)
    cohort_learner.tries(app, trainer, cohort, ann.learner, CHOICE)
    cohort_answers.answers(app, trainer, cohort, CHOICE)
    made = [each for each in app.record.looks(actor=trainer.learner) if each.id not in before]
    assert [(each.what, each.learner, each.ref) for each in reversed(made)] == [
        ("progress", ann.learner, ""),
        ("answers", ann.learner, CHOICE),
        ("answers", "", CHOICE),
    ]
    assert {each.cohort for each in made} == {cohort}
    assert len(app.record.looks_at(ann.learner)) >= 3


def test_open_work_is_seen_only_while_it_is_shared(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, REFLECTION, {**OPEN, "text": "canary canary canary"})

    def seen() -> str:
        view = cohort_answers.answers(app, trainer, cohort, REFLECTION)
        assert isinstance(view, cohort_answers.AnswersView)
        assert len(view.people) + view.unshared == 1
        return repr(view.people) + repr(view.first) + repr(view.spreads)

    assert "canary" not in seen()
    with pytest.raises(NotAllowed):
        cohort_learner.tries(app, trainer, cohort, ann.learner, REFLECTION)
    app.record.share(Share(ann.learner, REFLECTION, app.clock()))
    assert "canary" in seen()
    assert cohort_learner.tries(app, trainer, cohort, ann.learner, REFLECTION).tries
    app.record.withdraw_share(ann.learner, REFLECTION, app.clock())
    assert "canary" not in seen()
    with pytest.raises(NotAllowed):
        cohort_learner.tries(app, trainer, cohort, ann.learner, REFLECTION)


def test_what_was_handed_in_before_the_shared_version_stays_the_learners_own(
    app: App, room: Classroom, clock: Clock
) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    ann = room.people["ann in town 1"]
    answer(app, ann, REFLECTION, {**OPEN, "text": "canary canary canary"})
    clock.go(hours=1)
    answer(app, ann, REFLECTION, {**OPEN, "text": "what I let others read"})
    app.record.share(Share(ann.learner, REFLECTION, app.clock()))
    view = cohort_learner.tries(app, trainer, cohort, ann.learner, REFLECTION)
    assert [each.attempt.answer["text"] for each in view.tries] == ["what I let others read"]
    assert "canary" not in repr(cohort_answers.answers(app, trainer, cohort, REFLECTION))


def test_first_answers_are_counted_per_option(app: App, room: Classroom) -> None:
    trainer, cohort = room.people["trainer of town 1"], room.cohorts["town 1"].id
    for name, given in (("ann", WRONG), ("bob", RIGHT), ("cas", WRONG)):
        answer(app, room.people[f"{name} in town 1"], CHOICE, given)
    answer(app, room.people["ann in town 1"], CHOICE, RIGHT)
    view = cohort_answers.answers(app, trainer, cohort, CHOICE)
    assert isinstance(view, cohort_answers.AnswersView)
    (spread,) = view.spreads
    assert [(each.text.nl, each.count, each.right) for each in spread.shares] == [
        ("Dit wel", 1, True),
        ("Dat niet", 2, False),
    ]
    assert [(each.count, each.state) for each in view.first] == [(2, "wrong"), (1, "right")]
    assert [each.member.name for each in view.people] == ["cas", "ann", "bob"]
    item = next(each for each in items.items(app, trainer, cohort, "first").items if each.exercise.ref == CHOICE)
    assert (item.right, item.partly, item.wrong, item.enough, item.discrimination) == (1, 0, 2, False, None)
    (hard, *_) = items.hardest(cohort_view.grid(app, trainer, cohort))
    assert hard.exercise.ref == CHOICE


def test_the_first_page_asks_the_record_no_more_for_more_members(
    app: App, room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in dir(MemoryRecord):
        method = getattr(app.record, name)
        if not name.startswith("_") and callable(method):
            monkeypatch.setattr(
                app.record, name, lambda *a, name=name, method=method, **k: asked.append(name) or method(*a, **k)
            )
    attention.overview(app, room.people["trainer of town 1"], room.cohorts["town 1"].id)
    # The line in the audit log is written besides.
    assert asked.count("add_looks") == 1
    assert len(asked) <= 11, asked
