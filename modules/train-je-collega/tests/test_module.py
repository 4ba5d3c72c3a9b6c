"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestTrainJeCollega(ModuleContract):
    """Train je collega / Train your colleague."""

    folder = Path(__file__).parents[1] / "learnenv_train_je_collega" / "content"
