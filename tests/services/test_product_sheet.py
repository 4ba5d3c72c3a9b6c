"""A product as rows of boxes."""

from __future__ import annotations

from dataclasses import replace

from learnenv.domain.form import LongText, ShortText, Table
from learnenv.domain.learner import Actor
from learnenv.domain.text import Text
from learnenv.language import speech
from learnenv.services import products
from learnenv.services.app import App
from learnenv.services.product_sheet import ROW, rows
from tests.services.test_learning import REFLECTION, finish_first_page


def test_short_answers_stand_beside_each_other_and_none_is_lost(app: App, actor: Actor) -> None:
    finish_first_page(app, actor)
    made = products.product(app, actor, REFLECTION)
    fields = {
        "idea": (LongText("idea", Text("Idee", "Idea")), "Tien mensen bellen voor de termijn om is."),
        "weeks": (ShortText("weeks", Text("Weken", "Weeks")), "3"),
        "start": (ShortText("start", Text("Begin", "Start"), format="date"), "2031-05-06"),
        "why": (LongText("why", Text("Waarom", "Why")), "Omdat het mag. " * 40),
        "team": (Table("team", (), Text("Team", "Team")), ""),
    }
    form = tuple(field for field, _ in fields.values())
    answer = {name: value for name, (_, value) in fields.items()}
    found = rows(replace(made, form=form, answer=answer), speech("nl"))
    assert [[box.label for box in row] for row in found] == [["Idee", "Weken", "Begin"], ["Waarom"], ["Team"]]
    assert all(sum(box.share for box in row) <= ROW for row in found)
    assert found[0][2].said == "6 mei 2031"
