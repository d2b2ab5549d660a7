"""What a process prints: counted, and its end kept."""

import contextlib
import os
import tempfile

TAIL_BYTES = 8192
_CHUNK_BYTES = 1 << 16
_MAX_CHUNKS = 64


class PipeOutput:
    """Output through a pipe, of which ``write_end`` goes to the process."""

    def __init__(self) -> None:
        self.total_bytes = 0
        self._tail = b""
        self._read_end, self.write_end = os.pipe()
        os.set_blocking(self._read_end, False)

    def waitable(self) -> int:
        """The descriptor to wait on."""
        return self._read_end

    def read(self) -> bool:
        """Take in what there is without waiting; False at the end."""
        for _ in range(_MAX_CHUNKS):
            try:
                chunk = os.read(self._read_end, _CHUNK_BYTES)
            except BlockingIOError:
                return True
            self.total_bytes += len(chunk)
            self._tail = (self._tail + chunk)[-TAIL_BYTES:]
            if not chunk:
                return False
        return True

    def start_anew(self) -> None:
        """Forget what was printed until now."""
        self.read()
        self.total_bytes, self._tail = 0, b""

    def text(self) -> str:
        """The end of what was printed."""
        self.read()
        return self._tail.decode("utf-8", "replace")

    def close_write_end(self) -> None:
        """Close our copy of the process's end."""
        if self.write_end >= 0:
            os.close(self.write_end)
            self.write_end = -1

    def close(self) -> None:
        """Close both ends."""
        self.close_write_end()
        os.close(self._read_end)


class FileOutput:
    """Output into a file, where pipes can't be waited on (Windows)."""

    def __init__(self) -> None:
        self.total_bytes = 0
        self._start = 0
        number, self._path = tempfile.mkstemp()
        os.close(number)
        self.write_end = os.open(self._path, os.O_WRONLY | os.O_APPEND)

    def waitable(self) -> None:
        """Nothing to wait on."""

    def read(self) -> bool:
        """Measure what there is."""
        self.total_bytes = os.path.getsize(self._path) - self._start
        return True

    def start_anew(self) -> None:
        """Forget what was printed until now."""
        self._start = os.path.getsize(self._path)

    def text(self) -> str:
        """The end of what was printed."""
        self.read()
        with open(self._path, "rb") as file:
            file.seek(self._start + max(0, self.total_bytes - TAIL_BYTES))
            return file.read(TAIL_BYTES).decode("utf-8", "replace")

    def close_write_end(self) -> None:
        """Close our copy of the process's end."""
        if self.write_end >= 0:
            os.close(self.write_end)
            self.write_end = -1

    def close(self) -> None:
        """Close and delete the file."""
        self.close_write_end()
        with contextlib.suppress(OSError):  # a process that lives on still holds it
            os.unlink(self._path)


def make_output() -> PipeOutput | FileOutput:
    """A pipe where it can be waited on."""
    return PipeOutput() if os.name == "posix" else FileOutput()
