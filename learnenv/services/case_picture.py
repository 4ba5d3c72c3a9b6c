"""The picture of someone's way through a case, and what there is to see on it in one sentence."""

from __future__ import annotations

from learnenv.language import Speech
from learnenv.look.case_map import Spot, Way, case_map
from learnenv.services.casework import CaseView


def map_picture(view: CaseView, words: Speech, *, narrow: bool = False) -> str:
    """The scenes that the learner saw and the ways between them, as SVG."""
    seen, language = view.map(), words.language
    spots = [Spot(each.scene.title.get(language), each.seen, each.scene.is_end, each.open) for each in seen.scenes]
    ways = [Way(line.start, line.end, line.now) for line in seen.lines]
    return case_map(spots, ways, title=words.say("case.map-title", title=view.case.title), narrow=narrow)


def map_alt(view: CaseView, words: Speech) -> str:
    """How much there is on it. The way itself stands in words below it (`path_markdown`)."""
    return words.say("case.map-alt", count=len(view.map().scenes))
