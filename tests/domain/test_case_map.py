"""What the map of a case shows: what was seen and no more."""

from __future__ import annotations

from learnenv.domain.case_map import map_of
from learnenv.domain.case_walk import Move
from tests.domain.test_case import CASE


def moves(*details: str) -> list[Move]:
    return [move for number, each in enumerate(details, 1) if (move := Move.of(number, each))]


def test_at_the_start_there_is_one_scene_and_what_can_be_chosen_there() -> None:
    seen = map_of(CASE, [])
    assert [(each.scene.id, each.seen, each.open) for each in seen.scenes] == [("start", "here", 2)]
    assert not seen.lines
    assert map_of(CASE, [], waiting=True).open == 0


def test_the_way_to_here_is_told_from_what_was_seen_earlier() -> None:
    seen = map_of(CASE, moves("choose/start/ask", "choose/talk/share", "back/good", "choose/talk/stop"))
    assert [(each.scene.id, each.seen) for each in seen.scenes] == [
        ("start", "way"),
        ("talk", "way"),
        ("good", "earlier"),
        ("poor", "here"),
    ]
    assert [(line.start, line.end, line.now) for line in seen.lines] == [
        (0, 1, True),
        (1, 2, False),
        (1, 3, True),
    ]
    assert seen.open == 1


def test_a_choice_that_was_never_offered_leaves_no_loose_end() -> None:
    seen = map_of(CASE, moves("choose/start/push"))
    assert [(each.scene.id, each.open) for each in seen.scenes] == [("start", 1), ("talk", 1)]


def test_beginning_again_keeps_what_was_seen() -> None:
    seen = map_of(CASE, moves("choose/start/ask", "again/talk"))
    assert [(each.scene.id, each.seen) for each in seen.scenes] == [("start", "here"), ("talk", "earlier")]


def test_moves_that_an_edited_case_cannot_follow_are_passed_over() -> None:
    assert len(map_of(CASE, moves("choose/start/gone", "choose/start/ask")).scenes) == 2
