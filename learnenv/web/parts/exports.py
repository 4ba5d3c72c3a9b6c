"""What a trainer can take along of a cohort: the links."""

from __future__ import annotations

from typing import get_args
from urllib.parse import quote

import streamlit as st

from learnenv.language import Speech
from learnenv.services.exports import What
from learnenv.web.reports.part import cohort_report_address


def export_links(cohort: str, words: Speech) -> None:
    """A line per table, with its two kinds of file; and the learning records."""
    st.header(words.say("export.header"), anchor=False)
    address = f"/export/cohort/{quote(cohort, safe='')}"
    lines = [
        f"- {words.say(f'export.title.{what}')}: [Excel]({address}/{what}.xlsx), [CSV]({address}/{what}.csv)"
        for what in get_args(What)
    ]
    lines.append(f"- {words.say('export.xapi')}: [JSONL]({address}/xapi.jsonl)")
    lines.insert(0, f"- [{words.say('report.link')}]({cohort_report_address(cohort)})")
    st.markdown(f"{words.say('export.text')}\n\n" + "\n".join(lines))
