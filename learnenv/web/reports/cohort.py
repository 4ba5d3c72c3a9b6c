"""The report of a cohort: how it is doing, who is where, who needs attention, what is hard, which ways were taken."""

from __future__ import annotations

from collections.abc import Iterator

from learnenv.domain.item_statistics import FEWEST
from learnenv.language import Speech
from learnenv.look.bars import Bar, Tone
from learnenv.look.class_map import Group, Line, class_map
from learnenv.services.attention import Overview, concern
from learnenv.services.cohort_view import ClassGrid
from learnenv.services.items import LEAST_TO_CALL_HARD, ItemsView, ItemView
from learnenv.services.reports import CohortReport
from learnenv.services.writing import in_markdown, plain
from learnenv.web.parts.cohort import class_rows, hard_line, how_line, module_rows, table, who_line
from learnenv.web.parts.items import choice_rows, done_by
from learnenv.web.reports.part import Part, both_widths, state_legend


def cohort_parts(report: CohortReport, words: Speech) -> Iterator[Part]:
    """The parts of the report, in order."""
    grid = report.overview.grid
    if not grid.rows or not grid.pages:
        said = words.say("class-view.no-members" if grid.modules else "class-view.no-modules")
        yield Part(words.say("class-view.how"), said, "")
        return
    yield _how(grid, words)
    yield _where(grid, words)
    yield _who(report.overview, words)
    for each in report.items:
        if each.items:
            yield _hard(each, words)
        yield from _ways(each, words)


def _how(grid: ClassGrid, words: Speech) -> Part:
    total = len(grid.rows)
    rows = []
    for place, each in enumerate(grid.modules):
        done = sum(row.completed(place) for row in grid.rows)
        begun = sum(any(state != "todo" for state in row.states[place]) for row in grid.rows) - done
        note = words.say("class-view.of", done=done, total=total)
        rows.append(Bar(each.module.card.title.get(words.language), note, [("done", done), ("begun", begun)]))
    finding = how_line(grid, words)
    legend = state_legend(words)
    picture = both_widths(rows, title=finding, whole=total, legend=legend)
    return Part(words.say("class-view.how"), finding, table(*module_rows(grid, words)), picture)


def _where(grid: ClassGrid, words: Speech) -> Part:
    title = words.say("class-view.map-title", name=grid.cohort.name)
    groups = [Group(each.module.card.title.get(words.language), len(each.steps)) for each in grid.modules]
    lines = [Line(row.member.name, [state for pages in row.states for state in pages]) for row in grid.rows]
    first, last = grid.rows[0], grid.rows[-1]
    finding = words.say("report.spread", most=first.done, least=last.done, total=grid.pages)
    signs = words.say("report.signs")
    rows = table(*class_rows(grid, grid.rows, words, linked=False))
    return Part(words.say("class-view.each"), finding, f"{signs}\n\n{rows}", class_map(groups, lines, title=title))


def _who(view: Overview, words: Speech) -> Part:
    grid, named = view.grid, view.grid.named()
    head = [words.say(f"report.table.{name}") for name in ("name", "why", "since", "state")]
    rows = [
        [
            plain(named[each.flag.learner].name),
            in_markdown(concern(each.flag, grid.modules).said, words),
            words.date(each.flag.since),
            words.say("report.open" if each.open else "report.put-by"),
        ]
        for each in view.flags
    ]
    return Part(words.say("class-view.who"), who_line(view, words), table(head, rows) if rows else "")


def _hard(view: ItemsView, words: Speech) -> Part:
    heading = words.say("report.hard", title=view.here.module.card.title)
    if not any(each.counted for each in view.items):
        return Part(heading, words.say("report.no-tries"), "")  # a table of noughts says no more
    answered = [each for each in view.items if each.answered >= LEAST_TO_CALL_HARD]
    picture = ""
    if answered:
        rows = [_shares(each, words) for each in answered]
        tones: tuple[tuple[Tone, str], ...] = (("done", "right"), ("begun", "partly"), ("wrong", "wrong"))
        legend = [(tone, words.say(f"items.table.{name}")) for tone, name in tones]
        picture = both_widths(rows, title=heading, whole=1.0, legend=legend)
    finding = hard_line(answered[0], words) if answered else words.say("class-view.hard-none-short")
    return Part(heading, finding, _item_table(view, words), picture)


def _shares(each: ItemView, words: Speech) -> Bar:
    counted = max(1, each.right + each.partly + each.wrong)
    note = words.say("class-view.of", done=each.right, total=each.answered)
    counts: tuple[tuple[Tone, int], ...] = (("done", each.right), ("begun", each.partly), ("wrong", each.wrong))
    return Bar(each.exercise.title.get(words.language), note, [(tone, count / counted) for tone, count in counts])


def _item_table(view: ItemsView, words: Speech) -> str:
    enough = any(each.enough for each in view.items)
    names = ["exercise", "answered", "right", "partly", "wrong", *(["facility"] if enough else [])]
    names += ["discrimination"] if view.compares else []
    rows = []
    for each in view.items:
        row = [plain(each.exercise.title.get(words.language)), done_by(each)]
        row += [str(count) for count in (each.right, each.partly, each.wrong)]
        if enough:
            row.append(words.percent(each.facility) if each.enough and each.facility is not None else "–")
        if view.compares:
            row.append("–" if each.discrimination is None else words.number(each.discrimination, 0))
        rows.append(row)
    gone = words.say("items.gone") if any(each.gone for each in view.items) else ""
    few = "" if enough else words.say("items.few", fewest=FEWEST)
    told = (table([words.say(f"items.table.{name}") for name in names], rows), gone, few)
    return "\n\n".join(filter(None, told))


def _ways(view: ItemsView, words: Speech) -> Iterator[Part]:
    for each in view.cases:
        if each.learners:
            head = [words.say(f"items.table.{name}") for name in ("scene", "choice")]
            rows = list(choice_rows(each, words, drawn=False))
            yield Part(
                each.case.title.get(words.language),
                words.say("items.case-head", count=each.learners),
                table([*head, words.say("class-view.table.count")], rows),
            )
