"""``build`` makes the release, and ``build --check`` sees what is stale."""

from pathlib import Path

import pytest

from autograder.checks.recorded import read_recording
from autograder.errors import AuthoringError, UsageError
from autograder.release.build import build_assignment, check_build

NAMES = ["checks.npz", "figures/line.svg", "probes.py", "tiny.ipynb", "tiny.py"]


@pytest.fixture
def built(course: Path) -> Path:
    build_assignment("01_tiny", course)
    return course


def test_building_writes_every_file_once(course: Path) -> None:
    target = course / "assignments/01_tiny"
    assert build_assignment("01_tiny", course) == [target / name for name in NAMES]
    assert build_assignment("01_tiny", course) == []


def test_a_fresh_build_is_up_to_date(built: Path) -> None:
    assert check_build("01_tiny", built) == []


def test_checking_changes_nothing(course: Path) -> None:
    assert len(check_build("01_tiny", course)) == len(NAMES)
    assert not (course / "assignments").exists()
    assert not (course / "gradebook.db").exists()


def test_an_edited_release_is_stale_and_shows_the_line(built: Path) -> None:
    twin = built / "assignments/01_tiny/tiny.py"
    twin.write_text(twin.read_text().replace("## Shifting", "## Edited"))
    (difference,) = check_build("01_tiny", built)
    assert difference.startswith("tiny.py: differs")
    assert "-# ## Edited" in difference


def test_missing_and_surplus_files_are_named_and_mended(built: Path) -> None:
    folder = built / "assignments/01_tiny"
    (folder / "probes.py").unlink()
    (folder / "old.txt").write_text("from an earlier version")
    first, second = check_build("01_tiny", built)
    assert first.startswith("old.txt: not made from the source")
    assert second.startswith("probes.py: missing")
    build_assignment("01_tiny", built)
    assert check_build("01_tiny", built) == []


def test_an_edited_source_makes_the_release_stale(built: Path) -> None:
    source = built / "solutions/01_tiny/tiny.py"
    source.write_text(source.read_text().replace("## Shifting", "## Moving"))
    assert [line.split(":")[0] for line in check_build("01_tiny", built)] == [
        "tiny.ipynb",
        "tiny.py",
    ]


def test_an_unknown_assignment_is_refused_with_those_there_are(course: Path) -> None:
    with pytest.raises(UsageError, match="This course has: 01_tiny"):
        build_assignment("02_none", course)


def test_an_error_while_recording_is_told_and_leaves_the_release(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stand_ins

    def fail(*_: object) -> None:
        raise AuthoringError("the threshold is not measured")

    monkeypatch.setattr(stand_ins, "record", fail)
    recording = built / "assignments/01_tiny/checks.npz"
    with pytest.raises(AuthoringError, match=r"could not be built\. the threshold is not measured"):
        build_assignment("01_tiny", built)
    assert read_recording(recording).assignment == "01_tiny"


@pytest.mark.parametrize("name", ["notes [1].py", "tiny (old).ipynb", "figures/draft [x].txt"])
def test_a_stray_file_beside_the_source_stays_there(course: Path, name: str) -> None:
    """nbgrader reads what to leave out as patterns, in which brackets mean something."""
    (course / "solutions/01_tiny" / name).write_text("{}")
    built = [
        path.relative_to(course / "assignments/01_tiny").as_posix()
        for path in build_assignment("01_tiny", course)
    ]
    assert built == NAMES
