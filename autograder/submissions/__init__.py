"""What students hand in: read it, and find the parts of it that one question needs.

Nothing here runs a submission; its text is parsed and no more.
"""

from autograder.submissions.dependencies import (
    cells_for,
    definition_state,
    unparsable_reason,
)
from autograder.submissions.forbidden import Finding, find_forbidden
from autograder.submissions.read import (
    SourceCell,
    Submission,
    parse_submission,
    read_submission,
)

__all__ = [
    "Finding",
    "SourceCell",
    "Submission",
    "cells_for",
    "definition_state",
    "find_forbidden",
    "parse_submission",
    "read_submission",
    "unparsable_reason",
]
