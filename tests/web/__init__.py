"""The web application, from outside: a real server, a real browser, and the protocol itself."""
