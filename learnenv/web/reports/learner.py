"""The report of one member of a cohort: how far in each module, exercise by exercise, and what needs attention."""

from __future__ import annotations

from collections.abc import Iterator

from learnenv.domain.content import Exercise
from learnenv.domain.progress import Standing
from learnenv.language import Speech
from learnenv.look.bars import Bar, Tone
from learnenv.services.attention import concern
from learnenv.services.cohort_learner import LearnerView
from learnenv.services.cohort_view import ClassModule
from learnenv.services.reports import LearnerReport
from learnenv.services.writing import in_markdown, plain
from learnenv.web.parts.cohort import table
from learnenv.web.parts.cohort_learner import standing_cells
from learnenv.web.reports.part import Part, both_widths, state_legend


def learner_parts(report: LearnerReport, words: Speech) -> Iterator[Part]:
    """The parts of the report, in order."""
    view = report.view
    if view.modules:
        yield _how_far(view, words)
    if view.flags:
        yield _attention(view, words)
    for here, progress in zip(view.modules, view.progress, strict=True):
        if progress.begun:
            yield _module(view, here, words)


def _how_far(view: LearnerView, words: Speech) -> Part:
    total = max(1, *(len(each.pages) for each in view.progress))
    bars_, rows = [], []
    for here, progress in zip(view.modules, view.progress, strict=True):
        title = here.module.card.title.get(words.language)
        told = words.say("class-view.of", done=progress.done, total=len(progress.pages))
        begun = sum(page.begun and not page.done for page in progress.pages)
        rest = len(progress.pages) - progress.done - begun
        bars_.append(Bar(title, told, [("done", progress.done), ("begun", begun), ("todo", rest)]))
        rows.append([plain(title), told, words.date(here.due) if here.due else "–"])
    done = sum(each.completed for each in view.progress)
    finding = words.say("report.modules-done", done=done, total=len(view.progress), name=view.member.name)
    legend = state_legend(words)
    head = [words.say(f"class-view.table.{name}") for name in ("module", "done-by", "due")]
    picture = both_widths(bars_, title=finding, whole=total, legend=legend)
    return Part(words.say("report.how-far"), finding, table(head, rows), picture)


def _attention(view: LearnerView, words: Speech) -> Part:
    lines = []
    for each in view.flags:
        said = in_markdown(concern(each.flag, view.modules).said, words)
        lines.append(f"- {said} {words.say('report.since', day=words.date(each.flag.since))}")
    finding = words.say("report.attention", count=sum(each.open for each in view.flags))
    return Part(words.say("report.needs"), finding, "\n".join(lines))


def _module(view: LearnerView, here: ClassModule, words: Speech) -> Part:
    refs = [ref for step in here.steps for ref in step.items]
    head = [words.say(f"table.{name}") for name in ("exercise", "state", "score", "tries")]
    numbers = table(head, [standing_cells(view, here, ref, words) for ref in refs])
    title = here.module.card.title.get(words.language)
    tried = _tried(view, here)
    if not tried:
        return Part(title, words.say("report.no-tries"), numbers)
    most = max(tried, key=lambda each: each[1].tries)
    finding = words.say("report.most-tries", count=most[1].tries, title=most[0].title)
    drawn = [
        Bar(exercise.title.get(words.language), str(each.tries), [("done" if each.right else "wrong", each.tries)])
        for exercise, each in tried
    ]
    legend: tuple[tuple[Tone, str], ...] = (
        ("done", words.say("report.tries-right")),
        ("wrong", words.say("report.tries-wrong")),
    )
    picture = both_widths(drawn, title=words.say("report.tries", title=title), whole=most[1].tries, legend=legend)
    return Part(title, finding, numbers, picture)


def _tried(view: LearnerView, here: ClassModule) -> list[tuple[Exercise, Standing]]:
    """The closed exercises that were tried, in their order."""
    known = {each.ref: each for each in here.module.exercises.values() if not each.type.open}
    found = ((known.get(ref), view.standings.get(ref)) for step in here.steps for ref in step.items)
    return [(exercise, each) for exercise, each in found if exercise and each and each.tries]
