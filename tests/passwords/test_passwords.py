"""Which passwords will do, and that they are kept in a way that is slow to try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import argon2
import pytest

from learnenv import passwords
from learnenv.passwords import PoorPassword, demand_good, hashed, is_common, is_outdated, matches

GOOD = "vier gekke egels dansen"
LIST = Path(passwords.__file__).with_name("common.txt")


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("", "password.short"),
        ("a" * 14, "password.short"),
        ("kort maar fijn", "password.short"),
        ("x7" * 501, "password.long"),
        ("Qwertyuiopasdfgh", "password.common"),
        ("j.de.vries-2026!!!", "password.login"),
    ],
)
def test_a_poor_password_is_refused_with_what_would_help(password: str, key: str) -> None:
    with pytest.raises(PoorPassword) as refused:
        demand_good(password, "j.de.vries")
    assert refused.value.message.key == key


@pytest.mark.parametrize(
    "password",
    [
        "egels eten geen",  # 15 characters
        "g" + "x7 q" * 16,  # 65
        "pad eend kamer vis " * 12,
        "zonder een enkele hoofdletter of cijfer",
        "ÉÈÀ ünïcödé пароль 密码 好",
    ],
)
def test_length_is_all_that_is_asked(password: str) -> None:
    demand_good(password, "someone")


def test_at_least_three_thousand_common_passwords_are_refused_in_whatever_capitals() -> None:
    common = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(set(common)) == len(common) >= 3_000
    assert all(len(each) >= passwords.SHORTEST for each in common)
    assert not [each for each in common if not is_common(each)]
    assert not [each for each in common if not is_common(each.upper())]


@pytest.mark.parametrize(
    "password",
    [
        "Wachtwoord-Wachtwoord!",
        "WELKOMWELKOMWELKOM2031",
        "aaaaaaaaaaaaaaaaaaaa",
        "12312312312312312",
        "!!!ikhouvanjou schat!!!",
    ],
)
def test_signs_and_numbers_around_a_common_one_make_it_no_better(password: str) -> None:
    assert is_common(password)


def test_a_password_is_known_again_and_no_other_is() -> None:
    kept = hashed(GOOD)
    assert matches(kept, GOOD)
    assert not matches(kept, GOOD.upper())
    assert not matches(kept, GOOD[:-1])
    assert hashed(GOOD) != kept


def test_every_character_of_a_long_one_counts() -> None:
    kept = hashed("é" * 999 + "a")
    assert not matches(kept, "é" * 999 + "b")


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    assert matches(hashed("cafe\u0301 in de ochtend"), "caf\u00e9 in de ochtend")


@pytest.mark.parametrize("kept", ["", "rubbish", "$argon2id$v=19$m=8"])
def test_what_nobody_has_is_never_right(kept: str) -> None:
    assert not matches(kept, GOOD)
    assert not matches(kept, "the password of nobody")


def test_half_a_character_is_no_trouble() -> None:
    kept = hashed("\ud800 half a character")
    assert matches(kept, "\ud800 half a character")


def test_it_is_argon2id_with_no_less_than_what_owasp_asks_for() -> None:
    found = argon2.extract_parameters(hashed(GOOD))
    assert found.type is argon2.Type.ID
    assert found.memory_cost >= 19 * 1024
    assert found.time_cost >= 2
    assert found.parallelism >= 1


def test_a_hash_of_easier_times_is_outdated() -> None:
    easier = argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)
    assert matches(easier, GOOD)
    assert is_outdated(easier)
    assert not is_outdated(hashed(GOOD))


def test_many_sign_ins_at_once_do_not_hold_on_to_memory() -> None:
    done = subprocess.run([sys.executable, "-c", _MANY], capture_output=True, text=True, timeout=120, check=True)
    assert float(done.stdout) < 2 * passwords.AT_ONCE * 24


_MANY = """
import psutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from learnenv import passwords

kept = passwords.hashed("een lange zin die niemand raadt")
before = psutil.Process().memory_info().rss
together = Barrier(24)

def sign_in(_):
    together.wait()
    return passwords.matches(kept, "een lange zin die niemand raadt")

with ThreadPoolExecutor(24) as visitors:
    assert all(visitors.map(sign_in, range(24)))
print((psutil.Process().memory_info().rss - before) / 2**20)
"""
