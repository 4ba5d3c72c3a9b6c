"""The project's own routes, beside Streamlit's: the way in and out, shipped files, pictures, products, health."""

from __future__ import annotations

from starlette.routing import BaseRoute

from learnenv.services.app import App
from learnenv.web import (
    account,
    case_map,
    class_map,
    exports,
    extra,
    files,
    health,
    invites,
    join,
    my_data,
    notebooks,
    oidc,
    products,
    sign_in,
    signing,
)
from learnenv.web.readiness import Readiness
from learnenv.web.reports.routes import report_routes


def routes(core: App, readiness: Readiness) -> list[BaseRoute]:
    """All of them."""
    return [
        *signing.routes(core),
        *sign_in.routes(core),
        *oidc.routes(core),
        *account.routes(core),
        *join.routes(core),
        *invites.routes(core),
        *files.routes(core),
        *extra.routes(core),
        *case_map.routes(core),
        *class_map.routes(core),
        *products.routes(core),
        *notebooks.routes(core),
        *my_data.routes(core),
        *exports.routes(core),
        *report_routes(core),
        *health.routes(readiness),
    ]
