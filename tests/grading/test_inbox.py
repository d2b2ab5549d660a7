"""The file that holds the student's work is found, whatever the student did to it."""

import errno
import os
import tracemalloc
from pathlib import Path

import nbformat
import pytest

from autograder.errors import SubmissionError, UsageError
from autograder.grading import inbox
from autograder.grading.inbox import find_submissions, overlooked, read_handed_in
from autograder.questions.material import starter


def test_students_are_found_by_folder(hand_in):
    hand_in("bob")
    hand_in("ada")
    (hand_in.folder / "carl" / "02_other").mkdir(parents=True)
    found = find_submissions(hand_in.folder, "01_tiny")
    assert [each.student for each in found] == ["ada", "bob"]


def test_a_missing_or_empty_folder_says_what_was_expected(tmp_path):
    with pytest.raises(UsageError, match="No folder"):
        find_submissions(tmp_path / "nowhere", "01_tiny")
    with pytest.raises(UsageError, match=r"No submissions of 01_tiny.*<student>/01_tiny"):
        find_submissions(tmp_path, "01_tiny")


@pytest.mark.parametrize(
    "place",
    [
        "ada_123_456_tiny.ipynb",
        "submissions.zip",
        "ada/tiny.ipynb",
        "ada/01_Tiny/tiny.ipynb",
        "ada/tiny/tiny.py",
    ],
)
def test_work_in_a_wrong_place_is_named(tmp_path, place):
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    wrong = place if file.parent.name in ("ada", tmp_path.name) else str(Path(place).parent)
    assert overlooked(tmp_path, "01_tiny") == [f"{wrong} lies outside of <student>/01_tiny/."]
    with pytest.raises(UsageError, match=f"Expected .* {wrong} lies outside"):
        find_submissions(tmp_path, "01_tiny")


def test_nothing_is_overlooked_where_all_is_in_its_place(hand_in):
    hand_in("ada")
    (hand_in.folder / "bob" / "02_other").mkdir(parents=True)
    (hand_in.folder / "roster.csv").touch()
    assert overlooked(hand_in.folder, "01_tiny") == []


def test_an_unknown_student_gets_a_suggestion(hand_in):
    hand_in("ada_lovelace")
    with pytest.raises(UsageError, match="Did you mean 'ada_lovelace'"):
        find_submissions(hand_in.folder, "01_tiny", ("ada_lovelase",))


@pytest.fixture
def read(tiny, hand_in):
    def read_one(student="ada"):
        (handed_in,) = find_submissions(hand_in.folder, "01_tiny", (student,))
        return read_handed_in(handed_in, "tiny", starter(tiny, "01_tiny"))

    return read_one


def untouched(tiny):
    return (tiny / "assignments/01_tiny/tiny.ipynb").read_text(encoding="utf-8")


def test_work_in_the_script_beats_the_untouched_notebook(tiny, hand_in, read):
    hand_in("ada", untouched(tiny), "tiny.ipynb")
    hand_in("ada")
    assert read()[0] == "tiny.py"


def test_work_in_the_script_beats_a_notebook_where_something_was_tried(tiny, hand_in, read):
    notebook = nbformat.reads(untouched(tiny), as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("print(1 + 1)"))
    hand_in("ada", nbformat.writes(notebook), "tiny.ipynb")
    assert read()[0] == "tiny.ipynb"
    hand_in("ada")
    assert read()[0] == "tiny.py"


def test_a_notebook_unpacked_into_a_folder_of_its_own_is_found(tiny, hand_in, read):
    folder = hand_in("ada")
    (folder / "01_tiny").mkdir()
    (folder / "tiny.py").rename(folder / "01_tiny" / "tiny.py")
    (folder / "__MACOSX").mkdir()
    (folder / ".ipynb_checkpoints").mkdir()
    assert read()[0] == "tiny.py"
    (folder / "another").mkdir()
    with pytest.raises(SubmissionError, match=r"It holds .*01_tiny/.*another/.*Move the notebook"):
        read()


def test_a_folder_that_links_to_the_solutions_is_not_looked_into(tiny, hand_in, read):
    folder = hand_in("ada")
    (folder / "tiny.py").unlink()
    (folder / "01_tiny").symlink_to(tiny / "solutions/01_tiny")
    with pytest.raises(SubmissionError, match="holds no notebook"):
        read()


def test_what_is_there_instead_of_a_notebook_is_named(hand_in, read):
    folder = hand_in("ada", "{}", "tiny.ipynb.txt")
    with pytest.raises(SubmissionError, match=r"It holds tiny\.ipynb\.txt\..*take what a download"):
        read()
    (folder / "tiny.ipynb.txt").unlink()
    with pytest.raises(SubmissionError, match="It is empty"):
        read()


def test_a_renamed_notebook_is_found(tiny, hand_in, read):
    hand_in("ada", untouched(tiny).replace("NotImplementedError", "ValueError"), "mine (2).ipynb")
    assert read()[0] == "mine (2).ipynb"


@pytest.mark.parametrize("name", ["probes.py", "probes_layers.py"])
def test_released_scripts_are_no_answers(tiny, hand_in, read, name):
    hand_in("ada", untouched(tiny), "tiny.ipynb")
    hand_in("ada", "def probe(): ...", name)
    assert read()[0] == "tiny.ipynb"


@pytest.mark.parametrize("content", ["", "not json", '{"cells": 3}'], ids=["empty", "text", "odd"])
def test_an_unreadable_notebook_is_an_error_that_says_so(hand_in, read, content):
    hand_in("ada", content, "tiny.ipynb")
    with pytest.raises(SubmissionError, match=r"tiny\.ipynb"):
        read()


def test_a_link_to_elsewhere_is_refused(tiny, hand_in, read):
    folder = hand_in("ada")
    (folder / "tiny.py").unlink()
    (folder / "tiny.py").symlink_to(tiny / "solutions/01_tiny/tiny.py")
    with pytest.raises(SubmissionError, match=r"tiny\.py"):
        read()


@pytest.mark.parametrize("depth", [0, 1], ids=["assignment", "student"])
def test_a_folder_that_is_a_link_is_refused(tiny, hand_in, read, depth):
    hand_in("bob")
    target = hand_in.folder / "ada"
    if depth == 0:
        target.mkdir()
        (target / "01_tiny").symlink_to(tiny / "solutions/01_tiny")
    else:
        target.symlink_to(hand_in.folder / "bob")
    with pytest.raises(SubmissionError, match="is a link to"):
        read()


def dangling(place):
    place.symlink_to("nowhere")


def looping(place):
    place.symlink_to(place.name)


@pytest.mark.parametrize(
    ("name", "put", "says"),
    [
        ("ada/01_tiny", dangling, "01_tiny of ada is a link to nowhere"),
        ("ada/01_tiny", looping, "01_tiny of ada is a link to 01_tiny"),
        ("ada", dangling, "ada of ada is a link to nowhere"),
        ("ada", looping, "ada of ada is a link to ada"),
        ("ada/01_tiny", Path.touch, r"01_tiny of ada is a file\. Expected a folder"),
        ("ada/01_tiny", lambda place: os.mkfifo(place), "01_tiny of ada is a file"),
    ],
    ids=["dangling", "looping", "student dangling", "student looping", "file", "pipe"],
)
def test_what_stands_where_a_folder_is_due_is_told_its_student(hand_in, read, name, put, says):
    hand_in("bob")
    (hand_in.folder / name).parent.mkdir(exist_ok=True)
    put(hand_in.folder / name)
    found = find_submissions(hand_in.folder, "01_tiny")
    assert [each.student for each in found] == ["ada", "bob"]
    with pytest.raises(SubmissionError, match=says):
        read()


def test_what_lies_beside_the_students_folders_is_no_student(hand_in):
    hand_in("ada")
    (hand_in.folder / "notes.txt").touch()
    (hand_in.folder / "elsewhere").mkdir()
    (hand_in.folder / "link").symlink_to("elsewhere")
    assert [each.student for each in find_submissions(hand_in.folder, "01_tiny")] == ["ada"]


def test_a_link_cannot_command_the_terminal(hand_in, read):
    target = hand_in.folder / "ada"
    target.mkdir(parents=True)
    (target / "x\x1b]0;mine\x07\x1b[31mred").mkdir()
    (target / "01_tiny").symlink_to("x\x1b]0;mine\x07\x1b[31mred")
    with pytest.raises(SubmissionError) as caught:
        read()
    assert "x?]0;mine??[31mred" in str(caught.value)


def test_no_more_than_twenty_files_are_read_and_the_first_problem_is_told(
    hand_in, read, monkeypatch
):
    for number in range(30):
        hand_in("ada", "{", f"n{number}.ipynb")
    looked_at = []

    def refuse(path):
        looked_at.append(path.name)
        raise SubmissionError(f"{path.name} can't be read.")

    monkeypatch.setattr(inbox, "read_submission", refuse)
    with pytest.raises(SubmissionError) as caught:
        read()
    assert len(looked_at) == inbox.MAX_CANDIDATES == 20
    assert str(caught.value) == (
        f"{looked_at[0]} can't be read. Only the first 20 of 30 files were read: hand in one."
    )


def test_no_more_than_two_of_the_largest_files_are_read(hand_in, read):
    folder = hand_in("ada", "{", "n0.ipynb")
    for number in range(6):
        with open(folder / f"n{number}.ipynb", "wb") as file:
            file.truncate(inbox.MAX_BYTES * 20)
    with pytest.raises(SubmissionError, match=r"larger than 64 MB.*Only the first 2 of 6 files"):
        read()


def test_a_script_beside_a_notebook_that_is_too_large_counts(hand_in, read):
    folder = hand_in("ada")
    with open(folder / "tiny.ipynb", "wb") as file:
        file.truncate(inbox.MAX_BYTES * 20)
    assert read()[0] == "tiny.py"


def test_copies_of_the_starter_do_not_hide_a_file_that_was_not_read(tiny, hand_in, read):
    for number in range(21):
        hand_in("ada", untouched(tiny), f"n{number}.ipynb")
    with pytest.raises(SubmissionError, match=r"more than the starter\. Only the first 20 of 21"):
        read()


def test_large_files_that_cannot_be_read_are_not_kept(hand_in, read):
    folder = hand_in("ada", "{", "tiny.py")
    (folder / "tiny.py").unlink()
    for number in range(8):
        with open(folder / f"n{number}.ipynb", "wb") as file:
            file.truncate(16 * 1024**2)
        assert number < inbox.MAX_CANDIDATE_BYTES // (16 * 1024**2)
    tracemalloc.start()
    try:
        with pytest.raises(SubmissionError, match="not valid JSON"):
            read()
        assert tracemalloc.get_traced_memory()[1] < 80 * 1024**2
    finally:
        tracemalloc.stop()


def test_a_student_whose_name_is_no_text_has_one_that_a_result_can_hold(hand_in):
    hand_in("ada")
    os.rename(hand_in.folder / "ada", os.fsencode(hand_in.folder) + b"/ad\xe4")
    (found,) = find_submissions(hand_in.folder, "01_tiny")
    assert found.student == "ad\\xe4"
    assert (found.folder / "tiny.py").is_file()


def test_two_students_of_one_name_are_refused(hand_in):
    hand_in("ada")
    hand_in("\\xff")
    os.rename(hand_in.folder / "ada", os.fsencode(hand_in.folder) + b"/\xff")
    with pytest.raises(UsageError, match=r"two folders for .*xff.*Rename one of them"):
        find_submissions(hand_in.folder, "01_tiny")


def test_a_link_to_bytes_that_are_no_text_is_named_in_text(tiny, hand_in):
    folder = hand_in("bob")
    target = hand_in.folder / "ada"
    os.rename(folder, os.fsencode(folder.parent) + b"/\xff")
    target.mkdir()
    os.symlink(os.fsencode(folder.parent) + b"/\xff", target / "01_tiny")
    (handed_in,) = find_submissions(hand_in.folder, "01_tiny", ("ada",))
    with pytest.raises(SubmissionError) as caught:
        read_handed_in(handed_in, "tiny", starter(tiny, "01_tiny"))
    assert "\\xff" in str(caught.value).encode().decode()


def test_a_folder_that_may_not_be_read_is_an_error_that_says_so(hand_in, read, monkeypatch):
    """By the system's own error: root, whom CI may be, may read everything."""
    hand_in("ada")

    listed = Path.iterdir

    def refuse(path):
        if path.name != "01_tiny":
            return listed(path)
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(SubmissionError, match="can't be listed: Permission denied"):
        read()


def test_an_empty_folder_is_an_error(hand_in, read):
    (hand_in("ada") / "tiny.py").unlink()
    with pytest.raises(SubmissionError, match="no notebook and no script"):
        read()


def test_a_cell_to_explore_in_is_no_work(tiny, hand_in, read):
    notebook = nbformat.reads(untouched(tiny), as_version=4)
    cell = nbformat.v4.new_code_cell("x = 3", metadata={"tags": ["explore"]})
    notebook.cells.insert(1, cell)
    hand_in("ada", nbformat.writes(notebook), "tiny.ipynb")
    assert read()[0] == "tiny.ipynb"
    hand_in("ada")
    assert read()[0] == "tiny.py"


def test_a_folder_that_may_not_be_looked_into_is_a_student_all_the_same(hand_in, monkeypatch):
    hand_in("ada")
    hand_in("bob")
    original = Path.stat

    def closed(path, **options):
        if "bob" in path.parts and path.name == "01_tiny":
            raise PermissionError(errno.EACCES, "Permission denied")
        return original(path, **options)

    monkeypatch.setattr(Path, "stat", closed)
    found = find_submissions(hand_in.folder, "01_tiny")
    assert [each.student for each in found] == ["ada", "bob"]
