"""What may come back for a request, and in which order: frames in, answers out.

No bytes that a worker sends can do more here than end the conversation.
"""

from autograder.sandbox.transcript import Limits, Outcome
from autograder.worker.protocol import (
    LENGTH_BYTES,
    Answer,
    Loaded,
    MalformedFrame,
    Request,
    decode_reply,
    frame_length,
)


class BrokenRuleError(Exception):
    """A rule was broken, which ends the conversation.

    Args:
        outcome: what the transcript says.
        detail: for a person; empty where only the process's end can tell.
    """

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(detail)
        self.outcome: Outcome = outcome
        self.detail = detail


class Conversation:
    """The replies to one request so far.

    Args:
        request: what was asked.
        limits: of which ``reply_bytes`` and ``load_seconds`` matter here.
    """

    def __init__(self, request: Request, limits: Limits) -> None:
        self.loaded: Loaded | None = None
        self.answers: dict[int, Answer] = {}
        self._request = request
        self._limits = limits
        self._buffer = bytearray()
        self._total_bytes = 0

    @property
    def complete(self) -> bool:
        """Whether everything has come that the request asks for."""
        if self.loaded is None:
            return False
        return not self.loaded.found or len(self.answers) == len(self._request.calls)

    @property
    def patience(self) -> float:
        """Wall seconds that the next frame may take."""
        if self.loaded is None:
            return self._limits.load_seconds
        return self._request.calls[len(self.answers)].seconds

    @property
    def waiting_for(self) -> str:
        """What the next frame is to be, for a person."""
        if self.loaded is None:
            return f"running the notebook's cells ({self._limits.load_seconds:g} s)"
        call = self._request.calls[len(self.answers)]
        return f"call {len(self.answers) + 1}, {call.probe} ({call.seconds:g} s)"

    def feed(self, data: bytes) -> bool:
        """Take in bytes; whether a reply was completed. Raises :class:`BrokenRuleError`."""
        self._total_bytes += len(data)
        if self._total_bytes > self._limits.reply_bytes:
            raise BrokenRuleError(
                "crashed", f"Its replies are over {self._limits.reply_bytes} bytes."
            )
        self._buffer += data
        before = len(self.answers), self.loaded
        try:
            while (body := self._next_body()) is not None:
                self._accept(decode_reply(body))
        except MalformedFrame as error:
            raise BrokenRuleError("crashed", f"It sent a malformed reply: {error}") from error
        return before != (len(self.answers), self.loaded)

    def _next_body(self) -> bytes | None:
        if self.complete and self._buffer:
            raise MalformedFrame("there is more after the last answer.")
        if len(self._buffer) < LENGTH_BYTES:
            return None
        end = LENGTH_BYTES + frame_length(bytes(self._buffer[:LENGTH_BYTES]))
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[LENGTH_BYTES:end])
        del self._buffer[:end]
        return body

    def _accept(self, reply: Loaded | Answer) -> None:
        if reply.id != self._request.id:
            raise MalformedFrame("it carries another request's id.")
        if isinstance(reply, Loaded):
            if self.loaded is not None:
                raise MalformedFrame("the cells are reported as run for a second time.")
            self.loaded = reply
        elif self.loaded is None:
            raise MalformedFrame("an answer came before the cells had been run.")
        elif reply.index != len(self.answers):
            raise MalformedFrame(
                f"expected the answer to call {len(self.answers)}; received that to {reply.index}."
            )
        else:
            self.answers[reply.index] = reply
