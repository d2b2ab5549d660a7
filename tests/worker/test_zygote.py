"""The warm process goes on where the machine has no process left for a child."""

import errno
import os
import socket

from autograder.worker import zygote


def test_a_fork_that_is_refused_is_told_and_nothing_ends(monkeypatch):
    def refuse():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        assert zygote._fork(theirs.fileno()) != 0
        told = ours.recv(1000)
    assert told.startswith(zygote.REFUSED)
    assert b"temporarily unavailable" in told
