"""The cells of a script as editors and converters write them."""

import pytest

from autograder.submissions import cells_for, parse_submission


def sources(text: str) -> list[str]:
    """Each cell's source without the blank lines that stand for what is above it."""
    return [cell.source.strip() for cell in parse_submission(text.encode(), ".py").cells]


HELPER = "def helper(x):\n    return x"


@pytest.mark.parametrize(
    ("below", "code"),
    [
        (f"# Text.\n\n{HELPER}", True),
        (f"# Text.\n#\n    \n{HELPER}  # a comment", True),
        (f'"""Text."""\n{HELPER}\n"""More."""', True),
        ("# Text.\n#\n# def helper(x):\n", False),
        ('"""\n# Text\n\ndef helper(x): in it\n"""\n', False),
        ("# Text.\n'''\nMore.\n'''\n# End.", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("marker", ["# %% [markdown]", '# %% [md] written="x"', "#%% [raw]"])
def test_code_below_a_marker_of_text_is_a_cell(marker: str, below: str, code: bool) -> None:
    found = sources(f"# %%\nx = 1\n\n{marker}\n{below}\n\n# %%\ny = 1\n")
    assert found[0] == "x = 1"
    assert found[-1] == "y = 1"
    assert len(found) == 2 + code
    assert ("return x" in "".join(found)) is code


@pytest.mark.parametrize("number", ["3", " ", "12"])
def test_nbconvert_s_markers_split_a_script(number: str) -> None:
    marker = f"# In[{number}]:"
    head = "#!/usr/bin/env python\n# coding: utf-8\n\n"
    text = f"{head}# # Title\n\n{marker}\n\n\nx = 1\n\n\n# ### Text\n\n{marker} \n\n\ny = 1\n"
    assert sources(text) == ["x = 1\n\n\n# ### Text", "y = 1"]
    assert parse_submission(text.encode(), ".py").cells[0].source.splitlines()[8] == "x = 1"


MAIN = "if __name__ == '__main__':\n    import time\n    time.sleep(100)\nelse:\n    pass"


def test_what_runs_when_the_script_is_run_by_itself_is_a_cell_of_its_own() -> None:
    text = f"# %%\nimport keras\n\n{HELPER}\n\n{MAIN}\n\nz = 1\n"
    assert sources(text) == [f"import keras\n\n{HELPER}", MAIN, "z = 1"]
    submission = parse_submission(text.encode(), ".py")
    assert [cell.label for cell in cells_for(submission, "helper")] == ["cell 1"]
    assert submission.cells[2].source.splitlines()[-1] == "z = 1"
    assert len(submission.cells[2].source.splitlines()) == len(text.splitlines())


def test_a_name_that_such_a_block_binds_is_found_in_it() -> None:
    text = "# %%\ndef f(): return g\n\nif '__main__' == __name__:\n    g = 1\n"
    needed = cells_for(parse_submission(text.encode(), ".py"), "f")
    assert [cell.label for cell in needed] == ["cell 1", "cell 1, part 2"]


@pytest.mark.parametrize(
    "text",
    [
        f"# %%\ntext = '''\n{MAIN.replace(chr(39), chr(34))}\n'''",
        "# %%\nx = 1\nif __name__ == '__main__':\n    y = (",
        "# %%\nif name == '__main__':\n    y = 1",
        "# %%\n# a comment",
    ],
)
def test_a_cell_without_such_a_block_is_one(text: str) -> None:
    assert len(sources(f"{text}\n\n# %%\nlast = 1\n")) == 2


LIGHT = """\
# ---
# jupyter: {}
# ---

# # Title

import keras

# + tags=["explore"]
def g(x) return

# + the bias
C = 1
# -

# Some text.

# + {"slow": true}
def f(x):
    return x

# -

D = 2

E = 3
# + [markdown]
# More text.
# -
"""


def test_the_light_format_of_jupytext_is_split_at_its_markers() -> None:
    cells = parse_submission(LIGHT.encode(), ".py").cells
    assert [c.source.strip() for c in cells if c.source.strip()[:1] != "#"] == [
        "import keras",
        "def g(x) return\n\n# + the bias\nC = 1",
        "def f(x):\n    return x",
        "D = 2",
        "E = 3",
    ]
    broken = next(cell for cell in cells if cell.syntax_error)
    assert broken.tags == {"explore"}
    assert str(broken.syntax_error).startswith("line 10")
    last = cells[-1].source.splitlines()
    assert last.index("E = 3") == LIGHT.splitlines().index("E = 3")


def test_in_a_percent_script_the_light_markers_are_comments() -> None:
    assert sources("# %%\nx = 1\n# +\ny = 1\n# -\n") == ["x = 1\n# +\ny = 1\n# -"]


WHOLE = [
    "import keras\nimport math",
    "# Question 1\n@keras.saving.register\n\nclass A:\n\n# comment\n\n    x = 1",
    "y = (\n\n1\n\n)\nif y:\n\n    z = 1\n\nelse:\n\n    z = 2",
    'TEXT = """\n\nimport os\n\n"""',
    "last = 1",
]


def test_a_script_without_markers_is_split_at_its_paragraphs() -> None:
    text = "\n\n\n".join(WHOLE)
    assert sources(text) == WHOLE
    for cell in parse_submission(text.encode(), ".py").cells:
        line = len(cell.source.splitlines())
        assert cell.source.splitlines()[-1] == text.splitlines()[line - 1]


BROKEN = [
    "import keras\n!pip install matplotlib",
    "def g(x) return",
    "# Question 1\ndef h(x):\n\n# comment\n\n    return x",
    '"""Text.\n\nimport os\n\n"""\nx = 1',
    "if x:\n    z = 1\n\nelse:\n    z = 2",
    "def f(x):\n    return x",
]


def test_what_python_cannot_read_costs_its_own_paragraph_alone() -> None:
    cells = parse_submission("\n\n".join(BROKEN).encode(), ".py").cells
    assert [bool(cell.syntax_error) for cell in cells] == [False, True, *[False] * 4]
    assert cells[1].syntax_error == "line 4: expected ':'"
    assert [cell.source.strip() for cell in cells[1:]] == BROKEN[1:]


@pytest.mark.parametrize(
    ("paragraphs", "cells"), [(499, 499), (600, 1)], ids=["many", "more than any script has"]
)
def test_paragraphs_have_a_limit(paragraphs: int, cells: int) -> None:
    assert len(sources("x = 1\n\n" * paragraphs)) == cells


def test_a_script_too_long_to_keep_its_line_numbers_stays_whole() -> None:
    assert len(sources("x = 1\n\ny = 1\n" + "\n" * 5_000)) == 1
