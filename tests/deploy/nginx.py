"""nginx with the shipped configuration: only what an administrator has to change is changed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import free_port
from tests.support.source import ROOT

SHIPPED = ROOT / "deploy" / "nginx-learnenv.conf"
NGINX = (
    shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])) or ""
)
LOG = "/var/log/nginx/error.log"
"""Where the shipped part writes what is serious."""
_AROUND = """\
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/learnenv.conf;
}}
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """A configuration with lines changed, each of which must be there."""
    for old, new in pairs:
        assert old in text, f"not in the shipped configuration: {old}"
        text = text.replace(old, new)
    return text


def written(folder: Path, text: str) -> Path:
    """A whole configuration around the shipped part."""
    (folder / "learnenv.conf").write_text(text, encoding="utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(_AROUND.format(folder=folder), encoding="utf-8")
    return whole


@contextmanager
def proxy(folder: Path, ports: Sequence[int]) -> Iterator[tuple[int, int]]:
    """nginx before two processes, on ports of this machine and without TLS: the port that is 443 for others, and the
    one that is 80."""
    port, plain = free_port(), free_port()
    first, second = ports
    text = changed(
        SHIPPED.read_text(encoding="utf-8"),
        ("127.0.0.1:8501", f"127.0.0.1:{first}"),
        ("127.0.0.1:8502", f"127.0.0.1:{second}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("ssl_certificate ", "# "),
        ("ssl_certificate_key ", "# "),
        (LOG, f"{folder}/error.log"),
    )
    command = [NGINX, "-c", str(written(folder, text)), "-p", str(folder), "-g", "daemon off;"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, plain
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end, "nginx did not start"
            time.sleep(0.05)
