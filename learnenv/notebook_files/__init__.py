"""Modules as notebook files, and notebook files as lessons. No kernel, no widget: only what is in the file."""

from learnenv.notebook_files.cells import Cell, code, markdown, notebook
from learnenv.notebook_files.module import NotWritten, notebook_of, notebooks_of
from learnenv.notebook_files.nbgrader import assignments_of

__all__ = ["Cell", "NotWritten", "assignments_of", "code", "markdown", "notebook", "notebook_of", "notebooks_of"]
