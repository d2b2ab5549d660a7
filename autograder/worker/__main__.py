"""``python -m autograder.worker zygote open|isolated``, ``once ORDER`` or ``many``.

The trusted side starts it. The conversation's socket is descriptor number ``AUTOGRADER_CHANNEL``.
On Windows, which passes no descriptors on, that is ``PORT:PASSWORD`` of a socket to call.
"""

import os
import socket
import sys

import msgspec


def _channel() -> socket.socket:
    number, colon, password = os.environ.pop("AUTOGRADER_CHANNEL", "").partition(":")
    if not number:
        raise SystemExit("Run `autograder`; this module is started by it.")
    if not colon:
        return socket.socket(fileno=int(number))
    channel = socket.create_connection(("127.0.0.1", int(number)))
    channel.sendall(password.encode())
    return channel


def _answer_one(channel: socket.socket, order: str) -> None:
    """Answer one request within the limits of an order, which comes as JSON, on its device."""
    from autograder.worker.server import answer_one

    if sys.platform == "win32":
        answer_one(channel, lambda: None)
    from autograder.worker import isolation, system_calls, zygote

    limits = msgspec.json.decode(order, type=zygote.Order)
    if limits.isolated and os.geteuid() == 0:
        isolation.become_nobody()
        try:  # before the libraries start threads
            isolation.enter_user_namespace()
        except OSError:  # the whole machine's nobody would be counted
            limits = msgspec.structs.replace(limits, processes=0)

    def prepare() -> None:
        from autograder.worker.runner import start_device

        virtual_bytes = zygote.virtual_memory()
        if limits.isolated:
            isolation.give_up_privileges()
            system_calls.refuse_system_calls()
        zygote.limit(limits, virtual_bytes)
        start_device(limits.device, limits.gpu_bytes)

    answer_one(channel, prepare)


def main() -> None:
    """Run the loop that the first argument names."""
    channel = _channel()
    mode = sys.argv[1]
    if mode == "zygote":
        from autograder.worker.zygote import serve_orders

        serve_orders(channel, isolated=sys.argv[2] == "isolated")
    elif mode == "once":
        _answer_one(channel, sys.argv[2])
    else:
        from autograder.worker.server import answer_many

        answer_many(channel)


if __name__ == "__main__":
    main()
