"""Where the time of one question goes, from the fork to the end of its process.

    python benchmarks/question.py --questions 60 --threads 2

The question is one addition: what is left is what every question costs. Run it on a quiet machine.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np

from autograder.sandbox.exchange import Exchange
from autograder.sandbox.transcript import Limits
from autograder.sandbox.warm import Child, WarmWorker
from autograder.worker.protocol import Call, Cell, Request

SUBMISSION = "import tensorflow as tf\n\ndef add_one(x):\n    return tf.constant(x) + 1\n"
PROBES = """
import time
import tensorflow as tf

def started(add_one, x):
    start = time.process_time()
    add_one(x)
    first = time.process_time() - start
    add_one(x)
    return {"first": first, "second": time.process_time() - start - first}
"""


def request() -> Request:
    """One call that tells the processor seconds of TensorFlow's first and second operation."""
    call = Call(probe="started", inputs={"x": np.ones(3, np.float32)}, seconds=10.0)
    cell = Cell("cell 1", SUBMISSION)
    return Request(id="1", target="add_one", cells=(cell,), probes=PROBES, calls=(call,))


class Phases:
    """Seconds by phase, one for each question."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        """Add what a block takes."""
        start = time.perf_counter()
        yield
        self.seconds[phase].append(time.perf_counter() - start)

    def watch(self, owner: type, method: str, phase: str) -> None:
        """Add what every call of a method takes."""
        original = getattr(owner, method)

        def watched(*arguments: object) -> object:
            with self.timed(phase):
                return original(*arguments)

        setattr(owner, method, watched)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=60, help="asked by each thread")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    phases = Phases()
    phases.watch(Child, "await_hello", "the fork, namespaces, an empty /tmp and /proc")
    phases.watch(Exchange, "run", "the conversation")
    phases.watch(Child, "_await_end", "the end of the process")
    worker = WarmWorker(Limits())
    worker.warm_up()
    worker.ask(request())
    phases.seconds.clear()

    def ask() -> None:
        for _ in range(options.questions):
            with phases.timed("all"):
                answer = worker.ask(request()).answers[0]
            if answer.status != "ok":
                raise RuntimeError(answer.error)
            for operation in ("first", "second"):
                taken = float(answer.values[operation])
                phases.seconds[f"… of this, TensorFlow's {operation} operation"].append(taken)

    with ThreadPoolExecutor(options.threads) as executor:
        for asked in [executor.submit(ask) for _ in range(options.threads)]:
            asked.result()
    worker.close()
    print("| phase | ms | of all |\n|---|---|---|")
    whole = statistics.mean(phases.seconds["all"])
    for phase, seconds in phases.seconds.items():
        mean = statistics.mean(seconds)
        print(f"| {phase} | {1e3 * mean:.1f} | {mean / whole:.0%} |")


if __name__ == "__main__":
    main()
