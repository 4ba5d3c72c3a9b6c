"""Reports to print, as plain pages: what a trainer's pages show, with charts and the same numbers in tables."""
