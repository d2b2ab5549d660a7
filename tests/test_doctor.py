"""What keeps a student's machine from working is found, and what to type is said."""

import importlib.metadata
import json
import os
import subprocess
import sys
from collections import namedtuple

import msgspec
import pytest

from autograder import doctor
from autograder.checks.recorded import SCHEMA, Recording, write_recording

Version = namedtuple("Version", "major minor micro")


def wrong(findings):
    """What is needed and not good: by its name, what was found and what to type."""
    return {each.what: (each.found, each.remedy) for each in findings if not each.good}


@pytest.fixture
def versions(monkeypatch):
    """Pretends that distributions have other versions, or none."""
    real = importlib.metadata.version
    pretended = {}

    def version(name):
        if pretended.get(name) is None and name in pretended:
            raise importlib.metadata.PackageNotFoundError(name)
        return pretended.get(name) or real(name)

    monkeypatch.setattr(doctor.importlib.metadata, "version", version)
    return pretended


@pytest.fixture(autouse=True)
def no_settings(monkeypatch, tmp_path):
    for name in ("KERAS_BACKEND", "TF_USE_LEGACY_KERAS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 14, 0)])
def test_a_wrong_python_is_found(monkeypatch, version):
    monkeypatch.setattr(doctor.sys, "version_info", Version(*version))
    found, remedy = wrong(doctor._python())["Python"]
    assert found == ".".join(map(str, version))
    assert "Install Python 3.11 to 3.13" in remedy


def test_keras_2_and_missing_packages_are_found_with_the_versions_to_install(versions):
    assert wrong(doctor._packages()) == {}
    versions |= {"keras": "2.15.0", "matplotlib": None}
    found = wrong(doctor._packages())
    assert set(found) == {"keras", "matplotlib"}
    assert found["keras"][0] == "2.15.0"
    assert found["keras"][1].startswith('python -m pip install "keras')
    assert "<4" in found["keras"][1]
    assert found["matplotlib"][0] == "not installed"


def test_a_build_of_tensorflow_under_another_name_is_tensorflow(versions):
    versions |= {"tensorflow": None, "tensorflow-cpu": "2.20.0"}
    assert wrong(doctor._packages()) == {}


def test_a_distribution_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "DISTRIBUTION", "no-such-distribution")
    assert "requirements.txt" in wrong(doctor._packages())["no-such-distribution"][1]


def test_another_backend_by_a_variable_is_found(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    found, remedy = wrong(doctor._backend())["Keras backend"]
    assert (found, "KERAS_BACKEND" in remedy) == ("jax, by KERAS_BACKEND", True)


def test_another_backend_by_the_file_is_found_unless_the_variable_outdoes_it(monkeypatch, tmp_path):
    (tmp_path / "keras.json").write_text(json.dumps({"backend": "torch"}))
    found, remedy = wrong(doctor._backend())["Keras backend"]
    assert found == f"torch, by {tmp_path / 'keras.json'}"
    assert "KERAS_BACKEND" in remedy
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    assert wrong(doctor._backend()) == {}


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"backend": "tensorflow"}'])
def test_a_file_that_names_no_other_backend_is_no_finding(tmp_path, text):
    (tmp_path / "keras.json").write_text(text)
    assert wrong(doctor._backend()) == {}


def test_the_switch_to_keras_2_is_found(monkeypatch):
    monkeypatch.setenv("TF_USE_LEGACY_KERAS", "1")
    assert wrong(doctor._backend())["Keras"][0].startswith("2, by")


def test_a_broken_tensorflow_is_found_and_a_missing_one_not_started(monkeypatch, tmp_path):
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("raise ImportError('no libtorn.so')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found, remedy = wrong(doctor._start())["TensorFlow starts"]
    assert found == "ImportError: no libtorn.so"
    assert "--force-reinstall" in remedy
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    assert list(doctor._start()) == []


def test_of_a_gpu_its_slots_are_told_and_what_does_not_hold_there(monkeypatch, tmp_path):
    def found():
        return {each.what: each.found for each in [*doctor._gpu(), *doctor._sandbox()]}

    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 'No devices were found'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert not [what for what in found() if "GPU " in what or "gpu" in what]
    program.write_text("#!/bin/sh\necho '0, a, H100, 81559'; echo '1, b, GB10, [N/A]'\n")
    told = found()
    assert told["GPU"] == "H100, 81559 MiB; GB10, unknown memory"
    assert (told["slots of GPU 0"], told["slots of GPU 1"]) == ("15", "1")
    assert "goes round it" in told["limit on GPU memory with --device gpu"]
    assert told["limit on processors with --device gpu"] == "not limited"
    assert "limit on disk with --device gpu" not in told


@pytest.mark.parametrize(
    ("change", "remedy"),
    [({"schema": SCHEMA + 1}, "pip install --upgrade"), (None, "Copy checks.npz again")],
    ids=["newer", "damaged"],
)
def test_an_assignment_that_this_autograder_can_not_read_is_found(
    monkeypatch, tmp_path, change, remedy
):
    folder = tmp_path / "course" / "01_tiny"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    recording = Recording(assignment="01_tiny", title="", questions=())
    data = write_recording(msgspec.structs.replace(recording, **(change or {})))
    (folder / "checks.npz").write_bytes(data if change else data[:50])
    assert remedy in wrong(doctor._recordings())["01_tiny"][1]
    (folder / "checks.npz").write_bytes(write_recording(recording))
    assert wrong(doctor._recordings()) == {}


def without(packages, folder, *arguments):
    """Runs a command where these packages can't be imported."""
    hidden = f"import sys\nfor name in {packages!r}:\n    sys.modules[name] = None\n"
    (folder / "sitecustomize.py").write_text(hidden)
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_doctor_works_without_tensorflow_keras_and_numpy(tmp_path):
    done = without(["tensorflow", "keras", "numpy", "nbgrader"], tmp_path, "doctor")
    assert "Python" in done.stdout, done.stderr
    assert "TensorFlow starts" not in done.stdout
    assert "Traceback" not in done.stderr


def test_where_no_command_can_start_the_missing_package_is_named(tmp_path):
    done = without(["typer"], tmp_path, "doctor")
    assert done.returncode == 1
    assert "the package typer is missing" in done.stderr
    assert "-m pip install typer" in done.stderr
    assert "Traceback" not in done.stderr
