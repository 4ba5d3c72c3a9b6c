"""Settings: defaults that are safe, arguments before environment, and wrong values that are named."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from learnenv.domain.errors import SettingsError
from learnenv.language import speech
from learnenv.settings import VARIABLES, is_loopback, read_settings


def test_without_any_setting_only_this_computer_is_served() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8501, "nl")
    assert settings.data_dir.name == "learnenv"
    assert settings.data_dir.is_absolute()
    assert settings.database_url == f"sqlite:///{settings.data_dir / 'learnenv.sqlite3'}"
    assert settings.module_folders == ()


def test_an_argument_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {
        "LEARNENV_DATA": str(tmp_path / "theirs"),
        "LEARNENV_HOST": "0.0.0.0",
        "LEARNENV_PORT": "9000",
        "LEARNENV_LANGUAGE": "nl",
    }
    settings = read_settings(environment, data=tmp_path / "mine", host="::1", port=9001, language="en")
    assert settings.data_dir == tmp_path / "mine"
    assert (settings.host, settings.port, settings.language) == ("::1", 9001, "en")
    assert read_settings(environment).data_dir == tmp_path / "theirs"


def test_how_long_people_are_kept_is_a_number_of_months() -> None:
    assert [read_settings({"LEARNENV_KEEP_MONTHS": each}).keep_months for each in ("", "0", " 6 ")] == [24, 0, 6]
    for wrong in ("-1", "two", "1.5", "99999"):
        with pytest.raises(SettingsError, match=r"settings.keep-months"):
            read_settings({"LEARNENV_KEEP_MONTHS": wrong})


def test_how_many_copies_from_before_an_upgrade_stay_is_a_number() -> None:
    assert [read_settings({"LEARNENV_KEEP_BACKUPS": each}).keep_backups for each in ("", "0", "12")] == [5, 0, 12]
    with pytest.raises(SettingsError, match=r"settings.keep-backups"):
        read_settings({"LEARNENV_KEEP_BACKUPS": "-1"})


def test_how_old_the_latest_backup_may_be_is_a_number_of_days() -> None:
    assert [read_settings({"LEARNENV_BACKUP_DAYS": each}).backup_days for each in ("", "0", "8")] == [2, 0, 8]
    with pytest.raises(SettingsError, match=r"settings.backup-days"):
        read_settings({"LEARNENV_BACKUP_DAYS": "a week"})


def test_numbers_are_given_out_nowhere_or_on_this_computer_unless_another_address_is_written_out() -> None:
    for value, where in {
        "": None,
        "9100": ("127.0.0.1", 9100),
        " :9100": ("127.0.0.1", 9100),
        "0.0.0.0:9100": ("0.0.0.0", 9100),
        "[::1]:9100": ("::1", 9100),
    }.items():
        assert read_settings({"LEARNENV_METRICS": value}).metrics == where, value
    assert read_settings({"LEARNENV_METRICS": "1"}, metrics="2").metrics == ("127.0.0.1", 2)
    for wrong in ("here", "127.0.0.1", "a/b:1", "127.0.0.1:0", "1:2:3"):
        with pytest.raises(SettingsError, match=r"settings.metrics"):
            read_settings({"LEARNENV_METRICS": wrong})


def test_the_log_is_for_a_person_or_for_a_program() -> None:
    assert [read_settings({"LEARNENV_LOG": each}).log for each in ("", "json", " TEXT ")] == ["text", "json", "text"]
    with pytest.raises(SettingsError, match=r"settings.log"):
        read_settings({"LEARNENV_LOG": "xml"})


def test_the_database_can_be_elsewhere_than_in_the_data_folder(tmp_path: Path) -> None:
    url = "postgresql+psycopg://me:secret@db/learnenv"
    assert read_settings({"LEARNENV_DATABASE_URL": url}, data=tmp_path).database_url == url


def test_module_folders_of_both_are_taken_together_once_and_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    environment = {"LEARNENV_MODULES": os.pathsep.join([str(tmp_path / "b"), "", str(tmp_path / "a")])}
    assert read_settings(environment, modules=["a"]).module_folders == (tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "nl_NL.UTF-8", "LANG": "en_US.UTF-8"}, "nl"),
        ({"LANG": "en_US.UTF-8", "LEARNENV_LANGUAGE": "NL"}, "nl"),
    ],
)
def test_the_command_line_speaks_the_language_asked_for_else_that_of_the_system(
    environment: dict[str, str], expected: str
) -> None:
    assert read_settings(environment).language == expected


@pytest.mark.parametrize(
    ("environment", "secure"),
    [
        ({}, False),
        ({"LEARNENV_HOST": "localhost"}, False),
        ({"LEARNENV_HOST": "127.8.9.1"}, False),
        ({"LEARNENV_HOST": "::1"}, False),
        ({"LEARNENV_SECURE_COOKIES": "on"}, True),
        ({"LEARNENV_HOST": "0.0.0.0"}, True),
        ({"LEARNENV_HOST": "learn.example.org"}, True),
        ({"LEARNENV_PUBLIC_URL": "https://learn.example.org/"}, True),
        ({"LEARNENV_PUBLIC_URL": "http://localhost:8501"}, False),
    ],
)
def test_cookies_are_relaxed_only_on_this_computer_without_https(environment: dict[str, str], secure: bool) -> None:
    assert read_settings(environment).cookies_are_secure is secure


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("LEARNENV_PORT", "http", "settings.port"),
        ("LEARNENV_PORT", "0", "settings.port"),
        ("LEARNENV_PORT", "65536", "settings.port"),
        ("LEARNENV_PORT", "²", "settings.port"),
        ("LEARNENV_HOST", "127.0.0.1:8501", "settings.host"),
        ("LEARNENV_HOST", "http://localhost", "settings.host"),
        ("LEARNENV_LANGUAGE", "de", "settings.language"),
        ("LEARNENV_DATA", __file__, "settings.data-not-folder"),
        ("LEARNENV_DATA", "/tmp/what?", "settings.data-question-mark"),
        ("LEARNENV_MODULES", "/no/such/folder", "settings.modules"),
        ("LEARNENV_PUBLIC_URL", "learn.example.org", "settings.public-url"),
        ("LEARNENV_PUBLIC_URL", "http://learn.example.org", "settings.public-url"),
        ("LEARNENV_SECURE_COOKIES", "off", "settings.secure-cookies"),
        ("LEARNENV_DATABASE_URL", "mysql://host/name", "settings.database"),
        ("LEARNENV_DATABASE_URL", "learnenv.sqlite3", "settings.database"),
    ],
)
def test_a_wrong_value_is_named_with_its_setting_and_the_way_out(name: str, value: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: value})
    assert caught.value.message.key == key
    for language in ("nl", "en"):
        said = speech(language).say(caught.value.message)
        assert name in said
        assert "{" not in said


def test_a_password_in_a_wrong_database_address_is_not_repeated() -> None:
    for url in ("oracle://me:secret@host/name", "me:secret@host"):
        with pytest.raises(SettingsError) as caught:
            read_settings({"LEARNENV_DATABASE_URL": url})
        assert "secret" not in str(caught.value)


def test_a_misspelt_setting_is_not_passed_over_in_silence() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"LEARNENV_PROT": "9000"})
    assert caught.value.message.values == {"name": "LEARNENV_PROT", "near": "LEARNENV_PORT"}


def test_settings_of_others_are_left_alone() -> None:
    read_settings({"LEARNENV_TEST_RUN": "1", "PORT": "x", "STREAMLIT_SERVER_PORT": "y"})


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(VARIABLES, "")) == read_settings({})


def test_settings_cannot_be_changed_and_make_no_folder(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path / "new")
    with pytest.raises(FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]
    assert not (tmp_path / "new").exists()


def test_only_addresses_of_this_computer_are_loopback() -> None:
    assert [is_loopback(host) for host in ("localhost", "127.0.0.2", "[::1]")] == [True] * 3
    assert [is_loopback(host) for host in ("", "0.0.0.0", "::", "localhost.evil.org", "10.0.0.1")] == [False] * 5


def test_platformdirs_is_loaded_only_where_no_data_folder_was_given() -> None:
    code = "import sys; from learnenv.settings import read_settings; read_settings({}, data='.'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "platformdirs" not in run.stdout.split()


OIDC = {
    "LEARNENV_OIDC_ISSUER": "https://login.example.org",
    "LEARNENV_OIDC_CLIENT_ID": "learnenv",
    "LEARNENV_OIDC_CLIENT_SECRET": "very secret",
}


def test_a_provider_is_all_three_settings_or_none_and_its_secret_is_not_shown(tmp_path: Path) -> None:
    assert read_settings({}, data=tmp_path).provider is None
    settings = read_settings(OIDC, data=tmp_path)
    assert settings.provider is not None
    assert settings.provider.client_secret == "very secret"
    assert "very secret" not in repr(settings)
    for name in OIDC:
        with pytest.raises(SettingsError, match=name):
            read_settings({each: value for each, value in OIDC.items() if each != name}, data=tmp_path)


@pytest.mark.parametrize("issuer", ["http://login.example.org", "login.example.org", "ftp://x", "https://"])
def test_a_provider_is_asked_over_https_only(tmp_path: Path, issuer: str) -> None:
    with pytest.raises(SettingsError):
        read_settings({**OIDC, "LEARNENV_OIDC_ISSUER": issuer}, data=tmp_path)


def test_plugins_are_named_with_commas() -> None:
    assert read_settings({"LEARNENV_PLUGINS": " one, two,, "}).plugins == ("one", "two")
    assert read_settings({}).plugins == ()
