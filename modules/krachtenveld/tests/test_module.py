"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestKrachtenveld(ModuleContract):
    """Het krachtenveld in kaart / Mapping the field of forces."""

    folder = Path(__file__).parents[1] / "learnenv_krachtenveld" / "content"
