"""A Jupyter server of its own for a test or a picture: free port, token, temporary settings."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTENSIONS = ("formgrader", "assignment_list", "course_list", "validate_assignment")
SECONDS = 90


@contextlib.contextmanager
def serve(folder: Path, application: str = "jupyter_server") -> Iterator[str]:
    """Serve a folder until the block ends.

    Args:
        folder: the server's root and working directory; nbgrader reads its configuration there.
        application: the module that is run, such as ``"jupyterlab"``.

    Yields:
        The address with the token filled into the place of ``{}``: ``address.format("lab")``.
    """
    token = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as temporary:
        own = Path(temporary)
        port = _free_port()
        _configure(own, folder, port, token)
        with (own / "log").open("w+") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", application, "--no-browser"],
                cwd=folder,
                env=os.environ | _places(own),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                _wait_for(process, port, own / "log")
                yield f"http://127.0.0.1:{port}/{{}}?token={token}"
            finally:
                _stop(process)


def _configure(own: Path, folder: Path, port: int, token: str) -> None:
    enabled = {f"nbgrader.server_extensions.{each}": each == "formgrader" for each in EXTENSIONS}
    settings = {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "port_retries": 0,
            "root_dir": str(folder),
            "allow_root": True,
            "jpserver_extensions": enabled,
        },
        "IdentityProvider": {"token": token},
    }
    (own / "config" / "labconfig").mkdir(parents=True)
    (own / "config" / "jupyter_server_config.json").write_text(json.dumps(settings))
    # A page's script may call JupyterLab's commands, and JupyterLab looks for no news.
    lab = {"LabApp": {"expose_app_in_browser": True}}
    (own / "config" / "jupyter_lab_config.json").write_text(json.dumps(lab))
    page = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (own / "config" / "labconfig" / "page_config.json").write_text(json.dumps(page))


def _places(own: Path) -> dict[str, str]:
    """The environment in which Jupyter keeps everything in a folder of its own."""
    names = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython"}
    names["JUPYTER_RUNTIME_DIR"] = "runtime"
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {name: str(own / place) for name, place in names.items()} | {
        "PYTHONPATH": os.pathsep.join(paths)
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"No Jupyter server within {SECONDS} s:\n{log.read_text()[-3000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
