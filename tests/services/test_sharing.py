"""Open work is its learner's own until it is shared; a share shows what it says, to whom it says, for as long as it
is there."""

from __future__ import annotations

import pytest

from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.people import Account, Grant, Member, Role, Scope
from learnenv.services import reviewing_work, sharing, talking
from learnenv.services.app import App
from learnenv.services.reviewing_work import Place
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.services.work import EVERYBODY, REF, hand_in, judge, place_of, shared

CANARY = "De kanarie zag een mens wachten."
ANN, TRAINER = "ann in town 1", "trainer of town 1"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def who_can_open(room: Classroom, place: Place) -> set[str]:
    """Everybody who gets to see the work in any cohort, with whatever cohort they name."""
    found = set()
    for name, actor in room.people.items():
        for cohort in ("", "nowhere", *(each.id for each in room.cohorts.values())):
            try:
                view = reviewing_work.piece(room.app, actor, Place(cohort, place.learner, place.ref))
            except (NotAllowed, NotFound):
                continue
            assert any(CANARY in str(each.attempt.answer) for each in view.versions)
            found.add(name)
    return found


def coach(room: Classroom, name: str, scope: Scope, scope_id: str, role: Role = "coach") -> None:
    room.given(name, role, scope, scope_id)


def test_work_that_is_not_shared_is_nobodys_but_the_learners(room: Classroom) -> None:
    coach(room, "coach of ann", "learner", room.people[ANN].learner)
    hand_in(room.app, room.people[ANN], CANARY)
    assert who_can_open(room, place_of(room, ANN)) == set()


def test_shared_work_is_seen_by_the_trainers_and_coaches_of_its_learner_and_by_nobody_else(room: Classroom) -> None:
    town = room.cohorts["town 1"].id
    coach(room, "coach of ann", "learner", room.people[ANN].learner)
    coach(room, "coach of Noord", "team", f"{town}/Noord")
    coach(room, "coach of Zuid", "team", f"{town}/Zuid")
    coach(room, "author", "module", "first", "author")
    place = shared(room, ANN, CANARY)
    assert who_can_open(room, place) == {TRAINER, "trainer of town", "coach of ann", "coach of Noord"}
    sharing.withdraw(room.app, room.people[ANN], REF)
    assert who_can_open(room, place) == set()


def test_who_leaves_the_cohort_leaves_its_trainers_and_can_still_stop_sharing(room: Classroom, clock: Clock) -> None:
    place, ann = shared(room, ANN, CANARY), room.people[ANN]
    room.app.record.leave(place.cohort, place.learner, clock())
    assert who_can_open(room, place) == set()
    view = sharing.view(room.app, ann, REF)
    assert view is not None
    assert view.share is not None
    sharing.withdraw(room.app, ann, REF)
    assert sharing.view(room.app, ann, REF) is None


def test_a_role_that_is_withdrawn_closes_shared_work(room: Classroom, clock: Clock) -> None:
    place, trainer = shared(room, ANN, CANARY), room.people[TRAINER]
    reviewing_work.piece(room.app, trainer, place)
    grant = next(each for each in room.app.record.grants(trainer.learner))
    room.app.record.withdraw(grant, clock())
    with pytest.raises(NotAllowed):
        reviewing_work.piece(room.app, trainer, place)


def test_nobody_reviews_their_own_work(room: Classroom, clock: Clock) -> None:
    place, ann = shared(room, ANN, CANARY), room.people[ANN]
    room.app.record.give(Grant(ann.learner, "trainer", "cohort", place.cohort, "", clock()))
    with pytest.raises(NotFound):
        reviewing_work.piece(room.app, room.again(ANN), place)
    with pytest.raises(NotFound):
        reviewing_work.judge(room.app, room.again(ANN), place, 1, {})


def test_a_withdrawn_share_closes_writing_and_reviewing_at_once(room: Classroom) -> None:
    place, ann, trainer = shared(room, ANN, CANARY), room.people[ANN], room.people[TRAINER]
    view = reviewing_work.piece(room.app, trainer, place)
    sharing.withdraw(room.app, ann, REF)
    with pytest.raises(NotAllowed):
        judge(room.app, trainer, place, "accepted")
    for act in (reviewing_work.keep, lambda *given: reviewing_work.judge(*given[:3], 1, given[3])):
        with pytest.raises(NotAllowed):
            act(room.app, trainer, place, {":message": "Toch nog iets."})
    assert view.versions
    assert room.app.record.comments(place.learner) == room.app.record.reviews(place.learner) == ()
    with pytest.raises(NotAllowed):
        sharing.say(room.app, ann, REF, "Hoort iemand mij?")


def test_a_share_shows_the_version_of_that_moment_and_later_ones(room: Classroom, clock: Clock) -> None:
    ann = room.people[ANN]
    hand_in(room.app, ann, "Dit houd ik liever voor mij.")
    clock.go(minutes=5)
    place = shared(room, ANN, CANARY)
    clock.go(minutes=5)
    hand_in(room.app, ann, "En dit kwam later.")
    view = reviewing_work.piece(room.app, room.people[TRAINER], place)
    assert [each.number for each in view.versions] == [2, 3]
    assert "liever" not in str(view)


def test_who_is_in_no_cohort_sees_nothing_of_sharing(app: App, room: Classroom) -> None:
    stranger = room.people["stranger"]
    hand_in(app, stranger, CANARY)
    assert sharing.view(app, stranger, REF) is None
    with pytest.raises(NotAllowed, match="no-cohort"):
        sharing.share(app, stranger, REF)


def test_only_open_work_that_was_handed_in_can_be_shared(room: Classroom) -> None:
    ann = room.people[ANN]
    with pytest.raises(NotAllowed, match="nothing"):
        sharing.share(room.app, ann, REF)
    with pytest.raises(NotAllowed, match="nothing"):
        sharing.share(room.app, ann, "first/choice")
    assert sharing.view(room.app, ann, "first/choice") is None
    with pytest.raises(NotFound):
        sharing.share(room.app, ann, "first/nothing")


def test_sharing_twice_is_sharing_since_the_first_time(room: Classroom, clock: Clock) -> None:
    shared(room, ANN, CANARY)
    since = clock()
    clock.go(days=1)
    sharing.share(room.app, room.people[ANN], REF)
    view = sharing.view(room.app, room.people[ANN], REF)
    assert view is not None
    assert view.share is not None
    assert view.share.at == since


def test_the_learner_sees_who_read_it_and_when(room: Classroom, clock: Clock) -> None:
    place, ann, trainer = shared(room, ANN, CANARY), room.people[ANN], room.people[TRAINER]
    clock.go(hours=1)
    read = clock()
    for _ in range(5):  # a page is drawn many times while it is read
        reviewing_work.piece(room.app, trainer, place)
        clock.go(minutes=1)
    assert [each.at for each in room.app.record.looks(learner=place.learner) if each.what == "work"] == [read]
    clock.go(hours=1)
    reviewing_work.piece(room.app, trainer, place)
    view = sharing.view(room.app, ann, REF)
    assert view is not None
    assert [(str(each.by), each.at) for each in view.reads] == [("people.helper", clock())]
    assert not any(CANARY in str(look) for look in room.app.record.looks())


def test_a_new_version_that_is_read_is_a_new_look(room: Classroom, clock: Clock) -> None:
    place, trainer = shared(room, ANN, CANARY), room.people[TRAINER]
    reviewing_work.piece(room.app, trainer, place)
    clock.go(minutes=1)
    hand_in(room.app, room.people[ANN], "Dit is een nieuwe versie.")
    clock.go(minutes=1)
    reviewing_work.piece(room.app, trainer, place)
    assert len([each for each in room.app.record.looks(learner=place.learner) if each.what == "work"]) == 2


def test_a_reviewer_is_called_as_in_the_cohort_or_else_by_their_login(room: Classroom, clock: Clock) -> None:
    place, ann, trainer = shared(room, ANN, CANARY), room.people[ANN], room.people[TRAINER]
    reviewing_work.piece(room.app, trainer, place)

    def called() -> str:
        view = sharing.view(room.app, ann, REF)
        assert view is not None
        return str(view.reads[0].by)

    room.app.record.set_account(Account(trainer.learner, "marieke", "x", clock()))
    assert called() == "marieke"
    room.app.record.add_member(Member(place.cohort, trainer.learner, "Marieke", clock()))
    assert called() == "Marieke"


def test_both_sides_write_in_one_conversation_and_a_line_sent_twice_is_one(room: Classroom, clock: Clock) -> None:
    place, ann, trainer = shared(room, ANN, CANARY), room.people[ANN], room.people[TRAINER]
    sharing.keep(room.app, ann, REF, "Half getypt")
    assert _view(room).draft == {talking.MESSAGE: "Half getypt"}
    for _ in range(2):
        sharing.say(room.app, ann, REF, " Is dit genoeg? ")
        clock.go(seconds=1)
    assert _view(room).draft == {}
    judge(room.app, trainer, place, "message", "Bijna.\nNog één ding.")
    seen = [(each.mine, each.text) for each in _view(room).said]
    assert seen == [(True, "Is dit genoeg?"), (False, "Bijna.\nNog één ding.")]
    theirs = reviewing_work.piece(room.app, trainer, place).said
    assert [str(each.by) for each in theirs if not each.mine] == ["ann"]


def test_a_line_that_is_too_long_is_refused_and_kept(room: Classroom) -> None:
    shared(room, ANN, CANARY)
    long = "x" * (talking.LONGEST_MESSAGE + 1)
    with pytest.raises(LearnenvError, match="too-long"):
        sharing.say(room.app, room.people[ANN], REF, long)
    assert _view(room).draft == {talking.MESSAGE: long}
    with pytest.raises(LearnenvError, match="empty"):
        sharing.say(room.app, room.people[ANN], REF, " \n ")
    assert _view(room).said == ()


def test_everybodys_own_view_holds_nothing_of_others(room: Classroom) -> None:
    for who in EVERYBODY:
        shared(room, f"{who} in town 1", f"{CANARY} {who}")
        sharing.say(room.app, room.people[f"{who} in town 1"], REF, f"vraag van {who}")
    for who in EVERYBODY:
        view = sharing.view(room.app, room.people[f"{who} in town 1"], REF)
        assert [other for other in EVERYBODY if f"vraag van {other}" in str(view)] == [who]


def _view(room: Classroom) -> sharing.SharingView:
    view = sharing.view(room.app, room.people[ANN], REF)
    assert view is not None
    return view
