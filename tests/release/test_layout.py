"""Which files of a source folder students get."""

import pytest

from autograder.release.layout import may_ship


@pytest.mark.parametrize(
    ("name", "ships"),
    [
        ("probes.py", True),
        ("probes_layers.py", True),
        ("figures/line.svg", True),
        ("questions.py", False),
        ("mutants/probes.py", False),
        ("figures/probes.py", False),
    ],
)
def test_probes_and_figures_go_to_students_and_nothing_else(tmp_path, name, ships):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    assert may_ship(tmp_path, path) is ships
