"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestDoetankStart(ModuleContract):
    """De Doetank / The Doetank."""

    folder = Path(__file__).parents[1] / "learnenv_doetank_start" / "content"
