"""Where the program `learnenv` begins and ends: expected errors become one line, everything else is a bug."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from learnenv.domain.errors import LearnenvError, SettingsError
from learnenv.domain.text import Language, Message
from learnenv.language import speech
from learnenv.settings import read_settings

MISTAKE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in these arguments (default: the program's own) and return the exit code."""
    _print_whatever_the_alphabet()
    language = _language()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments, language)
    except LearnenvError as error:
        return _sorry(speech(language).say(error.message))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str], language: Language) -> int:
    import typer

    from learnenv.cli.app import build

    try:
        code = build(language)(list(arguments), prog_name="learnenv", standalone_mode=False)
    except typer.TyperException as error:
        return _sorry(speech(language).say(_misread(error)))
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _misread(error: Exception) -> Message:
    """What typer cannot make sense of, in the reader's language; typer itself only speaks English."""
    if option := getattr(error, "option_name", ""):
        unknown = type(error).__name__ == "NoSuchOption"
        return Message("cli.no-such-option" if unknown else "cli.option-value", {"option": option})
    return Message("cli.misread", {"detail": str(error).rstrip(".")})


def _sorry(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return MISTAKE


def _language() -> Language:
    names = ("LEARNENV_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    known = {name: os.environ[name] for name in names if name in os.environ}
    try:
        return read_settings(known, data=os.curdir).language
    except SettingsError:  # the command itself will say what is wrong; here only the language to say it in counts
        known.pop("LEARNENV_LANGUAGE")
        return read_settings(known, data=os.curdir).language


def _print_whatever_the_alphabet() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
