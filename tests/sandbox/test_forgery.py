"""What a submission sends by itself, and how it ends, never passes for an answer."""

import numpy as np
import pytest

from autograder.worker.protocol import Answer, Loaded, encode

from .conftest import open_files

HONEST = "def f(x): return 2 * x"
# What a submission can find out about the protocol is assumed to be known to it.
WIRE = "import os, socket, time\nwire = socket.socket(fileno=3)\n"


@pytest.fixture(autouse=True)
def _the_next_question_is_answered(ask):
    yield
    transcript = ask(HONEST)
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])


@pytest.mark.parametrize("where", ["cell", "call"])
@pytest.mark.parametrize(
    ("ending", "detail"),
    [
        ("os._exit(0)", "exited with status 0"),
        ("os._exit(7)", "exited with status 7"),
        ("os.close(3); time.sleep(30)", "closed the conversation"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("os.closerange(0, 4); os._exit(0)", "exited with status 0"),
    ],
)
def test_an_early_end_is_a_crash(ask, where, ending, detail):
    body = f"import os, time\ndef end():\n    {ending}\n"
    source = body + ("end()\n" + HONEST if where == "cell" else "def f(x): end()")
    transcript = ask(source)
    assert transcript.outcome == "crashed"
    assert detail in transcript.detail
    assert transcript.answers == {}


@pytest.mark.parametrize("ending", ["raise SystemExit", "import sys; sys.exit(0)", "exit(0)"])
def test_asking_to_exit_is_an_error_of_the_call(ask, ending):
    transcript = ask(f"def f(x):\n    {ending}")
    assert transcript.outcome == "finished"
    assert transcript.answers[0].status == "error"


@pytest.mark.parametrize("number", range(8))
def test_bytes_on_a_descriptor_never_pass_for_an_answer(ask, number):
    source = f"""
    import os
    try:
        os.write({number}, b"\\0" * 7 + b"\\3abc")
    except OSError:
        pass
    def f(x): return 2 * x
    """
    transcript = ask(source)
    if number == 3:
        assert transcript.outcome == "crashed"
        assert "malformed" in transcript.detail
        assert transcript.answers == {}
    else:
        assert transcript.outcome == "finished"


@pytest.mark.parametrize(
    ("frames", "detail"),
    [
        pytest.param([Loaded("another id", True)], "another request's id", id="another id"),
        pytest.param([Loaded("the id", True)] * 2, "second time", id="loaded twice"),
        pytest.param([Answer(id="the id", index=0, status="ok")], "before the cells", id="early"),
        pytest.param(
            [Loaded("the id", True), Answer(id="the id", index=1, status="ok")],
            "expected the answer to call 0",
            id="out of order",
        ),
        pytest.param(
            [Loaded("the id", True), Answer(id="the id", index=0, status="ok")] * 2,
            "second time|after the last",
            id="repeated",
        ),
        pytest.param([Loaded("the id", False), Loaded("the id", False)], "after the last", id="2"),
    ],
)
def test_forged_frames_break_the_conversation(ask, frames, detail):
    data = b"".join(encode(frame) for frame in frames)
    transcript = ask(WIRE + f"wire.sendall({data!r})\ntime.sleep(5)\n" + HONEST)
    assert transcript.outcome == "crashed", transcript
    assert any(text in transcript.detail for text in detail.split("|"))


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param((2**62).to_bytes(8, "big"), "over the limit", id="announces 4 EiB"),
        pytest.param(b"\xff" * 64, "over the limit", id="all ones"),
        pytest.param((5).to_bytes(8, "big") + b"\xc1" * 5, "Not a reply", id="no msgpack"),
        pytest.param((3).to_bytes(8, "big") + b"\x93" * 3, "Not a reply", id="cut off inside"),
        pytest.param((4096).to_bytes(8, "big") + b"\x91" * 4096, "nested more than", id="nested"),
    ],
)
def test_malformed_bytes_break_the_conversation(ask, data, detail):
    transcript = ask(WIRE + f"wire.sendall({data!r})\ntime.sleep(5)\n" + HONEST)
    assert transcript.outcome == "crashed", transcript
    assert detail in transcript.detail


def test_a_frame_that_never_ends_runs_out_of_time(ask):
    source = WIRE + (
        "def f(x):\n    wire.sendall((4096).to_bytes(8, 'big'))\n"
        "    while True:\n        wire.sendall(b'x'); time.sleep(0.1)"
    )
    assert ask(source, seconds=0.7).outcome == "timed_out"


def test_an_answer_cannot_be_changed_once_it_is_sent(ask):
    source = """
    import threading, time
    kept = []
    def spoil():
        while True:
            for array in kept: array[:] = 99
    def f(x):
        result = 2 * x
        if kept: time.sleep(0.2)
        kept.append(result)
        if len(kept) == 1: threading.Thread(target=spoil, daemon=True).start()
        return [1.0, 2.0]
    """
    transcript = ask(source, calls=2)
    assert transcript.outcome == "finished"
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [1.0, 2.0])


def test_descriptors_sent_along_are_not_kept(ask):
    ask("def f(x): return x")
    before = open_files()
    frame = encode(Loaded("the id", True))
    source = WIRE + f"socket.send_fds(wire, [{frame!r}], [0] * 50)\nos._exit(0)"
    assert ask(source).outcome == "crashed"
    assert open_files() <= before


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import os\nos.kill(-1, 9)\n", id="kill everyone"),
        pytest.param("import os\nif os.fork() == 0: os.kill(-1, 9)\nos.wait()\n",
                     id="from a child"),
        pytest.param("import os, signal\nsignal.signal(15, signal.SIG_IGN)\nos.kill(0, 15)\n",
                     id="kill the process group"),
        pytest.param("import os\nos.kill(os.getppid(), 0)\n", id="signal the parent"),
    ],
)  # fmt: skip
def test_signals_reach_nobody_else(ask, warm_worker, source):
    zygote = warm_worker._running()
    ask(source + HONEST)
    assert warm_worker._running() is zygote
    assert zygote.alive


def test_a_thread_that_stays_does_not_delay_the_end(ask):
    source = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    transcript = ask(source + HONEST)
    assert transcript.outcome == "finished"
    assert transcript.seconds < 3


def test_a_child_that_holds_the_conversation_does_not_delay_the_end(ask):
    source = "import os, time\nif os.fork() == 0: time.sleep(60)\n"
    transcript = ask(source + HONEST)
    assert transcript.outcome == "finished"
    assert transcript.seconds < 3


def test_exit_handlers_do_not_run(ask):
    source = "import atexit\natexit.register(print, 'the handler ran')\n"
    transcript = ask(source + HONEST)
    assert transcript.outcome == "finished"
    assert "the handler ran" not in transcript.output
