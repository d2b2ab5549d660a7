"""A student's folder is found from wherever a student stands."""

import os
import shutil

import pytest

from autograder.errors import UsageError
from autograder.student.workspace import all_workspaces, find_workspace, workspace_of_question


@pytest.fixture(scope="module")
def course(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("student") / "course"
    for name in ("03_output_layers", "08_convolution"):
        shutil.copytree(root / "assignments" / name, folder / name)
    return folder


def test_an_assignment_is_found_by_name_from_the_course(course):
    assert find_workspace("08_convolution", course).assignment == "08_convolution"


def test_the_folder_of_an_assignment_is_that_assignment(course):
    assert find_workspace("", course / "03_output_layers").assignment == "03_output_layers"


def test_a_question_is_found_in_any_assignment(course):
    assert workspace_of_question("conv1d", course).assignment == "08_convolution"


def test_all_assignments_are_listed_once(course):
    for place in (course, course / "03_output_layers"):
        names = [each.folder.name for each in all_workspaces(place)]
        assert names == ["03_output_layers", "08_convolution"]


def test_a_misspelt_name_gets_a_suggestion(course):
    with pytest.raises(UsageError, match="Did you mean '08_convolution'"):
        find_workspace("08_convolutions", course)
    with pytest.raises(UsageError, match="Did you mean 'softmax'"):
        find_workspace("03_output_layers", course).prepare("sofmax")


def test_no_assignment_at_all_says_what_was_expected(tmp_path):
    alone = tmp_path / "empty" / "folder"  # other tests leave assignments beside tmp_path
    alone.mkdir(parents=True)
    with pytest.raises(UsageError, match=r"No assignment found.*checks\.npz"):
        find_workspace("", alone)


def test_several_assignments_ask_which(course):
    with pytest.raises(UsageError, match="Which assignment"):
        find_workspace("", course)


def test_a_damaged_recording_says_so(course, tmp_path):
    broken = tmp_path / "03_output_layers"
    shutil.copytree(course / "03_output_layers", broken)
    (broken / "checks.npz").write_bytes(b"PK")
    with pytest.raises(UsageError, match=r"checks\.npz can't be read; copy it again"):
        find_workspace("", broken).names  # noqa: B018


def test_the_newer_file_is_checked_once_the_two_differ(course, tmp_path):
    folder = tmp_path / "03_output_layers"
    shutil.copytree(course / "03_output_layers", folder)
    script, notebook = folder / "output_layers.py", folder / "output_layers.ipynb"
    os.utime(script, (1, 2_000_000_000))
    assert find_workspace("", folder).submission() == notebook
    script.write_text(script.read_text().replace("import keras\n", "import keras\nanswer = 42\n"))
    os.utime(script, (1, 2_000_000_000))
    assert find_workspace("", folder).submission() == script
    os.utime(notebook, (1, 2_000_000_001))
    assert find_workspace("", folder).submission() == notebook


def test_the_file_that_was_begun_beats_the_one_as_it_was_handed_out(course, tmp_path):
    shutil.copytree(course / "03_output_layers", tmp_path / "03_output_layers")
    workspace = find_workspace("", tmp_path / "03_output_layers")
    notebook, script = (workspace.folder / f"output_layers{s}" for s in (".ipynb", ".py"))
    script.write_text(script.read_text().replace("raise NotImplementedError", "raise ValueError"))
    for path, time in ((notebook, 2000), (script, 1000)):
        os.utime(path, (time, time))
    assert workspace.submission() == script
    notebook.write_text(notebook.read_text().replace("raise NotImplementedError", "return 1 #"))
    os.utime(notebook, (500, 500))
    assert workspace.submission() == script


def test_a_neighbouring_folder_that_is_closed_is_passed_by(course, monkeypatch):
    original = os.stat

    def closed(path, **options):
        if "08_convolution" in str(path) and str(path).endswith("checks.npz"):
            raise PermissionError(13, "Permission denied")
        return original(path, **options)

    monkeypatch.setattr(os, "stat", closed)
    assert [each.folder.name for each in all_workspaces(course)] == ["03_output_layers"]
