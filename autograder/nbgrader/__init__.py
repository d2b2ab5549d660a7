"""The course under nbgrader: its converters, with grading in the sandbox where Execute stood."""

from autograder.nbgrader.config import configure
from autograder.nbgrader.grade import GradeInSandbox
from autograder.nbgrader.release import ReleaseFiles
from autograder.nbgrader.repair import RepairCells
from autograder.nbgrader.submitted import SubmissionExporter

__all__ = [
    "GradeInSandbox",
    "ReleaseFiles",
    "RepairCells",
    "SubmissionExporter",
    "configure",
]
