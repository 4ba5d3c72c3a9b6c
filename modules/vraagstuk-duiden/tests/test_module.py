"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestVraagstukDuiden(ModuleContract):
    """Wat voor vraagstuk is dit? / What kind of problem is this?."""

    folder = Path(__file__).parents[1] / "learnenv_vraagstuk_duiden" / "content"
