"""The sample class's results, which ``autograder demo 03_output_layers`` has stored."""

from autograder.grading.store import stored_results
from autograder.results import AssignmentResult

from .studio import ROOT

DEMO = ROOT / "demo"
ASSIGNMENT = "03_output_layers"


def sample_results() -> list[AssignmentResult]:
    """One for each student."""
    return stored_results(DEMO / "graded", ASSIGNMENT)
