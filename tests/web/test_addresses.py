"""Where one goes on after signing in is a page of our own, however the address is written."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnenv import bootstrap
from learnenv.domain.learner import Actor
from learnenv.domain.people import Account
from learnenv.passwords import hashed
from learnenv.services import identity
from learnenv.settings import read_settings
from learnenv.web.addresses import HOME, PAGES, home_grown
from tests.support.inside import Inside, come_in

HERE = "https://learn.example.org"
_BEGINNINGS = (
    "//",
    "///",
    "////",
    "/\\",
    "\\\\",
    "\\/",
    "/\t/",
    "/\n/",
    "/\r/",
    "\t//",
    " //",
    "/ /",
    "／／",
    "/%2f",
    "/%5c",
)
_SCHEMES = (
    "http:",
    "https:",
    "http://",
    "https://",
    "HTTPS://",
    "http:\\\\",
    "https:///",
    "ftp://",
    "javascript:",
    "data:",
)
_SCHEMES += ("javascript://", "\x01https://", "view-source:", "x:")
_HOSTS = (
    "evil.example",
    "evil.example/lesson",
    "evil.example:80",
    "learn.example.org@evil.example",
    "[::1]",
    "2130706433",
)
_HOSTS += ("0x7f.1", "evil。example", "evil.example?x=/you", "evil.example#/you", "evil.example/%2e%2e", "alert(1)")
STRANGE = [before + host for before, host in product((*_BEGINNINGS, *_SCHEMES), _HOSTS)]


def test_hundreds_of_known_tricks_lead_home() -> None:
    assert len(STRANGE) > 300
    assert [each for each in STRANGE if home_grown(each) != HOME] == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_page_can_be_gone_on_to(page: str) -> None:
    assert home_grown(f"{page}?module=x#y") == f"{page}?module=x#y"


def test_no_way_in_leads_out_of_the_house(tmp_path: Path) -> None:
    """Each of them: who begins, comes back, signs in, and who is in already."""
    core = bootstrap.in_memory(read_settings({}, data=tmp_path / "data"))
    known, id = come_in(core)
    actor = Actor(id, "nl")
    core.record.set_account(Account(id, "known", hashed("a sentence of this test"), core.clock()))
    at_home = [f"/{name}?next={{}}" for name in ("welcome", "sign-in")]
    told = set()
    for address in STRANGE:
        asked = quote(address, safe="")
        told |= {known.get(each.format(asked)).headers.get("location") for each in at_home}
        new = Inside(core)
        shown = new.get(f"/welcome?next={asked}")
        assert not re.search(r'(href|action|value)="[^"]*(evil|alert)', shown.text)
        told.add(new.post("/begin", next=address).headers.get("location"))
    for address in STRANGE[::12]:
        back, there = Inside(core), Inside(core)
        back.get("/recover")
        code = identity.new_recovery_code(core, actor)
        told.add(back.post("/recover", code=code, next=address).headers.get("location"))
        there.get("/sign-in")
        sent = {"login": "known", "password": "a sentence of this test", "next": address}
        told.add(there.post("/sign-in", **sent).headers.get("location"))
    assert told == {HOME}
    assert known.get("/sign-in?next=%2Fmodules").headers["location"] == "/modules"


@given(st.one_of(st.text(), st.builds(str.__add__, st.sampled_from(STRANGE), st.text())))
@example("//[")
def test_no_text_at_all_leads_to_another_host(address: str) -> None:
    assert urlsplit(urljoin(f"{HERE}/sign-in", home_grown(address))).netloc == "learn.example.org"
