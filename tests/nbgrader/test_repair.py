"""How a question's cell is recognised."""

import pytest

from autograder.nbgrader.repair import defines


@pytest.mark.parametrize(
    "source",
    [
        "def double(x):\n    return x",
        "@cached\nasync def double(x): ...",
        "class double: pass",
        "double = lambda x: 2 * x",
        "def double(x:\n    return x",
        "def double(x):\n    print 'Python 2'",
    ],
)
def test_a_cell_that_defines_the_name_is_its_answer(source: str) -> None:
    assert defines(source, "double")


@pytest.mark.parametrize(
    "source",
    [
        "double(3)",
        "def double_it(x): ...",
        "def other():\n    def double(x): ...",
        "# def double(x): ...",
        "x.double = 3",
        "text = '''\ndef double(x): ...'''",
        "\0",
    ],
)
def test_a_cell_that_only_mentions_the_name_is_not(source: str) -> None:
    assert not defines(source, "double")
