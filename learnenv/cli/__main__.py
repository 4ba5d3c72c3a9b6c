"""So that `python -m learnenv.cli` does what `learnenv` does."""

import sys

from learnenv.cli.entry import main

sys.exit(main())
