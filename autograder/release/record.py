"""Record an assignment's visible checks for its students."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from autograder.checks.prepared import PreparedQuestion
from autograder.checks.recorded import Recording, write_recording
from autograder.grading.source import fingerprints, recognised_checks
from autograder.questions.load import load_assignment
from autograder.questions.prepare import derived_seed, prepare
from autograder.questions.question import Question
from autograder.sandbox.transcript import Worker


def record_assignment(root: Path, name: str, path: Path, worker: Worker) -> None:
    """Write the visible checks, their expected arrays and the mutants' fingerprints.

    The seed is public and follows from the names alone, so that building again gives the same
    file, and no grading run ever uses it.
    """
    assignment = load_assignment(root, name)
    seed = derived_seed("recorded", name)

    def record(question: Question) -> PreparedQuestion:
        visible = tuple(check.name for check in question.checks if check.visible)
        prepared = prepare(root, assignment, question, seed, only=visible)
        known = fingerprints(root, recognised_checks(question, prepared), worker)
        checks = tuple(
            msgspec.structs.replace(check, fingerprints=known.get(check.name, ()), tries=1)
            for check in prepared.checks
        )
        # The probes' source lies beside the recording, as probes.py.
        return msgspec.structs.replace(prepared, checks=checks, probes="")

    with ThreadPoolExecutor(os.cpu_count()) as executor:
        recorded = tuple(executor.map(record, assignment.questions))
    recording = Recording(assignment=name, title=assignment.title, questions=recorded)
    path.write_bytes(write_recording(recording))
