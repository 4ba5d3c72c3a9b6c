"""What pydantic finds wrong, in our own words, at its place in the data and with the mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from learnenv.domain.fault import DataFault, DataPath
from learnenv.domain.text import LANGUAGES, Message, Text
from learnenv.reader.guess import did_you_mean
from learnenv.reader.spec_names import field_names, kinds_at, literals

TRUTHS = {"yes": "true", "y": "true", "on": "true", "1": "true", "ja": "true", "no": "false", "n": "false"}
TRUTHS |= {"off": "false", "0": "false", "nee": "false", "true": "true", "false": "false"}


def faults_of(spec: type[Any], data: object, error: ValidationError) -> tuple[DataFault, ...]:
    """One fault for each thing that is wrong; of a value that may have several shapes only the nearest one's."""
    problems = [_problem(spec, data, details) for details in error.errors(include_url=False, include_context=False)]
    around = {each.path[:length] for each in problems for length in range(len(each.path))}
    nearest = {each.path: each for each in reversed(problems) if each.path not in around}
    return tuple(_SAID.get(each.kind, _unreadable)(each) for each in reversed(nearest.values()))


@dataclass(frozen=True, slots=True)
class _Problem:
    spec: type[Any]
    kind: str
    path: DataPath
    value: object

    @property
    def name(self) -> str:
        return str(self.path[-1]) if self.path else ""


def _problem(spec: type[Any], data: object, details: Mapping[str, Any]) -> _Problem:
    """Leave out of pydantic's location what is no step in the data: the names it gives to members of a union."""
    steps, kind = tuple(details["loc"])[1:], details["type"]
    last = steps[-1:] if kind in _NAMES_A_FIELD else ()
    path: DataPath = ()
    here: Any = data
    for step in steps[: len(steps) - len(last)]:
        inside = (
            step in here if isinstance(here, Mapping) else isinstance(here, list | tuple) and step in range(len(here))
        )
        if inside:
            path, here = (*path, step), here[step]
    return _Problem(spec, kind, path + last, details["input"])


def _unknown(problem: _Problem) -> DataFault:
    allowed = field_names(problem.spec, problem.path[:-1])
    what = Message("reader.unknown-field", {"name": problem.name})
    return DataFault(problem.path, what, did_you_mean(problem.name, allowed), at_key=True)


def _missing(problem: _Problem) -> DataFault:
    mend = Message("reader.missing-field.mend", {"name": problem.name})
    return DataFault(problem.path, Message("reader.missing-field", {"name": problem.name}), mend)


def _not_a_mapping(problem: _Problem) -> DataFault:
    if Text in kinds_at(problem.spec, problem.path):
        return _text_without_language(problem)
    names = field_names(problem.spec, problem.path)
    mend = Message("reader.not-a-mapping.mend", {"names": _listed(names) or "name: …"})
    return DataFault(problem.path, Message("reader.not-a-mapping", {"got": _shown(problem.value)}), mend)


def _text_without_language(problem: _Problem) -> DataFault:
    said = problem.value if isinstance(problem.value, str) and len(problem.value) <= 40 else "…"
    mend = Message("reader.text-without-language.mend", {"text": " ".join(said.split())})
    return DataFault(problem.path, Message("reader.text-without-language"), mend)


def _not_a_list(problem: _Problem) -> DataFault:
    what = Message("reader.not-a-list", {"got": _shown(problem.value)})
    return DataFault(problem.path, what, Message("reader.not-a-list.mend"))


def _not_a_text(problem: _Problem) -> DataFault:
    inside = problem.path and problem.path[-1] in LANGUAGES
    mend = Message("reader.not-a-text.mend-quotes" if inside else "reader.not-a-text.mend")
    return DataFault(problem.path, Message("reader.not-a-text", {"got": _shown(problem.value)}), mend)


def _not_a_number(problem: _Problem) -> DataFault:
    what = Message("reader.not-a-number", {"got": _shown(problem.value)})
    point = str(problem.value).strip().replace(",", ".")
    if isinstance(problem.value, str) and point != problem.value and _is_number(point):
        return DataFault(problem.path, what, Message("reader.write-instead", {"other": point}))
    return DataFault(problem.path, what, Message("reader.not-a-number.mend"))


def _not_a_whole_number(problem: _Problem) -> DataFault:
    what = Message("reader.not-a-whole-number", {"got": _shown(problem.value)})
    return DataFault(problem.path, what, Message("reader.not-a-whole-number.mend"))


def _not_true_or_false(problem: _Problem) -> DataFault:
    what = Message("reader.not-true-or-false", {"got": _shown(problem.value)})
    meant = TRUTHS.get(problem.value.strip().lower()) if isinstance(problem.value, str) else None
    mend = Message("reader.write-instead", {"other": meant}) if meant else Message("reader.not-true-or-false.mend")
    return DataFault(problem.path, what, mend)


def _not_one_of(problem: _Problem) -> DataFault:
    what = Message("reader.not-one-of", {"got": _shown(problem.value)})
    return DataFault(problem.path, what, did_you_mean(str(problem.value), literals(problem.spec, problem.path)))


def _unreadable(problem: _Problem) -> DataFault:
    what = Message("reader.unreadable-value", {"got": _shown(problem.value)})
    return DataFault(problem.path, what, Message("reader.unreadable-value.mend"))


def _shown(value: object) -> str:
    if isinstance(value, Mapping | list | tuple):
        return "…"
    line = " ".join(str(value).split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_NAMES_A_FIELD = ("unexpected_keyword_argument", "missing")
_SAID: Mapping[str, Callable[[_Problem], DataFault]] = {
    "unexpected_keyword_argument": _unknown,
    "missing": _missing,
    "dataclass_type": _not_a_mapping,
    "dict_type": _not_a_mapping,
    "mapping_type": _not_a_mapping,
    "tuple_type": _not_a_list,
    "list_type": _not_a_list,
    "string_type": _not_a_text,
    "float_parsing": _not_a_number,
    "float_type": _not_a_number,
    "finite_number": _not_a_number,
    "decimal_parsing": _not_a_number,
    "decimal_type": _not_a_number,
    "int_parsing": _not_a_whole_number,
    "int_parsing_size": _not_a_whole_number,
    "int_from_float": _not_a_whole_number,
    "int_type": _not_a_whole_number,
    "true_or_false": _not_true_or_false,
    "literal_error": _not_one_of,
}
