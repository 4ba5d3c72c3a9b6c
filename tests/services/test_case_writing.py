"""What is said along the way of a case."""

from __future__ import annotations

from pathlib import Path

from learnenv.language import speech
from learnenv.services import answering, casework, identity
from learnenv.services.case_writing import prediction_markdown
from learnenv.store.memory import MemoryRecord
from tests.services.conftest import Clock
from tests.services.walking import REF, app_with, walk
from tests.support.cases import example_case, write_case_module

SEVERAL = """type: multiple-choice
      options:
        - {id: letter, text: {nl: De brief, en: The letter}, right: true}
        - {id: counter, text: {nl: Het loket, en: The counter}, feedback: {nl: Nee., en: No.}}
"""


def test_a_prediction_of_one_tick_stands_as_a_list_of_its_own(tmp_path: Path, clock: Clock) -> None:
    asked = example_case().replace("type: numeric\n", SEVERAL).replace("      value: 6\n      tolerance: 1\n", "")
    write_case_module(tmp_path, case=asked)
    app = app_with(tmp_path, MemoryRecord(), clock)
    actor = identity.begin_guest(app, "nl").actor
    walk(app, actor, "watch")
    form = answering.view(app, actor, f"{REF}.what-you-saw")
    answering.submit(
        app, actor, f"{REF}.what-you-saw", {form.drawing.form[0].name: ["letter"]}, drawn_with=form.drawn_with
    )
    prediction = casework.view(app, actor, REF).prediction
    assert prediction is not None
    assert "Dit voorspelde je:\n\n- De brief" in prediction_markdown(prediction, speech("nl"))
