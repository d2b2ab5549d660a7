"""What nbconvert writes in place of magics that run Python is that Python again."""

import pytest

from autograder.submissions import parse_submission


def converted(text: str) -> list[tuple[str, str | None]]:
    """Each cell of a script without the blank lines above it, and its error."""
    cells = parse_submission(f"# In[1]:\n\n\n{text}\n".encode(), ".py").cells
    return [(cell.source.strip(), cell.syntax_error) for cell in cells]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("run_cell_magic('time', '', 'def f(x):\\n    return x\\n')", "def f(x):\n    return x"),
        ("run_cell_magic('capture', 'o', '%%time\\nC = 1\\n')", "C = 1"),
        ("run_cell_magic('debug', '', 'C = 1')", "C = 1"),
        ("run_line_magic('time', 'C = 1')", "C = 1"),
    ],
)
def test_the_code_stands_where_the_statement_was(statement: str, code: str) -> None:
    assert converted(f"get_ipython().{statement}") == [(code, None)]


def test_what_stands_beside_such_a_statement_stays() -> None:
    text = "if 1:\n    'é'; get_ipython().run_line_magic('time', 'C = \"é\"'); D = 'é'\n'é'"
    assert converted(text) == [("if 1:\n    'é'; C = \"é\"; D = 'é'\n'é'", None)]


def test_a_magic_within_the_code_is_translated() -> None:
    ((code, error),) = converted("get_ipython().run_cell_magic('time', '', '!ls\\nC = 1\\n')")
    assert code == "get_ipython().system('ls')\nC = 1"
    assert error is None


def test_code_that_python_cannot_read_is_told_as_any_other() -> None:
    ((_, error),) = converted("get_ipython().run_cell_magic('time', '', 'def f(x): (')")
    assert error == "line 4: '(' was never closed"


@pytest.mark.parametrize(
    "statement",
    [
        "get_ipython().run_cell_magic('bash', '', 'C = 1')",
        "get_ipython().run_line_magic('pip', 'install keras')",
        "get_ipython().run_line_magic('time', '')",
        "get_ipython().run_line_magic('time', name)",
        "other().run_line_magic('time', 'C = 1')",
        "'get_ipython()'",
    ],
)
def test_any_other_statement_stays(statement: str) -> None:
    assert converted(statement) == [(statement, None)]
