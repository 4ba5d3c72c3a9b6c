"""What a report is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from learnenv.language import Speech
from learnenv.look.bars import NARROW, WIDE, Bar, Tone, bars
from learnenv.reader.html import safe_html

_SENTENCE = re.compile(r"<td>(?=[^<]{40})")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a heading, the finding as a sentence, a picture of it, and the same numbers as Markdown."""

    heading: str
    finding: str
    markdown: str
    picture: str = ""

    @property
    def html(self) -> str:
        """The numbers, ready to show. A table that is wider than the screen can be moved by keyboard; a cell with a
        sentence says so, for a style sheet that has to share out a narrow one."""
        shown = safe_html(self.markdown).replace("<table>", '<table tabindex="0">')
        return _SENTENCE.sub('<td class="le-long">', shown)


def both_widths(rows: Sequence[Bar], *, title: str, whole: float, legend: Sequence[tuple[Tone, str]]) -> str:
    """Bars for paper and wide screens, and the same for a phone: the style sheet shows one of them."""
    drawn = {
        name: bars(rows, title=title, whole=whole, legend=legend, wide=wide)
        for name, wide in (("wide", WIDE), ("narrow", NARROW))
    }
    return "".join(f'<div class="le-on-{name}">{picture}</div>' for name, picture in drawn.items())


def state_legend(words: Speech) -> tuple[tuple[Tone, str], ...]:
    """What the parts of a bar over pages or members mean."""
    states: tuple[Tone, ...] = ("done", "begun", "todo")
    return tuple((state, words.say(f"class-view.state.{state}")) for state in states)


def cohort_report_address(cohort: str) -> str:
    """The address of the report of a cohort."""
    return f"/report/cohort/{quote(cohort, safe='')}"


def learner_report_address(cohort: str, learner: str) -> str:
    """The address of the report of one member."""
    return f"{cohort_report_address(cohort)}/learner/{quote(learner, safe='')}"
