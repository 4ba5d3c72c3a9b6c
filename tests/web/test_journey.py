"""A learner's whole way through the shipped module, in both languages, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from learnenv.domain.case import CaseStudy
from learnenv.domain.case_walk import Move, begin, step
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.exercise_type import Samples
from learnenv.domain.text import Language
from tests.support.apart import apart
from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.filling import fill
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

TEACHES = re.compile(r"\S.{60}", re.DOTALL)
"""Feedback says more than "no"."""
CANVAS = "doetank-start/doetank-canvas"
REFLECTION = "doetank-start/practice-clash"
OWN = {"nl": "Vorige week stond er een man voor mijn balie.", "en": "Last week a man stood at my desk."}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_learner_goes_all_the_way(come: Callable[..., Learner], module: LearningModule, language: Language) -> None:
    learner = come(language, signed_in=False)
    learner.begin()
    expect(learner.page.locator("h1")).to_have_text(learner.say("home.title"))
    learner.page.get_by_role("link", name=module.card.title.get(language)).first.click()
    expect(learner.page.locator("h1")).to_have_text(module.card.title.get(language))
    learner.page.locator(".st-key-next a").click()
    for page in module.pages:
        expect(learner.page.locator("h1")).to_have_text(page.titles.get(language))
        learner.settle()
        for id in page.exercises():
            _answer(learner, module.exercises[id])
        for id in page.cases():
            _walk(learner, module.cases[id], module)
        learner.go_on()
    expect(learner.page.get_by_text(learner.say("module.mastered"))).to_be_visible()
    assert learner.page.locator('[class*="st-key-step-done-"]').count() == len(module.pages)

    code = _progress_and_products(learner, module)
    _somewhere_else(come(language, signed_in=False), module, code)
    _sign_out(learner)


def _answer(learner: Learner, exercise: Exercise) -> None:
    if exercise.type.open:
        _open_work(learner, exercise)
    else:
        _closed(learner, exercise)


def _closed(learner: Learner, exercise: Exercise) -> None:
    samples: Samples = exercise.type.samples(exercise.spec)
    form = exercise.type.form(exercise.spec)
    drawn = learner.form(exercise.ref)
    fill(drawn, form, samples.wrong, learner.language)
    learner.check(exercise.ref)
    expect(learner.status(exercise.ref)).not_to_contain_text(learner.say("feedback.right"))
    expect(learner.feedback(exercise.ref)).to_have_text(TEACHES)

    hints = learner.exercise(exercise.ref).locator('[class*="st-key-help-"] button').first
    hints.click()
    first = exercise.hints[0].get(learner.language)
    expect(learner.exercise(exercise.ref).locator('[class*="st-key-hints-"]')).to_contain_text(first)

    fill(drawn, form, samples.right, learner.language)
    learner.check(exercise.ref)
    expect(learner.status(exercise.ref)).to_have_text(learner.say("feedback.right"))
    explained = exercise.explanation.get(learner.language)[:40]
    expect(learner.feedback(exercise.ref)).to_contain_text(explained)


def _open_work(learner: Learner, exercise: Exercise) -> None:
    form = exercise.type.form(exercise.spec)
    drawn = learner.form(exercise.ref)
    first = drawn.locator("textarea").first
    first.fill(OWN[learner.language])
    learner.check(exercise.ref)
    expect(learner.status(exercise.ref)).to_have_text(learner.say("feedback.invalid"))
    expect(first).to_have_value(OWN[learner.language])
    expect(learner.exercise(exercise.ref)).to_contain_text(learner.say("feedback.kept-as-draft"))

    right = dict(exercise.type.samples(exercise.spec).right)
    name = form[0].name
    right[name] = f"{OWN[learner.language]} {right[name]}"
    fill(drawn, form, right, learner.language)
    learner.check(exercise.ref)
    expect(learner.status(exercise.ref)).to_contain_text(learner.say("feedback.saved"))
    learner.page.reload()
    learner.settle()
    expect(drawn.locator("textarea").first).to_have_value(right[name])


def _walk(learner: Learner, case: CaseStudy, module: LearningModule) -> None:
    """To an end of the case by the first choice that is offered, and back to the lesson."""
    learner.page.locator(f".st-key-next-case-{case.id} a").click()
    walk = begin(case)
    while True:
        title = walk.scene.title.get(learner.language)
        expect(learner.page.get_by_role("heading", name=title, level=2, exact=True)).to_be_visible()
        if walk.scene.predict:
            asked = module.exercises[walk.scene.predict]
            right = asked.type.samples(asked.spec).right
            fill(learner.form(asked.ref), asked.type.form(asked.spec), right, learner.language)
            learner.form(asked.ref).locator(".le-submit").click()
            expect(learner.page.locator(".st-key-case-reveal")).to_be_visible()
        if walk.ended:
            break
        choice = walk.offered()[0]
        learner.page.get_by_role("radio", name=choice.text.get(learner.language), exact=True).check()
        learner.page.get_by_role("button", name=learner.say("case.choose-button")).click()
        moved = step(walk, Move(walk.moves + 1, "choose", walk.scene.id, choice.id))
        assert moved is not None
        walk = moved
    learner.page.locator(".st-key-next-case a").click()
    learner.settle()


def _progress_and_products(learner: Learner, module: LearningModule) -> str:
    """Look at my progress and at what was made; make a recovery code and return it."""
    page = learner.page
    page.get_by_role("link", name=learner.say("menu.progress")).click()
    expect(page.locator("h1")).to_have_text(learner.say("progress.title"))
    total = len(module.pages)
    expect(page.get_by_text(learner.say("card.done", done=total, total=total)).first).to_be_visible()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(sum(len(each.exercises()) + len(each.cases()) for each in module.pages))
    for row in rows.all():
        expect(row).to_contain_text(learner.say("table.done"))
    _products(learner, module)
    page.get_by_role("link", name=learner.say("menu.you")).click()
    page.get_by_role("button", name=learner.say("you.code-make")).click()
    return page.locator(".st-key-recovery-code code").inner_text()


def _products(learner: Learner, module: LearningModule) -> None:
    page = learner.page
    for ref in (CANVAS, REFLECTION):
        made = page.locator(f".st-key-product-{ref.replace('/', '-')}")
        with page.expect_download() as download:
            made.get_by_role("link", name=learner.say("progress.markdown")).click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert download.value.suggested_filename == f"{ref.replace('/', '-')}.md"
        assert OWN[learner.language] in text.replace("\\", "")
        made.get_by_role("link", name=learner.say("progress.print")).click()
        expect(page.locator("article")).to_contain_text(OWN[learner.language])
        expect(page.locator("html")).to_have_attribute("lang", learner.language)
        page.go_back()
        learner.settle()
    canvas = module.exercises["doetank-canvas"]
    response = page.request.get(f"{learner.server.url}/product?ref={CANVAS}")
    for field in canvas.type.form(canvas.spec):
        assert field.label.get(learner.language) in response.text()


def _somewhere_else(learner: Learner, module: LearningModule, code: str) -> None:
    """The recovery code opens the same progress in another browser."""
    learner.page.goto(f"{learner.server.url}/recover?lang={learner.language}")
    learner.page.get_by_label(learner.say("recover.label")).fill(code.lower().replace("-", " "))
    learner.page.get_by_role("button", name=learner.say("recover.button")).click()
    learner.settle()
    learner.open("/module?module=doetank-start")
    expect(learner.page.get_by_text(learner.say("module.mastered"))).to_be_visible()
    learner.lesson("your-canvas")
    started = learner.form(CANVAS).locator("textarea").first.input_value()
    assert started.startswith(OWN[learner.language])


def _sign_out(learner: Learner) -> None:
    page = learner.page
    learner.open("/you")
    page.get_by_role("link", name=learner.say("you.sign-out")).click()
    names = {cookie["name"] for cookie in learner.context.cookies()}
    assert names <= {"learnenv-session", "learnenv-form", "learnenv-language", "_streamlit_xsrf"}
    page.get_by_role("button", name=learner.say("sign-out.button")).click()
    expect(page.get_by_role("button", name=learner.say("welcome.begin"))).to_be_visible()
    assert "learnenv-session" not in {cookie["name"] for cookie in learner.context.cookies()}
    page.goto(f"{learner.server.url}/progress")
    expect(page).to_have_url(f"{learner.server.url}/welcome?next=%2Fprogress")


def test_another_language_stays_on_the_page_and_keeps_what_was_typed(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    learner.lesson("your-canvas")
    title = learner.page.locator("h1").inner_text()
    box = learner.form(CANVAS).locator("textarea").first
    box.fill("Nog niet opgeslagen")
    learner.page.get_by_role("button", name="English").click()
    expect(learner.page.locator("html")).to_have_attribute("lang", "en")
    expect(learner.page.locator("h1")).not_to_have_text(title)
    assert "page=your-canvas" in learner.page.url
    expect(learner.form(CANVAS).get_by_role("button", name="Save")).to_be_visible()
    expect(box).to_have_value("Nog niet opgeslagen")


def test_the_page_says_that_it_is_done_as_soon_as_it_is(come: Callable[..., Learner], module: LearningModule) -> None:
    learner = come("nl")
    exercise = module.exercises["top-down-claim"]
    learner.lesson("why-small")
    learner.go_on()
    learner.lesson("why-small")
    done = learner.page.get_by_text("Deze pagina is af.")
    expect(done).to_have_count(0)
    right = exercise.type.samples(exercise.spec).right
    fill(learner.form(exercise.ref), exercise.type.form(exercise.spec), right, "nl")
    learner.check(exercise.ref)
    expect(done).to_be_visible()
    expect(learner.status(exercise.ref)).to_have_text(learner.say("feedback.right"))
    expect(learner.feedback(exercise.ref)).to_contain_text("Precies.")


def test_the_first_visit_to_a_fresh_server_may_be_to_a_lesson(tmp_path: Path) -> None:
    async def first(server: Server) -> list[str]:
        async with Tab(server.port, cookie=server.begin()) as tab:
            await tab.load("/lesson?module=doetank-start&page=why-small")
            return [each.page_link.label for each in tab.elements.values() if each.WhichOneof("type") == "page_link"]

    with running(tmp_path / "data") as server:
        links = apart(first(server))
    assert {"Start", "Modules", "Mijn voortgang", "Jij"} <= set(links)
