"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestAannamesTesten(ModuleContract):
    """De riskantste aanname eerst / Riskiest assumption first."""

    folder = Path(__file__).parents[1] / "learnenv_aannames_testen" / "content"
