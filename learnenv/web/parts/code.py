"""Python in a lesson: to read here, and to run in a notebook of one's own."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.content import CodeHere, ExerciseHere, LearningModule, Page
from learnenv.labs.bench import bench_for
from learnenv.labs.code import fenced
from learnenv.language import Speech
from learnenv.services.learning import PageView
from learnenv.web.addresses import notebook_address


def code_cell(block: CodeHere) -> None:
    """The code as it stands."""
    st.markdown(fenced(block.code))


def as_notebook(view: PageView, words: Speech) -> None:
    """The page as a notebook, where there is something on it to run."""
    if _has_code(view.module, view.page, words):
        address = notebook_address(view.module.id, view.page.id)
        st.markdown(words.say("lesson.as-notebook", address=address))


def _has_code(module: LearningModule, page: Page, words: Speech) -> bool:
    for block in page.blocks[words.language]:
        if isinstance(block, CodeHere):
            return True
        exercise = module.exercises.get(block.exercise) if isinstance(block, ExerciseHere) else None
        if exercise and bench_for(exercise.type.name, exercise.spec):
            return True
    return False
