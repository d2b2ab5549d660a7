"""Imports point down, and nothing heavy is loaded where it is not needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"

LAYERS = [
    {"cli"},
    {"verify", "verify_seeds", "calibrate", "coverage", "doctor", "sample_class", "release"}
    | {"nbgrader", "student", "report"},
    {"grading"},
    {"questions"},
    {"diagnose", "pictures", "submissions"},
    {"compare"},
    {"checks"},
    {"sandbox"},
    {"worker", "datasets", "gradients"},
    {"results", "errors"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    """The parts of the package that a module imports, its own excluded."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("autograder.")}
    return found


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = [p for p in sorted(PACKAGE.rglob("*.py")) if part_of(p) not in ("__init__", "__main__")]


def test_every_part_of_the_package_has_a_layer():
    assert {part_of(path) for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    own = part_of(path)
    upwards = {name for name in imports(path) - {own} if LEVEL[name] < LEVEL[own]}
    assert not upwards


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "worker").glob("*.py")), ids=lambda path: path.name
)
def test_the_worker_imports_nothing_of_the_trusted_side(path):
    assert imports(path) <= {"worker"}


@pytest.mark.parametrize(
    "module",
    [
        "autograder.cli",
        "autograder.grading.batch",
        "autograder.verify",
        "autograder.sandbox.select",
    ],
)
def test_the_trusted_side_does_not_load_tensorflow(module):
    code = f"import sys, {module}; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
