"""Names for what an author makes: whether one will do, and which one comes closest."""

from __future__ import annotations

import keyword
from collections.abc import Collection

from learnenv.authoring.errors import NotMade, shown
from learnenv.reader.names import LONGEST, is_id, nearest_id

_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
"""No folder on Windows can have one of these names."""
_PREFIX = "learnenv-"


def module_name(given: str, taken: Collection[str] = ()) -> str:
    """The name, if a new module can have it. Raises NotMade with what is wrong and a name that will do."""
    if "/" in given or "\\" in given or given in (".", ".."):
        raise _path(given)
    _demand_id(given)
    if given.startswith(_PREFIX):
        raise NotMade("authoring.name.prefix", name=given, use=_slug(given.removeprefix(_PREFIX)) or "my-method")
    if given in _DEVICES or given == "learnenv":
        raise NotMade("authoring.name.reserved", name=given, use=f"my-{given}")
    if given in taken:
        raise NotMade("authoring.name.taken", name=given, use=_free(given, taken))
    return given


def type_name(given: str, taken: Collection[str] = ()) -> str:
    """The same for an exercise type of a module's own, which is also the name of a Python file."""
    _demand_id(given)
    if given in _DEVICES or given in ("content", "learnenv") or keyword.iskeyword(python_name(given)):
        raise NotMade("authoring.name.reserved", name=given, use=f"my-{given}")
    if given in taken:
        raise NotMade("authoring.type.taken", name=given, use=_free(f"my-{given}", taken))
    return given


def python_name(name: str) -> str:
    """The name as Python writes it."""
    return name.replace("-", "_")


def package_name(module: str) -> str:
    """The Python package of a module."""
    return f"learnenv_{python_name(module)}"


def _demand_id(given: str) -> None:
    if not given.strip():
        raise NotMade("authoring.name.missing")
    if is_id(given) and not given.endswith("-"):
        return
    use = _slug(given)
    if use:
        raise NotMade("authoring.name.use", name=shown(given), use=use)
    raise NotMade("authoring.name.bad", name=shown(given))


def _slug(given: str) -> str:
    """The nearest name that will do; empty if nothing of it is left."""
    slug = nearest_id(given)
    while slug.startswith(_PREFIX):
        slug = slug.removeprefix(_PREFIX)
    slug = f"my-{slug}" if slug in _DEVICES or slug == "learnenv" else slug
    slug = slug[:LONGEST].strip("-")
    return slug if is_id(slug) else ""


def _free(name: str, taken: Collection[str]) -> str:
    """This name, or with the first number behind it that makes it free."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name[: LONGEST - 5]}-{number}"
    return free


def _path(given: str) -> NotMade:
    """A path where a name is asked for: the last step is the name, the rest is the place."""
    place, _, last = given.replace("\\", "/").rstrip("/").rpartition("/")
    use = _slug(last)
    if not use:
        return NotMade("authoring.name.bad", name=shown(given))
    if not place:
        return NotMade("authoring.name.use", name=shown(given), use=use)
    return NotMade("authoring.name.path", name=shown(given), use=use, place=shown(place))
