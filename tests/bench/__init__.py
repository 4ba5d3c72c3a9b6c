"""Measurements: `make bench` runs them all and prints tables. Each is set beside a bare Streamlit page in the same
run, so that the figures mean something on any machine."""
