"""The loop that answers requests: one and out, or one after the other in the same process.

A conversation goes over one stream socket, whose other end the trusted side holds. Nothing
else is read from; what the student's code prints goes to stdout and stderr, never in between.
"""

import contextlib
import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from autograder.worker.protocol import (
    LENGTH_BYTES,
    MAX_FRAME_BYTES,
    Answer,
    Loaded,
    MalformedFrame,
    Request,
    decode_request,
    encode,
    read_frame,
)

READY = b"ready"


def load_libraries() -> None:
    """Import what every submission imports. Runs no operation: TensorFlow must not start
    its threads before a fork."""
    import keras
    import numpy
    import tensorflow

    with contextlib.suppress(ImportError):
        import matplotlib.pyplot
    from autograder.worker import runner

    del keras, numpy, tensorflow, matplotlib, runner


def read_request(channel: socket.socket) -> Request:
    """The next request; ``EOFError`` where the trusted side has hung up."""
    return decode_request(read_frame(lambda size: read_exactly(channel, size)))


def read_exactly(channel: socket.socket, size: int) -> bytes:
    """So many bytes; ``EOFError`` where the other side hangs up before."""
    data = bytearray()
    while len(data) < size:
        chunk = channel.recv(min(size - len(data), 1 << 20))
        if not chunk:
            raise EOFError("The other side closed the conversation.")
        data += chunk
    return bytes(data)


def answer_request(channel: socket.socket, request: Request) -> None:
    """Run a request and send every reply as soon as it is known."""
    from autograder.worker.runner import run

    run(request, lambda message: channel.sendall(_encode(message)))


def _encode(message: Loaded | Answer) -> bytes:
    """The reply as a frame; where it can't be one, an answer that says so."""
    try:
        frame = encode(message)
        if len(frame) - LENGTH_BYTES <= MAX_FRAME_BYTES:
            return frame
        problem = f"The values take {len(frame)} bytes; at most {MAX_FRAME_BYTES} can be sent."
    except (MalformedFrame, TypeError, ValueError, OverflowError, RecursionError) as error:
        problem = f"The values can't be sent: {str(error)[:500]}"
    problem = problem.encode("ascii", "backslashreplace").decode()
    if isinstance(message, Loaded):
        return encode(Loaded(message.id, message.found, (problem,), message.seconds))
    return encode(Answer(id=message.id, index=message.index, status="error", error=problem))


def answer_and_exit(channel: socket.socket) -> NoReturn:
    """Answer one request, then end at once: no ``atexit``, no finalisers, no waiting threads."""
    status = 1
    try:
        answer_request(channel, read_request(channel))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        with contextlib.suppress(OSError):
            channel.shutdown(socket.SHUT_WR)
        os._exit(status)


def answer_one(channel: socket.socket, prepare: Callable[[], None]) -> NoReturn:
    """Load the libraries, set limits and start the device, say so, answer one request and end."""
    load_libraries()
    prepare()
    channel.sendall(READY)
    answer_and_exit(channel)


def answer_many(channel: socket.socket) -> None:
    """Load the libraries, say so, and answer requests until the trusted side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the terminal's business, not ours
    load_libraries()
    import keras

    gc.freeze()  # or the collections below would look at all of TensorFlow each time
    channel.sendall(READY)
    while True:
        try:
            request = read_request(channel)
        except EOFError:
            return
        answer_request(channel, request)
        sys.stdout.flush()
        sys.stderr.flush()
        keras.utils.clear_session()
        gc.collect()
