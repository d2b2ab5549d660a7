"""IPython's translation is paid for by what IPython reads, however the magics are written."""

import json

import pytest
from IPython.core import inputtransformer2

from autograder.submissions import SourceCell, definition_state, parse_submission
from autograder.submissions import unparsable_reason as reason_of
from autograder.submissions.ipython import MAX_MAGIC_WORK


def cells_of(*sources: str) -> tuple[SourceCell, ...]:
    data = json.dumps({"cells": [{"source": source} for source in sources]})
    return parse_submission(data.encode(), ".ipynb", tried=True).cells


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(">>> %a\n" * 200, id="prompts"),
        pytest.param("%b\n" + "a=\f%a\n" * 200, id="form feeds"),
        pytest.param(("," * 20 + "a\n") * 60, id="one line, many magics"),
        pytest.param("%a\n" * 20 + '"' + '\\"' * 1_500, id="a long line"),
    ],
)
def test_ipython_reads_no_more_than_a_submission_may(
    monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    reads = inputtransformer2.make_tokens_by_line
    read: list[int] = []

    def count(lines: list[str]) -> object:
        read.extend(len(line) * max(1, len(line) // 150) for line in lines)
        return reads(lines)

    monkeypatch.setattr(inputtransformer2, "make_tokens_by_line", count)
    cells_of(*[source] * 4)
    assert 0 < sum(read) <= MAX_MAGIC_WORK


@pytest.mark.parametrize("magic", ["%%script echo skip", "%%writefile helper.py", "\n\n%%timeit"])
def test_what_is_defined_below_a_magic_that_does_not_run_it_is_told(magic: str) -> None:
    cell = f"{magic}\ndef f(x):\n    return x\n"
    data = json.dumps({"cells": [{"source": "x = 1"}, {"source": cell}]}).encode()
    submission = parse_submission(data, ".ipynb")
    assert definition_state(submission, "f") == "unparsable"
    name = magic.split()[0]
    line = 1 + magic.count("\n")
    assert reason_of(submission, "f").startswith(
        f"cell 2, line {line}: nothing below {name} is run"
    )


@pytest.mark.parametrize("cell", ["%%bash\nls", "%%html\n<p class=x>", "%%time\ndef f(): pass"])
def test_other_cell_magics_are_no_error(cell: str) -> None:
    assert cells_of(cell)[0].syntax_error is None
