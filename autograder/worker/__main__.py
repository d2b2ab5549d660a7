"""``python -m autograder.worker zygote|once ORDER|many``, started by the trusted side.

The conversation's socket is descriptor number ``AUTOGRADER_CHANNEL``, or, on Windows, is
described by the bytes on stdin.
"""

import os
import socket
import sys
from collections.abc import Callable

import msgspec


def _channel() -> socket.socket:
    number = os.environ.pop("AUTOGRADER_CHANNEL", "")
    if number:
        return socket.socket(fileno=int(number))
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read())
    raise SystemExit("Run `autograder`; this module is started by it.")


def _limits(order: str) -> Callable[[], None]:
    """What sets the limits of an order, which comes as JSON; nothing on Windows."""
    if sys.platform == "win32":
        return lambda: None
    from autograder.worker import zygote

    limits = msgspec.json.decode(order, type=zygote.Order)
    return lambda: zygote.limit(limits, zygote.virtual_memory())


def main() -> None:
    """Run the loop that the first argument names."""
    channel = _channel()
    mode = sys.argv[1]
    if mode == "zygote":
        from autograder.worker.zygote import serve_orders

        serve_orders(channel)
    elif mode == "once":
        from autograder.worker.server import answer_one

        answer_one(channel, _limits(sys.argv[2]))
    else:
        from autograder.worker.server import answer_many

        answer_many(channel)


if __name__ == "__main__":
    main()
