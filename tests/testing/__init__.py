"""Tests of the contracts that others inherit."""
