"""Walking a case, and what can be known of it beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.case import Aside, CaseStudy, Choice, Comparison, Condition, Effect, Scene, Variable
from learnenv.domain.case_graph import explore
from learnenv.domain.case_walk import CaseCircle, Move, Walk, begin, follow, step
from learnenv.domain.text import Text


def text(words: str) -> Text:
    return Text(nl=words, en=words)


def choice(id: str, to: str, points: int = 0, **more: object) -> Choice:
    return Choice(id, text(id), to, points=points, **more)  # type: ignore[arg-type]


def scene(id: str, *choices: Choice, **more: object) -> Scene:
    return Scene(id, text(id), text(id), choices, **more)  # type: ignore[arg-type]


def needs(variable: str, sign: str, number: int) -> Condition:
    return Condition(((Comparison(variable, sign, number),),))  # type: ignore[arg-type]


TRUST = Variable("trust", text("trust"), start=2, least=0, most=3)
CASE = CaseStudy(
    "module/case",
    text("A case"),
    text("summary"),
    10,
    (
        scene(
            "start",
            choice("ask", "talk", points=1, effects=(Effect("trust", 1),)),
            choice("push", "talk", effects=(Effect("trust", -2),)),
        ),
        scene(
            "talk",
            choice("share", "good", points=2, when=needs("trust", ">=", 2)),
            choice("stop", "poor"),
            asides=(Aside(needs("trust", "<", 2), text("they look away")),),
        ),
        scene("good"),
        scene("poor"),
    ),
    "print",
    (TRUST,),
    best=3,
)


def walked(*details: str) -> Walk:
    return follow(CASE, [move for n, each in enumerate(details, 1) if (move := Move.of(n, each))])


def test_a_case_begins_in_its_first_scene_with_the_start_values() -> None:
    walk = begin(CASE)
    assert (walk.scene.id, walk.values, walk.ended, walk.points) == ("start", {"trust": 2}, False, 0)


def test_a_choice_leads_on_and_changes_the_variables_within_their_bounds() -> None:
    assert walked("choose/start/ask").values == {"trust": 3}
    assert walked("choose/start/push").values == {"trust": 0}
    assert [each.id for each in walked("choose/start/push").offered()] == ["stop"]


def test_an_end_has_the_points_of_the_way_to_it_as_a_part_of_the_best() -> None:
    best = walked("choose/start/ask", "choose/talk/share")
    assert (best.ended, best.points, best.fraction) == (True, 3, 1.0)
    poor = walked("choose/start/ask", "choose/talk/stop")
    assert (poor.ended, poor.points, poor.fraction) == (True, 1, pytest.approx(1 / 3))


def test_going_back_takes_the_points_and_the_effects_back_and_stays_on_record() -> None:
    walk = walked("choose/start/push", "back/talk", "choose/start/ask")
    assert (walk.scene.id, walk.values, walk.points, walk.moves) == ("talk", {"trust": 3}, 1, 3)
    assert walk.tried == {("start", "push"), ("start", "ask")}
    assert walk.seen == {"start", "talk"}


def test_beginning_again_keeps_what_was_seen() -> None:
    walk = walked("choose/start/ask", "choose/talk/share", "again")
    assert (walk.scene.id, walk.values, walk.steps, walk.rounds) == ("start", {"trust": 2}, (), 2)
    assert walk.seen == {"start", "talk", "good"}


def test_a_choice_that_is_not_offered_or_belongs_elsewhere_does_nothing() -> None:
    assert step(begin(CASE), Move(1, "choose", "start", "invented")) is None
    assert step(begin(CASE), Move(1, "choose", "talk", "stop")) is None
    assert step(begin(CASE), Move(1, "back")) is None
    low = walked("choose/start/push")
    assert step(low, Move(2, "choose", "talk", "share")) is None


def test_an_edited_case_follows_what_it_still_can_and_counts_the_rest() -> None:
    edited = replace(CASE, scenes=(scene("start", choice("ask", "end")), scene("end")), variables=())
    moves = [Move(1, "choose", "start", "push"), Move(2, "choose", "start", "ask"), Move(3, "choose", "talk", "stop")]
    walk = follow(edited, moves)
    assert (walk.scene.id, walk.orphans, walk.moves) == ("end", 2, 3)


def test_a_scene_whose_condition_does_not_hold_passes_on() -> None:
    gate = scene("gate", choice("on", "end"), when=needs("trust", ">=", 3), otherwise="end")
    case = replace(CASE, scenes=(scene("start", choice("go", "gate")), gate, scene("end")))
    assert follow(case, [Move(1, "choose", "start", "go")]).scene.id == "end"
    rich = replace(case, variables=(replace(TRUST, start=3),))
    assert follow(rich, [Move(1, "choose", "start", "go")]).scene.id == "gate"


def test_scenes_that_pass_on_to_each_other_are_a_circle() -> None:
    never = needs("trust", ">", 3)
    one, other = scene("one", when=never, otherwise="other"), scene("other", when=never, otherwise="one")
    case = replace(CASE, scenes=(scene("start", choice("go", "one"), choice("end", "end")), one, other, scene("end")))
    assert explore(case).circles == (("start", "go"),)
    with pytest.raises(CaseCircle):
        follow(case, [Move(1, "choose", "start", "go")])


def test_the_best_path_is_found_over_all_that_can_be_reached() -> None:
    graph = explore(CASE)
    assert graph.best == 3
    assert graph.reached() == {"start", "talk", "good", "poor"}
    assert set(graph.ways) <= graph.finished
    out_of_reach = replace(CASE, variables=(replace(TRUST, start=0, most=1),))
    assert explore(out_of_reach).best == 1
    assert explore(out_of_reach).reached() == {"start", "talk", "poor"}
    assert ("talk", "share") not in explore(out_of_reach).offered()


def test_a_scene_without_a_way_to_an_end_is_not_finished() -> None:
    loop = (
        scene("start", choice("in", "pit"), choice("out", "end")),
        scene("pit", choice("on", "pit")),
        scene("end"),
    )
    graph = explore(replace(CASE, scenes=loop, variables=()))
    assert {state[0] for state in graph.ways.keys() - graph.finished} == {"pit"}
    assert not graph.earning_loops


def test_a_loop_that_earns_points_is_named() -> None:
    loop = (scene("start", choice("again", "start", points=1), choice("out", "end", points=5)), scene("end"))
    graph = explore(replace(CASE, scenes=loop, variables=()))
    assert graph.earning_loops == {"start"}
    assert graph.best == 5


def test_a_case_with_more_states_than_anyone_can_grasp_is_said_to_be_so() -> None:
    many = tuple(Variable(id, text(id), 0, 0, 99) for id in ("a", "b"))
    more = tuple(choice(f"more-{each.id}", "start", effects=(Effect(each.id, 1),)) for each in many)
    graph = explore(replace(CASE, scenes=(scene("start", *more, choice("end", "end")), scene("end")), variables=many))
    assert graph.whole
    three = (*many, Variable("c", text("c"), 0, 0, 99))
    more = tuple(choice(f"more-{each.id}", "start", effects=(Effect(each.id, 1),)) for each in three)
    wide = replace(CASE, scenes=(scene("start", *more, choice("end", "end")), scene("end")), variables=three)
    assert not explore(wide).whole


@given(st.data())
def test_no_walk_earns_more_than_the_best_path(data: st.DataObject) -> None:
    walk, number = begin(CASE), 0
    while not walk.ended and number < 20:
        number += 1
        choices = [Move(number, "choose", walk.scene.id, each.id) for each in walk.offered()]
        after = step(walk, data.draw(st.sampled_from([*choices, Move(number, "back", walk.scene.id)])))
        walk = after or walk
    assert walk.points <= explore(CASE).best
    assert not walk.ended or 0 <= walk.fraction <= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "choose/start/ask",
                "choose/start/push",
                "choose/talk/share",
                "choose/talk/stop",
                "back/talk",
                "again",
                "carried",
                "choose/gone/gone",
                "unheard-of",
            ]
        )
    )
)
def test_any_moves_on_record_lead_somewhere_and_lose_nothing(details: list[str]) -> None:
    walk = walked(*details)
    assert walk.scene in CASE.scenes
    known = [n for n, each in enumerate(details, 1) if Move.of(n, each)]
    assert walk.moves == (known[-1] if known else 0)
