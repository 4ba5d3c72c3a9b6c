"""The command line: each command parses, calls one part of learnenv, prints, and ends with an exit code.

0: fine. 1: it ran and found problems. 2: the command could not run; the one line on stderr says why and what to do.
"""

from learnenv.cli.entry import main

__all__ = ["main"]
