"""Hold one conversation with a process: send the request, read what comes, keep the limits."""

import contextlib
import selectors
import socket
import time
from typing import Protocol

from autograder.sandbox.conversation import BrokenRuleError, Conversation
from autograder.sandbox.process_tree import ProcessTree
from autograder.sandbox.transcript import Limits, Outcome
from autograder.worker.protocol import Request, encode

POLL_SECONDS = 0.05
RAREST_LOOK_SECONDS = 0.5
LAST_WORDS_SECONDS = 1.0
_CHUNK_BYTES = 1 << 18

# Watches of epoll are counted by user: a submission could use up those of a grader of that user.
Selector = getattr(selectors, "PollSelector", selectors.DefaultSelector)


class Output(Protocol):
    """What a process prints; see :mod:`autograder.sandbox.output`."""

    total_bytes: int

    def waitable(self) -> int | None:
        """The descriptor to wait on, or None where it has to be polled."""

    def read(self) -> bool:
        """Take in what there is without waiting; False at the end."""


class Exchange:
    """One request and its answers, over a stream socket.

    Args:
        request: what to ask.
        limits: when to stop.
        channel: the conversation's socket; the caller closes it.
        output: what the process prints; the caller closes it.
        tree: the process, which the caller ends afterwards.
        stays: whether the process answers more requests after this one.
    """

    def __init__(
        self,
        request: Request,
        limits: Limits,
        *,
        channel: socket.socket,
        output: Output,
        tree: ProcessTree,
        stays: bool = False,
    ) -> None:
        self.conversation = Conversation(request, limits)
        self.outcome: Outcome = "finished"
        self.detail = ""
        self.seconds = 0.0
        self._limits = limits
        self._channel = channel
        self._output = output
        self._tree = tree
        self._stays = stays
        self._unsent = memoryview(encode(request))
        self._ended = False

    @property
    def hung_up(self) -> bool:
        """Whether the process ended or fell silent before it had answered everything."""
        return self._ended and not self.conversation.complete

    def run(self) -> None:
        """Converse until all answers are there or a rule is broken; never raises for that."""
        started = time.monotonic()
        self._channel.setblocking(False)
        with Selector() as selector:
            events = selectors.EVENT_READ | selectors.EVENT_WRITE
            selector.register(self._channel, events)
            if (descriptor := self._output.waitable()) is not None:
                selector.register(descriptor, selectors.EVENT_READ)
            try:
                self._loop(selector)
            except BrokenRuleError as broken:
                self.outcome, self.detail = broken.outcome, broken.detail
        self.seconds = time.monotonic() - started

    def _loop(self, selector: selectors.BaseSelector) -> None:
        deadline = time.monotonic() + self.conversation.patience
        next_look = 0.0
        while not self._finished():
            now = time.monotonic()
            if now >= next_look:
                used = time.thread_time()
                self._look()
                used = time.thread_time() - used
                # Not by the clock: a busy machine must not make the looks rarer.
                next_look = now + min(max(POLL_SECONDS, 10 * used), RAREST_LOOK_SECONDS)
            answered, stalled = self._wait_fairly(selector, min(deadline, next_look))
            deadline += stalled
            if answered:
                patience = LAST_WORDS_SECONDS
                if not self.conversation.complete:
                    patience = self.conversation.patience
                deadline = time.monotonic() + patience

            elif time.monotonic() >= deadline:
                if self.conversation.complete:
                    return
                raise BrokenRuleError(
                    "timed_out", f"Out of time in {self.conversation.waiting_for}."
                )

    def _wait_fairly(self, selector: selectors.BaseSelector, until: float) -> tuple[bool, float]:
        """Wait, at least for what has come already.

        Returns:
            Whether a reply was completed, and the seconds in which this thread could do nothing:
            another one was busy, with whatever. They are not the submission's.
        """
        started, used = time.monotonic(), time.thread_time()
        asked = max(0.0, until - started)
        answered = self._wait(selector, asked)
        idle = time.monotonic() - started - (time.thread_time() - used)
        return answered, max(0.0, idle - asked)

    def _finished(self) -> bool:
        return self._ended or (self._stays and self.conversation.complete)

    def _look(self) -> None:
        """Poll what sends no events."""
        self._tree.check()
        if self._output.waitable() is None:
            self._output.read()
        self._check_output()

    def _check_output(self) -> None:
        if self._output.total_bytes > self._limits.output_bytes:
            raise BrokenRuleError(
                "crashed", f"It printed more than {self._limits.output_bytes} bytes."
            )

    def _wait(self, selector: selectors.BaseSelector, seconds: float) -> bool:
        """Handle what is ready within ``seconds``; whether a reply was completed."""
        completed = False
        for key, events in selector.select(seconds):
            if key.fileobj is not self._channel:
                if not self._output.read():
                    selector.unregister(key.fileobj)
                self._check_output()
                continue
            if events & selectors.EVENT_WRITE:
                self._send(selector)
            if events & selectors.EVENT_READ:
                completed |= self._receive()
        return completed

    def _send(self, selector: selectors.BaseSelector) -> None:
        try:
            self._unsent = self._unsent[self._channel.send(self._unsent[:_CHUNK_BYTES]) :]
        except BlockingIOError:
            return
        except OSError:  # it has ended; what it said before can still be read
            self._unsent = self._unsent[:0]
        if not self._unsent:
            selector.modify(self._channel, selectors.EVENT_READ)

    def _receive(self) -> bool:
        data = b""
        with contextlib.suppress(ConnectionError):
            try:
                data = self._channel.recv(_CHUNK_BYTES)
            except BlockingIOError:
                return False
        if data:
            return self.conversation.feed(data)
        self._ended = True
        if not self.conversation.complete:
            self._tree.check_end()
            raise BrokenRuleError("crashed")
        return False
