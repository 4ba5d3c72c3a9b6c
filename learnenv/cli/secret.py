"""What nobody may see is typed or piped in, and never an argument: those can be read by everybody on the machine."""

from __future__ import annotations

import getpass
import sys


def typed(prompt: str) -> str:
    """From the terminal, unseen; else the first line that is piped in."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{prompt} ")
    return sys.stdin.readline().rstrip("\r\n")
