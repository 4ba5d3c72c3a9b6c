"""Fails when anyone looks what is in it."""


def __dir__() -> list[str]:
    raise RuntimeError("do not look")
