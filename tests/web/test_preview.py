"""The preview without a browser: it keeps in step with the files whatever is in them, and knows who looks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.checking import findings
from learnenv.domain.errors import NotFound
from learnenv.domain.fault import Fault
from learnenv.domain.text import Text
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.web.preview import preview as previewing
from learnenv.web.preview.preview import Preview
from learnenv.web.preview.serve import folder_of
from tests.support.modules import write_module
from tests.web.previewing import until

BROKEN = "id: [never ended\n"
RUBBISH = (
    b"",
    b"\x00\xff\xfe\x89PNG\r\n",
    b"id: [never ended\n",
    b"- a\n- list\n",
    b"just words",
    b"\xef\xbb\xbfid: x\r\n\ttab: here\n",
    b"&a [*a, *a]",
    b"{" * 2_000,
    "id: ‮☃\u2028title: 💥".encode(),
)


@pytest.fixture
def app(tmp_path: Path) -> App:
    return bootstrap.preview(read_settings({}, data=tmp_path / "data", language="en"))


@pytest.fixture
def preview(app: App, tmp_path: Path) -> Iterator[Callable[[Path], Preview]]:
    """A preview of a folder, under way."""
    begun: list[Preview] = []

    def begin(place: Path) -> Preview:
        begun.append(Preview(app, place))
        begun[-1].start()
        until(lambda: not begun[-1].found.checking)
        return begun[-1]

    yield begin
    for each in begun:
        each.stop()


def changing(preview: Preview, change: Callable[[], object]) -> None:
    """Change something, and wait until the preview has seen and checked it."""
    before = preview.version
    change()
    until(lambda: preview.version != before and not preview.found.checking)


def test_a_saved_text_is_in_the_library_at_once(preview: Callable[[Path], Preview], app: App, tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small")
    seen = preview(folder)
    lesson = folder / "lessons" / "page-1.en.md"
    changing(seen, lambda: lesson.write_text("# Better\n\nText.[^S01]\n\n```{learnenv} choice\n```\n"))
    assert app.library.module("small").pages[0].titles.en == "Better"
    assert [each.file for each in seen.findings(folder)]


def test_only_the_folder_that_is_previewed_is_shown(preview: Callable[[Path], Preview], tmp_path: Path) -> None:
    assert [card.id for card in preview(write_module(tmp_path, "small")).cards()] == ["small"]


def test_the_module_in_a_package_is_found(preview: Callable[[Path], Preview], tmp_path: Path) -> None:
    folder = write_module(tmp_path / "package" / "learnenv_small" / "content", "small")
    seen = preview(tmp_path / "package")
    assert [card.id for card in seen.cards()] == ["small"]
    other = tmp_path / "package" / "learnenv_other"
    changing(seen, lambda: folder.parents[1].rename(other))
    assert [card.folder for card in seen.cards()] == [other / "content" / "small"]


def test_a_broken_module_says_why_and_comes_alive_when_it_is_mended(
    preview: Callable[[Path], Preview], tmp_path: Path
) -> None:
    folder = write_module(tmp_path, "small")
    card = folder / "module.yaml"
    whole = card.read_text()
    card.write_text(BROKEN)
    seen = preview(folder)
    assert seen.cards() == ()
    assert seen.unreadable() == (folder,)
    assert {each.file for each in seen.findings(folder)} == {"module.yaml"}
    changing(seen, lambda: card.write_text(whole))
    assert [each.id for each in seen.cards()] == ["small"]
    assert seen.unreadable() == ()


def test_a_folder_that_is_renamed_and_comes_back_lives_again(
    preview: Callable[[Path], Preview], tmp_path: Path
) -> None:
    folder = write_module(tmp_path, "small")
    seen = preview(folder)
    changing(seen, lambda: folder.rename(tmp_path / "elsewhere"))
    assert seen.cards() == ()
    assert [each.what for each in seen.findings(folder)]
    changing(seen, lambda: (tmp_path / "elsewhere").rename(folder))
    assert [each.id for each in seen.cards()] == ["small"]


def test_no_rubbish_in_any_file_stops_the_preview(
    preview: Callable[[Path], Preview], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_module(tmp_path, "small")
    seen = preview(folder)
    for name in ("module.yaml", "lessons/page-1.nl.md", "exercises/choice.yaml"):
        file = folder / name
        whole = file.read_bytes()
        for rubbish in RUBBISH:
            file.write_bytes(rubbish)
            seen.renew()
            until(lambda: not seen.found.checking)
            assert [each for each in seen.all_findings() if each.file == name], (name, rubbish[:20])
        file.unlink()
        file.mkdir()
        seen.renew()
        until(lambda: not seen.found.checking)
        file.rmdir()
        file.write_bytes(whole)
    seen.renew()
    until(lambda: not seen.found.checking)
    assert not caplog.records
    assert not seen.found.failed
    assert [each.id for each in seen.cards()] == ["small"]


def test_text_is_shown_before_a_slow_check_is_done(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end = threading.Event()

    def slowly(*_: object) -> tuple[Fault, ...]:
        may_end.wait(15)
        return (Fault(Text(en="late"), Text()),)

    monkeypatch.setattr(previewing, "findings", slowly)
    seen = Preview(app, write_module(tmp_path, "small"))
    before = seen.version
    seen.renew()
    assert seen.found.checking
    assert seen.version != before
    before = seen.version
    may_end.set()
    until(lambda: not seen.found.checking)
    assert seen.version != before
    assert [each.what for each in seen.all_findings()] == [Text(en="late")]


def test_a_checker_that_fails_is_said_and_does_not_stop_the_preview(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> tuple[Fault, ...]:
        raise RuntimeError("a fault of its own")

    folder = write_module(tmp_path, "small")
    seen = Preview(app, folder)
    monkeypatch.setattr(previewing, "findings", fails)
    seen.renew()
    until(lambda: seen.found.failed)
    assert "the checker failed" in caplog.text
    monkeypatch.setattr(previewing, "findings", findings)
    seen.renew()
    until(lambda: not seen.found.checking)
    assert not seen.found.failed


def test_everybody_is_one_guest_until_that_one_signs_out(app: App, tmp_path: Path) -> None:
    seen = Preview(app, write_module(tmp_path, "small"))
    guest = seen.guest()
    assert guest.language == "en"
    assert seen.guest() == guest
    app.record.set_language(guest.learner, "nl")
    assert seen.guest().language == "nl"
    app.record.end_sessions([guest.session])
    assert seen.guest().learner != guest.learner
    assert seen.guest().language == "nl"


def test_nothing_is_opened_to_write_in(app: App, tmp_path: Path) -> None:
    seen = Preview(app, write_module(tmp_path, "small"))
    app.record.learner(seen.guest().learner)
    assert not (tmp_path / "data").exists()


def test_a_folder_without_a_module_is_named(tmp_path: Path) -> None:
    folder = write_module(tmp_path, "small")
    assert folder_of(folder / "module.yaml") == folder
    for place, key in ((tmp_path / "gone", "preview.no-folder"), (folder / "lessons", "preview.no-module")):
        with pytest.raises(NotFound) as error:
            folder_of(place)
        assert error.value.message.key == key
