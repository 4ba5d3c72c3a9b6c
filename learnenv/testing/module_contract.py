"""What every learning module keeps to. A module's own test inherits it and needs no line more than its folder."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from learnenv import exercise_types, labs
from learnenv.checking import findings
from learnenv.domain.content import Block, Exercise, ExerciseHere, LearningModule, MissingPart
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.form import Field, Number, ShortText
from learnenv.domain.grading import grade, read
from learnenv.domain.text import LANGUAGES
from learnenv.language.speech import speech
from learnenv.plugins.manager import Plugins
from learnenv.reader.check import render
from learnenv.reader.lesson import read_lesson
from learnenv.reader.module import read_card, read_module
from learnenv.reader.names import lesson_file
from learnenv.reader.samples import is_right


class ModuleContract:
    """Inherit this in a class whose name begins with Test, in tests/test_module.py of a module package."""

    folder: ClassVar[Path]
    """The folder with module.yaml. Left out: the one content folder of the package beside the tests."""
    types: ClassVar[Mapping[str, ExerciseType[Any]] | None] = None
    """The exercise types by name. Left out: the built-in ones and those of every plugin that is installed."""

    def __init_subclass__(cls) -> None:
        """Find the folder where the subclass does not name it."""
        if "folder" not in vars(cls):
            cls.folder = _content_beside(Path(inspect.getfile(cls)))

    def test_nothing_is_wrong_with_the_files(self) -> None:
        """No error in what `learnenv check` finds; the message shows each with its place and mend."""
        faults = [fault for fault in findings(self.folder, self._types()) if fault.severity == "error"]
        assert not faults, "\n" + "\n".join(render(fault, speech("en").say) for fault in faults)

    def test_nothing_is_missing_on_any_page(self) -> None:
        """Every page has a title and its whole text in both languages."""
        for page in self._module().pages:
            assert page.titles.nl, f"{page.id} has no Dutch title"
            assert page.titles.en, f"{page.id} has no English title"
            for language in LANGUAGES:
                blocks = page.blocks[language]
                assert blocks, f"{page.id} is empty in {language}"
                assert not [block.name for block in blocks if isinstance(block, MissingPart)], page.id

    def test_the_right_sample_of_every_exercise_is_right(self) -> None:
        """Full marks; for open work a pass."""
        for exercise in self._exercises():
            right = exercise.type.samples(exercise.spec).right
            assert is_right(exercise, grade(exercise, read(exercise, right))), exercise.ref

    def test_the_wrong_sample_of_every_exercise_is_not_right(self) -> None:
        """Less than full marks; for open work no pass."""
        for exercise in self._exercises():
            wrong = exercise.type.samples(exercise.spec).wrong
            assert not is_right(exercise, grade(exercise, read(exercise, wrong))), exercise.ref

    def test_an_empty_answer_is_not_graded(self) -> None:
        """Nothing filled in is said at the field; it costs no try."""
        for exercise in self._exercises():
            assert _is_refused(exercise), f"{exercise.ref} takes an empty answer"

    def test_no_form_gives_its_answer_away(self) -> None:
        """What goes to the browser holds neither the author's ids nor the number or word that is asked for."""
        for exercise in self._exercises():
            right = exercise.type.samples(exercise.spec).right
            form = exercise.type.form(exercise.spec)
            for language in LANGUAGES:
                for field, public in zip(form, Drawing(form, "contract").fields(language), strict=True):
                    told = set(_told(exercise, field, right.get(field.name), public))
                    assert not told, f"{exercise.ref}, field {field.name}"

    def test_both_languages_have_the_same_pages_exercises_and_sources(self) -> None:
        """A lesson in one language meets the same exercises in the same order and names the same sources."""
        for page in self._module().pages:
            dutch, english = (read_lesson(self.folder, lesson_file(page.id, language)) for language in LANGUAGES)
            assert dutch.readable, f"{page.id} cannot be read in Dutch"
            assert english.readable, f"{page.id} cannot be read in English"
            assert set(dutch.notes) == set(english.notes), f"{page.id} names other sources in the other language"
            assert _outline(page.blocks["nl"]) == _outline(page.blocks["en"]), f"{page.id} meets other exercises"

    def _types(self) -> Mapping[str, ExerciseType[Any]]:
        return _installed_types() if self.types is None else self.types

    def _module(self) -> LearningModule:
        reading = read_card(self.folder, "contract")
        assert reading.card is not None, f"{self.folder / 'module.yaml'} gives no module"
        return read_module(reading.card, self._types())

    def _exercises(self) -> tuple[Exercise, ...]:
        return tuple(self._module().exercises.values())


@cache
def _installed_types() -> dict[str, ExerciseType[Any]]:
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(labs, "learnenv-labs")
    plugins.load_installed()
    return {kind.name: kind for _, kind in plugins.exercise_types()}


def _content_beside(test_file: Path) -> Path:
    found = sorted(test_file.resolve().parents[1].glob("*/content/module.yaml"))
    if len(found) != 1:
        raise LookupError(
            f"{test_file}: name the `folder` with module.yaml; {len(found)} were found beside the tests"
        )
    return found[0].parent


def _is_refused(exercise: Exercise) -> bool:
    try:
        read(exercise, {})
    except InvalidAnswer:
        return True
    return False


def _outline(blocks: tuple[Block, ...]) -> list[str]:
    return [block.exercise for block in blocks if isinstance(block, ExerciseHere)]


def _told(exercise: Exercise, field: Field, right: Any, public: Mapping[str, Any]) -> Iterator[str]:
    """What of a right answer can be read in a public field: the author's ids, or the very text to be typed."""
    if not isinstance(field, Number | ShortText):
        ids = set(_values(public, lambda key: key == "id"))
        yield from (id for id in _ids(right) if id in ids)
    elif not exercise.type.open and right in _values(public, lambda key: key not in ("name", "kind", "format")):
        yield right


def _ids(right: Any) -> Iterator[str]:
    """The texts in an answer at any depth; of placed items both the item and the place."""
    if isinstance(right, str):
        yield right
    elif isinstance(right, Mapping):
        for key, each in right.items():
            yield key
            yield from _ids(each)
    elif isinstance(right, tuple | list):
        for each in right:
            yield from _ids(each)


def _values(public: Any, wanted: Callable[[str], bool], key: str = "") -> Iterator[str]:
    """The texts under the wanted keys of a public field."""
    if isinstance(public, Mapping):
        for name, each in public.items():
            yield from _values(each, wanted, name)
    elif isinstance(public, list | tuple):
        for each in public:
            yield from _values(each, wanted, key)
    elif isinstance(public, str) and wanted(key):
        yield public
