"""Everything that ``nbgrader_config.py`` has to say, in one function."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from nbgrader import preprocessors as stock

from autograder.nbgrader import grade, listing, unfinished
from autograder.nbgrader.grade import GradeInSandbox
from autograder.nbgrader.markdown import safe_markdown
from autograder.nbgrader.release import ReleaseFiles
from autograder.nbgrader.repair import RepairCells
from autograder.nbgrader.submitted import SubmissionExporter
from autograder.release.layout import RELEASE, SOURCE

CODE_STUB = 'raise NotImplementedError("Replace this line by what the docstring describes.")'
TEXT_STUB = "*Replace this line by your answer.*"


def configure(c: Any) -> None:
    """Fill in nbgrader's configuration for this course.

    Args:
        c: the object that ``get_config()`` returns. What is set on it later wins.
    """
    listing.install()
    grade.install()
    unfinished.install()
    _find_alembic()
    _lay_out(c)
    _release(c)
    _autograde(c)
    _show(c)


def _find_alembic() -> None:
    """nbgrader calls ``alembic`` from PATH, where a Python that was not activated is not."""
    if shutil.which("alembic") is None:
        beside = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", ""), beside]).strip(os.pathsep)


def _lay_out(c: Any) -> None:
    c.CourseDirectory.source_directory = SOURCE
    c.CourseDirectory.release_directory = RELEASE


def _release(c: Any) -> None:
    # What is released is made anew each time; nobody edits it, so nothing can be lost.
    c.GenerateAssignment.force = True
    c.GenerateAssignment.preprocessors = [
        stock.IncludeHeaderFooter,
        stock.LockCells,
        stock.ClearSolutions,
        stock.ClearOutput,
        stock.CheckCellMetadata,
        stock.ComputeChecksums,
        stock.SaveCells,
        stock.CheckCellMetadata,
        ReleaseFiles,
    ]
    c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
    c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB


def _autograde(c: Any) -> None:
    c.Autograde.exporter_class = SubmissionExporter
    c.Autograde.sanitize_preprocessors = [
        RepairCells,
        stock.ClearOutput,
        stock.DeduplicateIds,
        stock.OverwriteKernelspec,
        stock.OverwriteCells,
        stock.CheckCellMetadata,
    ]
    c.Autograde.autograde_preprocessors = [
        GradeInSandbox,
        stock.SaveAutoGrades,
        stock.AssignLatePenalties,
        stock.CheckCellMetadata,
    ]


def _show(c: Any) -> None:
    # The formgrader shows students' text in the instructor's session: no script may run there.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"markdown2html": safe_markdown}
