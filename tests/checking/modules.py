"""A module in which every built-in type of exercise occurs, and a case study, and in which nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.reader.good_module import FILES
from tests.support.source import ROOT

_EXAMPLES = re.compile(r"^```yaml\n(t(?:ype|itle): .*?)^```$", re.MULTILINE | re.DOTALL)


def _with_everything() -> Mapping[str, str]:
    """The good module, with the examples that authors are shown as a third page."""
    examples = {f"voorbeeld-{number}": text for number, text in enumerate(_examples("exercises.md"))}
    fences = "".join(f"```{{learnenv}} {id}\n```\n\n" for id in (*examples, "loket"))
    return {
        **FILES,
        "module.yaml": FILES["module.yaml"].replace("  - id: hoe\n", "  - id: alle\n    minutes: 9\n  - id: hoe\n"),
        "lessons/alle.nl.md": f"# Alle soorten\n\n{fences}",
        "lessons/alle.en.md": f"# All kinds\n\n{fences}",
        **{f"exercises/{id}.yaml": text for id, text in examples.items()},
        "cases/loket.yaml": _examples("cases.md")[0],
    }


def _examples(page: str) -> list[str]:
    return _EXAMPLES.findall((ROOT / "docs" / "authors" / page).read_text(encoding="utf-8"))


ALL_TYPES: Mapping[str, str] = _with_everything()
"""Its files by name."""
