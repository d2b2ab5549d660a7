"""Grade one question of one submission. Every kind of submission takes this path."""

import platform

import msgspec

from autograder.checks.prepared import PreparedQuestion
from autograder.diagnose import Failure, diagnose
from autograder.grading.ask import Replies, ask
from autograder.grading.judge import MAX_MESSAGE, Verdict, judge, not_run
from autograder.grading.loading import with_load_errors
from autograder.grading.source import QuestionSource
from autograder.pictures import with_picture
from autograder.results import CheckResult, QuestionResult, Status
from autograder.sandbox.transcript import Worker
from autograder.submissions.dependencies import cells_for, definition_state, unparsable_reason
from autograder.submissions.forbidden import find_forbidden
from autograder.submissions.library_aliases import with_library_aliases
from autograder.submissions.read import SourceCell, Submission
from autograder.submissions.shipped_data import shipped_data
from autograder.worker.protocol import Cell


def grade_question(
    source: QuestionSource,
    name: str,
    submission: Submission,
    worker: Worker,
    *,
    enforce: bool = True,
    training: bool = True,
    pictures: bool = False,
) -> QuestionResult:
    """Ask, judge and diagnose one question.

    Names that cells below the answer bind anew are read as they are at the end; where that
    does not earn all points, also as they were at the answer. The better result counts.

    Args:
        enforce: whether forbidden names and shipped data are looked for; accepted variants and
            mutants may use Keras's own layer behind the question's interface.
        training: whether training checks are asked too.
        pictures: whether visible checks get what is needed to draw them; a student's own check.
    """
    question = source.prepare(name)
    undefined = _undefined(question, submission)
    if undefined:
        return undefined

    def grade(cells: tuple[SourceCell, ...]) -> QuestionResult:
        guarded = with_library_aliases(question.forbidden) if enforce else ()
        refused = _forbidden(question, cells, guarded) if enforce else None
        return refused or grade_cells(
            source,
            name,
            tuple(cell.to_worker() for cell in cells),
            worker,
            guarded=guarded,
            training=training,
            pictures=pictures,
        )

    cells = cells_for(submission, name)
    result = grade(cells)
    if result.score < result.max_score:
        at_answer = cells_for(submission, name, at_answer=True)
        if at_answer != cells:
            result = max(result, grade(at_answer), key=lambda each: each.score)
    return result


def grade_cells(
    source: QuestionSource,
    name: str,
    cells: tuple[Cell, ...],
    worker: Worker,
    *,
    guarded: tuple[str, ...] = (),
    training: bool = True,
    pictures: bool = False,
) -> QuestionResult:
    """Run the cells in the worker, and judge what comes back."""
    question = source.prepare(name) if training else source.prepare(name).without_training()
    replies = ask(question, cells, worker, guarded=guarded, curves=pictures)
    status, message = _status(replies)
    if status not in ("graded", "timed_out", "out_of_memory"):
        return _nothing_earned(question, status, message)
    verdicts = _verdicts(question, replies, message)
    for attempt in range(1, max(check.tries for check in question.checks)):
        again = source.prepare(name, attempt)
        if status != "graded" or not _try_again(again, verdicts):
            break
        later = ask(again, cells, worker, guarded=guarded, curves=pictures)
        verdicts |= {n: v for n, v in _verdicts(again, later, "").items() if v.result.passed}
    results = _diagnosed(source, question, verdicts)
    results = with_load_errors(results, replies.transcript.load_errors)
    if pictures:
        results = tuple(
            with_picture(result, check, verdicts[check.name].replies)
            for result, check in zip(results, question.checks, strict=True)
        )
    return QuestionResult(
        name=name,
        score=sum(result.points for result in results),
        max_score=question.max_points,
        status=status,
        checks=results,
        message=message,
    )


def _undefined(question: PreparedQuestion, submission: Submission) -> QuestionResult | None:
    """The result of a question whose name no cell defines, or None."""
    state = definition_state(submission, question.name)
    if state == "missing":
        text = f"The submission defines no {question.name!r}."
        return _nothing_earned(question, "missing", text)
    if state == "unparsable":
        return _nothing_earned(question, "crashed", _unreadable(submission, question))
    return None


def _forbidden(
    question: PreparedQuestion, cells: tuple[SourceCell, ...], names: tuple[str, ...]
) -> QuestionResult | None:
    """The result of a question whose answer uses forbidden names or ships data, or None."""
    found = find_forbidden(cells, names, question.name)
    if found:
        places = "; ".join(f"{f.name} in {f.label}, line {f.line}" for f in found)
        text = f"The question asks you to compute this yourself. Found: {places}"
        return _nothing_earned(question, "forbidden", text)
    data = shipped_data(cells)
    return _nothing_earned(question, "forbidden", data) if data else None


def _unreadable(submission: Submission, question: PreparedQuestion) -> str:
    reason = unparsable_reason(submission, question.name)
    version = ".".join(platform.python_version_tuple()[:2])
    return f"Python {version} can't read the cell that defines {question.name!r}: {reason}"


def _nothing_earned(question: PreparedQuestion, status: Status, message: str) -> QuestionResult:
    message = message[:MAX_MESSAGE]
    return QuestionResult(
        name=question.name,
        score=0.0,
        max_score=question.max_points,
        status=status,
        checks=tuple(not_run(check, message) for check in question.checks),
        message=message,
    )


def _status(replies: Replies) -> tuple[Status, str]:
    transcript = replies.transcript
    given = [answer for answers in replies.answers.values() for answer in answers if answer]
    loading = "\n".join(transcript.load_errors)
    if transcript.outcome != "finished":
        return transcript.outcome, f"Your code was stopped: {transcript.detail}"
    if not transcript.found:
        if not loading:
            return "crashed", "Your cells ran, but this name was deleted or never bound."
        return "crashed", f"Your cells raised before this name was defined:\n{loading}"
    if all(answer.status == "not_implemented" for answer in given):
        return "not_attempted", "Not attempted yet."
    forbidden = [answer.error for answer in given if answer.status == "forbidden"]
    if forbidden:
        return "forbidden", forbidden[0]
    return "graded", ""


def _verdicts(question: PreparedQuestion, replies: Replies, ending: str) -> dict[str, Verdict]:
    return {
        check.name: judge(check, question.name, replies.answers[check.name], ending)
        for check in question.checks
    }


def _try_again(question: PreparedQuestion, verdicts: dict[str, Verdict]) -> bool:
    """Whether a check failed that this attempt repeats and that gave numbers at all."""
    return any(
        not verdicts[check.name].result.passed and _gave_values(verdicts[check.name])
        for check in question.checks
    )


def _gave_values(verdict: Verdict) -> bool:
    return any(isinstance(reply, dict) for reply in verdict.replies)


def _diagnosed(
    source: QuestionSource, question: PreparedQuestion, verdicts: dict[str, Verdict]
) -> tuple[CheckResult, ...]:
    """The results, with the mistake that a failed check looks like."""
    failures: dict[str, Failure] = {}
    for check in question.checks:
        verdict = verdicts[check.name]
        if verdict.result.passed or not any(verdict.replies):
            continue
        known = source.with_fingerprints(question.name, check)
        if check.kind != "training" or known.fingerprints:
            failures[check.name] = known, verdict.replies
    if not failures:
        return tuple(verdicts[check.name].result for check in question.checks)
    passed = [
        source.with_fingerprints(question.name, check)
        for check in question.checks
        if check.kind != "training" and verdicts[check.name].result.passed
    ]
    told = dict(zip(failures, diagnose(list(failures.values()), passed), strict=True))
    return tuple(
        msgspec.structs.replace(verdicts[check.name].result, diagnosis=told.get(check.name, ""))
        for check in question.checks
    )
