"""Talk to the server without a browser. Playwright keeps the event loop of its own thread to itself, so a
conversation runs in another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.form import Field, ManyOf, OneOf, Order, Place, Table
from learnenv.domain.text import Language
from tests.support.apart import apart
from tests.support.server import Server
from tests.support.streamlit_client import Run, Tab


async def hand_in(tab: Tab, exercise: Exercise, answer: Answer) -> Run:
    """Hand in an answer in the author's ids, on the page that the tab shows."""
    key = f"form/{exercise.ref}"
    props = tab.data(key)
    shown = as_shown(exercise, answer, props)
    value = {"value": shown, "key": props["key"], "seconds": 1.5}
    return await tab.send(key, "submit", value)


def as_shown(exercise: Exercise, answer: Answer, props: Mapping[str, Any]) -> dict[str, Any]:
    """An answer in the names that the form shows, found as a reader finds them: by the texts."""
    shown = {field["name"]: field for field in props["fields"]}
    out: dict[str, Any] = {}
    for field in exercise.type.form(exercise.spec):
        if field.name in answer:
            out[field.name] = _renamed(field, shown[field.name], answer[field.name], props["language"])
    return out


def _renamed(field: Field, shown: Mapping[str, Any], value: Any, language: Language) -> Any:
    def names(kind: str) -> dict[str, str]:
        tokens = {each["text"]: each["id"] for each in shown.get(kind, ())}
        return {option.id: tokens[option.text.get(language)] for option in getattr(field, kind)}

    match field:
        case OneOf():
            return names("options")[value]
        case ManyOf():
            return [names("options")[each] for each in value]
        case Order():
            return [names("items")[each] for each in value]
        case Place():
            return {names("items")[item]: names("places")[place] for item, place in value.items()}
        case Table():
            return [{names("columns")[column]: text for column, text in row.items()} for row in value]
    return value


def answer_everything(server: Server, cookie: str, module: LearningModule, wrong: Iterable[str] = ()) -> None:
    """Hand in the right answer to every exercise of a module, or the wrong one to those in `wrong`, and read on."""
    wrongly = set(wrong)

    async def talk() -> None:
        async with Tab(server.port, cookie=cookie) as tab:
            for page in module.pages:
                await tab.load(f"/lesson?module={module.id}&page={page.id}")
                for id in page.exercises():
                    samples = module.exercises[id].type.samples(module.exercises[id].spec)
                    await hand_in(tab, module.exercises[id], samples.wrong if id in wrongly else samples.right)

    apart(talk())
