"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestPremortemNabespreking(ModuleContract):
    """Vooruit en terug kijken / Looking ahead and looking back."""

    folder = Path(__file__).parents[1] / "learnenv_premortem_nabespreking" / "content"
