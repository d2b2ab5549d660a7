"""A request is answered call by call; a student's errors are shown as theirs."""

import numpy as np
import pytest

from autograder.worker.protocol import Call
from autograder.worker.runner import answer_call, describe_exception, load_probes

PROBES = """
def ask(answer, x):
    return answer(x)
"""


def answered(source, x=None, probe="ask"):
    namespace = {}
    exec(compile(source, "<cell 3>", "exec"), namespace)
    call = Call(probe=probe, inputs={"x": np.ones(3) if x is None else x}, seconds=1.0, seed=1)
    return answer_call("id", 0, call, namespace["f"], load_probes(PROBES))


def test_the_answer_holds_the_values():
    np.testing.assert_array_equal(answered("def f(x):\n    return 2 * x").values["output"], [2] * 3)


def test_an_input_changed_in_place_is_named():
    assert answered("def f(x):\n    x += 1\n    return x").mutated == ("x",)
    assert answered("def f(x):\n    return x + 1").mutated == ()


def test_an_exception_shows_the_students_line_and_no_other():
    answer = answered("def f(x):\n    return x.nothing")
    assert answer.status == "error"
    assert "cell 3, line 2, in f" in answer.error
    assert answer.error.endswith(
        "AttributeError: 'numpy.ndarray' object has no attribute 'nothing'"
    )
    assert "runner.py" not in answer.error
    assert "probes" not in answer.error


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("def f(x):\n    raise NotImplementedError('write it')", "not_implemented"),
        ("def f(x):\n    raise SystemExit(0)", "error"),
        ("def f(x):\n    return f(x)", "error"),
        ("def f(x):\n    return object()", "error"),
    ],
    ids=["stub", "exit", "endless recursion", "no array"],
)
def test_what_is_raised_becomes_a_status(source, status):
    assert answered(source).status == status


def test_an_error_whose_text_raises_is_described_all_the_same():
    class Silent(Exception):
        def __str__(self):
            raise ValueError

    assert "Silent" in describe_exception(Silent())


def test_the_seed_makes_random_answers_repeatable():
    source = "import numpy as np\ndef f(x):\n    return np.random.normal(size=3)"
    first, second = answered(source), answered(source)
    np.testing.assert_array_equal(first.values["output"], second.values["output"])
