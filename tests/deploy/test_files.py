"""The shipped files are what their programs take."""

from __future__ import annotations

import ipaddress
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer.main
import yaml

from learnenv.cli.app import build
from learnenv.metrics import Tally
from learnenv.metrics.prometheus import Asked, Numbers
from learnenv.settings import BACKUP_DAYS, VARIABLES, is_loopback, read_settings
from tests.deploy.nginx import LOG, NGINX, SHIPPED, changed, written
from tests.support.server import Server, free_port, running
from tests.support.source import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("deploy") / "data") as server:
        yield server


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    if not NGINX or not shutil.which("openssl"):
        pytest.skip("nginx or openssl is not installed, so the shipped configuration of nginx was NOT tried")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=learn.example.org"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    text = changed(
        SHIPPED.read_text(encoding="utf-8"),
        ("/etc/ssl/certs/learn.example.org.pem", str(certificate)),
        ("/etc/ssl/private/learn.example.org.key", str(key)),
        (LOG, f"{tmp_path}/error.log"),
    )
    whole = written(tmp_path, text)
    done = subprocess.run([NGINX, "-t", "-c", whole, "-p", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_nginx_is_tried_with_the_connections_that_administrators_are_told_to_give_it(tmp_path: Path) -> None:
    """Each page takes two, and the usual 768 are not many."""
    tried = written(tmp_path, "").read_text(encoding="utf-8")
    for line in ("worker_rlimit_nofile 8192;", "events { worker_connections 4096; }"):
        assert line in tried
        assert line in (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed, so the shipped units were NOT tried")
    copies = []
    for unit in UNITS:
        copies.append(tmp_path / unit.name.replace("@", "@8501"))
        text = unit.read_text(encoding="utf-8").replace("/srv/learnenv/.venv/bin/learnenv", "/bin/true")
        copies[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", *copies], capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "learnenv" in line], done.stderr


def test_what_the_units_start_is_what_the_program_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without systemd too: every option exists, and the timer starts the service that is beside it."""
    for unit in UNITS:
        for line in re.findall(r"^ExecStart=(.+)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
            program, name, *options = shlex.split(line.replace("%i", "8501"))
            assert program == "/srv/learnenv/.venv/bin/learnenv"
            command = typer.main.get_command(build("en")).commands[name]  # type: ignore[attr-defined]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {each for each in options if each.startswith("--")} <= known, unit.name
    names = {each.stem for each in UNITS if each.suffix == ".timer"}
    assert names == {each.stem for each in UNITS if "oneshot" in each.read_text(encoding="utf-8")}


def test_a_backup_is_made_each_night_is_let_go_in_time_and_is_not_old_before_the_next() -> None:
    timer = _parsed("learnenv-backup.timer")
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:00", timer["Timer"]["OnCalendar"])
    assert timer["Timer"]["Persistent"] == "yes"
    started = shlex.split(_parsed("learnenv-backup.service")["Service"]["ExecStart"])
    assert int(started[started.index("--keep") + 1]) <= 35, "what was deleted is gone from backups by then"
    assert started[started.index("--into") + 1] == "/var/lib/learnenv-backups"
    assert "learnenv-backups" in _parsed("learnenv-backup.service")["Service"]["StateDirectory"].split()
    assert BACKUP_DAYS > 1


def test_the_backup_may_no_more_than_the_server() -> None:
    server, backup = (_parsed(name)["Service"] for name in ("learnenv@.service", "learnenv-backup.service"))
    guards = [each for each in server if each.startswith(("Protect", "Restrict", "Private", "No", "Lock", "Cap"))]
    assert len(guards) > 12
    assert {each: backup.get(each) for each in guards} == {each: server[each] for each in guards}


def test_prometheus_finds_every_process_that_nginx_knows_where_its_unit_says() -> None:
    ports = re.findall(r"^\s+server 127\.0\.0\.1:(\d+)", SHIPPED.read_text(encoding="utf-8"), re.MULTILINE)
    started = shlex.split(_parsed("learnenv@.service")["Service"]["ExecStart"])
    address = started[started.index("--metrics") + 1]
    wanted = [read_settings({}, metrics=address.replace("%i", port)).metrics for port in ports]
    (job,) = yaml.safe_load((DEPLOY / "prometheus-learnenv.yml").read_text(encoding="utf-8"))["scrape_configs"]
    (group,) = job["static_configs"]
    assert [read_settings({}, metrics=each).metrics for each in group["targets"]] == wanted
    assert len(set(wanted)) == len(ports) > 1
    assert all(where and is_loopback(where[0]) for where in wanted), (
        "shut to other computers unless somebody opens it"
    )


def test_the_rules_ask_for_numbers_that_there_are() -> None:
    rules = yaml.safe_load((DEPLOY / "prometheus-learnenv.rules.yml").read_text(encoding="utf-8"))
    asked = {name for rule in rules["groups"][0]["rules"] for name in re.findall(r"learnenv_\w+", rule["expr"])}
    numbers = Numbers(Tally(), Asked({}, lambda: True, lambda: {"pack": 0}, lambda: 1.0, lambda: 1.0))
    given = {sample.name for family in numbers.collect() for sample in family.samples}
    assert asked <= given, "also before anything went wrong"
    assert "learnenv_ready" in asked, "nothing else asks /readyz"
    page = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    families = {family.name for family in numbers.collect()}
    told = {name.removesuffix("_total") for name in re.findall(r"^\| `(learnenv_\w+)`", page, re.MULTILINE)}
    assert told == families


@pytest.mark.slow
def test_a_container_is_asked_whether_it_lives_and_a_proxy_asks_whether_it_is_ready(server: Server) -> None:
    """A new process mends no full disk and no lost database: so what restarts a container does not ask /readyz."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
    (said,) = re.findall(r"^HEALTHCHECK (?:--\S+ )+CMD (\[.+\])$", text, re.MULTILINE)
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    check = compose["services"]["learnenv"]["healthcheck"]["test"]
    assert check == ["CMD", *json.loads(said)], "both say the same"
    program, *arguments = check[1:]
    assert program == "python"
    asks = arguments[-1]
    assert "/healthz" in asks
    for port, well in ((server.port, True), (free_port(), False)):
        done = [sys.executable, *arguments[:-1], asks.replace("127.0.0.1:8501", f"127.0.0.1:{port}")]
        assert (subprocess.run(done, capture_output=True, check=False).returncode == 0) is well
    every = "".join(each.read_text(encoding="utf-8") for each in (SHIPPED, DEPLOY / "compose.yaml"))
    assert "/readyz" in every
    assert "proxy_next_upstream error timeout;" in SHIPPED.read_text(encoding="utf-8")


def test_the_containers_fit_together() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    (client,) = re.findall(r"postgresql-client-(\d+)", text)
    assert client == compose["services"]["database"]["image"].rpartition(":")[2], (
        "pg_dump refuses a newer server, and what pg_restore says first is refused by an older one"
    )
    learnenv = compose["services"]["learnenv"]
    assert (
        DEPLOY / learnenv["build"]["context"] / learnenv["build"]["dockerfile"]
    ).resolve() == DEPLOY / "Containerfile"
    assert all(each.startswith("127.0.0.1:") for each in learnenv["ports"])
    trusted = learnenv["environment"]["FORWARDED_ALLOW_IPS"].split(",")
    assert all(ipaddress.ip_network(each).is_private for each in trusted), "a header of anybody would be believed"
    shut_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".venv", ".git", "**/.env"} <= set(shut_out)


def test_what_the_containers_ask_for_is_in_a_file_that_stays_on_the_machine() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    example = (DEPLOY / "compose.env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert set(re.findall(r"\$\{([A-Z_]+)", text)) == set(given)
    assert given["DATABASE_PASSWORD"] == "", "nobody's database has the password of an example"
    page = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    assert "install --mode 0600 deploy/compose.env.example deploy/.env" in page
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for each in (text, example, page):
        assert "letters and digits" in each.lower(), "other characters mean something in an address"


def test_a_backup_of_the_containers_needs_no_variables_and_shows_no_password() -> None:
    """A compose command asks for every variable again, and podman-compose puts them on a command line."""
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")
    assert not re.search(r"compose(?: --file \S+)? exec", text + page)
    (said,) = set(re.findall(r"podman exec .+", text + page))
    _, _, container, program, name, *options = shlex.split(said)
    learnenv = yaml.safe_load(text)["services"]["learnenv"]
    assert (container, program) == (learnenv["container_name"], "learnenv")
    command = typer.main.get_command(build("en")).commands[name]  # type: ignore[attr-defined]
    assert options[0] in {option for parameter in command.params for option in parameter.opts}
    (_, kept), *_ = (each.split(":") for each in learnenv["volumes"])
    assert Path(options[1]).parent == Path(kept), "what is written elsewhere is gone with the container"


def test_every_setting_in_the_examples_is_one_and_makes_sense(tmp_path: Path) -> None:
    text = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    found = dict(re.findall(r"^(LEARNENV_\w+)=(.+)$", text, re.MULTILINE))
    assert read_settings({**found, "LEARNENV_DATA": str(tmp_path)}).public_url == "https://learn.example.org"
    every = " ".join(each.read_text(encoding="utf-8") for each in DEPLOY.rglob("*") if each.is_file())
    assert set(re.findall(r"LEARNENV_[A-Z_]+", every)) <= set(VARIABLES)


def _parsed(unit: str) -> Mapping[str, Mapping[str, str]]:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((DEPLOY / "systemd" / unit).read_text(encoding="utf-8"))
    return parser
