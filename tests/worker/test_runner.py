"""A request is answered call by call; a student's errors are shown as theirs."""

import linecache
import sys

import keras
import numpy as np
import pytest

from autograder.worker import notebook
from autograder.worker.protocol import Call, Cell, Request
from autograder.worker.runner import answer_calls, load_probes, run
from autograder.worker.tracebacks import describe_exception

PROBES = """
def ask(answer, x):
    return answer(x)
"""


def answered_calls(source, seeds, x=None, **options):
    namespace = {}
    lines = source.splitlines(True)
    linecache.cache["<cell 3>"] = (len(source), None, lines, "<cell 3>")
    exec(compile(source, "<cell 3>", "exec"), namespace)
    inputs = {"x": np.ones(3) if x is None else x}
    calls = tuple(Call(probe="ask", inputs=inputs, seconds=1.0, seed=seed) for seed in seeds)
    request = Request(id="id", target="f", cells=(), probes=PROBES, calls=calls, **options)
    return list(answer_calls(request, namespace["f"], load_probes(PROBES)))


def answered(source, x=None):
    return answered_calls(source, [1], x)[0]


def test_the_answer_holds_the_values():
    np.testing.assert_array_equal(answered("def f(x):\n    return 2 * x").values["output"], [2] * 3)


def test_an_input_changed_in_place_is_named():
    assert answered("def f(x):\n    x += 1\n    return x").mutated == ("x",)
    assert answered("def f(x):\n    return x + 1").mutated == ()


@pytest.mark.parametrize(
    ("given", "change", "named"),
    [
        ([1.0, float("nan"), 2.0], "x.pop(0)", ("x",)),
        ([1.0, float("nan"), 2.0], "x.sort(key=str)", ("x",)),
        ([1.0, float("nan"), 2.0], "sorted(x, key=str)", ()),
        ([np.ones(2), np.zeros(2)], "x[1].fill(3)", ("x[1]",)),
        ([np.ones(2), np.zeros(2)], "x[0] = __import__('tensorflow').ones(2)", ("x",)),
        ([[1, 2], [3]], "x[1].append(4)", ("x[1]",)),
        ([np.ones(2), None, "text", True], "list(x)", ()),
        ({"a": [1], "b": np.ones(2)}, "x['a'].clear()", ("x['a']",)),
        ({"a": [1], "b": np.ones(2)}, "x.pop('b')", ("x",)),
    ],
)
def test_a_list_or_dict_changed_in_place_is_named(given, change, named):
    answer = answered(f"def f(x):\n    {change}\n    return 0.0", given)
    assert (answer.status, answer.mutated) == ("ok", named)


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


@pytest.mark.parametrize(
    "draw",
    ["np.random.normal(size=3)", "tf.random.normal((3,))", "keras.random.normal((3,))"],
)
def test_the_seed_makes_random_answers_repeatable(draw):
    source = f"import keras\nimport numpy as np\nimport tensorflow as tf\ndef f(x): return {draw}"
    values = [answer.values["output"] for answer in answered_calls(source, [1, 1, 2, 1])]
    again = [answer.values["output"] for answer in answered_calls(source, [1, 1, 2, 1])]
    np.testing.assert_array_equal(values, again)
    np.testing.assert_array_equal(values[0], values[3])
    assert len({value.tobytes() for value in values}) == 3


def test_a_fit_leaves_its_learning_curve_where_one_is_asked_for():
    source = """
import keras
def f(x):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x[:, None], x, epochs=3, verbose=0)
    return model.count_params()
"""
    fit = keras.Model.fit
    (asked,) = answered_calls(source, [0], np.arange(4.0), curves=True)
    (not_asked,) = answered_calls(source, [0], np.arange(4.0))
    assert asked.values["learning_curve"]["loss"].shape == (3,)
    assert list(not_asked.values) == ["output"]
    assert keras.Model.fit is fit


FIT = """
import keras, numpy as np
class Own(keras.layers.Layer):
    def call(self, x):
        BODY
def f(x):
    model = keras.Sequential([keras.Input((1,)), Own(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x[:, None], x, verbose=0)
"""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("raise NotImplementedError('Replace this line.')", "not_implemented"),
        ("return np.asarray(x) * 2", "error"),
        ("return keras.layers.Layer()(x)", "error"),
    ],
    ids=["a stub", "NumPy in a graph", "Keras's own"],
)
def test_only_a_stub_is_not_implemented(body, status):
    answer = answered(FIT.replace("BODY", body), np.arange(4.0))
    assert answer.status == status, answer.error


def test_a_stub_inside_of_a_graph_is_one_too():
    source = """
import tensorflow as tf
def g(x): raise NotImplementedError
def f(x): return tf.function(g)(x)
"""
    assert answered(source).status == "not_implemented"


def test_a_future_feature_holds_for_the_cells_after_it():
    source = "class A:\n    def g(self) -> B: ...\ndef f(x): return 2 * x"
    future = "from __future__ import annotations"
    assert loaded(future, source).errors == ()
    assert "name 'B' is not defined" in loaded(source, future).errors[0]


def loaded(*sources, target="f"):
    """What is said of the cells once they have run."""
    cells = tuple(Cell(f"cell {n}", text) for n, text in enumerate(sources, 1))
    sent = []
    run(Request(id="id", target=target, cells=cells, probes="", calls=()), sent.append)
    return sent[0]


def called(*sources):
    """What ``f(np.ones(3))`` gives once the cells have run."""
    cells = tuple(Cell(f"cell {n}", text) for n, text in enumerate(sources, 1))
    call = Call(probe="ask", inputs={"x": np.ones(3)}, seconds=1.0, seed=0)
    sent = []
    run(Request(id="id", target="f", cells=cells, probes=PROBES, calls=(call,)), sent.append)
    assert sent[1].status == "ok", sent[1].error
    return sent[1].values


ONLY_THERE = [
    pytest.param("import no_such_package as sns", id="a package"),
    pytest.param("import math; import no_such_package; import keras.ops as ops", id="one line"),
    pytest.param("open('/no/such/file')", id="a file"),
    pytest.param("def g():\n    return 1 / 0\n\nprint(\n    g()\n)", id="a call over lines"),
    pytest.param("for each in range(3):\n    if each:\n        1 / 0", id="a loop"),
    pytest.param("exit(3)", id="an exit"),
    pytest.param("raise KeyboardInterrupt('stop here')", id="an interrupt"),
    pytest.param("import asyncio\nraise asyncio.CancelledError", id="a cancelled task"),
    pytest.param("await no_such_name", id="outside of a function"),
    pytest.param("@unknown\ndef g(): pass", id="a decorator"),
]


@pytest.mark.parametrize("raising", ONLY_THERE)
def test_what_a_cell_imports_and_defines_after_an_error_is_there(raising):
    cell = f"""{raising}
from keras import ops
import keras, no_such_package_2
LIMIT, NAMES = -1.5, {{"a": [1, 2]}}
total = ops.sum
try:
    import no_such_package_3 as fast
except ImportError:
    fast = None
class Scale:
    factor = 2
def unreached(x=unknown): pass
def f(x, scale=Scale):
    return total(x) * LIMIT, NAMES, fast, keras
"""
    said = loaded(cell, "f(1.0)", "assert 'unreached' not in globals()")
    assert said.found
    assert len(said.errors) == 1, said.errors
    assert "cell 1" in said.errors[0]


def test_what_a_cell_awaits_has_happened_before_what_follows():
    cell = """import asyncio
async def g():
    await asyncio.sleep(0.001)
    return 3
three = await g()
items = [await g() for _ in range(2)]
def f(x): return three
"""
    said = loaded(cell, "assert (f(1), items) == (3, [3, 3])", "async with f: pass")
    assert said.found
    assert [error.partition(",")[0] for error in said.errors] == ["cell 3"]


def test_what_a_cell_calls_after_an_error_is_not_run():
    said = loaded("open('/no/such/file')\nf = print\nf('called')\ng = f()", "g")
    assert said.found
    assert "name 'g' is not defined" in said.errors[1]


@pytest.mark.parametrize(
    "line",
    [
        "f = list[int]",
        "f = 28 * 28",
        "f = int | None",
        "if True:\n    f = 1\nelse:\n    f = 2",
        "f = 1 if keras is None else -2.5",
    ],
)
def test_what_costs_no_time_is_computed_after_an_error(line):
    assert loaded(f"1 / 0\nimport keras\n{line}").found


@pytest.mark.parametrize("line", ["f = 9**9**9", "f = 1 << 9**9", "f = [2**99999999 for _ in 'a']"])
def test_what_may_take_long_is_not_computed_after_an_error(line):
    assert not loaded(f"1 / 0\n{line}").found


@pytest.mark.parametrize("line", ["f = abs(-1)", "if abs(1):\n    f = max(1, 2, key=abs)"])
def test_what_calls_give_is_assigned_after_an_import_that_failed_only(line):
    assert loaded(f"import no_such_package\n{line}").found
    assert loaded(f"import math, no_such_package\n{line}").found
    assert not loaded(f"1 / 0\n{line}").found
    assert not loaded(f"import math\n1 / 0\n{line}").found


def test_what_stands_before_an_error_is_run_once():
    said = loaded(
        "calls = []", "@calls.append\ndef g(): pass\nf = calls\n1 / 0", "len(f) == 1 or h"
    )
    assert len(said.errors) == 1


def test_a_cell_that_python_cannot_read_defines_nothing():
    assert not loaded("def f(): pass\ndef g(:").found


@pytest.mark.parametrize(
    "setup",
    [
        "lines = get_ipython().getoutput('nvidia-smi')\ntext = '\\n'.join(lines)\ntext.find('x')",
        "if 'IPKernelApp' in get_ipython().config: 1 / 0",
        "get_ipython().config['a']['b'] = 3",
        "for _ in get_ipython().history: 1 / 0",
        "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')",
        "import IPython\nIPython.get_ipython().run_line_magic('matplotlib', 'inline')",
        "import os\nos.chdir(os.path.dirname(os.path.abspath(__file__)))",
        "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--epochs')\n"
        "assert parser.parse_args().epochs is None",
    ],
)
def test_what_notebooks_and_scripts_do_at_their_start_raises_nothing(monkeypatch, setup):
    for name in ("IPython", "IPython.core.getipython"):
        module = pytest.importorskip(name)
        monkeypatch.setattr(module, "get_ipython", module.get_ipython)
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--fd", "7"])
    before = list(sys.argv)
    assert loaded(f"{setup}\nf = 1").errors == ()
    assert sys.argv == before


def test_a_notebook_that_does_not_ask_has_no_file():
    assert "__file__" not in notebook.make_namespace("import keras")


@pytest.mark.parametrize(
    "experiment",
    [
        "f = abs(h(3))",
        "h = abs(h(3))",
        "import math\nrandom = math.pi",
        "del f, random",
        "f = None",
    ],
)
def test_a_number_below_the_answer_does_not_take_a_function_s_name(experiment):
    answer = "import random\ndef h(x): return x\ndef f(x): return h(x) + (random.random() < 0)"
    np.testing.assert_array_equal(called(answer, experiment)["output"], np.ones(3))


@pytest.mark.parametrize(
    "cells",
    [
        ("def rate(): return 1", "rate = rate()"),
        ("import time as rate", "rate = 1"),
        ("class D:\n    def __call__(self): return 1", "rate = D()", "rate = rate()"),
    ],
    ids=["a function", "a module", "a callable object"],
)
def test_below_a_stub_a_name_holds_what_was_assigned_last(cells):
    stub = "def f(x): raise NotImplementedError"
    values = called(stub, *cells, "def f(x): return x + rate")
    np.testing.assert_array_equal(values["output"], [2] * 3)


def test_what_can_be_called_takes_a_function_s_name():
    later = "class F:\n    def __call__(self): return 2\nf = F()"
    assert loaded("def f(): return 1", later, "assert f() == 2").errors == ()


def test_above_the_answer_a_name_holds_what_was_assigned_last():
    cells = ("import time", "time = [1, 2]", "def f(): return time[1]", "assert f() == 2")
    assert loaded(*cells).errors == ()
