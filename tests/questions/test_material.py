"""A variant's header is read exactly, and what is wrong with it is said."""

import pytest

from autograder.errors import AuthoringError, UsageError
from autograder.questions.load import load_assignment
from autograder.questions.material import read_variants
from autograder.questions.question import Assignment, Question


@pytest.fixture
def mutant(tmp_path):
    folder = tmp_path / "solutions/01_tiny/mutants"
    folder.mkdir(parents=True)

    def write(text):
        (folder / "double_wrong.py").write_text(text)
        return read_variants(tmp_path, "01_tiny", "mutants")

    return write


def test_the_header_becomes_fields_and_one_line_of_text(mutant):
    (found,) = mutant('"""\nquestion: double\ncaught_by: no overflow\n\nTwo\nlines.\n"""\nx = 1\n')
    assert (found.name, found.question, found.caught_by) == (
        "double_wrong",
        "double",
        "no overflow",
    )
    assert found.says == "Two lines."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1\n",
        '"""\nquestion: double\n\nNo check named.\n"""\n',
        '"""\nquestion: double\ncaught_by: values\nauthor: me\n\nToo much.\n"""\n',
        '"""\nquestion: double\ncaught_by: values\n"""\n',
    ],
    ids=["empty", "no header", "no check", "an unknown field", "no text"],
)
def test_a_wrong_header_is_an_error_that_shows_what_is_needed(mutant, text):
    with pytest.raises(AuthoringError, match="must start with a docstring of the lines caught_by"):
        mutant(text)


def test_an_unknown_assignment_gets_a_suggestion(root):
    with pytest.raises(UsageError, match="Did you mean '03_output_layers'"):
        load_assignment(root, "03_output_layer")


def test_a_docstring_further_down_is_no_part_of_the_header(mutant):
    header = '"""\nquestion: double\ncaught_by: values\n\nOne.\n"""\n'
    (found,) = mutant(f'{header}import keras\n\ndef f(x):\n    """Softmax."""\n')
    assert found.says == "One."


def test_an_assignment_is_loaded_again_once_a_file_has_changed(tmp_path):
    folder = tmp_path / "solutions/01_tiny"
    folder.mkdir(parents=True)
    text = "from autograder.questions.question import Assignment\nfrom .title import TITLE\n"
    (folder / "questions.py").write_text(f"{text}ASSIGNMENT = Assignment('01_tiny', TITLE, ())\n")
    (folder / "title.py").write_text("TITLE = 'before'\n")
    first = load_assignment(tmp_path, "01_tiny")
    assert load_assignment(tmp_path, "01_tiny") is first
    (folder / "title.py").write_text("TITLE = 'afterwards'\n")
    assert (first.title, load_assignment(tmp_path, "01_tiny").title) == ("before", "afterwards")


QUESTION = {"name": "f", "ideas": ("A1",), "checks": (), "hints": ("h",)}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"forbidden": "keras.ops.softmax"}, "forbidden must be a tuple"),
        ({"forbidden": ("sorted",)}, "forbidden names are dotted"),
        ({"hints": "one text"}, "hints must be a tuple"),
    ],
)
def test_a_question_with_a_slip_is_an_error_that_names_it(fields, says):
    with pytest.raises(AuthoringError, match=says):
        Question(**QUESTION | fields)


def test_two_questions_of_one_name_are_an_error(root):
    (question, *_) = load_assignment(root, "03_output_layers").questions
    with pytest.raises(AuthoringError, match="Two questions of 01_tiny"):
        Assignment("01_tiny", "Tiny", (question, question))
