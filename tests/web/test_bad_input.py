"""Rubbish in: addresses, queries, modules with faults and answers of any kind. The page stays a page."""
