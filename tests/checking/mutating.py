"""Modules made faulty at random: what an author, an editor or a broken disk may leave behind."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from tests.checking.naughty import NAUGHTY

Files = dict[str, bytes]


def mutated(files: Mapping[str, str], chance: random.Random) -> Files:
    """The files of a module with one to four things changed in them."""
    made = {name: text.encode() for name, text in files.items()}
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(_CHANGES)(made, chance)
    return made


def _name(files: Files, chance: random.Random) -> str:
    return chance.choice([name for name in files if not name.startswith("images/")] or list(files) or ["module.yaml"])


def _line_replaced(files: Files, chance: random.Random) -> None:
    _lines(files, chance, lambda line: _naughty(chance))


def _value_replaced(files: Files, chance: random.Random) -> None:
    """What stands after the first colon, or the middle of a line of prose."""

    def change(line: str) -> str:
        key, colon, _ = line.partition(": ")
        return f"{key}{colon}{_naughty(chance)}" if colon else _inserted(line, chance)

    _lines(files, chance, change)


def _key_replaced(files: Files, chance: random.Random) -> None:
    _lines(files, chance, lambda line: line.replace(line.partition(":")[0].strip(" -") or "x", _naughty(chance), 1))


def _string_inserted(files: Files, chance: random.Random) -> None:
    _lines(files, chance, lambda line: _inserted(line, chance))


def _line_indented(files: Files, chance: random.Random) -> None:
    _lines(files, chance, lambda line: chance.choice((" ", "  ", "\t", "    ")) + line)


def _line_outdented(files: Files, chance: random.Random) -> None:
    _lines(files, chance, lambda line: line.lstrip() if chance.random() < 0.5 else line[1:])


def _line_taken_out(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    lines = files.get(name, b"").split(b"\n")
    del lines[chance.randrange(len(lines))]
    files[name] = b"\n".join(lines)


def _lines_swapped(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    lines = files.get(name, b"").split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    files[name] = b"\n".join(lines)


def _lines_repeated(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    lines = files.get(name, b"").split(b"\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.randint(1, 8)]
    at = chance.randrange(len(lines))
    files[name] = b"\n".join([*lines[:at], *part * chance.choice((1, 1, 3, 40)), *lines[at:]])


def _bytes_changed(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    content = bytearray(files.get(name, b"") or b" ")
    for _ in range(chance.randint(1, 3)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    files[name] = bytes(content)


def _cut_off(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    files[name] = files.get(name, b"")[: chance.randrange(len(files.get(name, b"")) + 1)]


def _signs_taken_out(files: Files, chance: random.Random) -> None:
    """Quotes, brackets, colons or hyphens that were forgotten."""
    name = _name(files, chance)
    sign = chance.choice((b'"', b"{", b"}", b"[", b"]", b":", b"- ", b"`", b",", b"|", b"#", b"^"))
    files[name] = files.get(name, b"").replace(sign, b"", chance.choice((1, 2, 1000)))


def _file_taken_out(files: Files, chance: random.Random) -> None:
    files.pop(_name(files, chance), None)


def _file_swapped(files: Files, chance: random.Random) -> None:
    files[_name(files, chance)] = files.get(_name(files, chance), b"")


def _file_added(files: Files, chance: random.Random) -> None:
    folder = chance.choice(("lessons", "exercises", "cases", "images"))
    end = chance.choice((".yaml", ".nl.md", ".en.md", ".md", ".svg", ".YAML", ""))
    name = chance.choice("a-.") + "a" + "".join(chance.choices("abcdehoeveel -_.é9", k=chance.randint(0, 12)))
    files[f"{folder}/{name}{end}"] = files.get(_name(files, chance), b"")


def _file_of_rubbish(files: Files, chance: random.Random) -> None:
    files[_name(files, chance)] = chance.choice(
        (chance.randbytes(200), _naughty(chance).encode("utf-8", "replace") * 3)
    )


def _line_ends(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    end = chance.choice((b"\r\n", b"\r", b"\n\n", "\u2028".encode(), b"\x00\n"))
    files[name] = files.get(name, b"").replace(b"\n", end)


def _another_encoding(files: Files, chance: random.Random) -> None:
    name = _name(files, chance)
    text = files.get(name, b"").decode("utf-8", "replace") + "é€"
    files[name] = text.encode(chance.choice(("latin-1", "utf-16", "utf-8-sig", "cp1252")), "replace")


_CHANGES: tuple[Callable[[Files, random.Random], None], ...] = (
    *(_line_replaced, _value_replaced, _value_replaced, _value_replaced, _key_replaced, _string_inserted),
    *(_string_inserted, _line_indented, _line_outdented, _line_taken_out, _lines_swapped, _lines_repeated),
    *(_bytes_changed, _cut_off, _signs_taken_out, _file_taken_out, _file_swapped, _file_added, _file_of_rubbish),
    *(_line_ends, _another_encoding),
)


def _lines(files: Files, chance: random.Random, change: Callable[[str], str]) -> None:
    """Change one line of one file."""
    name = _name(files, chance)
    lines = files.get(name, b"").decode("utf-8", "replace").split("\n")
    number = chance.randrange(len(lines))
    lines[number] = change(lines[number])
    files[name] = "\n".join(lines).encode("utf-8", "replace")


def _inserted(line: str, chance: random.Random) -> str:
    at = chance.randrange(len(line) + 1)
    return line[:at] + _naughty(chance) + line[at:]


def _naughty(chance: random.Random) -> str:
    return chance.choice(NAUGHTY)
