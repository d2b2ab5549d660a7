"""``autograder bundle``: a folder with everything that students need, and nothing else."""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.checks.probe_files import probe_files
from autograder.errors import AutograderError, UsageError
from autograder.release.colab import add_install_cell, badge, require_colab_base
from autograder.release.layout import RECORDING, RELEASE, assignment_names, topic_of
from autograder.release.leaks import leaks

__all__ = ["LeakError", "leaks", "make_bundle"]

_README = """\
# Deep learning, hands on

You write the layers, losses and training loops yourself; the checks tell you at once what is
right, what is wrong, and which mistake it looks like.

## Install

You need Python 3.11, 3.12 or 3.13. In this folder:

    python -m venv .venv
    source .venv/bin/activate        # on Windows: .venv\\Scripts\\activate
    pip install -r requirements.txt
    autograder doctor                # says whether everything works, and what to do if not

## Work

    pip install jupyterlab
    jupyter lab assignments/{first}/{topic}.ipynb

Replace each `raise NotImplementedError(...)` by your code, then run the cell `check(...)` below
it. `hint("name")` gives a hint, and a further one each time. You may restart and check as often
as you like; only what you hand in counts.

If you prefer an editor, work in `{topic}.py`, the same assignment as a script, and let

    autograder check assignments/{first} --watch

check it each time you save. `autograder status` shows how far you are, and
`autograder reset NAME` puts a question's stub back and keeps what you wrote.

## Hand in

Hand in the notebook (or the script, if you worked in it) under its own name. Don't rename the
functions and classes: they are found by name. Your code is graded with fresh inputs, and with
some checks that you don't have.

## Assignments

{assignments}
"""


class LeakError(AutograderError):
    """Something that students must not see stands in what they would get."""


def make_bundle(
    directory: Path, assignments: list[str], root: Path | None = None, colab_base: str = ""
) -> None:
    """Write the students' folder.

    Args:
        directory: is made; must be empty if it exists.
        assignments: their names; all of the course where the list is empty.
        root: the course; the current folder where it is left out.
        colab_base: where Colab will find this folder, for a badge and an install cell; ``""``
            for none.

    Raises:
        UsageError: the folder is in use, an assignment is unknown or not built, or the address
            is none of Colab's.
        LeakError: the bundle would give something away; the folder is removed again.
    """
    root = root or Path.cwd()
    names = assignments or assignment_names(root)
    _require_empty(directory)
    if colab_base:
        require_colab_base(colab_base)
    for name in names:
        _require_built(root, name)
    directory.mkdir(parents=True, exist_ok=True)
    try:
        _fill(directory, names, root, colab_base)
        found = leaks(directory, root)
        if found:
            raise LeakError(
                f"The bundle would give away {len(found)} secret lines, so it was not made. "
                "Run `autograder build`, or move these lines:\n" + "\n".join(found[:10])
            )
    except BaseException:
        shutil.rmtree(directory)
        raise


def _fill(directory: Path, names: list[str], root: Path, colab_base: str) -> None:
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for name in names:
        shutil.copytree(root / RELEASE / name, directory / RELEASE / name, ignore=ignore)
    badges = [f" {badge(colab_base, name)}" if colab_base else "" for name in names]
    listed = "\n".join(
        f"- `assignments/{name}`{mark}" for name, mark in zip(names, badges, strict=True)
    )
    readme = _README.format(first=names[0], topic=topic_of(names[0]), assignments=listed)
    (directory / "README.md").write_text(readme, encoding="utf-8")
    wheel = _build_wheel(directory, root, readme)
    for name in names if colab_base else ():
        notebook = directory / RELEASE / name / f"{topic_of(name)}.ipynb"
        add_install_cell(notebook, colab_base, name, wheel)
    (directory / "requirements.txt").write_text(f"./{wheel}[student]\n", encoding="utf-8")


def _require_empty(directory: Path) -> None:
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise UsageError(
            f"{directory} exists and is not an empty folder. Nothing was written. "
            "Name a new folder, or empty this one."
        )


def _require_built(root: Path, name: str) -> None:
    if name not in assignment_names(root):
        known = ", ".join(assignment_names(root)) or "none"
        raise UsageError(f"No assignment {name!r}. This course has: {known}.")
    topic = topic_of(name)
    probes = [path.name for path in probe_files(root / RELEASE / name)] or ["probes.py"]
    for file in (f"{topic}.ipynb", f"{topic}.py", *probes, RECORDING):
        if not (root / RELEASE / name / file).is_file():
            raise UsageError(
                f"{RELEASE}/{name}/{file} is missing. Run `autograder build` and try again."
            )


def _build_wheel(directory: Path, root: Path, readme: str) -> str:
    """Build the package as a wheel in the folder; returns the file's name.

    From a copy that has the package only: setuptools would leave its working files in the
    repository, and a stale one there could end up in the wheel.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / "autograder", copy / "autograder", ignore=ignore)
        _write_project(root, copy)
        (copy / "README.md").write_text(readme, encoding="utf-8")
        # First with the setuptools at hand, which needs no network.
        for isolation in (["--no-build-isolation"], []):
            done = _pip_wheel(copy, directory.resolve(), isolation)
            if done.returncode == 0:
                return next(directory.glob("*.whl")).name
    reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
    raise AutograderError(
        f"The package could not be built as a wheel: {''.join(reason)} Expected pip and "
        "setuptools to work. Run `pip install --upgrade pip setuptools wheel` and try again."
    )


def _write_project(root: Path, copy: Path) -> None:
    """The project's file, its version told apart from that of other contents.

    pip leaves an installed package as it is where the version is the same.
    """
    digest = hashlib.sha256()
    for path in sorted((copy / "autograder").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(copy).as_posix().encode() + b"\0" + path.read_bytes())
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    marked = re.sub(
        r'^version = "(.+)"$',
        rf'version = "\1+{digest.hexdigest()[:8]}"',
        text,
        count=1,
        flags=re.M,
    )
    (copy / "pyproject.toml").write_text(marked, encoding="utf-8")


def _pip_wheel(source: Path, target: Path, options: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", *options]
    return subprocess.run(
        [*command, "--wheel-dir", str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
