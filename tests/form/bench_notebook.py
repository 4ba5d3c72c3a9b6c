"""One form per kind of field in a notebook, and what the kernel got from each. Run in a cell by tests/notebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from learnenv.notebook.widget import FormWidget
from tests.form.samples import EVERY_FIELD, props, result


def bench(folder: str) -> list[FormWidget]:
    """The forms, in the order of EVERY_FIELD. What is handed in goes into a file of its field's name in `folder`."""
    return [_form(field, Path(folder) / f"{field['name']}.json") for field in EVERY_FIELD]


def _form(field: dict[str, Any], file: Path) -> FormWidget:
    def told(event: str, content: Mapping[str, Any]) -> None:
        if event == "submit":
            file.write_text(json.dumps(content["value"][field["name"]]), encoding="utf-8")
            widget.props = {**widget.props, "value": content["value"], "result": result(1, "saved", "Opgeslagen.")}

    more = {"key": "k", "keep": f"bench/{field['name']}", "drafts": False, "draft_seq": 0, "acts": [], "said": None}
    widget = FormWidget(props(field, **more), told, field["label"])
    return widget
