"""The contract that every learning module keeps, run on this one."""

from pathlib import Path

from learnenv.testing.module_contract import ModuleContract


class TestOlievlekOpschalen(ModuleContract):
    """Van experiment naar olievlek / From experiment to oil slick."""

    folder = Path(__file__).parents[1] / "learnenv_olievlek_opschalen" / "content"
