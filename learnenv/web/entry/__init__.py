"""What Streamlit runs, in a folder of its own: beside a folder called `pages` Streamlit would take that for an
application of its older kind, and the first visit to a fresh server would run a page without what is around it."""
