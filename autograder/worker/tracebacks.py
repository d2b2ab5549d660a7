"""An exception as its author should see it: their own lines, and the message without noise."""

import contextlib
import linecache
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from traceback import FrameSummary

from autograder.worker.protocol import MAX_TEXT

PROBES = "<probes>"
_MAX_FRAMES = 10
_MAX_LINE = 500
_LINES_BEFORE = 2
_NOT_STUDENTS = (PROBES, "<frozen", "<__", "<string>")

_GRAPH_FRAME = re.compile(r'^ *File "([^"\n]+)", line (\d+), in (\S+)\s*$', re.M)
_KERAS_WRAPPER = re.compile(r"Exception encountered when calling [^\n]+\n\n(?=.)", re.S)
_NOISE = re.compile(
    r"\x1b\[[\d;]*m"  # bold, for a terminal
    r"|\{\{function_node [^}\n]*\}\} ?"
    r"|\s*\[\[\{\{node [^}\n]*\}\}\]\]"
    r"|\s*\[Op:\w+\](?: name:[^\S\n]*)?"
)


def describe_exception(error: BaseException) -> str:
    """The traceback, cut to the student's own lines, and the error's own text.

    Every frame of the autograder, of Keras and of TensorFlow is left out; of an error inside a
    compiled graph, the student's lines are those that TensorFlow tells in its text.
    """
    try:
        last = "".join(traceback.format_exception_only(error)).strip()
    except Exception:
        last = f"{type(error).__name__} (its text can't be shown)"
    frames = list(traceback.extract_tb(error.__traceback__))
    told, last = _without_graph(last.removeprefix(f"{type(error).__module__}."))
    places = [(_label(frame.filename), frame) for frame in (*frames, *told)]
    places = [(label, frame) for label, frame in places if label]
    lines = [
        _described(label, frame, last=position == len(places) - 1)
        for position, (label, frame) in enumerate(places)
    ]
    if len(lines) > _MAX_FRAMES:  # a recursion without an end
        lines[_MAX_FRAMES // 2 : -_MAX_FRAMES // 2] = [f"… {len(lines) - _MAX_FRAMES} more …"]
    return "\n".join([*lines, _clean(last)])[:MAX_TEXT]


def is_unwritten(error: NotImplementedError) -> bool:
    """Whether a line of the student's raises it by name, as a stub does.

    TensorFlow raises the same where NumPy is given a tensor of a graph, and Keras where a method
    is missing: these are mistakes in what is written. Keras takes its own frames out of the
    traceback, so the line itself has to tell.
    """
    name = type(error).__name__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _label(f.filename)]
    line = linecache.getline(frames[-1].filename, frames[-1].lineno or 0) if frames else ""
    # Where a function is turned into a graph, TensorFlow quotes the line in its text.
    return name in line or f"raise {name}" in str(error) or (bool(frames) and not line)


def _clean(message: str) -> str:
    """The message without what Keras and TensorFlow say about themselves."""
    return _NOISE.sub("", _KERAS_WRAPPER.sub("", message, count=1)).strip()


def _without_graph(message: str) -> tuple[list[FrameSummary], str]:
    """The frames that TensorFlow lists for an operation of a graph, and the message without."""
    head, found, tail = message.partition("Graph execution error:")
    frames = list(_GRAPH_FRAME.finditer(tail)) if found else []
    if not frames:
        return [], message
    told = [FrameSummary(file, int(line), name) for file, line, name in map(_groups, frames)]
    # Those up to the call of ``fit`` are in the traceback itself.
    return told[-1:], head + tail[frames[-1].end() :].strip()


def _groups(match: re.Match[str]) -> tuple[str, str, str]:
    return match[1], match[2], match[3]


def _label(filename: str) -> str:
    """What the student calls a file or cell of theirs; ``""`` where it is not theirs."""
    if "ipykernel_" in filename or "ipython-input-" in filename:
        return _notebook_cell(filename)
    if filename.startswith("<"):
        return "" if filename.startswith(_NOT_STUDENTS) else filename.strip("<>")
    script = getattr(sys.modules.get("__main__"), "__file__", None)
    if script and Path(filename).parent == Path(script).parent:
        return Path(filename).name
    return ""


def _notebook_cell(filename: str) -> str:
    """Such as ``"cell In[5]"``, as IPython's own tracebacks say."""
    ipython = sys.modules.get("IPython")
    with contextlib.suppress(Exception):  # another front end may have none
        kind, name = ipython.get_ipython().compile.format_code_name(filename)  # type: ignore[union-attr]
        return f"{kind.lower()} {name}"
    return "your cell"


def _described(label: str, frame: FrameSummary, last: bool) -> str:
    """Where, and the line marked; with the lines before it where the exception was raised."""
    shown = [f"{label}, line {frame.lineno}, in {frame.name}", *_source(frame, last)]
    return "\n".join(line[:_MAX_LINE].rstrip() for line in shown)


def _source(frame: FrameSummary, with_context: bool) -> Iterator[str]:
    number = frame.lineno or 0
    first = max(1, number - _LINES_BEFORE) if with_context else number
    before = [(n, linecache.getline(frame.filename, n).rstrip()) for n in range(first, number)]
    line = linecache.getline(frame.filename, number).rstrip()
    if not line:
        return
    margin = min(len(text) - len(text.lstrip()) for _, text in [*before, (number, line)] if text)
    for n, text in before:
        yield f"    {n:4}  {text[margin:]}"
    yield f"  → {number:4}  {line[margin:]}"
    carets = _carets(frame, line)
    if with_context and carets:
        yield f"          {carets[margin:]}"


def _carets(frame: FrameSummary, line: str) -> str:
    """Marks the part of the line that raised; ``""`` where it is all of it or unknown."""
    if frame.colno is None or frame.end_colno is None:
        return ""
    start, end = _column(line, frame.colno), len(line)
    if frame.end_lineno == frame.lineno:
        end = _column(line, frame.end_colno)
    if not line[:start].strip() and not line[end:].strip():
        return ""
    return " " * start + "^" * (end - start)


def _column(line: str, offset: int) -> int:
    """Python counts bytes; a person sees characters."""
    return len(line.encode()[:offset].decode(errors="replace"))
