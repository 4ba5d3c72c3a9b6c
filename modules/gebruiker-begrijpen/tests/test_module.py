"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestGebruikerBegrijpen(ModuleContract):
    """Begin bij de mens, niet bij het systeem / Start with people, not with the system."""

    folder = Path(__file__).parents[1] / "learnenv_gebruiker_begrijpen" / "content"
