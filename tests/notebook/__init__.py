"""Tests of learnenv in a notebook."""
