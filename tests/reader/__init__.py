"""Tests of learnenv/reader."""
