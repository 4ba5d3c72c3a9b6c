"""The project's own routes, beside Streamlit's: the way in and out, shipped files, pictures, products, health."""

from __future__ import annotations

from starlette.routing import BaseRoute

from learnenv.services.app import App
from learnenv.web import files, health, products, signing


def routes(core: App) -> list[BaseRoute]:
    """All of them."""
    return [*signing.routes(core), *files.routes(core), *products.routes(core), *health.routes(core)]
