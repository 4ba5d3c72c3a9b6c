"""The prediction in a scene: the ordinary exercise until it is made, and then what one said, without a verdict that
sounds like a mistake. What really happened is told next."""

from __future__ import annotations

import streamlit as st

from learnenv.language import Speech
from learnenv.services.case_writing import prediction_markdown
from learnenv.services.casework import CaseView
from learnenv.services.exercise_view import ExerciseView
from learnenv.web.parts.exercise import exercise


def prediction(view: CaseView, asked: ExerciseView, words: Speech) -> None:
    """Draw it. Its key makes the shell script look here for where the focus goes when the form has gone."""
    ref = asked.exercise.ref
    with st.container(key="exercise-prediction"):
        if view.waits:
            exercise(ref, {ref: asked}, words.say("case.prediction"))
            return
        st.markdown(f"### {words.say('case.prediction')}\n\n{asked.exercise.prompt.get(words.language)}")
        with st.container(key="feedback-saved-prediction"):
            st.markdown(prediction_markdown(asked, words))
