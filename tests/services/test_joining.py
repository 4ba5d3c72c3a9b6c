"""Joining and leaving a cohort: with its code, with a link for one person, under a name of one's own choice."""

from __future__ import annotations

import pytest

from learnenv.domain.class_list import read_list
from learnenv.domain.errors import LearnenvError, NotAllowed, NotFound
from learnenv.domain.learner import Actor
from learnenv.services import access, cohort_members, cohorts, identity, inviting, joining
from learnenv.services.app import App
from learnenv.services.inviting import Link
from learnenv.services.slowing import FREE, TooManyTries
from tests.services.classroom import CONSOLE, Classroom, classroom
from tests.services.conftest import Clock


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def _trainer(room: Classroom) -> Actor:
    return room.people["trainer of town 1"]


def _id(room: Classroom) -> str:
    return room.cohorts["town 1"].id


def _door(room: Classroom, link: Link) -> joining.Door:
    token, _, query = link.path.removeprefix("/join/").partition("?team=")
    return joining.by_invite(room.app, token, query.replace("%20", " "))


def test_whoever_joins_is_seen_by_the_name_they_chose(room: Classroom, actor: Actor) -> None:
    joining.join(room.app, actor, joining.by_code(room.app, room.cohorts["town 1"].join_code), " Vlinder \n 42 ")
    names = [each.name for each in cohorts.cohort(room.app, _trainer(room), _id(room)).members]
    assert "Vlinder 42" in names
    (mine,) = joining.mine(room.app, actor)
    assert (mine.cohort.name, mine.organisation.name, mine.member.name) == ("town 1", "town", "Vlinder 42")
    assert [(each.module, card is not None) for each, card in mine.modules] == [("first", True)]


@pytest.mark.parametrize("name", ["", " \t", "x" * 61, "\u200b\u200b"])
def test_a_name_is_needed_and_nobody_is_begun_without(room: Classroom, name: str) -> None:
    door = joining.by_code(room.app, room.cohorts["town 1"].join_code)
    with pytest.raises(LearnenvError, match=r"join\.bad-name"):
        joining.join_as_guest(room.app, door, name, "nl")
    assert len(room.app.record.members(_id(room))) == 3


def test_a_guest_begins_and_joins_in_one_step(room: Classroom) -> None:
    door = joining.by_code(room.app, room.cohorts["town 1"].join_code)
    signed_in = joining.join_as_guest(room.app, door, "Dora", "en")
    assert identity.who(room.app, identity.secret_hash(signed_in.token)) == signed_in.actor
    assert joining.is_in(room.app, signed_in.actor, _id(room))


def test_joining_twice_changes_nothing(room: Classroom) -> None:
    ann = room.people["ann in town 1"]
    door = joining.by_code(room.app, room.cohorts["town 1"].join_code)
    assert joining.join(room.app, ann, door, "Another") == "already"
    assert joining.mine(room.app, ann)[0].member.name == "ann"


def test_a_full_cohort_lets_nobody_in_by_its_code_and_begins_no_guest(room: Classroom, actor: Actor) -> None:
    cohorts.change(room.app, _trainer(room), _id(room), name="town 1", most_members=3, idle_days=7, keep_months=12)
    door = joining.by_code(room.app, room.cohorts["town 1"].join_code)
    assert joining.join(room.app, actor, door, "Dora") == "full"
    with pytest.raises(NotAllowed, match=r"join\.full"):
        joining.join_as_guest(room.app, door, "Dora", "nl")
    assert len(room.app.record.members(_id(room), left=True)) == 3


def test_who_left_is_seen_by_no_trainer_and_may_come_back(room: Classroom) -> None:
    ann = room.people["ann in town 1"]
    about = access.about_member(room.app, _id(room), ann.learner)
    assert access.allowed(room.app, _trainer(room), "progress", about)
    joining.leave(room.app, ann, _id(room))
    about = access.about_member(room.app, _id(room), ann.learner)
    assert not access.allowed(room.app, _trainer(room), "progress", about)
    assert access.allowed(room.app, ann, "progress", about)
    assert joining.mine(room.app, ann) == ()
    with pytest.raises(NotFound):
        joining.leave(room.app, ann, _id(room))
    assert joining.join(room.app, ann, joining.by_code(room.app, room.cohorts["town 1"].join_code), "ann") == "joined"


def test_one_goes_by_another_name_only_in_ones_own_cohort(room: Classroom) -> None:
    ann = room.people["ann in town 1"]
    joining.rename(room.app, ann, _id(room), "Anna")
    assert joining.mine(room.app, ann)[0].member.name == "Anna"
    with pytest.raises(NotFound):
        joining.rename(room.app, ann, room.cohorts["town 2"].id, "Anna")


@pytest.mark.parametrize("code", ["", "ABCD", "AAAA-AAAA", "abcd efgh ijkl", "'; DROP", "\x00" * 8, "Ａ" * 8])
def test_a_code_that_is_not_there_opens_nothing(room: Classroom, code: str) -> None:
    with pytest.raises(NotAllowed, match=r"join\.code-unknown"):
        joining.by_code(room.app, code)


@pytest.mark.parametrize("kind", ["join", "invite"])
def test_guessing_codes_and_links_is_slow_and_stops_nobody_elsewhere(room: Classroom, kind: str) -> None:
    def guess(address: str) -> None:
        if kind == "join":
            joining.by_code(room.app, "AAAA-AAAA", address=address)
        else:
            joining.by_invite(room.app, "a" * 22, address=address)

    said = []
    for _ in range(FREE["join"] + 20):
        with pytest.raises(LearnenvError) as error:
            guess("192.0.2.1")
        said.append(isinstance(error.value, TooManyTries))
    assert said.index(True) == FREE["join"]
    assert all(said[FREE["join"] :])
    with pytest.raises(NotAllowed):
        guess("192.0.2.2")


def test_a_link_works_once_and_for_a_week(room: Classroom, clock: Clock) -> None:
    first, second = inviting.invite(room.app, _trainer(room), _id(room), 2)
    door = _door(room, first)
    joining.join_as_guest(room.app, door, "Dora", "nl")
    with pytest.raises(NotAllowed, match=r"join\.invite-over"):
        joining.join_as_guest(room.app, door, "Ed", "nl")
    with pytest.raises(NotAllowed, match=r"join\.invite-over"):
        _door(room, first)
    clock.go(days=7)
    with pytest.raises(NotAllowed, match=r"join\.invite-over"):
        _door(room, second)
    assert len(room.app.record.members(_id(room))) == 4


def test_a_link_has_128_random_bits_and_only_its_hash_is_kept(room: Classroom) -> None:
    links = inviting.invite(room.app, _trainer(room), _id(room), 50)
    tokens = {link.path.removeprefix("/join/") for link in links}
    assert len(tokens) == 50
    assert all(len(token) == 22 for token in tokens)
    kept = repr(room.app.record.invites(_id(room)))
    assert not [token for token in tokens if token in kept]


def test_links_that_were_taken_back_open_nothing(room: Classroom) -> None:
    (link,) = inviting.invite(room.app, _trainer(room), _id(room))
    assert cohorts.cohort(room.app, _trainer(room), _id(room)).invites == 1
    assert inviting.take_back(room.app, _trainer(room), _id(room)) == 1
    with pytest.raises(NotAllowed, match=r"join\.invite-unknown"):
        _door(room, link)


@pytest.mark.parametrize("count", [-1, 0, 101])
def test_a_number_of_links_has_bounds(room: Classroom, count: int) -> None:
    with pytest.raises(LearnenvError, match=r"cohorts\.invites-out-of-range"):
        inviting.invite(room.app, _trainer(room), _id(room), count)


LIST = "naam;team\nDora;Noord Oost\nEd;\nANN;Zuid\nDora;Zuid\n;Zuid\n" + "x" * 61 + ";Zuid\n"


def test_a_class_list_gives_a_link_for_each_line_and_says_why_not(room: Classroom) -> None:
    report = inviting.invite_list(room.app, _trainer(room), _id(room), read_list(LIST.encode()))
    fates = [(each.line.number, each.fate) for each in report]
    assert fates == [(2, "made"), (3, "made"), (4, "there"), (5, "twice"), (6, "no-name"), (7, "long")]
    assert [each.link is not None for each in report] == [fate == "made" for _, fate in fates]
    assert "Dora" not in repr(room.app.record.invites(_id(room)))


def test_a_link_from_a_list_leads_to_its_team_and_to_no_other(room: Classroom) -> None:
    report = inviting.invite_list(room.app, _trainer(room), _id(room), read_list(LIST.encode()))
    link = report[0].link
    assert link is not None
    token = link.path.removeprefix("/join/").partition("?")[0]
    for team in ("", "Noord", "Zuid"):
        with pytest.raises(NotAllowed, match=r"join\.invite-unknown"):
            joining.by_invite(room.app, token, team)
    dora = joining.join_as_guest(room.app, _door(room, link), "D.", "nl").actor
    assert joining.mine(room.app, dora)[0].member.team == "Noord Oost"


def test_a_list_makes_no_more_links_than_there_is_room_for(room: Classroom) -> None:
    cohorts.change(room.app, _trainer(room), _id(room), name="town 1", most_members=5, idle_days=7, keep_months=12)
    lines = read_list(b"Dora\nEd\nFay\n")
    report = inviting.invite_list(room.app, _trainer(room), _id(room), lines)
    assert [each.fate for each in report] == ["made", "made", "full"]


@pytest.mark.parametrize("raw", [b"", b"x\n" * 1001], ids=["empty", "too long"])
def test_a_list_of_nobody_or_of_too_many_is_refused(room: Classroom, raw: bytes) -> None:
    with pytest.raises(LearnenvError, match=r"cohorts\.list-"):
        inviting.invite_list(room.app, _trainer(room), _id(room), read_list(raw))
    assert room.app.record.invites(_id(room)) == ()


def test_only_an_administrator_makes_links_for_trainers(room: Classroom) -> None:
    with pytest.raises(NotAllowed):
        inviting.invite(room.app, _trainer(room), _id(room), role="trainer")
    (link,) = inviting.invite(room.app, room.people["administrator"], _id(room), role="trainer")
    new = joining.join_as_guest(room.app, _door(room, link), "", "nl")
    assert new.actor.staff
    assert cohorts.cohort(room.app, new.actor, _id(room)).cohort.name == "town 1"
    with pytest.raises(NotAllowed):
        cohorts.cohort(room.app, new.actor, room.cohorts["town 2"].id)
    assert new.actor.learner not in [each.learner for each in room.app.record.members(_id(room))]
    assert not joining.is_in(room.app, new.actor, _id(room))


def test_a_learner_who_becomes_a_trainer_needs_a_new_token(room: Classroom) -> None:
    ann = room.people["ann in town 1"]
    (link,) = inviting.invite(room.app, CONSOLE, room.cohorts["town 2"].id, role="trainer")
    joining.join(room.app, ann, _door(room, link), "")
    renewed = identity.renew(room.app, ann)
    assert identity.who(room.app, ann.session) is None
    assert renewed.actor.staff


def test_a_teammate_knows_the_names_of_the_team_and_nothing_else(room: Classroom) -> None:
    ann, bob, cas = (room.people[f"{who} in town 1"] for who in ("ann", "bob", "cas"))

    def may(who: Actor, right: str, whom: Actor) -> bool:
        return access.allowed(room.app, who, right, access.about_member(room.app, _id(room), whom.learner))

    assert may(bob, "name", ann)
    assert not may(cas, "name", ann)
    assert not may(bob, "progress", ann)
    cohort_members.move(room.app, _trainer(room), _id(room), bob.learner, "Zuid")
    assert not may(bob, "name", ann)


def test_nobody_sees_a_member_by_naming_a_cohort_they_are_not_in(room: Classroom) -> None:
    about = access.about_member(room.app, room.cohorts["town 1"].id, room.people["ann in village 1"].learner)
    assert not access.allowed(room.app, _trainer(room), "progress", about)
    assert not access.allowed(room.app, room.people["trainer of town"], "closed-answers", about)


def test_who_has_no_role_costs_no_question_about_roles(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(room.app.record, "grants", lambda learner, **_: asked.append(learner) or ())
    monkeypatch.setattr(room.app.record, "memberships", lambda learner, **_: asked.append(learner) or ())
    about = access.about_member(room.app, _id(room), room.people["ann in town 1"].learner)
    assert access.allowed(room.app, room.people["ann in town 1"], "progress", about)
    assert not access.allowed(room.app, room.people["stranger"], "progress", about)
    assert asked == []
