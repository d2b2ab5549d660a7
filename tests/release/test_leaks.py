"""The search for secrets in what students get."""

import json
import zipfile
from pathlib import Path

import pytest

from autograder.release.build import build_assignment
from autograder.release.bundle import make_bundle
from autograder.release.leaks import leaks, secret_lines

REGION = "factor_of_the_answer = np.full_like(x, 2)"
SECRETS = {
    "a solution": REGION,
    "an oracle": "return np.stack([x, x]).sum(axis=0)",
    "a mutant": "return np.square(x) * np.ones_like(x)",
    "an accepted variant": "return np.sum(np.stack([x, x]), axis=0)",
    "a question": 'yield inputs | {"amount": float(random.normal())}',
    "a mark scheme": "One point for f(ax + by) = a f(x) + b f(y), one for Shift(0)",
}


def as_notebook(line: str) -> bytes:
    cell = {"cell_type": "code", "source": ["x = 1\n", line], "outputs": [], "metadata": {}}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()


def as_archive(path: Path, line: str) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("package/module.py", f"def f(x):\n    {line}\n")
    return path.read_bytes()


def test_the_release_leaks_nothing(course: Path) -> None:
    build_assignment("01_tiny", course)
    assert leaks(course / "assignments", course) == []


def test_every_kind_of_secret_is_known(course: Path) -> None:
    flat = "\n".join(secret_lines(course))
    for secret in SECRETS.values():
        assert "".join(secret.split())[:60] in flat, secret


@pytest.mark.parametrize("kind", SECRETS)
@pytest.mark.parametrize("place", ["script", "respaced", "notebook", "wheel", "binary"])
def test_a_secret_is_found_wherever_it_stands(
    course: Path, tmp_path: Path, kind: str, place: str
) -> None:
    line = SECRETS[kind]
    if kind == "a mark scheme":
        line += " being other than 0."
    folder = tmp_path / "bundle"
    folder.mkdir()
    content = {
        "script": lambda: f"def f(x):\n    {line}\n".encode(),
        "respaced": lambda: f"# {line.replace(' ', '  ')}".encode(),
        "notebook": lambda: as_notebook(line),
        "wheel": lambda: as_archive(tmp_path / "package.whl", line),
        "binary": lambda: b"\x93NUMPY\xff" + line.encode("utf-32-le"),
    }[place]()
    suffix = {"notebook": ".ipynb", "wheel": ".whl", "binary": ".npy"}.get(place, ".py")
    (folder / f"file{suffix}").write_bytes(content)
    assert leaks(folder, course)


@pytest.mark.parametrize("name", ["questions.py", "oracles.py", "mutants/a.py", "calibration.json"])
def test_a_file_that_has_no_business_there_is_found_by_its_name(
    course: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "bundle" / name
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert leaks(tmp_path / "bundle", course) == [
        f"{name}: a file of this name must not be given out"
    ]


def test_what_the_handout_shows_is_no_secret(course: Path, tmp_path: Path) -> None:
    """A mutant repeats the frame of the answer, which students have."""
    frame = "self.amount = np.asarray(amount, float)"
    source = course / "solutions/01_tiny/tiny.py"
    source.write_text(source.read_text().replace("self.amount = amount", frame))
    mutant = course / "solutions/01_tiny/mutants/shift_not.py"
    mutant.write_text(f"class Shift:\n    def __init__(self, amount):\n        {frame}\n")
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "tiny.py").write_text(frame)
    assert leaks(folder, course) == []


def test_the_real_releases_give_nothing_away() -> None:
    root = Path(__file__).parents[2]
    assert leaks(root / "assignments", root) == []


def test_the_real_bundle_gives_nothing_away(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    make_bundle(tmp_path / "bundle", [], root)
    names = [path.name for path in (tmp_path / "bundle").rglob("*")]
    assert "questions.py" not in names
    assert "output_layers.ipynb" in names
    assert leaks(tmp_path / "bundle", root) == []
