"""A disk that fills up in mid-grade: clear words, nothing corrupted, nothing graded twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.results import from_json

STUDENTS = [f"student_{number:02}" for number in range(12)]
OWN_MOUNTS = ["unshare", "--user", "--map-root-user", "--mount"]
SCRIPT = """
set -u
mount -t tmpfs -o size=160k none "$OUT"
head -c 128k /dev/zero > "$OUT/filler"
"$@" > "$KEPT/first.txt" 2>&1
echo $? > "$KEPT/first.status"
cp -a "$OUT/01_tiny" "$KEPT/first"
rm "$OUT/filler"
"$@" > "$KEPT/second.txt" 2>&1
echo $? > "$KEPT/second.status"
cp -a "$OUT/01_tiny" "$KEPT/second"
"""


@pytest.fixture
def kept(tiny, hand_in, tmp_path):
    """What two runs left, of which the first found a disk that was nearly full."""
    if subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    for student in STUDENTS:
        hand_in(student)
    out, kept = tmp_path / "out", tmp_path / "kept"
    out.mkdir()
    kept.mkdir()
    grade = [sys.executable, "-m", "autograder", "grade", "01_tiny", "--jobs", "1"]
    # The disk is the point here; a sandbox would need namespaces inside of these.
    options = ["--no-sandbox", "--submissions", str(hand_in.folder), "--out", str(out)]
    subprocess.run(
        [*OWN_MOUNTS, "sh", "-c", SCRIPT, "sh", *grade, *options],
        cwd=tiny,
        env=os.environ | {"OUT": str(out), "KEPT": str(kept)},
        timeout=300,
        check=True,
    )
    return kept


def files(folder: Path):
    paths = sorted(folder.glob("student_*.json"))
    return {path.stem: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(kept):
    first, second = files(kept / "first"), files(kept / "second")
    message = " ".join((kept / "first.txt").read_text().split())
    assert (kept / "first.status").read_text().strip() == "1"
    assert "No space left for" in message
    assert "run the same command again" in message
    assert "Traceback" not in message
    assert 0 < len(first) < len(STUDENTS)
    assert all(from_json(content).score == 5 for content, _ in first.values())
    assert not list((kept / "first").glob(".writing-*"))

    assert (kept / "second.status").read_text().strip() == "0"
    assert sorted(second) == STUDENTS
    assert all(from_json(content).score == 5 for content, _ in second.values())
    assert first.items() <= second.items()
    assert (kept / "second" / "summary.csv").read_text().count("\n") == len(STUDENTS) + 1
