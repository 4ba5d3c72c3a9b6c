"""Signing in with an account and making one: what the server does with each form."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.support.apart import apart
from tests.support.server import Server, running
from tests.support.streamlit_client import Tab
from tests.web.asking import ask, form_cookie
from tests.web.learner import Learner
from tests.web.test_doors import STRANGE
from tests.web.ways import OTHER, PASSWORD, form_from, is_in, new_account, post, session_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this file's own, since its addresses get tired of wrong passwords."""
    with running(tmp_path_factory.mktemp("office") / "data") as server:
        yield server


def test_the_way_in_leads_to_all_ways_in(office: Server) -> None:
    for path in ("/welcome?lang=nl&next=%2Fmodules", "/recover"):
        assert 'href="/sign-in?lang=nl' in ask(office, path).body
    page = ask(office, "/sign-in?lang=en&next=%2Fmodules").body
    assert 'href="/recover?lang=en&amp;next=/modules"' in page
    assert "Sign in" in page


def test_password_managers_and_pasting_work_on_every_form(office: Server) -> None:
    page = ask(office, "/sign-in").body
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    form = ask(office, "/account", Cookie=office.begin()).body
    assert 'autocomplete="new-password"' in form
    assert 'autocomplete="username"' in form
    change = ask(office, "/account", Cookie=new_account(office, "paste")).body
    assert change.count('autocomplete="current-password"') == change.count('autocomplete="new-password"') == 1
    for each in (page, form, change):
        assert "onpaste" not in each
        assert "<script" not in each


def test_an_account_is_made_and_opens_in_another_browser(office: Server) -> None:
    guest = office.begin()
    made = post(office, "/account", guest, login="Eva@example.org", password=PASSWORD)
    assert (made.status, made.location) == (303, "/you")
    mine = session_of(made)
    assert not is_in(office, guest)
    assert is_in(office, mine)
    there = post(office, "/sign-in", login="eva@EXAMPLE.org", password=PASSWORD, next="/modules")
    assert (there.status, there.location) == (303, "/modules")
    assert is_in(office, session_of(there))
    assert ask(office, "/sign-in?next=%2Fmodules", Cookie=mine).location == "/modules"


def test_only_who_is_remembered_gets_a_cookie_that_stays(office: Server) -> None:
    new_account(office, "cookie")
    for remember, stays in (("", False), ("1", True)):
        said = post(office, "/sign-in", login="cookie", password=PASSWORD, remember=remember)
        (cookie,) = [each for each in said.cookies if "learnenv-session" in each]
        assert ("Max-Age" in cookie) is stays
        assert "HttpOnly" in cookie


def test_a_refused_sign_in_says_so_without_saying_what_was_wrong(office: Server) -> None:
    new_account(office, "refused")
    pages = [
        post(office, "/sign-in", login=login, password=password)
        for login, password in (("refused", OTHER), ("nobody-1", PASSWORD))
    ]
    for page in pages:
        assert page.status == 422
        assert not session_of(page)
        assert "horen niet bij elkaar" in page.body
        assert PASSWORD not in page.body
        assert OTHER not in page.body
    strip = [re.sub(r"refused|nobody-1|value=\"[^\"]*\"", "", page.body) for page in pages]
    assert strip[0] == strip[1]


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/account/password", "/first-admin"])
@pytest.mark.parametrize("fault", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {}])
def test_a_forged_form_changes_nothing(office: Server, path: str, fault: dict[str, str]) -> None:
    cookie = office.begin()
    jar, token = form_cookie(office)
    form = {"token": token if fault else "x", "login": "forged", "password": PASSWORD, "old": PASSWORD}
    said = ask(office, path, "POST", form, Cookie=f"{jar}; {cookie}", **fault)
    assert said.status == 400
    assert not session_of(said)
    assert is_in(office, cookie)


@pytest.mark.parametrize("address", STRANGE)
def test_after_signing_in_nobody_leaves_the_house(office: Server, strange_account: str, address: str) -> None:
    said = post(office, "/sign-in", login=strange_account, password=PASSWORD, next=address)
    assert (said.status, said.location) == (303, "/")


@pytest.fixture(scope="module")
def strange_account(office: Server) -> str:
    new_account(office, "strange")
    return "strange"


def test_a_new_password_ends_the_sessions_of_other_browsers(office: Server) -> None:
    first = new_account(office, "changes")
    second = session_of(post(office, "/sign-in", login="changes", password=PASSWORD))
    wrong = post(office, "/account/password", second, old=OTHER, password=OTHER)
    assert (wrong.status, is_in(office, first), is_in(office, second)) == (422, True, True)
    changed = post(office, "/account/password", second, old=PASSWORD, password=OTHER)
    assert (changed.status, changed.location) == (303, "/you")
    assert [is_in(office, each) for each in (first, second, session_of(changed))] == [False, False, True]
    assert post(office, "/sign-in", login="changes", password=PASSWORD).status == 422
    assert post(office, "/sign-in", login="changes", password=OTHER).status == 303


@pytest.mark.parametrize(
    ("login", "password", "said"),
    [
        ("poor", "x" * 14, "14 tekens"),
        ("poor", "WelkomWelkomWelkom", "Veel mensen|veel mensen"),
        ("poor", "poorpoorpoorpoor", "inlognaam"),
        ("a b", PASSWORD, "geen spaties"),
        ("POOR.taken", PASSWORD, "van iemand anders"),
    ],
)
def test_what_will_not_do_is_said_with_what_would(office: Server, login: str, password: str, said: str) -> None:
    if login == "POOR.taken":
        new_account(office, "poor.taken")
    guest = office.begin()
    page = post(office, "/account", guest, login=login, password=password)
    assert page.status == 422
    assert re.search(said, page.body)
    assert 'role="alert"' in page.body
    assert password not in page.body.replace(f'value="{login}"', "")
    assert is_in(office, guest)


def test_guessing_gets_slow_and_whoever_is_in_notices_nothing(office: Server) -> None:
    mine = new_account(office, "guessed")
    answers = [
        post(office, "/sign-in", login="guessed", password=f"a guess {n}", forwarded=f"198.51.100.{n}").status
        for n in range(14)
    ]
    assert answers == [422] * 10 + [429] * 4
    right = post(office, "/sign-in", login="guessed", password=PASSWORD, forwarded="198.51.100.99")
    assert right.status == 429
    assert 0 < int(right.headers["retry-after"]) <= 60
    unknown = [
        post(office, "/sign-in", login="nobody-2", password="a guess", forwarded=f"198.51.100.{n}").status
        for n in range(14)
    ]
    assert unknown == answers
    assert is_in(office, mine)


def test_many_accounts_from_one_address_get_slow_too(office: Server) -> None:
    answers = [
        post(office, "/sign-in", login=f"spray-{n}", password="a guess", forwarded="198.51.100.200").status
        for n in range(33)
    ]
    assert answers == [422] * 30 + [429] * 3
    codes = [post(office, "/recover", code="A" * 20, forwarded="198.51.100.200").status for _ in range(33)]
    assert codes == answers


def test_many_guests_from_one_address_are_braked(office: Server) -> None:
    jar, token, extra = form_from(office, "198.51.100.77")
    statuses = [ask(office, "/begin", "POST", {"token": token}, Cookie=jar, **extra).status for _ in range(502)]
    assert statuses == [303] * 500 + [429] * 2
    assert post(office, "/begin", forwarded="198.51.100.78").status == 303


def test_an_unknown_login_takes_as_long_as_a_known_one(office: Server) -> None:
    new_account(office, "timed")
    times: dict[str, list[float]] = {"timed": [], "untimed": []}
    for n in range(10):
        for login, taken in times.items():
            jar, token, extra = form_from(office, f"198.51.101.{n}")
            form = {"token": token, "login": login, "password": "a guess"}
            began = time.perf_counter()
            assert ask(office, "/sign-in", "POST", form, Cookie=jar, **extra).status == 422
            taken.append(time.perf_counter() - began)
    known, unknown = (statistics.median(each) for each in times.values())
    assert unknown == pytest.approx(known, rel=0.35)


async def _with_work(server: Server) -> str:
    cookie = server.begin()
    async with Tab(server.port, cookie=cookie) as tab:
        await tab.load("/lesson?module=doetank-start&page=mixed-team")
    return cookie


def test_a_guest_with_work_is_asked_before_it_is_left_behind(office: Server) -> None:
    new_account(office, "elsewhere")
    guest = apart(_with_work(office))
    page = ask(office, "/sign-in", Cookie=guest).body
    assert 'href="/account"' in page
    assert 'name="leave"' in page
    refused = post(office, "/sign-in", guest, login="elsewhere", password=PASSWORD)
    assert refused.status == 422
    assert is_in(office, guest)
    left = post(office, "/sign-in", guest, login="elsewhere", password=PASSWORD, leave="1")
    assert left.status == 303
    assert not is_in(office, guest)
    assert 'name="leave"' not in ask(office, "/sign-in", Cookie=office.begin()).body


@pytest.mark.browser
def test_a_guest_makes_an_account_signs_out_and_comes_back(come: Callable[..., Learner], office: Server) -> None:
    guest = come("nl", at=office)
    guest.open("/you")
    page = guest.page
    page.get_by_role("link", name=guest.say("you.account-make")).click()
    page.get_by_label(guest.say("account.login")).fill("browser")
    page.get_by_label(guest.say("account.password")).fill(PASSWORD)
    page.get_by_role("button", name=guest.say("account.button")).click()
    guest.settle()
    expect(page.get_by_text(guest.say("you.account-is", login="browser"))).to_be_visible()
    page.goto(f"{office.url}/sign-out")
    expect(page.get_by_text(guest.say("sign-out.has-account"))).to_be_visible()
    page.get_by_role("button", name=guest.say("sign-out.button")).click()
    page.get_by_role("link", name=guest.say("welcome.have-account")).click()
    page.get_by_label(guest.say("account.login")).fill("browser")
    page.get_by_label(guest.say("account.password")).press_sequentially(PASSWORD)
    page.keyboard.press("Enter")
    guest.settle()
    guest.open("/you")
    expect(page.get_by_text(guest.say("you.account-is", login="browser"))).to_be_visible()


def test_signing_out_everywhere_ends_the_other_browsers_too(office: Server) -> None:
    here = new_account(office, "overal")
    there = session_of(post(office, "/sign-in", login="overal", password=PASSWORD))
    assert is_in(office, here)
    assert is_in(office, there)
    post(office, "/sign-out", here, everywhere="1")
    assert not is_in(office, here)
    assert not is_in(office, there)
