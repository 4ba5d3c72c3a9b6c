"""No English of Streamlit's own in a Dutch page."""
