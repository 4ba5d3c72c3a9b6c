"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestPrototypeCocreatie(ModuleContract):
    """Maak het tastbaar, samen / Make it tangible, together."""

    folder = Path(__file__).parents[1] / "learnenv_prototype_cocreatie" / "content"
