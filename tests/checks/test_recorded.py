"""What is recorded is read back as it was, and holds no code."""

import msgspec
import numpy as np
import pytest

from autograder.checks.expectations import Between, Case, Equals, Scored, close
from autograder.checks.prepared import Fingerprint, PreparedCheck, PreparedQuestion
from autograder.checks.recorded import (
    SCHEMA,
    Recording,
    read_recording,
    recording_differences,
    write_recording,
)
from autograder.errors import UsageError

LABELS = np.array([0, 1])


def recording(shift=0.0):
    expect = (
        close("output", np.array([[1.0 + shift, 2.0]]), dtype="float32"),
        Equals(key="name", value="softmax"),
        Between(key="mean", low=0.0, high=1.0),
        Scored(key="predictions", metric="accuracy", labels=LABELS, threshold=0.5),
    )
    check = PreparedCheck(
        name="values",
        kind="output",
        points=1.0,
        visible=True,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown="",
        seed=3,
        cases=(
            Case(
                inputs={"x": np.float32([[1, 2]]), "n": 3, "deep": [{"y": LABELS}]}, expect=expect
            ),
        ),
        fingerprints=(Fingerprint(name="m", says="s", replies=({"output": np.zeros(2)}, None)),),
    )
    question = PreparedQuestion(
        assignment="01_tiny",
        name="softmax",
        hints=("a",),
        forbidden=(),
        probes="",
        checks=(check,),
    )
    return Recording(assignment="01_tiny", title="Tiny", questions=(question,))


def written(path, made):
    path.write_bytes(write_recording(made))
    return path


def test_a_recording_is_read_back_as_it_was(tmp_path):
    path = written(tmp_path / "checks.npz", recording())
    read = read_recording(path)
    assert write_recording(read) == path.read_bytes()
    case = read.question("softmax").checks[0].cases[0]
    assert case.inputs["x"].dtype == np.float32
    np.testing.assert_array_equal(case.inputs["deep"][0]["y"], LABELS)
    assert isinstance(case.expect[3], Scored)
    assert np.isnan(case.expect[3].best_possible)


def test_writing_twice_gives_the_same_bytes():
    assert write_recording(recording()) == write_recording(recording())


@pytest.mark.parametrize(("shift", "same"), [(0.0, True), (1e-12, True), (0.01, False)])
def test_recordings_are_compared_up_to_rounding(tmp_path, shift, same):
    left = written(tmp_path / "left.npz", recording())
    right = written(tmp_path / "right.npz", recording(shift))
    assert (recording_differences(left, right) == []) is same


def test_a_difference_is_told_with_its_place(tmp_path):
    left, right = recording(), recording()
    right.questions[0].checks[0].cases[0].inputs["deep"][0]["y"] = np.array([0, 2])
    right.questions[0].checks[0].fingerprints[0].replies[0]["output"] = np.array([0.0, 0.5])
    paths = [written(tmp_path / f"{i}.npz", made) for i, made in enumerate((left, right))]
    assert recording_differences(*paths) == [
        "softmax, check values, cases, 1, inputs, deep, 1, y: not equal",
        "softmax, check values, fingerprints, mistake m, replies, 1, output: 0.5 apart",
    ]


def test_a_recording_of_another_version_differs(tmp_path):
    old = written(tmp_path / "old.npz", msgspec.structs.replace(recording(), schema=SCHEMA - 1))
    (difference,) = recording_differences(old, written(tmp_path / "new.npz", recording()))
    assert f"has version {SCHEMA - 1}, this autograder reads {SCHEMA}" in difference


def test_a_value_that_changed_its_kind_differs(tmp_path):
    left, right = recording(), recording()
    right.questions[0].checks[0].fingerprints[0].replies[0]["output"] = None
    paths = [written(tmp_path / f"{i}.npz", made) for i, made in enumerate((left, right))]
    (difference,) = recording_differences(*paths)
    assert difference.startswith(
        "softmax, check values, fingerprints, mistake m, replies, 1, output"
    )


def test_replies_of_other_names_differ(tmp_path):
    left, right = recording(), recording()
    right.questions[0].checks[0].fingerprints[0].replies[0]["gradient"] = np.zeros(2)
    paths = [written(tmp_path / f"{i}.npz", made) for i, made in enumerate((left, right))]
    (difference,) = recording_differences(*paths)
    assert difference.endswith("replies, 1: ['output'] and ['output', 'gradient']")


def test_another_version_is_refused(tmp_path):
    path = written(tmp_path / "checks.npz", msgspec.structs.replace(recording(), schema=99))
    with pytest.raises(UsageError, match="version 99"):
        read_recording(path)


def test_an_object_array_is_not_loaded(tmp_path):
    path = tmp_path / "checks.npz"
    np.savez(path, index=np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(UsageError, match="can't be read"):
        read_recording(path)
