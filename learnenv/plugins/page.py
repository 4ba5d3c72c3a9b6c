"""Drawing a page that a plugin brings: its code is called here, contained, and what it gives is checked."""

from __future__ import annotations

from learnenv.domain.module_page import ModulePage, PageAsk, PagePart
from learnenv.domain.page_parts import UnfitParts, sound_parts
from learnenv.plugins.problems import PluginProblem, ProblemLog, Unfit


def draw_page(plugin: str, page: ModulePage, ask: PageAsk) -> tuple[PagePart, ...] | PluginProblem:
    """The parts of a page, all of them sound; or what is wrong with it. Nothing but KeyboardInterrupt comes out."""
    log = ProblemLog()
    parts: list[PagePart] = []
    with log.contain(plugin, "plugin.page-failed", page=page.name, module=page.module):
        drawn = page.draw(ask)
        try:
            parts += sound_parts(drawn)
        except UnfitParts as fault:
            raise Unfit("plugin.page-unfit", page=page.name, module=page.module, fault=f"draw {fault}") from fault
    return log.problems[0] if log.problems else tuple(parts)
