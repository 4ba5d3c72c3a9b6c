"""What a module goes on with from other modules: `consumes` in module.yaml against the exercises that do so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from learnenv.domain.content import Exercise
from learnenv.domain.fault import DataFault
from learnenv.domain.text import Message
from learnenv.reader.names import is_ref


def bad_refs(consumes: object) -> Iterator[DataFault]:
    """A fault for each entry that does not name an exercise in a module."""
    for number, ref in enumerate(consumes if isinstance(consumes, list) else ()):
        if isinstance(ref, str) and not is_ref(ref):
            yield _fault(number, "bad-ref", ref)


def consuming_faults(consumes: object, module: str, exercises: Mapping[str, Exercise]) -> Iterator[DataFault]:
    """Warnings: what exercises open with and module.yaml does not say, and the other way round."""
    said = [ref for ref in consumes if isinstance(ref, str)] if isinstance(consumes, list) else []
    used = opened_with(module, exercises)
    for ref in sorted(used - set(said)):
        what = Message("reader.consumes-unsaid", {"ref": ref})
        yield DataFault(("consumes",), what, Message("reader.consumes-unsaid.mend", {"ref": ref}), severity="warning")
    for number, ref in enumerate(said):
        if is_ref(ref) and ref not in used:
            yield _fault(number, "consumes-unused", ref, warning=True)


def opened_with(module: str, exercises: Mapping[str, Exercise]) -> set[str]:
    """The refs of exercises in other modules that something in this one opens with."""
    wanted = [each.type.opens_with(each.spec) for each in exercises.values() if each.type.opens_with]
    refs = {place.rpartition("/")[0] for places in wanted for place in places.values()}
    return {ref for ref in refs if ref.partition("/")[0] != module}


def _fault(number: int, code: str, ref: str, warning: bool = False) -> DataFault:
    what, mend = Message(f"reader.{code}", {"ref": ref}), Message(f"reader.{code}.mend", {"ref": ref})
    return DataFault(("consumes", number), what, mend, severity="warning" if warning else "error")
