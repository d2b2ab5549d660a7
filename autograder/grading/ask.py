"""Put a prepared question to a submission through a worker."""

import dataclasses
import secrets

import msgspec

from autograder.checks.expectations import Case
from autograder.checks.prepared import PreparedCheck, PreparedQuestion
from autograder.sandbox.transcript import Transcript, Worker
from autograder.worker.protocol import Answer, Call, Cell, Request


@dataclasses.dataclass(frozen=True)
class Replies:
    """A transcript, its answers sorted by check and case."""

    transcript: Transcript
    answers: dict[str, list[Answer | None]]


def ask(
    question: PreparedQuestion,
    cells: tuple[Cell, ...],
    worker: Worker,
    *,
    guarded: tuple[str, ...] = (),
    curves: bool = False,
) -> Replies:
    """Run every case of every check in one process, the quick checks first.

    What two checks ask alike is asked once, and both get the answer.
    """
    order = sorted(question.checks, key=lambda check: check.kind == "training")
    slots = _slots(order)
    request = Request(
        id=secrets.token_hex(16),
        target=question.name,
        cells=cells,
        probes=question.probes,
        guarded=guarded,
        curves=curves,
        calls=tuple(_call(*alike[0]) for alike in slots),
    )
    transcript = worker.ask(request)
    answers: dict[str, list[Answer | None]] = {
        check.name: [None] * len(check.cases) for check in order
    }
    for index, answer in transcript.answers.items():
        for check, position in slots[index]:
            answers[check.name][position] = with_items(answer, check.cases[position])
            answer = msgspec.structs.replace(answer, seconds=0.0)  # counted once
    return Replies(transcript, answers)


def _slots(checks: list[PreparedCheck]) -> list[list[tuple[PreparedCheck, int]]]:
    """The cases in order, those together that have the same draws."""
    asked = {check.name for check in checks}
    alike: dict[tuple[str, int], list[tuple[PreparedCheck, int]]] = {}
    for check in checks:
        owner = check.same_draws_as if check.same_draws_as in asked else check.name
        for position in range(len(check.cases)):
            alike.setdefault((owner, position), []).append((check, position))
    return list(alike.values())


def with_items(answer: Answer, case: Case) -> Answer:
    """A list where a tuple was asked for is as good: its items by the names that a tuple's have.

    The worker can't tell, since a list of numbers may also be one array; the case can.
    """
    items = answer.values.get("output")
    asked = {expectation.key for expectation in case.expect}
    if not isinstance(items, list) or "output[0]" not in asked:
        return answer
    values = {f"output[{position}]": item for position, item in enumerate(items)}
    return msgspec.structs.replace(answer, values=values)


def _call(check: PreparedCheck, position: int) -> Call:
    return Call(
        probe=check.probe,
        inputs=check.cases[position].inputs,
        seconds=check.seconds,
        seed=check.seed,
    )
