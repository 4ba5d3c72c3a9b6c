"""What an exercise shows between its prompt and its form."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.text import Language
from learnenv.services import exercise_view
from learnenv.services.exercise_view import ExerciseView
from learnenv.services.showing import parts_markdown
from learnenv.web.addresses import exercise_picture_address


def draw_shown(view: ExerciseView, language: Language) -> None:
    """The learner's own data, and after an answer what it led to."""
    ref, blank = view.exercise.ref, view.grade is None
    for markdown in parts_markdown(
        exercise_view.parts(view, language),
        view.exercise.module,
        lambda number, part: exercise_picture_address(ref, number, part.svg, blank=blank),
    ):
        st.markdown(markdown)
