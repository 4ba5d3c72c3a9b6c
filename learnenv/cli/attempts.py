"""learnenv attempts: answers as a file, for a backup, for another database, or from a notebook elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

from learnenv.cli.carry import NotCarried, write_whole
from learnenv.cli.console import console, opened
from learnenv.cli.screen import Screen
from learnenv.domain.errors import NotFound
from learnenv.language import Speech
from learnenv.services import moving

MOST_TOLD = 20
"""Bad lines that are told of one by one."""


def export(words: Speech, data: str, out: str, learner: str) -> int:
    """Write all answers and events, or one learner's, to a file or standard output. Raises LearnenvError."""
    with opened(data) as app:
        lines = list(moving.take_along(app, console(words), learner))
    content = "".join(f"{line}\n" for line in lines).encode()
    if out:
        write_whole(Path(out).expanduser().absolute(), content)
        Screen(words).say("moving.written", file=out, count=len(lines) - 1)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


def import_(words: Speech, data: str, file: str, learner: str) -> int:
    """Bring a file in, and tell what was added, known and refused; 1 if a line was refused, and nothing is brought in
    then. Raises LearnenvError."""
    if not file:
        raise NotCarried("moving.which")
    try:
        with Path(file).expanduser().open("rb") as lines, opened(data) as app:
            moved = moving.bring_in(app, console(words), lines, learner)
    except FileNotFoundError as error:
        raise NotFound("cli.import.no-file", file=file) from error
    except OSError as error:
        raise NotCarried("cli.import.unreadable", file=file, reason=error.strerror or str(error)) from error
    screen = Screen(words)
    for each in moved.refused[:MOST_TOLD]:
        screen.line(f"{Path(file).name}:{each.line}: {words.say(each.why)}", "red")
    if moved.refused:
        screen.say("moving.refused", count=len(moved.refused))
        return 1
    for kind in ("learners", "attempts", "events"):
        added: int = getattr(moved.brought, kind)
        known = len(getattr(moved.given, kind)) - added
        screen.say("moving.brought", what=words.say(f"moving.kind.{kind}"), added=added, known=known)
    return 0
