"""The folder that the database is in: room, who can read it, and what kind of disk it is on."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from learnenv.cli.doctor.finding import Finding, bad, doubtful, good

LITTLE, TOO_LITTLE = 2_000, 200
"""Megabytes free below which to think of more room, and below which learnenv may stop soon."""

NETWORK_DISKS = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gluster", "fuse.sshfs", "fuse.gluster", "ncpfs")
"""Beginnings of the names of file systems that live on another machine."""

_READ_OR_ENTER = ((stat.S_IRWXG, stat.S_IXGRP), (stat.S_IRWXO, stat.S_IXOTH))
"""For the group and for all others: any right at all, and the right to pass through a folder."""


def look(folder: Path, mounts: Path = Path("/proc/mounts")) -> Iterator[Finding]:
    """What there is to say about the folder."""
    there = nearest(folder)
    yield good("cli.doctor.folder", folder=str(folder)) if folder.exists() else _to_be_made(folder, there)
    yield room(shutil.disk_usage(there).free)
    if os.name == "posix" and folder.exists():
        yield from _private(folder)
    kind = kind_of_disk(there.resolve(), mounts)
    if kind.startswith(NETWORK_DISKS):
        yield bad("cli.doctor.network-disk", folder=str(there), kind=kind)


def nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def room(free: int) -> Finding:
    """What so many bytes of free disk space mean."""
    megabytes = free // 1_000_000
    if megabytes < TOO_LITTLE:
        return bad("cli.doctor.room-none", free=megabytes, least=TOO_LITTLE)
    gigabytes = round(megabytes / 1000, 1)
    if megabytes < LITTLE:
        return doubtful("cli.doctor.room-little", free=gigabytes)
    return good("cli.doctor.room", free=gigabytes)


def kind_of_disk(there: Path, mounts: Path) -> str:
    """The file system's name; empty where the system keeps no list of mounts."""
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text(errors="replace").splitlines()]
    points = [(Path(point.replace("\\040", " ")), kind) for _, point, kind, *_ in lines]
    holding = [(len(point.parts), index, kind) for index, (point, kind) in enumerate(points) if _in(there, point)]
    return max(holding)[2] if holding else ""


def open_to_others(folder: Path) -> bool:
    """Whether the group or everyone can get at the folder: it lets them, and so does every folder above it."""
    modes = [each.stat().st_mode for each in (folder, *folder.resolve().parents)]
    return any(modes[0] & rights and all(mode & enter for mode in modes) for rights, enter in _READ_OR_ENTER)


def _to_be_made(folder: Path, there: Path) -> Finding:
    if os.access(there, os.W_OK | os.X_OK):
        return good("cli.doctor.folder-new", folder=str(folder))
    return bad("cli.doctor.folder-impossible", folder=str(folder), there=str(there))


def _private(folder: Path) -> Iterator[Finding]:
    if open_to_others(folder):
        yield bad("cli.doctor.readable", folder=str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        yield bad("cli.doctor.unwritable", folder=str(folder))


def _in(there: Path, point: Path) -> bool:
    return there == point or point in there.parents
