"""The parts of the page about the installation: whether it can keep answers, figures, plugins."""

from __future__ import annotations

import streamlit as st

from learnenv.domain.backups import LastBackup
from learnenv.language import Speech
from learnenv.plugins.hookspecs import PROJECT
from learnenv.plugins.manager import Registered
from learnenv.services.installation import Installation
from learnenv.services.writing import plain
from learnenv.web.parts.cohort import table

_MEGABYTE = 1_000_000
_SHOWN = 16


def facts(found: Installation, words: Speech) -> None:
    """Whether answers can be kept, and where and how much is kept."""
    if found.fault:
        st.error(plain(words.say(found.fault)))
    else:
        st.markdown(words.say("installation.ready"))
    if found.backup_state in ("late", "missing", "changed"):
        st.warning(words.say(f"installation-backup.{found.backup_state}", count=found.backup_days))
    kind = found.record.kind
    figures = {
        "version": found.version,
        "database": words.say("installation.memory") if kind == "memory" else plain(kind),
        "size": _megabytes(found.record.size, words),
        "last-backup": _backup(found.backup, words),
        "revision": found.record.revision or "–",
        "open-pages": words.number(found.open_pages),
    }
    head = [words.say(f"installation.{name}") for name in ("what", "now")]
    st.markdown(table(head, [[words.say(f"installation.{name}"), value] for name, value in figures.items()]))


def _backup(last: LastBackup | None, words: Speech) -> str:
    """When, how large and where, that it was looked at when it was made, and whether it is still there."""
    if last is None:
        return words.say("installation.backup-none")
    size = _megabytes(last.size, words)
    told = words.say("installation.backup-made", at=last.at, size=size, file=plain(last.file))
    return f"{told} {words.say(f'installation-backup-found.{last.found}')}"


def _megabytes(size: int, words: Speech) -> str:
    return words.say("installation.megabytes", size=words.number(round(size / _MEGABYTE, 1)))


def plugins(found: Installation, words: Speech) -> None:
    """Every plugin, with what brings it, what its files add up to, and which hooks and pages it has."""
    st.header(words.say("installation.plugins"), anchor=False)
    st.markdown(words.say("installation.about-digest"))
    head = [words.say(f"installation.{name}") for name in ("plugin", "package", "hooks")]
    rows = [
        [plain(each.plugin.name), f"{plain(each.plugin.package)} {_digest(each.digest)}", _hooks(each.plugin, words)]
        for each in found.plugins
    ]
    st.markdown(table(head, rows))


def _digest(whole: str) -> str:
    """The first part: enough to compare by eye, and nobody makes another plugin with the same."""
    return f"`{whole[:_SHOWN]}`" if whole else "–"


def _hooks(plugin: Registered, words: Speech) -> str:
    """Without what all their names begin with: the table has to fit on a telephone."""
    names = [plain(hook.removeprefix(f"{PROJECT}_")) for hook in plugin.hooks]
    told = words.listing(names) if names else "–"
    pages = words.listing([plain(page) for page in plugin.pages])
    return f"{told} ({pages})" if plugin.pages else told
