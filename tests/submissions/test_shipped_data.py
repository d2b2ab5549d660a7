"""Data in the source is found however it is written; texts that compute nothing cost nothing."""

import json
import time

import pytest

from autograder.submissions import SourceCell, parse_submission
from autograder.submissions.shipped_data import MAX_CONSTANT_CHARACTERS, shipped_data

MUCH = MAX_CONSTANT_CHARACTERS + 1


def cells(*sources: str) -> tuple[SourceCell, ...]:
    data = {"cells": [{"cell_type": "code", "source": source} for source in sources]}
    return parse_submission(json.dumps(data).encode(), ".ipynb", tried=True).cells


@pytest.mark.parametrize(
    "source",
    [
        f"d = {'x' * MUCH!r}",
        f"d = {b'x' * MUCH!r}",
        "d = [" + "0.25, " * (MUCH // 4 + 1) + "]",
        "d = [" + "True, " * (MUCH // 4 + 1) + "]",
        "d = 0x" + "f" * MUCH,
        "d = [" + ", ".join(str(10**18 + n) for n in range(1_000)) + "]",
        f"d = f'{'x' * MUCH}{{1}}'",
        "d = '" + "x" * (MUCH // 2) + "' + '" + "x" * (MUCH // 2) + "'",
        f"d = dict({'x' * MUCH}=0)",
        f"class D: {'x' * MUCH} = 0",
        f"def d():\n    {'x' * MUCH!r}\nd = d.__doc__",
        f"def d():\n    {'x' * MUCH!r}\nd = d.__code__.co_consts[0]",
        f"def d():\n    {'x' * MUCH!r}\nimport inspect\nd = inspect.getdoc(d)",
    ],
    ids=lambda source: f"{source[:20]}…{source[-20:]}",
)
def test_data_is_found_however_it_is_written(source: str) -> None:
    said = shipped_data(cells("import numpy", source))
    assert "in cell 2. Expected: at most 16,384" in said
    assert "move them into a cell of their own" in said


def test_the_limit_is_for_all_cells_together() -> None:
    half = "x" * (MUCH // 2)
    assert shipped_data(cells(f"a = '{half}'")) == ""
    assert shipped_data(cells(f"a = '{half}'", f"b = '{half}y'"))


@pytest.mark.parametrize(
    "source",
    [
        f"def f():\n    '''{'Rows sum to 1. ' * 2_000}'''\n    return 1",
        f"class F:\n    '''{'Rows sum to 1. ' * 2_000}'''",
        f"'''{'Rows sum to 1. ' * 2_000}'''\nf = 1",
        "f = 1\n" + "# Rows sum to 1.\n" * 2_000,
        "f = 1\n" + "f = f + 1\n" * 4_000,
        "f = (" + "'" + "x" * MUCH,
    ],
    ids=["docstring", "docstring of a class", "text", "comments", "long code", "broken"],
)
def test_what_computes_nothing_does_not_count(source: str) -> None:
    assert shipped_data(cells(source)) == ""


@pytest.mark.parametrize("source", ["f = " + "-" * 2_000 + "x", "f = x" + ".a" * 2_500])
def test_code_that_is_nested_too_deeply_is_passed_over(source: str) -> None:
    assert shipped_data(cells(source)) == ""


@pytest.mark.parametrize("source", ["'x'\n", "d = '" + "x" * 30 + "'\n", "d = 0xffffffffffff\n"])
def test_it_takes_linear_time(source: str) -> None:
    parsed = cells(source * (1_000_000 // len(source)))
    started = time.process_time()
    shipped_data(parsed)
    assert time.process_time() - started < 10  # seconds; most of them Python's parser
