"""Waits while it is imported, as for a server that does not answer."""

from threading import Event

Event().wait()
