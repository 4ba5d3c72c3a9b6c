"""The plain pages of a cohort over HTTP: joining with a code or a link, inviting on paper, and who may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from learnenv import bootstrap
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.services import cohorts, identity, organisations
from learnenv.services.app import App
from learnenv.settings import read_settings
from tests.support.server import Server, running
from tests.web.asking import Answer, ask, form_cookie

pytestmark = pytest.mark.slow
CONSOLE = Actor("", "nl", console=True)


@dataclass
class Town:
    """A server with two organisations, each with a trainer and a cohort."""

    server: Server
    core: App
    trainer: str
    """The cookie of the trainer of `cohort`."""
    other: str
    """The cookie of the trainer of another organisation."""
    cohort: Cohort

    @property
    def names(self) -> list[str]:
        """Who is in the cohort."""
        return [each.name for each in self.core.record.members(self.cohort.id)]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    data: Path = tmp_path_factory.mktemp("town") / "data"
    core = bootstrap.start(read_settings({}, data=data))
    cookies, made = [], []
    for name in ("Gemeente <b>Zuid</b>", "Elders"):
        place = organisations.make(core, CONSOLE, name)
        trainer = identity.begin_guest(core, "nl")
        organisations.give_trainer(core, CONSOLE, place.id, trainer.actor.learner)
        made.append(cohorts.make(core, CONSOLE, place.id, f"Groep van {name}", {"doetank-start": None}))
        cookies.append(f"learnenv-session={trainer.token}")
    with running(data) as server:
        yield Town(server, core, cookies[0], cookies[1], made[0])
    core.record.close()


def _post(town: Town, path: str, form: dict[str, str], cookie: str = "", **headers: str) -> Answer:
    jar, token = form_cookie(town.server)
    return ask(town.server, path, "POST", {"token": token, **form}, Cookie=f"{jar}; {cookie}", **headers)


def _links(said: Answer) -> list[str]:
    return [unescape(each) for each in re.findall(r'name="link" value="([^"]+)"', said.body)]


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_whoever_has_the_code_is_in_with_one_form(town: Town) -> None:
    page = ask(town.server, f"/join?code={town.cohort.join_code}&lang=nl")
    assert "Meedoen met Groep van Gemeente &lt;b&gt;Zuid&lt;/b&gt;" in page.body
    for sentence in ("Wat je trainer ziet", "ga je hiermee akkoord", "schuilnaam"):
        assert sentence in page.body
    joined = _post(town, "/join", {"code": town.cohort.join_code.lower(), "name": "Vlinder 42"})
    assert (joined.status, joined.location) == (303, "/module?module=doetank-start")
    (session,) = [each for each in joined.cookies if "session" in each]
    assert ask(town.server, "/you", Cookie=session.split(";")[0]).status == 200
    assert "Vlinder 42" in town.names


def test_a_learner_who_is_here_keeps_their_session(town: Town) -> None:
    cookie = town.server.begin()
    joined = _post(town, "/join", {"code": town.cohort.join_code, "name": "Hier al"}, cookie)
    assert joined.status == 303
    assert not [each for each in joined.cookies if "session" in each]
    assert "Hier al" in town.names
    again = ask(town.server, f"/join?code={town.cohort.join_code}", Cookie=cookie)
    assert "Je zit al in" in again.body


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"code": "AAAA-AAAA", "name": "X"}, 422),
        ({"code": "", "name": "X"}, 422),
        ({"name": ""}, 422),
        ({"name": "x" * 61}, 422),
        ({"token": "forged", "name": "Forged"}, 400),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_on_the_same_page_and_nobody_comes_in(
    town: Town, form: dict[str, str], status: int
) -> None:
    before = town.names
    said = _post(town, "/join", {"code": town.cohort.join_code, **form})
    assert said.status == status
    assert 'role="alert"' in said.body or status == 400
    assert not [each for each in said.cookies if "session" in each]
    assert town.names == before


@pytest.mark.parametrize("path", ["/join/nowhere", "/join/" + "a" * 500, "/join/%C3%A9", "/join/x?team=%00"])
def test_a_link_that_leads_nowhere_says_so(town: Town, path: str) -> None:
    said = ask(town.server, path)
    assert said.status in (404, 422)
    assert "<form" not in said.body
    assert "learnenv" in said.body


@pytest.mark.parametrize("path", ["/join/a/b", "/invite/a/b", "/invites/a/b", "/invites.csv", "/join/"])
def test_an_address_beside_the_way_is_lost_and_never_streamlits(town: Town, path: str) -> None:
    said = ask(town.server, path, Cookie=town.trainer)
    assert said.status == 404
    assert 'id="root"' not in said.body


def test_the_poster_has_the_code_and_a_picture_of_the_way_in(town: Town) -> None:
    said = ask(town.server, f"/invite/{town.cohort.id}", Cookie=town.trainer)
    code = town.cohort.join_code
    assert said.status == 200
    assert f"{code[:4]}-{code[4:]}" in said.body
    assert f"{town.server.url}/join" in said.body
    assert 'src="data:image/svg+xml;base64,' in said.body
    assert "<b>Zuid</b>" not in said.body


def test_links_are_made_used_once_and_kept_in_a_file(town: Town) -> None:
    said = _post(
        town,
        f"/invites/{town.cohort.id}",
        {"what": "list", "pasted": "naam;team\nDora;Noord Oost\n=Ed;\nDora;Zuid\n"},
        town.trainer,
    )
    links = _links(said)
    assert said.status == 200
    assert len(links) == 2
    assert "Regel 4, Dora: staat vaker op de lijst." in said.body
    assert all(link.startswith(f"{town.server.url}/join/") for link in links)
    page = ask(town.server, _path(links[0]))
    assert "Je komt in team Noord Oost." in page.body
    first, second = (_post(town, _path(links[0]), {"name": f"D{number}"}) for number in (1, 2))
    assert (first.status, second.status) == (303, 422)
    assert "D1" in town.names
    assert "D2" not in town.names


def test_a_list_that_cannot_be_read_makes_no_link_and_stays_in_its_field(town: Town) -> None:
    before = len(town.core.record.invites(town.cohort.id))
    pasted = "Wie;Afdeling\nJan <b>Jansen</b>;Zorg\n"
    said = _post(town, f"/invites/{town.cohort.id}", {"what": "list", "pasted": pasted}, town.trainer)
    assert said.status == 422
    assert "Op regel 1 staan: Wie en Afdeling." in said.body
    assert "voornaam, tussenvoegsel, achternaam en team" in said.body
    assert "Jan &lt;b&gt;Jansen&lt;/b&gt;;Zorg\n</textarea>" in said.body
    assert len(town.core.record.invites(town.cohort.id)) == before


def test_a_file_of_links_calculates_nothing(town: Town) -> None:
    said = _post(
        town,
        "/invites.csv",
        {"name": "=cmd()", "team": "+1", "link": "http://x/join/y", "until": "@z"},
        town.trainer,
    )
    assert said.headers["content-type"].startswith("text/csv")
    assert "attachment" in said.headers["content-disposition"]
    assert '"\'=cmd()";"\'+1";"http://x/join/y";"\'@z"' in said.body


OTHERS = ("the trainer of another organisation", "a guest", "nobody")


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", ["/invite/{}", "/invites/{}"])
def test_nobody_else_sees_how_to_invite(town: Town, who: str, path: str) -> None:
    cookie = {OTHERS[0]: town.other, OTHERS[1]: town.server.begin(), OTHERS[2]: ""}[who]
    said = ask(town.server, path.format(town.cohort.id), Cookie=cookie)
    assert said.status == (303 if who == "nobody" else 403)
    assert town.cohort.name.partition("<")[0] not in said.body
    assert town.cohort.join_code[:4] not in said.body
    if "invites" in path:
        made = _post(town, path.format(town.cohort.id), {"what": "number", "number": "1"}, cookie)
        assert not _links(made)
        assert made.status in (303, 401, 403)


def test_a_forged_form_makes_no_links(town: Town) -> None:
    before = len(town.core.record.invites(town.cohort.id))
    for fault in ({"token": "forged"}, {}):
        headers = {} if fault else {"Origin": "https://evil.example"}
        said = _post(
            town, f"/invites/{town.cohort.id}", {"what": "number", "number": "1", **fault}, town.trainer, **headers
        )
        assert said.status == 400
    assert len(town.core.record.invites(town.cohort.id)) == before


@pytest.mark.parametrize("number", ["0", "101", "-1", "x", "", "9" * 40, "١"])
def test_a_number_of_links_that_makes_no_sense_is_refused(town: Town, number: str) -> None:
    said = _post(town, f"/invites/{town.cohort.id}", {"what": "number", "number": number}, town.trainer)
    assert said.status == 422
    assert not _links(said)


def test_a_link_for_trainers_gives_the_role_and_a_new_token(town: Town) -> None:
    from learnenv.services import inviting

    (link,) = inviting.invite(town.core, CONSOLE, town.cohort.id, role="trainer")
    cookie = town.server.begin()
    assert "Trainer worden van" in ask(town.server, link.path, Cookie=cookie).body
    done = _post(town, link.path, {}, cookie)
    assert (done.status, done.location) == (303, "/you")
    (session,) = [each.split(";")[0] for each in done.cookies if "session" in each]
    assert ask(town.server, f"/invite/{town.cohort.id}", Cookie=session).status == 200
    assert ask(town.server, f"/invite/{town.cohort.id}", Cookie=cookie).status == 303
