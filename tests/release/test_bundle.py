"""The students' folder."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.errors import UsageError
from autograder.release.build import build_assignment
from autograder.release.bundle import LeakError, make_bundle
from autograder.student.workspace import Workspace
from autograder.submissions.read import read_submission

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def built(course: Path) -> Path:
    """The course with this package's source, as in the repository."""
    build_assignment("01_tiny", course)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "autograder", course / "autograder", ignore=ignore)
    shutil.copy(REPOSITORY / "pyproject.toml", course)
    return course


def test_the_bundle_holds_what_students_need_and_nothing_else(built: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    make_bundle(bundle, ["01_tiny"], built)
    files = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    (wheel,) = (name for name in files if name.endswith(".whl"))
    folder = "assignments/01_tiny"
    assert files - {wheel} == {
        "README.md",
        "requirements.txt",
        *(f"{folder}/{name}" for name in ("checks.npz", "figures/line.svg", "probes.py")),
        *(f"{folder}/tiny{suffix}" for suffix in (".ipynb", ".py")),
    }
    assert (bundle / "requirements.txt").read_text() == f"./{wheel}[student]\n"
    assert re.search(r"-0\.1\.0\+[0-9a-f]{8}-", wheel)  # another content, another version
    assert "jupyter lab assignments/01_tiny/tiny.ipynb" in (bundle / "README.md").read_text()
    _require_importable(bundle / wheel, tmp_path)


def _require_importable(wheel: Path, tmp_path: Path) -> None:
    """The wheel's own modules work, from an empty folder, and find the files beside them."""
    with zipfile.ZipFile(wheel) as archive:
        assert {name.split("/")[0].partition("-")[0] for name in archive.namelist()} == {
            "autograder",
            "deep_learning_course_autograder",
        }
        archive.extractall(tmp_path / "installed")
    code = "import autograder.student.card as m; m.style(); print(m.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path / "installed"))


def test_a_bundle_that_would_leak_is_not_left_behind(built: Path, tmp_path: Path) -> None:
    twin = built / "assignments/01_tiny/tiny.py"
    twin.write_text(twin.read_text() + "\n# factor_of_the_answer = np.full_like(x, 2)\n")
    with pytest.raises(LeakError, match=r"tiny.py: holds 01_tiny/tiny.py, line \d+"):
        make_bundle(tmp_path / "bundle", ["01_tiny"], built)
    assert not (tmp_path / "bundle").exists()


BASE = "https://colab.research.google.com/github/ada/course/blob/main/students"


def test_on_colab_a_badge_opens_each_notebook_and_one_cell_installs_the_course(
    built: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    make_bundle(bundle, ["01_tiny"], built, colab_base=BASE)
    address = f"({BASE}/assignments/01_tiny/tiny.ipynb)"
    assert address in (bundle / "README.md").read_text()
    notebook = bundle / "assignments/01_tiny/tiny.ipynb"
    cells = nbformat.read(notebook, as_version=4).cells
    assert address in cells[1].source
    (wheel,) = bundle.glob("*.whl")
    for line in (
        "--branch main https://github.com/ada/course /content/course",
        "%cd -q /content/course/students/assignments/01_tiny",
        f"pip install --quiet --no-deps ../../{wheel.name}",
    ):
        assert line in cells[2].source
    before, after = (
        read_submission(folder / "assignments/01_tiny/tiny.ipynb") for folder in (built, bundle)
    )
    (install,) = [cell for cell in after.cells if cell not in before.cells and cell.tags][:1]
    assert install.syntax_error is None
    exec(install.source, {})  # elsewhere it does nothing: `get_ipython` is not even there
    workspace = Workspace(notebook.parent)
    os.utime(notebook.with_suffix(".py"), (2_000_000_000, 2_000_000_000))
    assert workspace.submission() == notebook  # not taken for a notebook with answers


@pytest.mark.parametrize("base", ["https://github.com/ada/course", f"{BASE} --upload-pack=x"])
def test_an_address_that_is_none_of_colabs_is_refused(
    built: Path, tmp_path: Path, base: str
) -> None:
    with pytest.raises(UsageError, match="Expected --colab-base"):
        make_bundle(tmp_path / "bundle", ["01_tiny"], built, colab_base=base)
    assert not (tmp_path / "bundle").exists()


def test_a_folder_in_use_is_left_alone(built: Path, tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle/mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not an empty folder"):
        make_bundle(tmp_path / "bundle", ["01_tiny"], built)
    assert (tmp_path / "bundle/mine.txt").read_text() == "mine"


def test_an_assignment_that_was_not_built_is_refused(course: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Run `autograder build`"):
        make_bundle(tmp_path / "bundle", ["01_tiny"], course)
    with pytest.raises(UsageError, match="This course has: 01_tiny"):
        make_bundle(tmp_path / "bundle", ["1_tiny"], course)
