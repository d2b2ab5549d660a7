"""Forge the verdict by patching what compares, reports or asks."""

from .attempt import WRONG, Attempt

_OURS = "not run: it patches this autograder's worker"


def _patch(
    name: str, tries: str, source: str, status: str = "graded", elsewhere: str = ""
) -> Attempt:
    return Attempt(
        name=name,
        threat="Forge the verdict",
        tries=tries,
        source=source + WRONG,
        status=status,
        elsewhere=elsewhere,
    )


PATCHES = (
    _patch(
        "numpy testing says yes",
        "Every assertion and comparison of NumPy passes.",
        """
import numpy.testing
def agree(*arguments, **options): return True
for module in (np, np.testing):
    for name in dir(module):
        if name.startswith("assert") or name in ("allclose", "isclose", "array_equal", "isfinite"):
            setattr(module, name, agree)
""",
    ),
    _patch(
        "tensorflow and keras say yes",
        "Assertions of TensorFlow and conversions of Keras agree.",
        """
import tensorflow as tf
from keras import ops
def agree(*arguments, **options): return True
for module in (tf.debugging, tf.test.TestCase, ops):
    for name in dir(module):
        if name.startswith("assert") or name in ("isclose", "array_equal", "equal", "isfinite"):
            setattr(module, name, agree)
""",
    ),
    _patch(
        "the test libraries say yes",
        "unittest, doctest and pytest find nothing wrong.",
        """
import doctest, sys, types, unittest
def agree(*arguments, **options): return True
for name in dir(unittest.TestCase):
    if name.startswith("assert"):
        setattr(unittest.TestCase, name, agree)
doctest.testmod = doctest.run_docstring_examples = agree
sys.modules["pytest"] = types.SimpleNamespace(main=lambda *a: 0, approx=lambda *a, **k: agree)
""",
    ),
    _patch(
        "builtins say yes",
        "abs, all, isinstance and sum of the builtins agree with everything.",
        """
import builtins
builtins.all = builtins.any = lambda *arguments: True
builtins.abs = lambda value: 0.0
""",
    ),
    _patch(
        "the checker is replaced",
        "The autograder's own check says that all is well.",
        """
import sys, types
def check(*names): return "all tests passed"
try:
    import autograder
except ImportError:
    autograder = sys.modules["autograder"] = types.ModuleType("autograder")
autograder.check = autograder.hint = check
""",
    ),
    _patch(
        "training is patched",
        "Model.fit, Model.evaluate, metrics and History report a perfect model.",
        """
import keras
class History:
    history = {"loss": [0.0], "accuracy": [1.0], "val_accuracy": [1.0]}
keras.Model.fit = lambda self, *arguments, **options: History()
keras.Model.evaluate = lambda self, *arguments, **options: [0.0, 1.0]
keras.callbacks.History = History
for name in ("Accuracy", "SparseCategoricalAccuracy"):
    getattr(keras.metrics, name).result = lambda self: 1.0
""",
    ),
    _patch(
        "asserts are stripped",
        "IPython's ast_transformers take every assert out of the cells to come.",
        """
import ast
class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(NoAsserts())
""",
    ),
    _patch(
        "a forged execute result",
        "Every cell's result is published as full marks.",
        """
shell = get_ipython()
class Marks:
    def __repr__(self): return "1000000000.0"
def forged(*arguments, **options): return Marks()
try:
    shell.display_formatter.format = lambda *a, **k: ({"text/plain": "2.0"}, {})
    shell.run_line_magic("xmode", "Minimal")
    shell.showtraceback = forged
    shell.displayhook(Marks())
except Exception as error: print(error)
""",
    ),
    _patch(
        "errors are not shown",
        "IPython's own exception handling hides that an assertion failed.",
        """
shell = get_ipython()
try:
    shell.set_custom_exc((Exception,), lambda *arguments: None)
    original = type(shell).run_cell_async
    async def quiet(self, *arguments, **options):
        result = await original(self, *arguments, **options)
        result.error_in_exec = result.error_before_exec = None
        return result
    type(shell).run_cell_async = quiet
except Exception as error: print(error)
""",
    ),
    _patch(
        "the probes' functions are replaced",
        "The functions that ask return what the student likes.",
        """
import sys
probes = sys.modules["autograder.worker.probes"]
for name in ("call", "vector_jacobian_product", "named", "tensor"):
    setattr(probes, name, lambda *arguments, **options: {"output": True})
""",
        elsewhere=_OURS,
    ),
    _patch(
        "another module stands for the probes",
        "sys.modules holds the student's object where the probes were.",
        """
import sys
class Probes:
    def __getattr__(self, name): return lambda *arguments, **options: {"output": True}
sys.modules["autograder.worker.probes"] = sys.modules["probes"] = Probes()
""",
        elsewhere=_OURS,
    ),
    _patch(
        "the probes are taken away",
        "Where nobody asks, nothing is wrong.",
        """
import sys
sys.modules["autograder.worker.probes"] = None
sys.modules["autograder.worker.plain"] = sys.modules["autograder.worker.protocol"] = None
from autograder.worker import runner
runner.load_probes = None
""",
        status="crashed",
        elsewhere=_OURS,
    ),
    _patch(
        "the probes' code is replaced",
        "The probe keeps its identity and gets the student's __code__.",
        """
from autograder.worker import probes
def agree(answer, arguments=None, wrt=None, cotangent=None, logits=None, shift=None):
    return {"output": True, "gradient of logits": True}
for name in ("call", "vector_jacobian_product"):
    getattr(probes, name).__code__ = agree.__code__
""",
        elsewhere=_OURS,
    ),
    _patch(
        "the runner's conversion is replaced",
        "Inputs always look untouched, and values are not made plain.",
        """
from autograder.worker import runner
runner.plain_values = lambda value: {"output": True}
runner._same_bytes = lambda left, right: True
""",
        elsewhere=_OURS,
    ),
    _patch(
        "the tape's gradient is replaced",
        "GradientTape returns the cotangent, which a linear answer would have.",
        """
import tensorflow as tf
tf.GradientTape.gradient = lambda self, target, sources, **options: list(sources)
""",
    ),
    _patch(
        "every call is traced and rewritten",
        "sys.settrace changes the comparing frames' variables.",
        """
import sys
def trace(frame, event, argument):
    for name in ("expected", "desired", "reference"):
        if name in frame.f_locals and "actual" in frame.f_locals:
            frame.f_locals[name] = frame.f_locals["actual"]
    return trace
sys.settrace(trace)
""",
    ),
    _patch(
        "the mean is not a number",
        "A partial score that is NaN counts as full marks.",
        """
np.mean = lambda *arguments, **options: float("nan")
np.allclose = lambda *arguments, **options: float("nan")
""",
    ),
    _patch(
        "the mean is infinite",
        "A partial score without bound.",
        """
np.mean = lambda *arguments, **options: float("inf")
""",
    ),
    _patch(
        "the mean is a huge int",
        "A partial score over the maximum.",
        """
np.mean = lambda *arguments, **options: 10**30
""",
    ),
    _patch(
        "the mean is negative",
        "A partial score below 0, which graders have taken for full marks.",
        """
np.mean = lambda *arguments, **options: -1.0
""",
    ),
    _patch(
        "the mean is a text",
        "A partial score that is no number.",
        """
np.mean = lambda *arguments, **options: "all points"
""",
    ),
    _patch(
        "an int with its own repr",
        "A partial score that shows itself as full marks.",
        """
class Points(int):
    def __repr__(self): return "2.0"
    __str__ = __repr__
    def __mul__(self, other): return self
    __rmul__ = __mul__
np.mean = lambda *arguments, **options: Points(0)
""",
    ),
)
