"""Record an assignment's visible checks for its students."""

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import msgspec

from autograder import worker as worker_package
from autograder.checks.expectations import Scored
from autograder.checks.prepared import Fingerprint, PreparedCheck, PreparedQuestion
from autograder.checks.recorded import Recording, read_recording, write_recording
from autograder.errors import UsageError
from autograder.grading.source import fingerprints, recognised_checks, submission_cells
from autograder.grading.threads import ended
from autograder.questions.load import load_assignment
from autograder.questions.material import read_variants, solution
from autograder.questions.prepare import derived_seed, prepare, read_calibration_scores
from autograder.questions.question import Question
from autograder.release.layout import RECORDING, RELEASE, source_folder, topic_of
from autograder.sandbox.transcript import Worker

PLUMBING = frozenset(["__main__.py", "server.py", "zygote.py", "isolation.py", "system_calls.py"])
"""Modules of the worker that start its process and shut it in; what it answers is as it was."""

Fingerprints = dict[str, tuple[Fingerprint, ...]]
"""What the mutants give, by the check's name."""


def record_assignment(root: Path, name: str, path: Path, make_worker: Callable[[], Worker]) -> None:
    """Write the visible checks, their expected arrays and the mutants' fingerprints.

    The seed is public and follows from the names alone, so that building again gives the same
    file, and no grading run ever uses it. Everything is computed again but for the fingerprints
    of questions whose mutants, probes and inputs are those of the recording in the release.

    Args:
        make_worker: starts what runs the mutants, when any have to be run.
    """
    assignment = load_assignment(root, name)
    seed = derived_seed("recorded", name)
    made_from = {each.name: _digest(root, name, each.name) for each in assignment.questions}
    present = _present(root, name)
    measured = read_calibration_scores(source_folder(root, name))

    def draw(question: Question) -> PreparedQuestion:
        visible = tuple(check.name for check in question.checks if check.visible)
        return prepare(root, assignment, question, seed, only=visible)

    with ThreadPoolExecutor(os.cpu_count()) as executor:
        prepared = dict(
            zip(assignment.questions, executor.map(draw, assignment.questions), strict=True)
        )
    known = {
        question.name: _recorded_fingerprints(present.question(question.name))
        for question in assignment.questions
        if present and present.made_from.get(question.name) == made_from[question.name]
    }
    changed = [
        recognised_checks(question, drawn)
        for question, drawn in prepared.items()
        if question.name not in known
    ]
    known |= _fingerprints(root, changed, make_worker)

    def recorded(question: PreparedQuestion) -> PreparedQuestion:
        checks = tuple(
            msgspec.structs.replace(
                with_calibration(check, measured.get(f"{question.name}/{check.name}", ())),
                fingerprints=known[question.name].get(check.name, ()),
                tries=1,
            )
            for check in question.checks
        )
        # The probes' source lies beside the recording.
        return msgspec.structs.replace(question, checks=checks, probes="")

    questions = tuple(map(recorded, prepared.values()))
    recording = Recording(
        assignment=name, title=assignment.title, questions=questions, made_from=made_from
    )
    path.write_bytes(write_recording(recording))


def _fingerprints(
    root: Path, questions: list[PreparedQuestion], make_worker: Callable[[], Worker]
) -> dict[str, Fingerprints]:
    """What the mutants of each question give, by its name."""
    if not questions:
        return {}
    threads = ThreadPoolExecutor(os.cpu_count())
    with ended(threads) as executor, closing(make_worker()) as worker:
        found = executor.map(lambda each: fingerprints(root, each, worker), questions)
        return {each.name: gave for each, gave in zip(questions, found, strict=True)}


def with_calibration(check: PreparedCheck, scores: tuple[float, ...]) -> PreparedCheck:
    """The check with the scores from which its threshold was measured."""
    cases = tuple(
        msgspec.structs.replace(
            case,
            expect=tuple(
                msgspec.structs.replace(each, calibration=scores)
                if isinstance(each, Scored)
                else each
                for each in case.expect
            ),
        )
        for case in check.cases
    )
    return msgspec.structs.replace(check, cases=cases)


def _present(root: Path, name: str) -> Recording | None:
    try:
        return read_recording(root / RELEASE / name / RECORDING)
    except UsageError:
        return None


def _recorded_fingerprints(question: PreparedQuestion) -> Fingerprints:
    return {check.name: check.fingerprints for check in question.checks}


def _digest(root: Path, assignment: str, question: str) -> str:
    """Of all that the fingerprints of a question follow from, but for TensorFlow's version.

    These are the mutants' cells; the modules beside the notebook's text, which hold the probes
    and draw the inputs; and the worker, as far as it runs them.
    """
    folder = source_folder(root, assignment)
    ours = Path(worker_package.__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(folder.glob("*.py")), *sorted(ours.glob("*.py"))):
        if path.name not in (f"{topic_of(assignment)}.py", *PLUMBING):
            digest.update(path.read_bytes())
    for mutant in read_variants(root, assignment, "mutants"):
        if mutant.question == question:
            cells = submission_cells(mutant.applied_to(solution(root, assignment)), question)
            digest.update(msgspec.json.encode([mutant.name, mutant.says, cells]))
    return digest.hexdigest()
