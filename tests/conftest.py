"""For all tests: hypothesis takes its time, since a busy machine is no fault of the code. `make check` asks for fewer
examples (QUICK_TESTS=1), `make test` for all of them."""

import os

from hypothesis import settings

settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("quick" if os.environ.get("QUICK_TESTS") else "whole")
