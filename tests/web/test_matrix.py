"""Nobody finds on any page or in any download what the table of rights does not let them see, and everybody finds
what it does. The log tells nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path

import pytest
from starlette.routing import Match, Route

from learnenv import bootstrap
from learnenv.access import table
from learnenv.domain.access import About, may
from learnenv.domain.errors import LearnenvError
from learnenv.language import speech
from learnenv.services import cohort_moves, identity
from learnenv.settings import read_settings
from learnenv.web import addresses, pages
from learnenv.web.readiness import Readiness
from learnenv.web.routes import routes
from tests.support.server import Server, running
from tests.web.asking import ask
from tests.web.matrix.expected import Cell, allowed_at_all, cells, wanted
from tests.web.matrix.lines import PAGES, ROUTES
from tests.web.matrix.looking import Seen, ask_for, look_at_pages, marks, marks_in
from tests.web.matrix.posts import DELETE_ME, FIRST_ADMIN, POSTS, TYPED, Doing, Post, session_in
from tests.web.matrix.world import SHARED, World, write_modules

pytestmark = pytest.mark.slow
VISITOR = "nobody"
ACTORS = (
    *("guest", "ann in town-1", "bob in town-1", "cas in town-1", "ann in town-2", "ann in village-1"),
    *("coach of ann", "coach of Noord", "author", "administrator", "gone from town-1", "trainer of before"),
    *("trainer of town-1", "trainer of town-2", "trainer of village-1", "trainer of town", "trainer of village"),
)


@dataclass(frozen=True)
class House:
    """A server with the whole world on record."""

    server: Server
    world: World


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("matrix")
    modules = write_modules(folder / "modules")
    core = bootstrap.start(read_settings({}, data=folder / "data", modules=[modules]))
    try:
        world = World(core)
        with running(folder / "data", modules=[modules], environment={"LEARNENV_LOG": "json"}) as server:
            yield House(server, world)
    finally:
        core.record.close()


@pytest.mark.parametrize("who", ACTORS)
def test_everybody_finds_on_every_page_what_they_may_see_and_nothing_else(house: House, who: str) -> None:
    sorry = [speech("nl").say(key) for key in ("failure.page", "failure.store")]
    asked = [each for line in PAGES for each in cells(house.world, who, line)]
    seen = look_at_pages(house.world, house.server, asked, sorry)
    told = [ask_for(house.world, house.server, each) for each in _of_routes(house.world, who)]
    _demand(house.world, [*seen, *told])


def test_who_is_not_signed_in_finds_nothing_anywhere(house: House) -> None:
    lines = [each for line in (*PAGES, *ROUTES) for each in cells(house.world, VISITOR, line)]
    _demand(house.world, [ask_for(house.world, house.server, each) for each in lines])


def test_members_are_moved_by_who_may_in_both_groups_and_by_nobody_else(house: House) -> None:
    """Nobody is moved here: it is asked for somebody who is in neither group."""
    world, told = house.world, set()
    for who in ACTORS:
        person = world.people[who]
        actor = identity.who(world.app, identity.secret_hash(person.token))
        assert actor is not None
        for here, there in permutations(world.houses, 2):
            abouts = [About(cohort=each, organisation=world.houses[each]) for each in (here, there)]
            may_both = all(may(table(), person.asker, "member-move", each) for each in abouts)
            try:
                cohort_moves.move(world.app, actor, here, there, ["nobody"])
            except LearnenvError as error:
                outcome = error.message.key
            else:
                outcome = "moved"
            inside = "moved" if world.houses[here] == world.houses[there] else "moves.other-organisation"
            assert outcome == (inside if may_both else "access.not-allowed"), (who, here, there)
            told.add(outcome)
    assert len(told) == 3


def test_who_is_moved_is_found_by_the_trainers_there_and_no_longer_by_those_before(house: House) -> None:
    world, ann = house.world, "ann in village-1"
    boss = identity.who(world.app, identity.secret_hash(world.people["trainer of village"].token))
    assert boss is not None
    assert cohort_moves.move(world.app, boss, "village-1", "village-2", [world.people[ann].id]).moved == 1
    world.moved(ann, "village-1", "village-2")
    sorry = [speech("nl").say(key) for key in ("failure.page", "failure.store")]
    # Who shares nothing any more is not named beside those who do.
    lines = [replace(each, some=each.some or SHARED in each.address) for each in PAGES if "{cohort}" in each.address]
    for who in ("trainer of village-1", "trainer of village-2", "bob in village-1", ann):
        asked = [each for line in lines for each in cells(world, who, line)]
        seen = look_at_pages(world, house.server, asked, sorry)
        told = [ask_for(world, house.server, each) for each in _of_routes(world, who) if each.about.cohort]
        _demand(world, [*seen, *told])


def test_every_form_is_for_somebody_or_for_nobody_here(house: House) -> None:
    for post in (*POSTS, DELETE_ME):
        let = {post.is_let(Doing(house.world, who, about)) for who in ACTORS for about in _abouts(house.world, post)}
        assert (True in let) != (post.may == "nobody"), post.address


@pytest.mark.parametrize("who", [*ACTORS, VISITOR])
def test_a_form_is_carried_out_for_who_may_and_for_nobody_else(house: House, who: str) -> None:
    """Each form is as it should be, down to its token; so what is refused is refused for who sends it."""
    told = [
        fault for post in POSTS for about in _abouts(house.world, post) for fault in _sent(house, who, post, about)
    ]
    assert not told, "\n".join(told)


def test_every_page_is_in_the_matrix() -> None:
    folder = Path(pages.__file__).parent
    files = {
        f"/{file.stem.replace('_', '-')}" for file in folder.glob("*.py") if file.stem not in ("__init__", "home")
    }
    listed = {line.route for line in PAGES}
    assert files | {addresses.HOME} == addresses.PAGES, "a page without an address, or the other way around"
    assert listed == addresses.PAGES


def test_every_route_is_in_the_matrix(house: House) -> None:
    found = routes(house.world.app, Readiness(house.world.app.record))
    known = [each for each in found if isinstance(each, Route)]
    assert len(known) == len(found)
    asked = [(line.route, "GET") for line in ROUTES] + [(post.address, "POST") for post in (*POSTS, DELETE_ME)]
    found = {id(_answering(known, route, method)) for route, method in asked}
    assert [f"{each.methods} {each.path}" for each in known if id(each) not in found] == []


def test_every_page_of_a_plugin_is_in_the_matrix(house: House) -> None:
    library = house.world.app.library
    brought = [page for card in library.cards() for page in library.pages(card.id)]
    assert brought
    listed = [line.address for line in (*PAGES, *ROUTES)]
    for page in brought:
        for address in (f"{addresses.EXTRA}?module={page.module}&name={page.name}", f"{addresses.EXTRA}.svg"):
            assert any(each.startswith(address) for each in listed), f"{address} is in no line of the matrix"


def _of_routes(world: World, who: str) -> list[Cell]:
    return [each for line in ROUTES for each in cells(world, who, line)]


def _demand(world: World, seen: list[Seen]) -> None:
    """All that is found is allowed, and all that has to be found is."""
    faults = [fault for each in seen if (fault := _fault(world, each))]
    assert not faults, f"{len(faults)} of {len(seen)} cells\n" + "\n".join(faults)


def _fault(world: World, seen: Seen) -> str:
    cell, want = seen.cell, wanted(world, seen.cell)
    leaked = seen.found - allowed_at_all(world, cell.who)
    more, less = seen.found - want.allowed - leaked, want.all - seen.found
    if cell.line.some:
        less = less if less == want.all else frozenset()
    told = {"LEAKS": leaked, "tells more": more, "does not tell": less, "fails": {seen.trouble} - {""}}
    wrong = "; ".join(f"{name} {', '.join(sorted(texts))}" for name, texts in told.items() if texts)
    return f"{cell.who}: {cell.address}: {wrong}" if wrong else ""


def _answering(known: list[Route], route: str, method: str) -> Route | None:
    """The route that answers this address."""
    path = route.format(cohort="x", learner="y", invite="z")
    scope = {"type": "http", "path": path, "method": method, "root_path": ""}
    return next((each for each in known if each.matches(scope)[0] is Match.FULL), None)


def _abouts(world: World, post: Post) -> list[About]:
    if "{cohort}" not in post.address:
        return [About()]
    return [About(cohort=cohort, organisation=house) for cohort, house in world.houses.items()]


def _sent(house: House, who: str, post: Post, about: About) -> Iterator[str]:
    """Send a form twice, with the token of another page and with its own; what went otherwise than it should."""
    for token in ("forged", "form"):
        doing = Doing(house.world, who, about)
        form = {**post.form(doing), "token": token}
        let = token == "form" and post.is_let(doing)
        cookie = "learnenv-form=form" + (f"; learnenv-session={doing.token}" if doing.token else "")
        answer = ask(house.server, post.address_of(doing), "POST", form, Cookie=cookie)
        what = f"{who}: {post.address} {about.cohort} with token {token}: status {answer.status}"
        if post.done(doing, answer) != let:
            yield f"{what}, {'not done' if let else 'DONE'}"
        if answer.status >= 500:
            yield f"{what}, fails"
        if leaked := marks_in(answer) - allowed_at_all(house.world, who):
            yield f"{what}, LEAKS {', '.join(sorted(leaked))}"


def test_who_deletes_themself_is_gone_and_nobody_else_is(house: House) -> None:
    """Last of all, for then nobody is left. Who is the only administrator stays, until they are shut out: then the
    form for the first one, which nobody was let through before, lets somebody in."""
    world, record = house.world, house.world.app.record
    everybody = {who: world.people[who].id for who in ACTORS}
    assert list(_sent(house, VISITOR, DELETE_ME, About())) == []
    for who in ACTORS:
        told = list(_sent(house, who, DELETE_ME, About()))
        stays = who == "administrator"
        assert [each.endswith("not done") for each in told] == [True] * stays, told
        everybody = {name: id for name, id in everybody.items() if stays or name != who}
        assert all(record.learner(id) for id in everybody.values())
    record.set_disabled(everybody["administrator"], True)
    doing = Doing(world, VISITOR, About())
    form = {**FIRST_ADMIN.form(doing), "token": "form"}
    assert session_in(ask(house.server, "/first-admin", "POST", form, Cookie="learnenv-form=form"))


def test_nothing_that_is_marked_is_in_the_log(house: House) -> None:
    """After all that: who they are, what they made and are called, what they typed, and what lets them in."""
    log = (house.server.data.parent / f"{house.server.data.name}.log").read_bytes()
    assert log.count(b'"request"') > 10
    people = house.world.people.values()
    secrets = {each for person in people for each in (person.token, person.id)} | set(TYPED)
    found = marks(log) | {each for each in secrets if each.encode() in log}
    assert not found
