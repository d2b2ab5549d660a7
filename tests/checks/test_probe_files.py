"""Probes may stand in one module or in several, and are one module to those who run them."""

import pytest

from autograder.checks.probe_files import holds_probes, read_probes
from autograder.errors import UsageError
from autograder.worker.runner import load_probes


def test_several_modules_are_run_as_one(tmp_path):
    (tmp_path / "probes.py").write_text("import math\n\n\ndef half(x):\n    return x / 2")
    (tmp_path / "probes_roots.py").write_text(
        "import math\n\n\ndef root(x):\n    return math.sqrt(x)"
    )
    (tmp_path / "questions.py").write_text("raise SystemExit('never run beside an answer')")
    probes = load_probes(read_probes(tmp_path))
    assert (probes.half(3), probes.root(9)) == (1.5, 3.0)


def test_a_folder_without_probes_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"holds no probes\.py"):
        read_probes(tmp_path)


@pytest.mark.parametrize("name", ["questions.py", "my_probes.py", "probes.ipynb"])
def test_other_files_hold_no_probes(name):
    assert not holds_probes(name)
