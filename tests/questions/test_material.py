"""A variant's header is read exactly, and what is wrong with it is said."""

import pytest

from autograder.errors import AuthoringError, UsageError
from autograder.questions.load import load_assignment
from autograder.questions.material import read_variants


@pytest.fixture
def mutant(tmp_path):
    folder = tmp_path / "solutions/01_tiny/mutants"
    folder.mkdir(parents=True)

    def write(text):
        (folder / "double_wrong.py").write_text(text)
        read_variants.cache_clear()
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
