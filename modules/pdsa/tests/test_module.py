"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestPdsa(ModuleContract):
    """Klein meten, snel leren / Measure small, learn fast."""

    folder = Path(__file__).parents[1] / "learnenv_pdsa" / "content"
