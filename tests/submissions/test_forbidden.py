"""A shortcut is found with its line, however it is spelled; honest code is left alone."""

import json
import time

import pytest

from autograder.submissions import Finding, SourceCell, find_forbidden, parse_submission

FORBIDDEN = (
    "keras.ops.softmax",
    "keras.activations.softmax",
    "keras.layers.Softmax",
    "tf.nn.softmax",
    "keras.layers.Dense",
)


def cells(*sources: str) -> tuple[SourceCell, ...]:
    data = {"cells": [{"cell_type": "code", "source": source} for source in sources]}
    return parse_submission(json.dumps(data).encode(), ".ipynb", tried=True).cells


def found(
    *sources: str, target: str = "softmax", forbidden: tuple[str, ...] = FORBIDDEN
) -> set[str]:
    parsed = cells(*sources)
    assert [cell.syntax_error for cell in parsed] == [None] * len(parsed)
    return {finding.name for finding in find_forbidden(parsed, forbidden, target)}


@pytest.mark.parametrize(
    ("setup", "call"),
    [
        ("import keras", "keras.ops.softmax(x)"),
        ("import keras.ops", "keras.ops.softmax(x)"),
        ("import keras as k", "k.ops.softmax(x)"),
        ("from keras import ops", "ops.softmax(x)"),
        ("import keras.ops as K", "K.softmax(x)"),
        ("from keras import ops as K", "K.softmax(x, axis=0)"),
        ("from keras.ops import softmax as s", "s(x)"),
        ("import tensorflow as tf", "tf.keras.ops.softmax(x)"),
        ("from tensorflow import keras", "keras.ops.softmax(x)"),
        ("from tensorflow.keras import ops", "ops.softmax(x)"),
        ("import keras._tf_keras.keras as keras", "keras.ops.softmax(x)"),
        ("import keras", "keras.src.backend.tensorflow.nn.softmax(x)"),
        ("from keras.src.ops.nn import softmax as s", "s(x)"),
        ("import keras\ns = keras.ops.softmax", "s(x)"),
        ("import keras\nK = keras.ops", "K.softmax(x)"),
        ("import keras\nK = L = keras.ops", "L.softmax(x)"),
        ("import keras\nK: object = keras.ops", "K.softmax(x)"),
        ("import keras\nA = keras\nB = A.ops\nC = B.softmax", "C(x)"),
        ("import keras\nif (K := keras.ops): pass", "K.softmax(x)"),
        ("import keras\nK, n = keras.ops.softmax, 1", "K(x)"),
        ("import keras\nTABLE = {'s': keras.ops.softmax}", "TABLE['s'](x)"),
        ("import keras\ndef helper(x): return keras.ops.softmax(x)", "helper(x)"),
        ("import keras\nhelper = lambda x: keras.ops.softmax(x)", "helper(x)"),
        ("import keras\nclass H:\n    f = keras.ops.softmax", "H.f(x)"),
        ("import keras\nclass H: pass\nH.f = keras.ops.softmax", "H.f(x)"),
        ("try:\n    import keras\nexcept ImportError:\n    pass", "keras.ops.softmax(x)"),
        ("import keras", "getattr(keras.ops, 'softmax')(x)"),
        ("import keras", "getattr(getattr(keras, 'ops'), 'softmax')(x)"),
        ("import keras", "vars(keras.ops)['softmax'](x)"),
        ("import keras", "keras.ops.__dict__['softmax'](x)"),
        ("import keras", "(s := keras.ops.softmax)(x)"),
        ("import keras", "[keras.ops.softmax(row) for row in x]"),
        ("import keras", "list(map(keras.ops.softmax, x))"),
        ("import keras", "(lambda y: keras.ops.softmax(y))(x)"),
        ("import importlib", "importlib.import_module('keras.ops').softmax(x)"),
        ("from importlib import import_module as i", "i('keras.ops').softmax(x)"),
        ("", "__import__('keras').ops.softmax(x)"),
        ("", "__import__('keras.ops').ops.softmax(x)"),
        ("import keras", "eval('keras.ops.softmax')(x)"),
        ("import keras", "exec('y = keras.ops.softmax(x)')"),
        ("import keras, operator", "operator.attrgetter('ops.softmax')(keras)(x)"),
        ("", "[getattr(m, 'softmax') for m in modules()]"),
    ],
)
def test_every_spelling_of_the_same_function_is_found(setup: str, call: str) -> None:
    assert len(found(setup, f"def softmax(x):\n    return {call}")) == 1


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("import keras\n    return keras.ops.softmax(x)", "keras.ops.softmax"),
        ("from keras.ops import softmax as s\n    return s(x)", "keras.ops.softmax"),
        ("import keras\n    K = keras.ops\n    return K.softmax(x)", "keras.ops.softmax"),
        ("import tensorflow as tf\n    return tf.nn.softmax(x)", "tensorflow.nn.softmax"),
        ("import tensorflow as tf\n    return tf.compat.v1.nn.softmax(x)", "tensorflow.nn.softmax"),
        ("from keras import layers\n    return layers.Softmax()(x)", "keras.layers.Softmax"),
        (
            "import keras\n    return keras.activations.get('softmax')(x)",
            "keras.activations.softmax",
        ),
        (
            "import keras\n    def inner(y): return keras.ops.softmax(y)\n    return inner(x)",
            "keras.ops.softmax",
        ),
    ],
)
def test_imports_and_aliases_within_the_function(body: str, name: str) -> None:
    assert found(f"def softmax(x):\n    {body}") == {name}


@pytest.mark.parametrize(
    "source",
    [
        "from keras.ops import softmax",
        "import keras\nsoftmax = keras.ops.softmax",
        "import keras\nsoftmax = lambda x: keras.ops.softmax(x)",
        "import keras, functools\nsoftmax = functools.partial(keras.ops.softmax, axis=-1)",
        "import keras\nclass softmax(keras.layers.Softmax): pass",
        "import keras\n@keras.ops.softmax\ndef softmax(x): pass",
        "import keras\ndef softmax(x, f=keras.ops.softmax): return f(x)",
    ],
)
def test_the_target_itself_may_be_the_shortcut(source: str) -> None:
    assert len(found(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "def softmax(x):\n    e = keras.ops.exp(x - keras.ops.max(x))\n"
            "    return e / keras.ops.sum(e)",
            id="own work",
        ),
        pytest.param("def softmax(x):\n    softmax = x / 2\n    return softmax", id="a variable"),
        pytest.param("def softmax(softmax):\n    return softmax", id="a parameter"),
        pytest.param("def softmax(x):\n    'keras.ops.softmax(x)'\n    return x", id="docstring"),
        pytest.param("def softmax(x):\n    # keras.ops.softmax(x)\n    return x", id="comment"),
        pytest.param("def softmax(x):\n    return softmax(x - 1)", id="itself"),
        pytest.param("import my\ndef softmax(x):\n    return my.softmax(x)", id="own module"),
        pytest.param("import my.ops as K\ndef softmax(x): return K.softmax(x)", id="own alias"),
        pytest.param("def softmax(ops):\n    return ops.softmax", id="a parameter named ops"),
        pytest.param(
            "from keras import ops\ndef softmax(x):\n    ops = x\n    return ops.softmax",
            id="a local variable named ops",
        ),
        pytest.param(
            "from keras import ops\ndef softmax(x):\n    return [ops.softmax for ops in x]",
            id="a loop variable named ops",
        ),
        pytest.param(
            "from keras.ops import softmax\ndef softmax(x):\n    return x\n"
            "def twice(x): return softmax(x)",
            id="own definition after the import",
        ),
        pytest.param(
            "class softmax:\n    def softmax(self, x): return x\n"
            "    def call(self, x): return self.softmax(x) + getattr(self, 'softmax')(x)",
            id="own method",
        ),
        pytest.param(
            "class Mine:\n    softmax = 1\ndef softmax(x): return getattr(Mine, 'softmax')",
            id="getattr of an own class",
        ),
        pytest.param("def softmax(x): return getattr(np, 'softmax')", id="getattr of NumPy"),
        pytest.param("def softmax(x): return x['softmax'], vars(x)['softmax']", id="keys"),
        pytest.param("def softmax(x): return print('softmax')", id="printed text"),
        pytest.param("def softmax(x: keras.layers.Dense) -> keras.layers.Dense: ...", id="typed"),
        pytest.param("def softmax(x): return keras.ops.log_softmax(x)", id="another function"),
        pytest.param("def softmax(x): return keras.layers.DenseFeatures", id="a longer name"),
        pytest.param("def softmax(x): return keras.initializers.get('softmax')", id="other get"),
        pytest.param("def softmax(x): return x\nkeras.ops.softmax(x)", id="compared beside it"),
        pytest.param("def softmax(x): return x\ny = keras.ops.softmax(x)", id="in a value beside"),
        pytest.param(
            "def softmax(x): return x\nassert softmax(x) == keras.ops.softmax(x)", id="asserted"
        ),
        pytest.param("from keras.ops import softmax as s\ndef softmax(x): return x", id="unused"),
        pytest.param("x = keras.ops.softmax(1)\ndef softmax(x): return x", id="shadowed value"),
        pytest.param(
            "s = keras.ops.softmax\ns, n = 1, 2\ndef softmax(x): return x + s",
            id="an alias that takes a number among others",
        ),
        pytest.param(
            "def softmax(x): return isinstance(x, (int, keras.layers.Dense))", id="a question"
        ),
        pytest.param(
            "def softmax(x):\n    assert issubclass(x, int | keras.layers.Dense)\n    return x",
            id="an assertion",
        ),
        pytest.param(
            "from keras.ops import softmax as s\nclass Mine:\n    def s(self, x): return x\n"
            "    call = s\ndef softmax(x): return Mine().call(x)",
            id="a method by its name in its class",
        ),
    ],
)
def test_honest_code_is_left_alone(source: str) -> None:
    assert found("import keras\nimport numpy as np", source) == set()


TWO = """\
import keras

class OutputLayer(keras.layers.Layer):
    def call(self, x):
        model = x
        return scaled(model)

def scaled(x):
    return x * SCALE

SCALE = 2

def train_classifier(data):
    model = keras.Sequential([keras.layers.Dense(3), OutputLayer()])
    return model.fit(data)

model = keras.Sequential([keras.layers.Dense(3)])
layers = [keras.layers.Dense(n) for n in range(3)]
keras.layers.Dense(1)
"""


def test_only_what_the_target_reaches_is_looked_at() -> None:
    assert found(TWO, target="OutputLayer") == set()
    assert found(TWO, target="scaled") == set()
    assert found(TWO, target="train_classifier") == {"keras.layers.Dense"}
    assert found(TWO, target="nothing") == set()


def test_findings_name_cell_and_line_once_and_in_order() -> None:
    parsed = cells(
        "import keras\nfrom keras import ops as K\n\ndef helper(x):\n    return K.softmax(x)",
        "def softmax(x):\n    if x is None:\n        return K.softmax(K.softmax(x))\n"
        "    return helper(x) + keras.layers.Softmax()(x)",
    )
    assert find_forbidden(parsed, FORBIDDEN, "softmax") == [
        Finding("keras.ops.softmax", "cell 1", 5),
        Finding("keras.ops.softmax", "cell 2", 3),
        Finding("keras.layers.Softmax", "cell 2", 4),
    ]


def test_a_star_import_counts_until_the_student_defines_the_name() -> None:
    star, use = "from keras.ops import *", "def f(x): return softmax(x)"
    assert found(star, use, target="f") == {"keras.ops.softmax"}
    assert found(star, "def softmax(x): return x", use, target="f") == set()


def test_a_wildcard_stands_for_everything_below() -> None:
    source = "import tensorflow as tf\ndef f(x): return tf.nn.relu(x) + tf.math.exp(x)"
    assert found(source, target="f", forbidden=("tensorflow.nn.*",)) == {"tensorflow.nn.relu"}
    assert found(source, target="f", forbidden=("tf.math.*",)) == {"tensorflow.math.exp"}


def test_a_private_path_counts_for_its_own_library_only() -> None:
    source = "from keras.src.ops.nn import softmax as s\ndef f(x): return s(x)"
    assert found(source, target="f", forbidden=("scipy.special.softmax",)) == set()
    assert found(source, target="f", forbidden=("keras.ops.softmax",)) == {"keras.ops.softmax"}


@pytest.mark.parametrize(
    "call",
    [
        "keras.activations.softmax(x)",
        "keras.activations.deserialize('softmax')(x)",
        "tf.math.softmax(x)",
        "tf.raw_ops.Softmax(logits=x)",
        "getattr(tf.raw_ops, 'Softmax')(logits=x)",
        "tf.compat.v1.math.softmax(x)",
        "tf.compat.v1.compat.v2.compat.v1.nn.softmax(x)",
        "tf.keras.backend.softmax(x)",
        "tf.sparse.to_dense(tf.sparse.softmax(tf.sparse.from_dense(x)))",
    ],
)
def test_the_other_public_names_of_a_function_count(call: str) -> None:
    source = f"import keras, tensorflow as tf\ndef f(x): return {call}"
    assert len(found(source, target="f", forbidden=("keras.ops.softmax", "keras.activations.get")))


def test_a_raw_operation_that_is_forbidden_alone_leaves_the_function() -> None:
    source = "import keras, tensorflow as tf\ndef f(x): return keras.ops.relu(tf.nn.relu(x))"
    assert found(source, target="f", forbidden=("tensorflow.raw_ops.Relu",)) == set()


def test_another_spelling_in_the_list_is_the_same_name() -> None:
    source = "import numpy as np\ndef f(x): return np.tanh(x)"
    assert found(source, target="f", forbidden=("np.tanh",)) == {"numpy.tanh"}


@pytest.mark.parametrize("source", ["f = " + "-" * 2_000 + "x", "f = x" + ".a" * 2_500, "f = (1"])
def test_nested_or_broken_code_gives_no_finding(source: str) -> None:
    assert find_forbidden(cells(source), FORBIDDEN, "f") == []


@pytest.mark.parametrize("chain", ["x" + ".a" * 1_000, "x" + "('a')" * 400])
def test_long_chains_take_linear_time(chain: str) -> None:
    parsed = cells("def f(x):\n" + f"    {chain}\n" * (400_000 // len(chain)))
    started = time.process_time()
    assert find_forbidden(parsed, FORBIDDEN, "f") == []
    assert time.process_time() - started < 30


def test_a_path_longer_than_any_librarys_is_not_read_at_each_use() -> None:
    path = ".".join(["keras", *"a" * 8_000])
    parsed = cells(f"if 0:\n    import {path} as z\ndef f():\n    return z{', z' * 1_500}")
    started = time.process_time()
    assert find_forbidden(parsed, (*FORBIDDEN, "keras.*"), "f") == []
    assert time.process_time() - started < 5  # seconds; it took a minute


def test_an_empty_list_forbids_nothing() -> None:
    assert found("from keras.ops import softmax", forbidden=()) == set()


def test_a_definition_that_was_replaced_does_not_count() -> None:
    first = "import keras\ndef softmax(x):\n    return keras.ops.softmax(x)"
    own = "def softmax(x):\n    return x / x.sum()"
    assert find_forbidden(cells(first, own), FORBIDDEN, "softmax") == []
    assert find_forbidden(cells(first, "print(softmax(3))", own), FORBIDDEN, "softmax") == []
    assert find_forbidden(cells(own, first), FORBIDDEN, "softmax")
    assert find_forbidden(cells(first, "softmax = scaled(softmax)"), FORBIDDEN, "softmax")
    wrapped = "@like(softmax)\ndef softmax(x):\n    return x / x.sum()"
    assert find_forbidden(cells(first, wrapped), FORBIDDEN, "softmax")


@pytest.mark.parametrize("own", ["softmax = lambda x: x", "softmax, n = (lambda x: x), 1"])
def test_a_definition_that_an_assignment_replaced_does_not_count(own: str) -> None:
    first = "import keras\ndef softmax(x):\n    return keras.ops.softmax(x)"
    assert find_forbidden(cells(first, own), FORBIDDEN, "softmax") == []
    assert find_forbidden(cells(first, "keep = softmax", own), FORBIDDEN, "softmax") == []


@pytest.mark.parametrize(
    "source",
    [
        "def h(x, s=ops.softmax): return s(x)\nkeep = h\ndef h(x): return x\n"
        "def f(x): return keep(x)",
        "def h(x): return ops.softmax(x)\nkeep = [h]\nh = None\ndef f(x): return keep[0](x)",
        "s = ops.softmax\ndef f(x, g=s): return g(x)\ns = 0",
        "class H:\n    from keras.ops import softmax as s\ndef f(x): return H.__dict__['s'](x)",
        "def h():\n    from keras.ops import softmax as s\n    return locals()\n"
        "def f(x): return h()['s'](x)",
        "from keras.ops import softmax as s\nclass H:\n    y = s\n    def s(self): ...\n"
        "def f(x): return H.y(x)",
        "def isinstance(x, g): return g(x)\ndef f(x): return isinstance(x, ops.softmax)",
        "def f(x): return isinstance(x, type(ops.softmax(x)))",
        "s: object = ops.softmax\ns: object\ndef f(x): return s(x)",
    ],
)
def test_a_shortcut_behind_another_name_is_found(source: str) -> None:
    assert found("from keras import ops", source, target="f") == {"keras.ops.softmax"}


@pytest.mark.parametrize("statement", ["f += [v]", "f = [f, v]", "f, g = g, f"])
def test_a_name_that_is_read_by_thousands_of_statements_takes_linear_time(statement: str) -> None:
    parsed = cells("f = g = v = 1\n" + f"{statement}\n" * 5_000)
    started = time.process_time()
    assert find_forbidden(parsed, FORBIDDEN, "f") == []
    assert time.process_time() - started < 5


def test_a_statement_that_binds_thousands_of_names_is_looked_at_once() -> None:
    names = ", ".join(f"a{n}" for n in range(4_000))
    parsed = cells(f"{names} = range(4_000)\ndef f(): return {names}")
    started = time.process_time()
    assert find_forbidden(parsed, FORBIDDEN, "f") == []
    assert time.process_time() - started < 3  # seconds; it took more than ten
