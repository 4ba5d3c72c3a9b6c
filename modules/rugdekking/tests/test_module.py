"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestRugdekking(ModuleContract):
    """Rugdekking geven en krijgen / Giving and getting backing."""

    folder = Path(__file__).parents[1] / "learnenv_rugdekking" / "content"
