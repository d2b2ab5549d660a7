"""A traceback holds the student's own lines, the one that raised marked, and no other."""

import linecache
import sys
import types

import pytest

from autograder.worker.tracebacks import describe_exception

INNER = ("site-packages", "keras/src", "runner.py", "probes", "\x1b", "function_node", "[Op:")


def described(source, name="<cell 3 of topic.py>"):
    """What is said of the exception of ``f()`` in a cell of this source."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    namespace = {}
    exec(compile(source, name, "exec"), namespace)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the cell raises
        namespace["f"]()
    return describe_exception(caught.value)


def test_the_line_that_raised_is_marked_below_those_before_it():
    text = described("def f():\n    élan = {}\n    # why\n    return 1 + élan['é'] + 2\n")
    assert text.splitlines() == [
        "cell 3 of topic.py, line 4, in f",
        "       2  élan = {}",
        "       3  # why",
        "  →    4  return 1 + élan['é'] + 2",
        "                     ^^^^^^^^^",
        "KeyError: 'é'",
    ]


def test_every_call_between_the_students_functions_is_shown_by_its_line():
    text = described("def f():\n    return sorted([2, 1], key=g)\n\ndef g(v):\n    return v.x\n")
    assert [line for line in text.splitlines() if line.startswith("  →")] == [
        "  →    2  return sorted([2, 1], key=g)",
        "  →    5      return v.x",
    ]


def test_a_recursion_without_an_end_is_cut():
    assert described("def f():\n    return f()\n").count("in f") == 10


LAYER = """
import keras, numpy as np, tensorflow as tf
class Broken(keras.layers.Layer):
    def call(self, x):
        return {call}
    def compute_output_shape(self, shape):
        return (None, 3)
def f():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4), Broken()])
    model.compile("sgd", "mse", jit_compile=False)
    model.fit(np.ones((8, 4), "float32"), np.ones((8, 3), "float32"), verbose=0)
"""


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("keras.ops.reshape(x, (7, 5))", "Dimension size must be evenly divisible by 4 but is 35"),
        ("tf.gather(x, tf.cast(x[0, :3], tf.int32) + 98, axis=1)", "is not in [0, 4)"),
    ],
    ids=["while fit builds", "while fit runs"],
)
def test_an_error_deep_in_keras_shows_the_students_lines_and_the_last_message(call, message):
    text = described(LAYER.replace("{call}", call))
    assert f"  →    5      return {call}" in text or f"  →    5          return {call}" in text
    assert "model.fit" in text
    assert message in text
    assert text.index("in f\n") < text.index("in call\n") < text.index(message)
    assert not [word for word in INNER if word in text]


def test_the_text_that_keras_puts_around_an_error_is_left_out_but_not_the_shapes():
    source = LAYER.partition("def f")[0].replace("{call}", "keras.ops.matmul(x, x)")
    text = described(source + "def f():\n    Broken()(np.ones((3, 4)))\n")
    assert "InvalidArgumentError: Matrix size-incompatible: In[0]: [3,4], In[1]: [3,4]" in text
    assert "x=tf.Tensor(shape=(3, 4), dtype=float32)" in text
    assert "Exception encountered" not in text
    assert not [word for word in INNER if word in text]


def test_a_script_that_runs_is_the_students_and_so_are_its_neighbours(monkeypatch, tmp_path):
    main = types.ModuleType("__main__")
    main.__file__ = str(tmp_path / "topic.py")
    monkeypatch.setitem(sys.modules, "__main__", main)
    source = "def f():\n    return 1 / 0\n"
    assert described(source, str(tmp_path / "topic.py")).startswith("topic.py, line 2, in f")
    assert described(source, str(tmp_path / "own.py")).startswith("own.py, line 2, in f")
    elsewhere = str(tmp_path / "library" / "other.py")
    assert described(source, elsewhere) == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("name", ["<probes>", "<frozen importlib>", "<string>", "<__array__ x>"])
def test_generated_code_is_not_the_students(name):
    assert described("def f():\n    return 1 / 0\n", name) == "ZeroDivisionError: division by zero"
