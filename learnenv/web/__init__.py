"""The web application: Streamlit pages behind an ASGI gate that decides who is asking."""
