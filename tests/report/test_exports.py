"""Each system gets the columns and fields that it takes, and no text that runs."""

import csv
import io
import json

import pytest

from autograder.errors import UsageError
from autograder.grading.store import ResultStore, stored_results
from autograder.report.exports import canvas_csv, gradescope_json, moodle_csv, require_one_maximum

from .classroom import HOSTILE, classroom, question, result


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


@pytest.fixture
def ada():
    return result("ada", [question("softmax", 3), question("sigmoid", 3)])


def test_gradescope_gets_a_test_for_each_check_and_shows_students_no_hidden_one(ada):
    stored = json.loads(gradescope_json(ada))
    assert stored["score"] == 12
    assert sum(test["max_score"] for test in stored["tests"]) == 14
    hidden = [test for test in stored["tests"] if test["visibility"] == "hidden"]
    assert [test["name"] for test in hidden] == ["softmax: kept back"]
    assert (hidden[0]["status"], hidden[0]["score"]) == ("failed", 0)
    assert "worst element" in hidden[0]["output"]
    assert {test["output_format"] for test in stored["tests"]} == {"text"}
    assert "193285120934411" not in json.dumps(stored)


def test_canvas_has_the_row_of_maxima_and_a_column_for_the_assignment(ada):
    table = rows(canvas_csv([ada], None, "Output layers (4711)"))
    assert list(table[0]) == [
        *["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Output layers (4711)"]
    ]
    assert table[0]["Student"] == "    Points Possible"
    assert [row["Output layers (4711)"] for row in table] == ["14", "12"]
    assert table[1]["SIS Login ID"] == "ada"


def test_canvas_keeps_the_identifiers_of_its_own_export(ada, tmp_path):
    roster = tmp_path / "canvas.csv"
    roster.write_text(
        "Student,ID,SIS Login ID,Section,Old (1)\n    Points Possible,,,,10\n"
        '"Lovelace, Ada",31,ADA,A,7\n"Babbage, C",32,charles,A,8\n'
    )
    table = rows(canvas_csv([ada], roster, ""))
    assert table[1] == {
        "Student": "Lovelace, Ada",
        "ID": "31",
        "SIS Login ID": "ADA",
        "Section": "A",
        "03_output_layers": "12",
    }
    assert len(table) == 2


def test_moodle_keeps_every_column_of_its_worksheet(ada, tmp_path):
    roster = tmp_path / "moodle.csv"
    roster.write_text(
        "\ufeffIdentifier,Full name,ID number,Status,Grade,Maximum Grade,Last modified (grade),"
        'Feedback comments\nParticipant 9,"Ada Lovelace",ada,Submitted,,100,-,\n',
        encoding="utf-8",
    )
    (row,) = rows(moodle_csv([ada], roster))
    assert (row["Identifier"], row["Grade"], row["Maximum Grade"]) == ("Participant 9", "12", "14")
    assert row["Last modified (grade)"] == "-"
    assert row["Feedback comments"].splitlines() == [
        "softmax: 6/8 Hidden checks: 0 of 1 passed.",
        "sigmoid: 6/6",
    ]


def test_moodle_without_a_worksheet_is_matched_by_address():
    (row,) = rows(moodle_csv([result("ada@example.org", [question("softmax", 0)])], None))
    assert row["Email address"] == "ada@example.org"
    assert row["Feedback comments"].startswith(
        "softmax: 0/8 (not passed: values, shift invariance, gradient) Hidden checks"
    )


@pytest.mark.parametrize(
    "entries", ["bob,32,bob", "ada,31,ada\nAda,32,x"], ids=["nowhere", "twice"]
)
def test_a_student_whom_the_roster_does_not_name_once_is_an_error(ada, tmp_path, entries):
    roster = tmp_path / "canvas.csv"
    roster.write_text(f"Student,ID,SIS Login ID\n{entries}\n")
    with pytest.raises(UsageError, match=r"names 'ada' in [02] rows"):
        canvas_csv([ada], roster, "")


@pytest.mark.parametrize("make", [canvas_csv, moodle_csv])
def test_folders_that_are_one_person_are_named_and_not_written_several_times(tmp_path, make):
    roster = tmp_path / "roster.csv"
    roster.write_text("Student,SIS Login ID,SIS User ID,Username,ID number\nA,ada,u1,ada,u1\n")
    more = [""] if make is canvas_csv else []
    folders = [result(name, [question("softmax", 3)]) for name in ("Ada", "ada", "u1")]
    with pytest.raises(UsageError, match=r"The folders 'Ada', 'ada', 'u1' are all one person"):
        make(folders, roster, *more)
    assert len(rows(make(folders[:1], roster, *more))) == 1 + len(more)


def test_results_for_different_points_are_refused_with_whose_they_are(ada):
    older = [result(name, [question("softmax", 3)]) for name in ("ben", "cy", "dee", "eve")]
    require_one_maximum(older)
    with pytest.raises(UsageError, match=r"8 for ben, cy, dee and 1 more; 14 for ada\."):
        require_one_maximum([*older, ada])


@pytest.mark.parametrize("make", [lambda r: canvas_csv(r, None, ""), lambda r: moodle_csv(r, None)])
def test_no_cell_starts_a_formula(make):
    cells = [cell for row in rows(make(classroom())) for cell in row.values()]
    assert "'=cmd|'C calc'!A0" in cells
    assert not [cell for cell in cells if len(cell) > 1 and cell[0] in "=+-@"]


def test_stored_results_are_read_by_name_and_anything_else_is_refused(tmp_path):
    store = ResultStore(tmp_path, "03_output_layers")
    with pytest.raises(UsageError, match="No results"):
        stored_results(tmp_path, "03_output_layers")
    store.seed(5, fresh=False)
    for each in classroom()[:2]:
        store.write(each)
    assert [r.student for r in stored_results(tmp_path, "03_output_layers")] == ["ada", "ben"]
    store.path("zoe").write_text(HOSTILE)
    with pytest.raises(UsageError, match=r"zoe\.json is no result"):
        stored_results(tmp_path, "03_output_layers")
