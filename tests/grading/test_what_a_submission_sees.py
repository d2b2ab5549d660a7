"""A submission that lists all that it can see finds nothing that it should not."""

import hashlib
import json
import os
import secrets
import socket
from pathlib import Path

import pytest

from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits
from autograder.worker.protocol import Call, Cell, Request

PROBES = 'def look(answer, sizes):\n    return {"output": answer(sizes)}\n'
LOOK = '''
import gc, hashlib, json, os, socket, sys

def files():
    for folder, _, names in os.walk("/"):
        for name in names:
            yield os.path.join(folder, name)

def digest(path, sizes):
    """The SHA-256 of a file whose size is one of those that are looked for."""
    try:
        if os.path.isfile(path) and os.path.getsize(path) in sizes:
            with open(path, "rb") as file:
                return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        pass

def reached():
    def internet(family, address):
        socket.socket(family, socket.SOCK_STREAM).connect(address)
    tries = {
        "IPv4": lambda: internet(socket.AF_INET, ("192.0.2.1", 80)),
        "IPv6": lambda: internet(socket.AF_INET6, ("2001:db8::1", 80)),
        "name server": lambda: socket.getaddrinfo("example.org", 80),
        "abstract socket": lambda: internet(socket.AF_UNIX, "\\0/tmp/.X11-unix/X0"),
        "a listener": lambda: internet(socket.AF_INET, ("127.0.0.1", PORT)),
    }
    socket.setdefaulttimeout(2)
    for name, attempt in tries.items():
        try:
            attempt()
        except OSError:
            continue
        yield name

def frames():
    frame = sys._getframe()
    while frame is not None:
        yield sorted(frame.f_locals)
        frame = frame.f_back

def descriptors():
    for number in range(1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        yield number

def look(sizes):
    paths = list(files())
    return json.dumps({
        "paths": [p for p in paths if "site-packages" not in p and not p.startswith("/usr/")],
        "digests": sorted(filter(None, (digest(path, set(sizes)) for path in paths))),
        "environment": dict(os.environ),
        "processes": [name for name in os.listdir("/proc") if name.isdigit()],
        "modules": sorted(name for name in sys.modules if name.split(".")[0] == "autograder"),
        "kinds": sorted({type(thing).__module__ for thing in gc.get_objects()}),
        "names": list(frames()),
        "descriptors": list(descriptors()),
        "reached": list(reached()),
    })
'''
SECRET = secrets.token_hex(16)


@pytest.fixture(scope="module")
def private(root, tmp_path_factory) -> dict[str, Path]:
    """SHA-256 of every file that students must not see, and of others' work, by its path."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("gradebook.db", "submitted/other/03_output_layers/output_layers.ipynb"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} {SECRET}", encoding="utf-8")
    trees = [folder, *(root / name for name in ("solutions", "assignments", "tests", "autograder"))]
    files = [path for tree in trees for path in tree.rglob("*") if path.is_file()]
    hidden = [path for path in files if not is_public(path)]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in hidden}


def is_public(path: Path) -> bool:
    """The worker's own package, what Python makes of it, and files too small to say anything."""
    is_worker = path.parts[-3:-1] == ("autograder", "worker")
    return is_worker or path.parent.name == "__pycache__" or path.stat().st_size < 64


@pytest.fixture(scope="module")
def listener():
    """A server of the grader's machine, which must not be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def seen(private, listener) -> dict:
    """What the submission lists, from a grader whose environment and descriptors hold secrets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_TOKEN", SECRET)
        read_end, write_end = os.pipe()
        os.set_inheritable(read_end, True)
        worker = make_worker(sandboxed=True, limits=Limits())
        sizes = sorted({path.stat().st_size for path in private.values()})
        request = Request(
            id=secrets.token_hex(16),
            target="look",
            cells=(Cell("cell 1", LOOK.replace("PORT", str(listener))),),
            probes=PROBES,
            calls=(Call("look", {"sizes": sizes}, seconds=120.0),),
        )
        transcript = worker.ask(request)
        worker.close()
        os.close(read_end)
        os.close(write_end)
    answer = transcript.answers[0]
    assert answer.status == "ok", answer.error
    return json.loads(answer.values["output"])


def test_it_has_looked_everywhere(seen):
    """Where nothing is found because nothing was looked at, the other tests would say nothing."""
    assert len(seen["paths"]) > 100
    assert any(path.endswith("/worker/runner.py") for path in seen["paths"])
    assert "autograder.worker.runner" in seen["modules"]
    assert any("request" in names for names in seen["names"])


def test_no_file_of_the_course_or_of_others_can_be_read(seen, private):
    found = {str(private[digest]) for digest in seen["digests"] if digest in private}
    assert found == set()


@pytest.mark.parametrize(
    "ending", [".ipynb", ".db", "questions.py", "oracles.py", "calibration.json"]
)
def test_no_file_has_the_name_of_one(seen, ending):
    assert [path for path in seen["paths"] if path.endswith(ending)] == []


def test_the_environment_holds_no_secret_of_the_grader(seen):
    assert SECRET not in json.dumps(seen["environment"])
    assert "GRADER_TOKEN" not in seen["environment"]


def test_no_other_process_and_no_inherited_descriptor_is_there(seen):
    assert seen["processes"] == []
    assert seen["descriptors"] == [0, 1, 2, 3]


def test_nothing_of_the_trusted_side_is_in_memory(seen):
    ours = {*seen["modules"], *(kind for kind in seen["kinds"] if kind.startswith("autograder"))}
    assert {name for name in ours if not name.startswith("autograder.worker")} <= {"autograder"}
    words = ("expect", "oracle", "threshold", "label", "tolerance", "points")
    names = {name for frame in seen["names"] for name in frame}
    assert [name for name in names if any(word in name for word in words)] == []


def test_nothing_can_be_reached(seen):
    assert seen["reached"] == []
