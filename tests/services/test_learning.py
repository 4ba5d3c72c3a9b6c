from __future__ import annotations

from dataclasses import replace

import pytest

from learnenv.domain.errors import NotFound, StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.text import Message, Text
from learnenv.language import speech
from learnenv.services import answering, identity, learning, products, writing
from learnenv.services.app import App
from learnenv.store.memory import MemoryRecord
from tests.services.conftest import Clock
from tests.services.test_answering import REFLECTION, choose


def finish_first_page(app: App, actor: Actor) -> None:
    for ref in ("first/choice", "first/twice"):
        choose(app, actor, ref, "yes-this")
    answering.submit(app, actor, REFLECTION, {"text": "Ik zag *een* mens wachten."}, drawn_with="x")
    learning.mark_read(app, actor, "first", "page-1")


def test_home_is_empty_until_something_is_begun_and_then_goes_on_there(app: App, actor: Actor) -> None:
    assert learning.home(app, actor).here is None
    learning.page(app, actor, "first", "page-2")
    view = learning.home(app, actor)
    assert view.here is not None
    assert view.page is not None
    assert (view.here.module.id, view.page.id) == ("first", "page-2")
    assert [card.id for card in view.fresh] == ["second"]


def test_home_does_not_send_back_to_a_page_that_is_done(app: App, actor: Actor) -> None:
    finish_first_page(app, actor)
    learning.page(app, actor, "first", "page-1")
    view = learning.home(app, actor)
    assert view.page is not None
    assert view.page.id == "page-2"


def test_a_page_is_done_when_it_is_read_and_its_exercises_are_done_and_not_before(app: App, actor: Actor) -> None:
    assert not learning.mark_read(app, actor, "first", "page-1").done
    finish_first_page(app, actor)
    assert learning.page(app, actor, "first", "page-1").done


def test_a_module_is_completed_when_all_its_pages_are(app: App, actor: Actor) -> None:
    finish_first_page(app, actor)
    assert not learning.module(app, actor, "first").progress.completed
    learning.mark_read(app, actor, "first", "page-2")
    progress = learning.module(app, actor, "first").progress
    assert progress.completed
    assert progress.mean_score == 1.0
    assert not progress.mastered  # the reflection was not rated yet
    view = answering.view(app, actor, REFLECTION)
    rated = {"text": "Ik zag een mens wachten.", "rate-own": view.drawing.token("rate-own", "1")}
    answering.submit(app, actor, REFLECTION, rated, drawn_with=view.drawn_with)
    assert learning.module(app, actor, "first").progress.mastered


def test_the_catalogue_searches_and_stays_within_its_pages(app: App, actor: Actor) -> None:
    assert [card.id for card in learning.catalogue(app, actor, "sec").cards] == ["second"]
    assert learning.catalogue(app, actor, "niets van dit alles").found == 0
    assert learning.catalogue(app, actor, "", 99).page == 1
    assert learning.catalogue(app, actor, "", -3).page == 1


def test_a_page_knows_what_is_before_and_after_it(app: App, actor: Actor) -> None:
    first, last = (learning.page(app, actor, "first", f"page-{n}") for n in (1, 2))
    assert first.before is None
    assert first.after == last.page
    assert last.before == first.page
    assert last.after is None
    assert (first.minutes_left, last.minutes_left) == (10, 5)


def test_unknown_modules_and_pages_are_not_found(app: App, actor: Actor) -> None:
    for ask in (
        lambda: learning.module(app, actor, "nowhere"),
        lambda: learning.page(app, actor, "first", "nowhere"),
        lambda: learning.mark_read(app, actor, "first", "../../etc"),
        lambda: products.product(app, actor, "first/choice"),
        lambda: products.product(app, actor, REFLECTION),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_product_is_kept_with_its_version_and_written_as_markdown(app: App, actor: Actor) -> None:
    finish_first_page(app, actor)
    made = products.product(app, actor, REFLECTION)
    assert made.version == 1
    text = writing.product_markdown(made, speech("nl"))
    assert text.startswith("# Verslag\n")
    assert "Ik zag \\*een\\* mens wachten." in text


def test_progress_as_markdown_has_a_row_per_exercise(app: App, actor: Actor) -> None:
    finish_first_page(app, actor)
    begun = learning.begun_modules(app, actor)
    text = writing.progress_markdown(begun, app.record.standings(actor.learner), speech("en"))
    assert text.count("| done |") == 3
    assert "100%" in text


def test_reading_goes_on_when_nothing_can_be_written(app: App, actor: Actor, clock: Clock) -> None:
    class Full(MemoryRecord):
        def save_bookmark(self, bookmark: object) -> None:
            raise StoreError("store.full", path="x")

        def touch_session(self, *_: object) -> None:
            raise StoreError("store.full", path="x")

    full = Full()
    full.__dict__.update(app.record.__dict__)
    reader = replace(app, record=full)
    clock.go(hours=1)
    assert identity.who(reader, actor.session) == actor
    assert learning.page(reader, actor, "first", "page-1").number == 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# kop", "\\# kop"),
        ("- punt", "\\- punt"),
        ("1. een", "1\\. een"),
        ("a - b, 3.5 (x) http://y", "a - b, 3.5 (x) http://y"),
        ("<b> *x* [l](u) `c` $m$", "\\<b\\> \\*x\\* \\[l\\](u) \\`c\\` \\$m\\$"),
        ("    code", "\N{NO-BREAK SPACE}" * 4 + "code"),
        (":smile: :red[x]", ":\N{WORD JOINER}smile: :red\\[x\\]"),
    ],
)
def test_what_was_typed_is_never_markup_and_otherwise_left_alone(typed: str, written: str) -> None:
    assert writing.plain(typed) == written


def test_what_fills_a_sentence_is_never_markup() -> None:
    message = Message("answer.not-a-number", {"text": "**$x$**"})
    assert "\\*\\*\\$x\\$\\*\\*" in writing.in_markdown(message, speech("nl"))
    assert writing.in_markdown(Text("**ja**", "**yes**"), speech("nl")) == "**ja**"
