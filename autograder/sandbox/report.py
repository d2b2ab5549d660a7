"""Make a transcript of an exchange and of how its process ended."""

import math
import signal

from autograder.sandbox.exchange import Exchange
from autograder.sandbox.transcript import Outcome, Transcript

_MAX_SECONDS = 1e7


def make_transcript(
    exchange: Exchange, output: str, *, exit_status: int | None, cpu_seconds: float | None
) -> Transcript:
    """Say what came of a request.

    Args:
        exchange: after its run.
        output: the end of what was printed.
        exit_status: as ``subprocess`` has it, negative for a signal; None where the process
            still ran when it was ended, or that isn't known.
        cpu_seconds: processor seconds of the whole process, as the kernel counted them; None
            where that isn't known.
    """
    conversation = exchange.conversation
    outcome, detail = exchange.outcome, exchange.detail
    if exchange.hung_up and not detail:
        outcome, detail = describe_exit(exit_status, conversation.waiting_for)
    loaded = conversation.loaded
    claims = [answer.seconds for answer in conversation.answers.values()]
    claims += [loaded.seconds] if loaded else []
    return Transcript(
        outcome=outcome,
        answers=conversation.answers,
        found=loaded is not None and loaded.found,
        load_errors=loaded.errors if loaded else (),
        detail=detail,
        output=output,
        seconds=exchange.seconds,
        cpu_seconds=_believable(claims, cpu_seconds),
    )


def _believable(claims: list[float], measured: float | None) -> float:
    """What the worker says its student's code took, within what the kernel counted."""
    sound = [claim for claim in claims if math.isfinite(claim) and claim >= 0]
    return min(sum(sound), _MAX_SECONDS if measured is None else measured)


def describe_exit(status: int | None, waiting_for: str) -> tuple[Outcome, str]:
    """The outcome and its detail for a process that ended before it had answered."""
    if status is None:
        return "crashed", f"It closed the conversation in {waiting_for}."
    if status >= 0:
        return "crashed", f"It exited with status {status} in {waiting_for}."
    if -status == getattr(signal, "SIGXCPU", None):
        return "timed_out", f"It used up its processor time in {waiting_for}."
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return "crashed", f"It was ended by {name} in {waiting_for}."
