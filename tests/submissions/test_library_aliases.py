"""The other public names of forbidden functions, held against what the libraries export."""

import importlib
import inspect
import time
import types
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras  # noqa: F401 - walked by its name
import pytest
import tensorflow as tf

from autograder.questions.load import assignment_names, load_assignment
from autograder.questions.material import solution
from autograder.submissions import cells_for, find_forbidden
from autograder.submissions.aliases import canonical
from autograder.submissions.library_aliases import _ALSO, with_library_aliases

ROOT = Path(__file__).parents[2]
QUESTIONS = [
    (name, question)
    for name in assignment_names(ROOT)
    for question in load_assignment(ROOT, name).questions
    if question.forbidden
]
each_question = pytest.mark.parametrize(
    ("assignment", "question"), QUESTIONS, ids=[question.name for _, question in QUESTIONS]
)

MODULES = (
    *("keras.ops", "keras.ops.nn", "keras.ops.numpy", "keras.activations", "keras.losses"),
    *("keras.metrics", "keras.models", "keras.random", "keras.layers", "keras.callbacks"),
    *("keras.optimizers", "keras.regularizers", "keras.utils", "keras.preprocessing", "keras"),
    *("tensorflow", "tensorflow.nn", "tensorflow.math", "tensorflow.autodiff"),
    *("tensorflow.image", "tensorflow.keras.backend", "tensorflow.keras.losses"),
    *("tensorflow.compat.v1", "tensorflow.compat.v1.nn", "tensorflow.compat.v1.math"),
    *("tensorflow.compat.v1.image", "tensorflow.compat.v1.train", "tensorflow.raw_ops"),
)


def functions() -> Iterator[tuple[str, Any]]:
    for module in MODULES:
        for name, value in vars(importlib.import_module(module)).items():
            if callable(value) and not name.startswith("_"):
                yield f"{module}.{name}", inspect.unwrap(value)


EXPORTED = dict(functions())
BY_IDENTITY: defaultdict[int, set[str]] = defaultdict(set)
for path, value in EXPORTED.items():
    BY_IDENTITY[id(value)].add(path)


def is_forbidden(path: str, forbidden: frozenset[str]) -> bool:
    owner = canonical(path).rpartition(".")[0]
    return canonical(path) in forbidden or f"{owner}.*" in forbidden


@each_question
def test_no_public_name_of_the_same_object_is_left_out(assignment, question):
    forbidden = frozenset(map(canonical, with_library_aliases(question.forbidden)))
    objects = {id(EXPORTED[name]) for name in question.forbidden if name in EXPORTED}
    same = {path for each in objects for path in BY_IDENTITY[each]}
    assert sorted(path for path in same if not is_forbidden(path, forbidden)) == []


@each_question
def test_no_raw_operation_of_the_name_of_a_function_is_left_out(assignment, question):
    forbidden = frozenset(map(canonical, with_library_aliases(question.forbidden)))
    names = {
        canonical(name).rpartition(".")[2].replace("_", "").lower()
        for name in question.forbidden
        if canonical(name).startswith(("keras.ops.", "tensorflow."))
    }
    raw = {f"tensorflow.raw_ops.{name}" for name in dir(tf.raw_ops) if name.lower() in names}
    assert sorted(raw - forbidden) == []


@each_question
def test_no_solution_is_forbidden(assignment, question):
    cells = cells_for(solution(ROOT, assignment), question.name)
    assert find_forbidden(cells, question.forbidden, question.name) == []


def test_the_names_in_the_table_exist():
    """A library that renames an operation takes it from the table without a word."""
    table = {alias for aliases in _ALSO.values() for alias in aliases}
    modules = ("tensorflow.raw_ops", "tensorflow.compat.v1.nn", "tensorflow.keras.backend")
    named = {name for name in table if name.rpartition(".")[0] in modules and "Apply" not in name}
    assert sorted(named - set(EXPORTED)) == []
    trainers = {name.rpartition("Apply")[2] for name in table if "Apply" in name}
    exported = {name.rpartition("Apply")[2] for name in dir(tf.raw_ops) if "Apply" in name}
    assert exported - trainers == {"Gradient"}  # of an accumulator: it trains nothing
    assert trainers <= exported


def test_what_is_given_comes_first_and_once():
    given = ("tensorflow.nn.softmax", "keras.ops.softmax")
    extended = with_library_aliases(given)
    assert extended[:2] == given
    assert len(set(extended)) == len(extended)
    assert set(with_library_aliases(extended)) == set(extended)


@pytest.mark.parametrize("name", ["numpy.average", "sklearn.svm.*", "tensorflow.raw_ops.Relu"])
def test_other_names_stand_for_themselves(name):
    assert with_library_aliases((name,)) == (name,)


def test_the_guard_finds_them_in_no_time():
    from autograder.worker.guard import guard

    names = max((with_library_aliases(q.forbidden) for _, q in QUESTIONS), key=len)
    with guard(names, {}):  # imports what is not imported yet, once in a process
        assert isinstance(tf.raw_ops, types.ModuleType)
    seconds = []
    for _ in range(5):
        started = time.process_time()
        with guard(names, {}):
            pass
        seconds.append(time.process_time() - started)
    assert min(seconds) < 0.2  # it takes about two milliseconds
