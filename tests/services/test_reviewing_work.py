"""The queue of shared work, reviewing one piece after another, and what a verdict comes to."""

from __future__ import annotations

from functools import partial

import pytest

from learnenv.domain.errors import InvalidAnswer, LearnenvError, NotAllowed, NotFound, StoreError
from learnenv.domain.people import Review, Share
from learnenv.services import learning, review_queue, reviewing_work, sharing, snippets, talking
from learnenv.services.app import App
from learnenv.services.reviewing_work import VERDICT
from learnenv.services.talking import MESSAGE
from learnenv.testing.record_samples import an_attempt
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.services.reviewers import choose
from tests.services.work import OWN, REF, hand_in, judge, shared, waiting

ANN, BOB, TRAINER = "ann in town 1", "bob in town 1", "trainer of town 1"


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def test_the_queue_is_oldest_first_and_over_all_cohorts_of_the_actor(room: Classroom, clock: Clock) -> None:
    for name in (BOB, "cas in town 2", ANN, "ann in village 1"):
        shared(room, name, f"Dit is van {name}.")
        clock.go(minutes=1)
    town_1, town_2 = (room.cohorts[name].id for name in ("town 1", "town 2"))
    assert waiting(room.app, room.people[TRAINER]) == ["bob", "ann"]
    assert waiting(room.app, room.people["trainer of town"]) == ["bob", "cas", "ann"]
    assert waiting(room.app, room.people["trainer of town"], town_2) == ["cas"]
    assert review_queue.queue(room.app, room.people[TRAINER], town_1).name == "town 1"
    coach = room.given("coach of Noord", "coach", "team", f"{town_1}/Noord")
    assert waiting(room.app, coach) == waiting(room.app, coach, town_1) == ["bob", "ann"]
    chosen = room.given("coach of cas", "coach", "learner", room.people["cas in town 2"].learner)
    assert waiting(room.app, chosen) == ["cas"]


@pytest.mark.parametrize("who", ["stranger", ANN, "administrator", "trainer of town 2", "trainer of village"])
def test_another_cohorts_queue_is_refused(room: Classroom, who: str) -> None:
    shared(room, ANN, "Dit is van Ann.")
    with pytest.raises(NotAllowed):
        review_queue.queue(room.app, room.people[who], room.cohorts["town 1"].id)


def test_how_many_wait_is_said_to_who_reviews_and_costs_others_nothing(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(room, ANN, "Dit is van Ann.")
    counts = {name: review_queue.how_many(room.app, actor) for name, actor in room.people.items()}
    assert {name for name, count in counts.items() if count} == {TRAINER, "trainer of town"}
    monkeypatch.setattr(room.app.record, "grants", None)
    assert review_queue.how_many(room.app, room.people[ANN]) == 0
    with pytest.raises(NotAllowed):
        review_queue.queue(room.app, room.people["stranger"])


def test_a_verdict_takes_the_piece_out_of_the_queue_and_a_new_version_brings_it_back(
    room: Classroom, clock: Clock
) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    shared(room, BOB, "Dit is van Bob.")
    clock.go(minutes=1)
    judge(room.app, trainer, place, "again", "Wat zag je zelf?")
    assert waiting(room.app, trainer) == ["bob"]
    clock.go(minutes=1)
    hand_in(room.app, room.people[ANN], "Tweede versie van Ann.")
    assert waiting(room.app, trainer) == ["bob", "ann"]


def test_a_question_and_new_work_of_one_learner_are_one_piece(room: Classroom, clock: Clock) -> None:
    shared(room, ANN, "Eerste versie van Ann.")
    clock.go(minutes=1)
    sharing.say(room.app, room.people[ANN], REF, "Is dit goed?")
    (one,) = review_queue.queue(room.app, room.people[TRAINER]).waits
    assert (one.asks, one.is_new) == (True, True)


def test_work_of_a_module_that_is_gone_waits_for_nobody(room: Classroom, clock: Clock) -> None:
    ann = room.people[ANN].learner
    room.app.record.record(ann, "gone/text", partial(an_attempt, answer={"text": "x"}, at=clock()))
    room.app.record.share(Share(ann, "gone/text", clock()))
    assert waiting(room.app, room.people[TRAINER]) == []


def test_a_message_alone_leaves_the_work_waiting(room: Classroom) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    judge(room.app, trainer, place, "message", "Ik kijk morgen verder.")
    assert waiting(room.app, trainer) == ["ann"]
    assert room.app.record.reviews(place.learner) == ()


def test_the_rubric_has_the_learners_own_rating_beside_it(room: Classroom) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann.", "1"), room.people[TRAINER]
    view = judge(room.app, trainer, place, "again", "Kijk nog eens.", "0")
    fields = {field.name: field for field in view.drawing.form}
    assert fields[OWN].help.nl == "Eigen oordeel van de deelnemer: wel"
    assert fields[OWN].help.en == "Own rating: some"
    (review,) = room.app.record.reviews(place.learner, REF)
    assert dict(review.points) == {OWN: 0}
    seen = sharing.view(room.app, room.people[ANN], REF)
    assert seen is not None
    (judged,) = seen.judged
    assert (judged.verdict, judged.version) == ("again", 1)
    assert [(each.own, each.given) for each in judged.rated] == [(1, 0)]


def test_asking_for_another_version_says_why(room: Classroom) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    for verdict in ("again", "message"):
        with pytest.raises(InvalidAnswer) as refused:
            judge(room.app, trainer, place, verdict)
        assert list(refused.value.problems) == [MESSAGE]
    with pytest.raises(InvalidAnswer) as refused:
        judge(room.app, trainer, place, "accepted", "x" * (talking.LONGEST_MESSAGE + 1))
    assert list(refused.value.problems) == [MESSAGE]
    assert len(reviewing_work.piece(room.app, trainer, place).value[MESSAGE]) > talking.LONGEST_MESSAGE
    assert room.app.record.reviews(place.learner) == room.app.record.comments(place.learner) == ()


def test_what_was_typed_comes_back_and_is_apart_for_each_learner(room: Classroom) -> None:
    trainer = room.people[TRAINER]
    places = {name: shared(room, name, f"Dit is van {name}.") for name in (ANN, BOB)}
    for name, place in places.items():
        view = reviewing_work.piece(room.app, trainer, place)
        raw = {MESSAGE: f"Voor {name}", OWN: view.drawing.token(OWN, "1"), "unknown": 3}
        reviewing_work.keep(room.app, trainer, place, raw)
    for name, place in places.items():
        assert reviewing_work.piece(room.app, trainer, place).value == {MESSAGE: f"Voor {name}", OWN: "1"}
        assert talking.draft_ref(room.app, trainer, place.learner, REF).find(place.learner) == -1
    judge(room.app, trainer, places[ANN], "accepted", f"Voor {ANN}")
    assert reviewing_work.piece(room.app, trainer, places[ANN]).value == {}
    assert reviewing_work.piece(room.app, trainer, places[BOB]).value != {}


def test_the_same_verdict_sent_twice_is_one_and_a_verdict_can_be_changed(room: Classroom, clock: Clock) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    for _ in range(2):
        judge(room.app, trainer, place, "accepted", "Mooi.")
        clock.go(seconds=1)
    assert len(room.app.record.reviews(place.learner)) == len(room.app.record.comments(place.learner)) == 1
    judge(room.app, trainer, place, "again", "Bij nader inzien: nog één ding.")
    assert [each.verdict for each in room.app.record.reviews(place.learner)] == ["accepted", "again"]


def test_a_verdict_is_about_the_version_that_was_on_the_screen(room: Classroom, clock: Clock) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    view = reviewing_work.piece(room.app, trainer, place)
    clock.go(minutes=1)
    hand_in(room.app, room.people[ANN], "Tweede versie van Ann.")
    judge(room.app, trainer, place, "accepted", attempt=view.latest.attempt.sequence)
    assert waiting(room.app, trainer) == ["ann"]
    now = reviewing_work.piece(room.app, trainer, place)
    assert now.compare_with is not None
    assert (now.latest.number, now.compare_with.number, now.judged[0].version) == (2, 1, 1)


def test_a_version_from_before_the_share_cannot_be_reviewed(room: Classroom, clock: Clock) -> None:
    ann, trainer = room.people[ANN], room.people[TRAINER]
    hand_in(room.app, ann, "Dit houd ik voor mij.")
    first = room.app.record.attempts(ann.learner, REF)[0].sequence
    clock.go(minutes=1)
    place = shared(room, ANN, "Dit deel ik wel.")
    with pytest.raises(NotFound):
        judge(room.app, trainer, place, "accepted", attempt=first)


def test_the_version_to_compare_with_is_the_latest_that_was_reviewed(room: Classroom, clock: Clock) -> None:
    place, trainer, ann = shared(room, ANN, "Versie nummer een."), room.people[TRAINER], room.people[ANN]
    assert reviewing_work.piece(room.app, trainer, place).compare_with is None
    judge(room.app, trainer, place, "again", "Nog eens.")
    for text in ("Versie nummer twee.", "Versie nummer drie."):
        clock.go(minutes=1)
        hand_in(room.app, ann, text)
    view = reviewing_work.piece(room.app, trainer, place)
    assert view.compare_with is not None
    assert view.compare_with.number == 1


def test_accepted_work_masters_a_module_and_a_later_version_takes_nothing_away(room: Classroom, clock: Clock) -> None:
    place, trainer, ann = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER], room.people[ANN]
    choose(room.app, ann, "first/choice", "yes-this")
    choose(room.app, ann, "first/twice", "yes-this")
    for page in ("page-1", "page-2"):
        learning.mark_read(room.app, ann, "first", page)

    def mastered() -> bool:
        return learning.module(room.app, ann, "first").progress.mastered

    assert not mastered()
    judge(room.app, trainer, place, "again", "Nog eens.")
    assert not mastered()
    clock.go(minutes=1)
    judge(room.app, trainer, place, "accepted")
    assert mastered()
    assert learning.begun_modules(room.app, ann)[0].progress.mastered
    clock.go(minutes=1)
    hand_in(room.app, ann, "Tweede versie van Ann.")
    judge(room.app, trainer, place, "again", "De eerste was beter.")
    assert mastered()


def test_reviews_are_asked_for_only_where_they_can_matter(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def reviews(learner: str, ref: str = "") -> tuple[Review, ...]:
        asked.append(learner)
        return ()

    monkeypatch.setattr(room.app.record, "reviews", reviews)
    ann = room.people[ANN]
    choose(room.app, ann, "first/choice", "yes-this")
    learning.module(room.app, ann, "first")
    choose(room.app, ann, "first/twice", "yes-this")
    hand_in(room.app, ann, "Eerste versie van Ann.", "1")
    for page in ("page-1", "page-2"):
        learning.mark_read(room.app, ann, "first", page)
    learning.home(room.app, ann)
    assert asked == []


def test_a_conversation_is_on_record_before_the_verdict(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]

    def fails(review: Review) -> Review:
        raise StoreError("store.cannot-write")

    with monkeypatch.context() as broken:
        broken.setattr(room.app.record, "add_review", fails)
        with pytest.raises(StoreError):
            judge(room.app, trainer, place, "again", "Nog één ding.")
    assert reviewing_work.piece(room.app, trainer, place).value[MESSAGE] == "Nog één ding."
    judge(room.app, trainer, place, "again", "Nog één ding.")
    assert len(room.app.record.comments(place.learner)) == len(room.app.record.reviews(place.learner)) == 1


def test_snippets_are_their_owners_alone(room: Classroom) -> None:
    trainer, other = room.people[TRAINER], room.people["trainer of town 2"]
    long = "Wat zag je zelf? " * 10
    kept = snippets.keep(room.app, trainer, "first", f"{long}\nEn wie was erbij?")
    assert snippets.keep(room.app, trainer, "first", f"{long}\nEn wie was erbij?") == kept
    assert len(kept.title) <= 62
    assert kept.title.endswith(" …")
    assert snippets.mine(room.app, other, "first") == snippets.mine(room.app, trainer, "second") == ()
    snippets.remove(room.app, other, kept.id)
    assert snippets.mine(room.app, trainer, "first") == (kept,)
    snippets.remove(room.app, trainer, kept.id)
    assert snippets.mine(room.app, trainer, "first") == ()
    with pytest.raises(NotAllowed):
        snippets.keep(room.app, room.people[ANN], "first", "Iets")
    with pytest.raises(LearnenvError):
        snippets.keep(room.app, trainer, "first", " ")


def test_there_are_no_more_snippets_than_one_can_find(room: Classroom) -> None:
    trainer = room.people[TRAINER]
    for number in range(snippets.MOST):
        snippets.keep(room.app, trainer, "first", f"Tekst {number}")
    with pytest.raises(LearnenvError, match="too-many"):
        snippets.keep(room.app, trainer, "first", "Nog een")


def test_a_verdict_that_is_not_chosen_is_said_at_its_field(room: Classroom) -> None:
    place, trainer = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER]
    attempt = reviewing_work.piece(room.app, trainer, place).latest.attempt.sequence
    for raw in ({}, {VERDICT: "made-up"}, {VERDICT: ["x"]}):
        with pytest.raises(InvalidAnswer) as refused:
            reviewing_work.judge(room.app, trainer, place, attempt, raw)
        assert VERDICT in refused.value.problems


def test_a_reviewer_reads_who_said_what_in_words_that_fit_them(room: Classroom, clock: Clock) -> None:
    place, trainer, other = shared(room, ANN, "Eerste versie van Ann."), room.people[TRAINER], "trainer of town"
    judge(room.app, trainer, place, "again", "Nog één ding.")
    for who, called in ((TRAINER, "people.you"), (other, "people.colleague")):
        view = reviewing_work.piece(room.app, room.people[who], place)
        assert [str(each.by) for each in view.judged] == [called]
        assert str(view.who) == "ann"
