"""learnenv in a notebook: the same exercises, graded the same, on the same record as in the browser."""

from learnenv.notebook.extra import demand_extra

demand_extra()

from learnenv.notebook.case import CaseCell, case  # noqa: E402
from learnenv.notebook.desk import link  # noqa: E402
from learnenv.notebook.exercise import ExerciseCell, exercise  # noqa: E402
from learnenv.notebook.lab import LabCell, lab  # noqa: E402
from learnenv.notebook.outcome import NotebookError, Outcome  # noqa: E402
from learnenv.notebook.overview import ModuleCell, ProgressCell, module, progress  # noqa: E402
from learnenv.notebook.workbook import workbook  # noqa: E402

__all__ = [
    "CaseCell",
    "ExerciseCell",
    "LabCell",
    "ModuleCell",
    "NotebookError",
    "Outcome",
    "ProgressCell",
    "case",
    "exercise",
    "lab",
    "link",
    "module",
    "progress",
    "workbook",
]
