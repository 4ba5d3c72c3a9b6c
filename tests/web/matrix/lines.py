"""The matrix: a line for each page and each route that is asked for; forms that are sent are in posts.py.

Whoever adds a page adds its line here; a test fails until then.

`tells` are kinds of marked texts (world.py) about whom the address names; each of them also has to be allowed by its
own rights, and by one more where the page asks for it ("flag-note:cohort-attention"). `needs` are the rights over
them without which the page tells nothing. `own` is what it tells of the reader. Rights are names from
learnenv/access/who_sees_what.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.web.matrix.world import ALONE, SHARED, TYPED, WITHDRAWN

RIGHTS: Mapping[str, str] = {
    "name": "name",
    "name-of-before": "own-data",
    "closed": "closed-answers",
    "shared": "open-work",
    "version": "open-work",
    "before": "open-work",
    "withdrawn": "open-work",
    "alone": "open-work",
    "canvas": "open-work",
    "said": "talk-about-work",
    "said-back": "talk-about-work",
    "reply": "talk-about-work",
    "draft": "own-data",
    "note": "own-data",
    "snippet": "own-data",
    "login": "own-data users",
    "flag-note": "own-data cohort-attention",
    "helper": "own-data users",
    "cohort": "cohort-names cohort-manage",
}
"""Kinds of marked texts, and the rights of which one lets somebody read them."""
AROUND = frozenset({"helper", "cohort", "snippet"})
"""Names of those who help and of groups, and what reviewers keep at hand: they stand on many pages, and are only
asked to be allowed."""


@dataclass(frozen=True)
class Line:
    """One page, route or download. In its address {cohort} and {learner} are whom it is about."""

    address: str
    tells: str = ""
    needs: str = ""
    own: str = ""
    besides: str = ""
    """Kinds that it may tell of others too, as far as they are allowed: a list beside what it is about."""
    some: bool = False
    """It tells of some of those it could be about: what comes first."""

    @property
    def route(self) -> str:
        """The address without the question."""
        return self.address.partition("?")[0]


_REF = "all=1&cohort={cohort}&learner={learner}&ref="
_TRIES = "/cohort-learner?cohort={cohort}&learner={learner}&exercise="
_OPEN = "shared version before withdrawn alone canvas"
_ALL = f"name name-of-before closed {_OPEN} draft note login said said-back reply flag-note"

PAGES = (
    Line("/"),
    Line("/modules"),
    Line("/module?module=first"),
    Line(
        "/lesson?module=first&page=page-1", own="closed shared withdrawn alone draft said reply", besides="said-back"
    ),
    Line("/lesson?module=krachtenveld&page=your-map", own="canvas"),
    Line("/case?module=loket&case=the-counter"),
    Line("/extra?module=krachtenveld&name=your-field", own="canvas"),
    Line("/progress"),
    *(Line(f"/{name}") for name in ("paths", "path?path=x", "find", "search?q=zq", "glossary", "sources")),
    Line("/review"),
    Line("/you", own="name login"),
    Line("/style"),
    Line("/problems"),
    Line("/cohorts"),
    Line("/coaching", "name", "coaching name progress"),
    Line("/authored"),
    Line("/organisations"),
    Line("/installation"),
    Line("/accounts", "login helper", "users"),
    Line("/cohort-manage?cohort={cohort}", "name", "cohort-manage"),
    Line("/cohort?cohort={cohort}", "name flag-note", "cohort-progress cohort-names cohort-attention"),
    Line("/cohort-items?cohort={cohort}&module=first", "", "cohort-progress"),
    Line(f"/cohort-answers?cohort={{cohort}}&exercise={TYPED}", "name closed", "closed-answers cohort-names"),
    Line(f"/cohort-answers?cohort={{cohort}}&exercise={SHARED}", "name shared", "closed-answers cohort-names"),
    Line(f"/cohort-answers?cohort={{cohort}}&exercise={ALONE}", "", "closed-answers cohort-names"),
    Line("/cohort-learner?cohort={cohort}&learner={learner}", "name flag-note:cohort-attention", "progress name"),
    Line(f"{_TRIES}{TYPED}", "name closed", "name closed-answers"),
    Line(f"{_TRIES}{SHARED}", "name shared version", "name open-work"),
    Line(f"{_TRIES}{ALONE}"),
    Line(f"{_TRIES}{WITHDRAWN}"),
    Line("/review-work", "name shared version said reply", "review-work", besides="name", some=True),
    Line(f"/review-work?{_REF}{SHARED}", "name shared version said reply", "review-work", besides="name"),
    Line(f"/review-work?{_REF}{ALONE}"),
    Line(f"/review-work?{_REF}{WITHDRAWN}"),
)
"""What Streamlit draws."""

ROUTES = (
    *(Line(f"/{name}") for name in ("welcome", "recover", "sign-in", "first-admin", "oidc/start", "oidc/back")),
    Line("/sign-out"),
    Line("/account", own="login"),
    Line("/join"),
    Line("/join/nowhere"),
    Line("/join/no/where"),
    Line("/invite/{cohort}"),
    Line("/invites/{cohort}"),
    Line("/invites.csv"),
    Line("/invite/no/where"),
    Line("/invites/no/where"),
    Line("/look/app.css"),
    Line("/form/form.js"),
    Line("/form/no/where"),
    *(
        Line(f"/{name}")
        for name in ("shell.js", "words.json", "favicon.ico", "healthz", "readyz", "goodbye", "delete-me")
    ),
    Line("/content/first/cover.svg"),
    Line("/content/nowhere"),
    *(Line(f"/picture/{name}.svg?done=1&total=2") for name in ("ring", "tile", "swatch", "trail", "levels")),
    Line("/picture/nowhere"),
    Line("/exercise.svg?ref=first/typed"),
    Line("/play.json?ref=first/typed"),
    Line("/extra.svg?module=krachtenveld&name=your-field&part=1"),
    Line("/case-map.svg?module=loket&case=the-counter"),
    Line("/case-meter.svg?module=loket&case=the-counter"),
    Line("/class-map.svg?cohort={cohort}", "name", "cohort-progress cohort-names"),
    Line(f"/product?ref={SHARED}", own="shared"),
    Line(f"/product.md?ref={ALONE}", own="alone"),
    Line("/progress.md"),
    Line("/notebook.ipynb?module=first&page=page-1"),
    Line("/notebook.ipynb?module=first&page=nowhere"),
    *(Line(f"/workbook.{kind}", own="shared withdrawn alone canvas") for kind in ("md", "ipynb")),
    Line("/my-data.html", own=_ALL),
    Line("/my-data.json", own=_ALL),
    *(
        Line(f"/export/cohort/{{cohort}}/progress.{kind}", "name", "cohort-export cohort-progress cohort-names")
        for kind in ("csv", "xlsx")
    ),
    *(
        Line(
            f"/export/cohort/{{cohort}}/answers.{kind}",
            "name closed shared version",
            "cohort-export closed-answers cohort-names",
        )
        for kind in ("csv", "xlsx")
    ),
    *(
        Line(f"/export/cohort/{{cohort}}/items.{kind}", "", "cohort-export cohort-progress")
        for kind in ("csv", "xlsx")
    ),
    Line("/export/cohort/{cohort}/xapi.jsonl", "closed shared version", "cohort-export closed-answers"),
    Line("/export/nowhere"),
    Line("/report/cohort/{cohort}", "name", "cohort-export cohort-progress cohort-names cohort-attention"),
    Line("/report/cohort/{cohort}/learner/{learner}", "name", "progress name"),
    Line("/report/nowhere"),
)
"""What is answered beside Streamlit."""
