"""Where one goes on after signing in is a page of our own, however the address is written."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnenv.web.addresses import HOME, PAGES, home_grown

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


@given(st.one_of(st.text(), st.builds(str.__add__, st.sampled_from(STRANGE), st.text())))
@example("//[")
def test_no_text_at_all_leads_to_another_host(address: str) -> None:
    assert urlsplit(urljoin(f"{HERE}/sign-in", home_grown(address))).netloc == "learn.example.org"
