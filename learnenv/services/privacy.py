"""The privacy notice and the register entry (GDPR article 30), made from what the tables declare of themselves.

What the organisation must add itself, such as who it is, stands between square brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from learnenv.language import Speech
from learnenv.settings import KEEP_MONTHS
from learnenv.store.declarations import DECLARATIONS, ColumnDeclaration, Kind, TableDeclaration, Term

_KINDS: tuple[Kind, ...] = ("personal", "pseudonymous", "none")


def documents(words: Speech, months: int = KEEP_MONTHS) -> Mapping[str, str]:
    """The papers in one language, by file name. `months`: how long who stays away is kept; 0: for ever."""
    return {
        f"privacy-notice.{words.language}.md": _joined(_notice(words, months)),
        f"register.{words.language}.md": _joined(_register(words, months)),
    }


def _joined(parts: Iterator[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _notice(words: Speech, months: int) -> Iterator[str]:
    """For learners: short, and in the words of every day."""
    say = words.say
    yield f"# {say('privacy.title')}"
    yield say("privacy.intro")
    yield f"## {say('privacy.who')}\n\n{say('privacy.who-text')}"
    yield f"## {say('privacy.what')}\n\n{say('privacy.what-text')}"
    for purpose, terms in _by_purpose().items():
        yield f"### {say(f'privacy.purpose.{purpose}')}\n\n{say(f'privacy.why.{purpose}')}"
        for term, names in terms.items():
            yield say("privacy.kept", term=_term(term, months, words))
            yield "\n".join(f"- {say(f'privacy.table.{name}')}" for name in names)
    for part in ("not", "seen", "rights", "basis", "safe", "machine"):
        yield f"## {say(f'privacy.{part}')}\n\n{say(f'privacy.{part}-text')}"


def _register(words: Speech, months: int) -> Iterator[str]:
    """For the privacy officer: everything, down to the column."""
    say = words.say
    yield f"# {say('register.title')}"
    yield say("register.intro")
    parts = ("name", "controller", "purposes", "people", "recipients", "abroad", "security")
    heads = [(say(f"register.{part}"), say(f"register.{part}-text")) for part in parts]
    yield _table(("register.part", "register.entry"), heads, words)
    yield f"## {say('register.data')}\n\n{say('register.data-text')}"
    head = ("register.table", "register.purpose", "register.kinds", "register.term", "register.erase")
    yield _table(head, [_row(name, declared, months, words) for name, declared in DECLARATIONS.items()], words)
    yield f"## {say('register.columns')}\n\n{say('register.columns-text')}"
    head = ("register.table", "register.column", "register.kind", "register.exported", "register.erase")
    columns = [each for name, declared in DECLARATIONS.items() for each in declared.columns(name)]
    yield _table(head, [_column(each, words) for each in columns if each.kind != "none"], words)


def _row(name: str, declared: TableDeclaration, months: int, words: Speech) -> Sequence[str]:
    found = {column.kind for column in declared.columns(name)}
    kinds = ", ".join(words.say(f"privacy.kind.{kind}") for kind in _KINDS if kind in found)
    purpose, term = words.say(f"privacy.purpose.{declared.purpose}"), _term(declared.term, months, words)
    erase = words.say(f"privacy.erase.{declared.erase}")
    return f"{words.say(f'privacy.table.{name}')} (`{name}`)", purpose, kinds, term, erase


def _column(column: ColumnDeclaration, words: Speech) -> Sequence[str]:
    kind, erase = words.say(f"privacy.kind.{column.kind}"), words.say(f"privacy.erase.{column.erase}")
    return f"`{column.table}`", f"`{column.column}`", kind, words.value(column.exported), erase


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], words: Speech) -> str:
    lines = ["| " + " | ".join(words.say(each) for each in head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _term(term: Term, months: int, words: Speech) -> str:
    if term == "learner" and not months:
        return words.say("privacy.term.own")
    return words.say(f"privacy.term.{term}", months=months)


def _by_purpose() -> Mapping[str, Mapping[Term, list[str]]]:
    """The tables that hold something of people, by what it is for and until when."""
    found: dict[str, dict[Term, list[str]]] = {}
    for name, declared in DECLARATIONS.items():
        if declared.personal or declared.pseudonymous:
            found.setdefault(declared.purpose, {}).setdefault(declared.term, []).append(name)
    return found
