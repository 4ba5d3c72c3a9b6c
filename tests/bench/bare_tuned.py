"""The bare page under learnenv's own launcher settings: `python -m tests.bench.bare_tuned PORT`."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from streamlit import App, config

from learnenv.web.serve import OPTIONS, SERVER


@asynccontextmanager
async def _lifespan(_: App) -> AsyncIterator[dict[str, object]]:
    gc.collect()
    gc.freeze()
    yield {}


def main() -> None:
    """Serve until ended."""
    application = App(Path(__file__).with_name("bare_page.py"), lifespan=_lifespan)
    for name, value in OPTIONS.items():
        config.set_option(name, value)
    uvicorn.run(application, host="127.0.0.1", port=int(sys.argv[1]), **SERVER)


if __name__ == "__main__":
    main()
