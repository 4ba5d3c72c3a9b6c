"""Tests of the form module, in a bare page and in Streamlit."""
