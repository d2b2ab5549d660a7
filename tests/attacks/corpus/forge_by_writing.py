"""Forge the verdict by writing to the protocol, or to files that graders read."""

from .attempt import WRONG, Attempt

_OURS = "not run: it speaks this autograder's protocol"

# What a submission can find out about the protocol is assumed to be known to it.
FRAMES = """
import os, socket, sys
from autograder.worker.protocol import Answer, Loaded, encode
frame = sys._getframe()
while "request" not in frame.f_locals or "send" not in frame.f_locals: frame = frame.f_back
request, send = frame.f_locals["request"], frame.f_locals["send"]
wire = socket.socket(fileno=os.dup(3))
def shape_of(call):
    inputs = call.inputs.get("arguments", call.inputs)
    return inputs["logits"].shape
def pack(text):
    wire.sendall(len(text).to_bytes(8, "big") + text)
"""


def _protocol(name: str, tries: str, source: str, status: str = "crashed") -> Attempt:
    return Attempt(
        name=name,
        threat="Forge the verdict",
        tries=tries,
        source=FRAMES + source + WRONG,
        status=status,
        elsewhere=_OURS,
    )


def _sent_by_hand(
    name: str, values: str, then: str = "os._exit(0)", status: str = "graded"
) -> Attempt:
    """Every frame of the protocol as it should be, with the right id, ahead of the probes."""
    return _protocol(
        f"answers sent by hand, {name}",
        "Well-formed answers are sent before the probe sends its own.",
        f"""
send(Loaded(request.id, True))
for index, call in enumerate(request.calls):
    send(Answer(id=request.id, index=index, status="ok", values={values}))
{then}
""",
        status,
    )


def _answer_with(name: str, tries: str, body: str, status: str = "crashed") -> Attempt:
    """One reply of raw MessagePack after a sound start."""
    return _protocol(
        name, tries, f"\nsend(Loaded(request.id, True))\n{body}\nos._exit(0)\n", status
    )


def _packed(name: str, tries: str, value: str, status: str = "crashed") -> Attempt:
    """Answers in raw MessagePack to all calls; ``value`` gives the bytes of each value."""
    body = f"""
HEAD = b"\\x85\\xa4type\\xa6answer\\xa2id\\xd9\\x20" + request.id.encode()
for index, call in enumerate(request.calls):
    value = {value}
    key = b"\\xa6output" if "wrt" not in call.inputs else b"\\xb2gradient of logits"
    place = b"\\xa5index" + bytes([index])
    pack(HEAD + place + b"\\xa6status\\xa2ok\\xa6values\\x81" + key + value)
"""
    return _answer_with(name, tries, body, status)


WRITTEN = (
    Attempt(
        name="bytes on every descriptor",
        threat="Forge the verdict",
        tries="One of the descriptors must be where the verdict is written.",
        source="""
import os
for number in range(256):
    try: os.write(number, b"all tests passed")
    except OSError: pass
"""
        + WRONG,
        status="crashed",
    ),
    _protocol(
        "frames of another request",
        "An answer with another request's id counts for that one.",
        'send(Loaded("0" * 32, True))\n',
    ),
    _sent_by_hand("nothing", "{}"),
    _sent_by_hand("True", "{'output': True, 'gradient of logits': True}"),
    _sent_by_hand("NaN", "{'output': np.full(shape_of(call), np.nan)}"),
    _sent_by_hand("zeros", "{'output': np.zeros(shape_of(call))}"),
    _sent_by_hand("extra keys", "{'points': 1e9, 'passed': True, '': None, 'output ': 1.0}"),
    _sent_by_hand("and once more by the probes", "{}", then="", status="crashed"),
    _protocol(
        "a score in place of an answer",
        "Fields that a reply does not have are taken over into the result.",
        """
send(Loaded(request.id, True))
send({'type': 'answer', 'id': request.id, 'index': 0, 'status': 'ok', 'points': 1e9})
""",
    ),
    _protocol(
        "times that are no numbers",
        "Seconds of NaN and infinity end in the result, which JSON can't hold.",
        """
send(Loaded(request.id, True, (), float("nan")))
for index, call in enumerate(request.calls):
    seconds = (float("nan"), float("inf"), -1e308, 1e308)[index % 4]
    send(Answer(id=request.id, index=index, status="ok", values={}, seconds=seconds))
os._exit(0)
""",
        "crashed",
    ),
    _protocol(
        "errors of many megabytes",
        "Texts that the worker would have cut fill the result and the gradebook.",
        'wire.sendall(encode(Loaded(request.id, False, ("x" * 7_000_000,))))\nos._exit(0)\n',
    ),
    _protocol(
        "an error of many megabytes for a forbidden name",
        "A text that the worker would have cut fills the result.",
        """
send(Loaded(request.id, True))
for index, call in enumerate(request.calls):
    text = "x" * 1_000_000
    wire.sendall(encode(Answer(id=request.id, index=index, status="forbidden", error=text)))
os._exit(0)
""",
    ),
    _protocol(
        "an error of a million numbers",
        "What is kept of an exception has its numbers replaced: a search that stalls every thread.",
        """
send(Loaded(request.id, True))
text = "ValueError: " + "1 " * 700_000
for index, call in enumerate(request.calls):
    wire.sendall(encode(Answer(id=request.id, index=index, status="error", error=text)))
os._exit(0)
""",
    ),
    _protocol(
        "names that all have one hash",
        "To build a dict of tuples that have one hash takes minutes, and nobody else's turn comes.",
        """
import msgspec
M, P1, P2, P5 = 2**64, 11400714785074694791, 14029467366897019727, 2870177450012600261
def turn(x, by): return ((x << by) | (x >> (64 - by))) % M
inverse, names, a = pow(P2, -1, M), [], 1
while len(names) < 20_000:
    a += 1
    b = (12345 - turn((P5 + a * P2) % M, 31) * P1) * inverse % M
    b = b - M if b >= M // 2 else b
    if abs(b) < 2**61 - 1: names.append((a, b))
send(Loaded(request.id, True))
number = msgspec.msgpack.encode
pairs = b"".join(b"\\x92" + number(a) + number(b) + b"\\xc0" for a, b in names)
table = b"\\xdf" + len(names).to_bytes(4, "big") + pairs
for index, call in enumerate(request.calls):
    head = b"\\x85\\xa4type\\xa6answer\\xa2id\\xd9\\x20" + request.id.encode()
    key = b"\\xa6output" if "wrt" not in call.inputs else b"\\xb2gradient of logits"
    place = b"\\xa5index" + bytes([index])
    pack(head + place + b"\\xa6status\\xa2ok\\xa6values\\x81" + key + table)
os._exit(0)
""",
    ),
    _packed(
        "a date in place of numbers",
        "MessagePack has a kind of its own for times, which decoders make into other objects.",
        'b"\\xd6\\xff" + bytes(4)',
    ),
    _packed(
        "a reply nested deeper than a grader can print",
        "A dict in a dict in a dict: to describe it, the grader recurses until it dies.",
        'b"\\x81\\xa1a" * 450 + b"\\xc0"',
    ),
    _packed(
        "lists nested deeper than a grader can print",
        "A list in a list in a list.",
        'b"\\x91" * 800 + b"\\xc0"',
    ),
    _packed(
        "a reply of a million empty lists",
        "A byte on the wire is a hundred bytes in the grader's memory.",
        'b"\\xdd" + (1_000_000).to_bytes(4, "big") + b"\\x90" * 1_000_000',
    ),
    _packed(
        "a shape of 2 to the 62",
        "A zero in the shape makes any other length fit no bytes.",
        'b"\\xc7\\x1f\\x01\\x93\\xa7float64\\x93\\x00" + b"\\xcf" + (2**62).to_bytes(8, "big") '
        '+ b"\\xcf" + (2**61).to_bytes(8, "big") + b"\\xc4\\x00"',
    ),
    _packed(
        "a text that is no text",
        "Halves of surrogate pairs and bytes that are no UTF-8.",
        'b"\\xa6\\xed\\xa0\\x80\\xff\\xfe\\x80"',
    ),
    _packed(
        "a number beyond all bounds",
        "The largest integer, where a small one is due.",
        'b"\\xcf" + b"\\xff" * 8',
        "graded",
    ),
    _answer_with(
        "a reply that announces more than it sends",
        "The grader makes room for 4 GiB.",
        "wire.sendall((2**32).to_bytes(8, 'big') + b'x')",
    ),
    _answer_with(
        "a reply that is cut off",
        "Half of an answer.",
        "wire.sendall(encode(Answer(id=request.id, index=0, status='ok'))[:-3])",
    ),
    _answer_with(
        "a reply that is no MessagePack",
        "Bytes that mean nothing.",
        'pack(b"\\xc1" * 100)',
    ),
    _answer_with(
        "a pickle in place of a reply",
        "A grader that unpickles runs what it gets.",
        "import pickle\nclass P:\n    def __reduce__(self): return exec, ('raise SystemExit(0)',)\n"
        "pack(pickle.dumps(P()))",
    ),
    Attempt(
        name="the result file is written",
        threat="Forge the verdict",
        tries="A result with full marks lies where the grader would write it.",
        source="""
import json, os, pathlib
marks = json.dumps({"score": 1e9, "max_score": 1, "tests": [{"score": 1e9}]})
here = pathlib.Path.cwd()
for folder in (here, *here.parents, pathlib.Path("/autograder/results"), pathlib.Path("graded")):
    for name in ("results.json", "graded/01_target/the_result_file_is_written.json"):
        try: (folder / name).write_text(marks)
        except OSError: pass
"""
        + WRONG,
    ),
    Attempt(
        name="the gradebook is rewritten",
        threat="Forge the verdict",
        tries="Everybody's grades change in the gradebook that lies near.",
        source="""
import pathlib, sqlite3
for folder in pathlib.Path.cwd().parents:
    if (folder / "gradebook.db").is_file():
        with sqlite3.connect(folder / "gradebook.db", timeout=5) as book:
            book.execute("update grade set manual_score = 0.0 where 1 = 1")
            book.execute("update grade set auto_score = 0.0 where auto_score is not null")
"""
        + WRONG,
    ),
)
