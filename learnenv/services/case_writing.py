"""A case in words, as Markdown: what a choice did, how things stand, the way so far, and how it turned out."""

from __future__ import annotations

from learnenv.domain.case import Scene, Variable
from learnenv.domain.case_map import CaseMap
from learnenv.domain.case_walk import Step
from learnenv.domain.exercise_type import Grade
from learnenv.language import Speech
from learnenv.services.casework import CaseView
from learnenv.services.exercise_view import ExerciseView
from learnenv.services.writing import answer_markdown, in_markdown, plain


def effect_markdown(view: CaseView, words: Speech) -> str:
    """What was chosen last, what came of it, and what the people of the case did; empty before any choice."""
    if not view.walk.steps:
        return ""
    step = view.walk.steps[-1]
    chosen = plain(step.choice.text.get(words.language))
    parts = [f"## {words.say('case.news')}", words.say("case.you-chose", choice=chosen)]
    parts.append(step.choice.feedback.get(words.language))
    parts.append(_real(step.scene, step.choice.id, words))
    return "\n\n".join(filter(None, parts))


def change_of(view: CaseView, variable: Variable) -> str:
    """By how much the latest choice changed it, with its sign; empty if it did not."""
    steps, now = view.walk.steps, view.walk.values[variable.id]
    if not steps:
        return ""
    before = steps[-2].values[variable.id] if len(steps) > 1 else variable.start
    return f"+{now - before}" if now > before else f"\N{MINUS SIGN}{before - now}" if now < before else ""


def path_markdown(view: CaseView, seen: CaseMap, words: Speech) -> str:
    """The way so far, what was seen on other ways, and how much there is to see."""
    language = words.language
    steps = [
        words.say(
            "case.map-step",
            scene=plain(each.scene.title.get(language)),
            choice=plain(each.choice.text.get(language)),
        )
        for each in view.walk.steps
    ]
    steps.append(words.say("case.map-here", scene=plain(view.walk.scene.title.get(language))))
    parts = ["\n".join(f"{number}. {line}" for number, line in enumerate(steps, 1))]
    earlier = [plain(each.scene.title.get(language)) for each in seen.scenes if each.seen == "earlier"]
    if earlier:
        parts.append(words.say("case.map-seen", scenes=earlier))
    if seen.open:
        parts.append(words.say("case.map-open", count=seen.open))
    return "\n\n".join(parts)


def prediction_markdown(asked: ExerciseView, words: Speech) -> str:
    """What one predicted, without a verdict that sounds like a mistake, and what the author says of it."""
    said = answer_markdown(asked.drawing.form, asked.value, words)
    kind = asked.grade.state if asked.grade else ""
    key = {"right": "case.predicted-right", "partial": "case.predicted-partly", "wrong": "case.predicted-otherwise"}
    verdict = words.say(key[kind]) if kind in key else words.say("case.predicted")
    between = "\n\n" if "\n" in said or said.startswith("- ") else " "
    told = f"{words.say('case.you-predicted')}{between}{said}\n\n**{verdict}**"
    return "\n\n".join([told, *_taught(asked.grade, words)])


def outcome_markdown(view: CaseView, words: Speech) -> str:
    """How a case turned out: the points in words, the way beside what really was done, what else could have been."""
    parts = [f"### {words.say('case.outcome')}", words.say("case.done"), _points(view, words), _table(view, words)]
    left = view.other_ends
    parts.append(words.say("case.other-ends", count=left) if left else words.say("case.all-ends"))
    return "\n\n".join(filter(None, parts))


def _real(scene: Scene, chosen: str, words: Speech) -> str:
    real = [each for each in scene.choices if each.real]
    if any(each.id == chosen for each in real):
        return words.say("case.real-same")
    told = [plain(each.text.get(words.language)) for each in real]
    return words.say("case.real-other", choice=told) if told else ""


def _taught(grade: Grade | None, words: Speech) -> list[str]:
    """What the author says of this prediction."""
    if grade is None:
        return []
    of_parts = [mark.feedback for mark in grade.marks if mark.feedback is not None]
    return [in_markdown(each, words) for each in (*of_parts, *grade.feedback)]


def _points(view: CaseView, words: Speech) -> str:
    walk, best = view.walk, view.case.best
    if not best:
        return ""
    said = words.say("case.points", points=walk.points, best=best, percent=words.percent(walk.fraction))
    score = view.standing.best_score
    if score is None or view.standing.attempts < 2:
        return said
    return f"{said} {words.say('case.best-counts', percent=words.percent(score))}"


def _table(view: CaseView, words: Speech) -> str:
    """One's own choices; beside them what really was done, where anything is known of that."""
    steps = view.walk.steps
    if not steps:
        return ""
    heads = ["case.moment", "case.yours"]
    if any(choice.real for step in steps for choice in step.scene.choices):
        heads.append("case.really")
    rows = [[words.say(head) for head in heads], ["---"] * len(heads)]
    rows += [_row(step, words)[: len(heads)] for step in steps]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(step: Step, words: Speech) -> list[str]:
    language = words.language
    real = [each for each in step.scene.choices if each.real]
    if any(each.id == step.choice.id for each in real):
        told = words.say("case.same")
    else:
        told = plain(" / ".join(each.text.get(language) for each in real)) or words.say("case.unknown")
    return [_line(step.scene.title.get(language)), _line(step.choice.text.get(language)), told]


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
