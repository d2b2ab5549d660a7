"""Forge the verdict by ending early, or by what happens at the end."""

from .attempt import WRONG, Attempt


def _in_a_call(name: str, tries: str, statement: str, status: str, **options: str) -> Attempt:
    """The statement runs when the answer is called."""
    return Attempt(
        name=f"{name} in a call",
        threat="Forge the verdict",
        tries=tries,
        source=f"\nimport os, sys\ndef softmax(logits):\n    {statement}\n",
        status=status,
        **options,
    )


def _on_loading(name: str, tries: str, statement: str, status: str, **options: str) -> Attempt:
    """The statement runs ahead of the answer."""
    return Attempt(
        name=f"{name} on loading",
        threat="Forge the verdict",
        tries=tries,
        source=f"\nimport os, sys\n{statement}\n{WRONG}",
        status=status,
        **options,
    )


_SUCCESS = "An exit with status 0 passes for success."

ENDINGS = (
    _in_a_call("os._exit", _SUCCESS, "os._exit(0)", "crashed"),
    _on_loading("os._exit", _SUCCESS, "os._exit(0)", "crashed"),
    _in_a_call("sys.exit", _SUCCESS, "sys.exit(0)", "graded"),
    _on_loading("sys.exit", _SUCCESS, "sys.exit(0)", "graded"),
    _in_a_call("SystemExit", _SUCCESS, "raise SystemExit(0)", "graded"),
    _in_a_call(
        "KeyboardInterrupt",
        "The grader takes the student's interrupt for its own.",
        "raise KeyboardInterrupt",
        "crashed",
    ),
    _in_a_call(
        "atexit",
        "An exit handler turns a failure into status 0.",
        "import atexit; atexit.register(os._exit, 0); sys.exit(0)",
        "graded",
    ),
    _on_loading(
        "atexit",
        "An exit handler turns a failure into status 0.",
        "import atexit; atexit.register(os._exit, 0)",
        "graded",
    ),
    _on_loading(
        "an exit from a signal handler",
        "A timer ends the process while the grader looks elsewhere.",
        "import signal; signal.signal(14, lambda *_: os._exit(0)); signal.setitimer(0, 0.001)\n"
        "while True: pass",
        "crashed",
    ),
    _on_loading(
        "a fork that leaves the answers to its child",
        "The process that is watched ends well; its child goes on.",
        "if os.fork(): os._exit(0)",
        "crashed",
    ),
    _on_loading(
        "a fork whose both halves answer",
        "Two processes answer on the same socket, so that one of them may be right.",
        "os.fork()",
        "crashed",
    ),
    _on_loading(
        "the conversation is closed",
        "No answer is no wrong answer.",
        "os.closerange(3, 256)",
        "crashed",
    ),
    _on_loading(
        "a stop",
        "The process stops itself, so that it neither ends nor uses time.",
        "import signal; os.kill(os.getpid(), signal.SIGSTOP); signal.pause()",
        "timed_out",
    ),
)
