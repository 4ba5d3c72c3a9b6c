"""Contracts for tests to inherit: one for modules, one for records. Needs pytest and hypothesis."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite(
    "learnenv.testing.module_contract",
    "learnenv.testing.record_attempts",
    "learnenv.testing.record_people",
    "learnenv.testing.record_standings",
)
