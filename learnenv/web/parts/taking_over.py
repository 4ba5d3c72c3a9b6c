"""Going on with earlier work: what a module begins with, and that a form was filled in with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from learnenv.language import Speech
from learnenv.services.taking_over import EarlierWork
from learnenv.web.addresses import product_address


def taken_over_note(works: Sequence[EarlierWork], words: Speech) -> str:
    """That the form was filled in with earlier work, with a link to each piece of it."""
    linked = [f"[{work.title.get(words.language)}]({product_address(work.ref)})" for work in works]
    return words.say("exercise.taken-over", work=words.listing(linked))


def begin_with(works: Iterable[EarlierWork], words: Speech) -> str:
    """The list of what a module goes on with; what was not made yet leads to the module where it is made."""
    lines = []
    for work in works:
        title, module = work.title.get(words.language), work.module.title.get(words.language)
        address = product_address(work.ref) if work.made else f"/module?module={work.module.id}"
        said = "module.begin-with.made" if work.made else "module.begin-with.todo"
        lines.append(f"- {words.say(said, title=f'[{title}]({address})', module=module)}")
    return "\n".join(lines)
