"""One member of a cohort: how far in each module, exercise by exercise."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.mastery import case_done, exercise_done
from learnenv.domain.text import Text
from learnenv.language import Speech
from learnenv.services.cohort_learner import LearnerView
from learnenv.services.cohort_view import ClassModule
from learnenv.services.writing import plain
from learnenv.web.parts.cards import progress_line
from learnenv.web.parts.cohort import learner_link, table


def member_modules(view: LearnerView, words: Speech) -> None:
    """A table per module, with the way to what was answered."""
    for here, progress in zip(view.modules, view.progress, strict=True):
        st.header(here.module.card.title.get(words.language), anchor=False)
        if not progress.begun:
            st.markdown(words.say("class-view.not-begun"))
            continue
        st.markdown(progress_line(here.module.card, progress, words))
        head = [words.say(f"table.{name}") for name in ("exercise", "state", "score", "tries")]
        refs = [ref for step in here.steps for ref in step.items]
        st.markdown(table(head, [_row(view, here, ref, words) for ref in refs]))


def standing_cells(view: LearnerView, here: ClassModule, ref: str, words: Speech) -> list[str]:
    """Where a member stands with one exercise or case: its title, the state, the score, the tries."""
    id = ref.partition("/")[2]
    standing = view.standings.get(ref)
    exercise, case = here.module.exercises.get(id), here.module.cases.get(id)
    title: Text = exercise.title if exercise else case.title if case else Text()
    done = exercise_done(exercise, standing) if exercise else case_done(standing)
    state = "table.done" if done else "table.begun" if standing else "table.todo"
    score = standing.best_score if standing else None
    return [
        plain(title.get(words.language)),
        words.say(state),
        words.percent(score) if score is not None else "–",
        str(standing.tries) if standing else "0",
    ]


def _row(view: LearnerView, here: ClassModule, ref: str, words: Speech) -> list[str]:
    """The title leads to what was answered, where the actor may go there: a column for that is off a telephone."""
    title, *cells = standing_cells(view, here, ref, words)
    standing, exercise = view.standings.get(ref), here.module.exercises.get(ref.partition("/")[2])
    if standing and standing.attempts:
        is_open = exercise is not None and exercise.type.open
        if is_open and ref not in view.shared:
            title = f"{title} ({words.say('class-view.private')})"
        elif is_open or view.sees_answers:
            title = learner_link(title, view.cohort.id, view.member.learner, ref)
    return [title, *cells]
