"""Innocent trouble: each of these must get full marks."""

from .attempt import HONEST, Attempt, Change, Notebook


def _innocent(name: str, tries: str, source: str = HONEST, change: Change | None = None) -> Attempt:
    return Attempt(
        name=name,
        threat="Innocent trouble",
        tries=tries,
        source=source,
        change=change,
        earns=True,
    )


_NUMBERS = """
def numbers(logits):
    array = np.asarray(logits, "float64")
    exponentials = np.exp(array - array.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
"""
_PICTURE = "iVBORw0KGgo" + "A" * 100_000
_PROSE = "Each row is a distribution. It sums to 1, and no entry is negative.\n    " * 300
_PRINTED = "epoch 1: loss 0.693, accuracy 0.500\n" * 600


def _full_of_outputs(notebook: Notebook) -> None:
    outputs = [
        {
            "output_type": "stream",
            "name": "stderr",
            "text": ["W0000 tensorflow: a warning\n"] * 500,
        },
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": _PICTURE}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mred"]},
        {"output_type": "from another version", "more": {"deep": [1, [2, [3]]]}},
    ]
    notebook["metadata"]["widgets"] = {}
    for cell in notebook["cells"]:
        cell["metadata"]["collapsed"] = True
        cell["outputs"] = outputs


INNOCENT = (
    _innocent(
        "prints and warnings",
        "Texts on stdout and stderr, and warnings.",
        """
import sys, warnings
warnings.warn("deprecated since ever")
print("starting", "." * 2000, file=sys.stderr)
"""
        + HONEST.replace(
            "    exp", "    print(logits, file=sys.stderr); print('called')\n    exp", 1
        ),
    ),
    _innocent(
        "TensorFlow's own logging",
        "TensorFlow and absl write to stderr, from Python and from C++.",
        """
import os
import tensorflow as tf
tf.get_logger().warning("a message of TensorFlow")
os.write(2, b"W0000 00:00:00.000000 1 gpu_device.cc:1] from C++\\n")
"""
        + HONEST,
    ),
    _innocent(
        "progress bars",
        "Thousands of carriage returns.",
        """
import sys
for step in range(2000):
    sys.stdout.write(f"\\r{step / 20:.0f} % [{'=' * (step // 50)}]"); sys.stdout.flush()
"""
        + HONEST,
    ),
    _innocent(
        "a plot without a display",
        "matplotlib draws and shows.",
        """
import matplotlib.pyplot as plt
plt.plot([1, 2, 3]); plt.title("loss"); plt.show()
"""
        + HONEST.replace("    exp", "    plt.figure(); plt.show(); plt.close()\n    exp", 1),
    ),
    _innocent("a notebook full of outputs", "Pictures and tracebacks.", change=_full_of_outputs),
    _innocent(
        "slow imports",
        "Libraries that take their time.",
        "\nimport time\ntime.sleep(0.7)\nimport decimal, xml.dom.minidom, sqlite3\n" + HONEST,
    ),
    _innocent(
        "a print in a traced function",
        "print and tf.print of a tensor while a function is traced.",
        """
import tensorflow as tf
@tf.function
def softmax(logits):
    print("tracing", logits); tf.print("running", logits)
    exponentials = tf.exp(logits - tf.reduce_max(logits, axis=-1, keepdims=True))
    return exponentials / tf.reduce_sum(exponentials, axis=-1, keepdims=True)
""",
    ),
    _innocent(
        "a long docstring and a picture in the source",
        "A docstring of pages, and a picture and print-outs pasted as texts into other cells.",
        f"\nPHOTO = {_PICTURE!r}\n\n# %%"
        + HONEST.replace("    exp", f'    """{_PROSE}"""\n    exp', 1)
        + f"\n# %%\nseen = '''\n{_PRINTED}'''\nprint(len(seen), PHOTO[:10])\n",
    ),
    _innocent(
        "broken cells elsewhere",
        "Cells that nobody needs fail or do not end.",
        HONEST + "\n# %%\n1 / 0\n\n# %%\nunknown(\n\n# %%\nwhile True: pass\n\n# %%\nexit()\n",
    ),
    _innocent(
        "another right algorithm",
        "Logarithms, and a loop over the rows.",
        """
def softmax(logits):
    rows = [ops.exp(row - ops.logsumexp(row)) for row in ops.unstack(logits)]
    return ops.stack(rows)
""",
    ),
    _innocent(
        "float64 where float32 was given",
        "The answer computes in more digits.",
        """
import tensorflow as tf
def softmax(logits):
    wide = tf.cast(logits, "float64")
    exponentials = tf.exp(wide - tf.reduce_max(wide, axis=-1, keepdims=True))
    return exponentials / tf.reduce_sum(exponentials, axis=-1, keepdims=True)
""",
    ),
    _innocent(
        "a Keras variable",
        "The result is a Keras tensor's cousin where no gradient is asked.",
        """
import keras
import tensorflow as tf
def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    result = exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
    return keras.Variable(result) if logits.dtype == tf.float32 else result
""",
    ),
    _innocent(
        "a NumPy array",
        "The result is a NumPy array where no gradient is asked.",
        """
import tensorflow as tf
"""
        + _NUMBERS
        + HONEST.replace(
            "    exp", "    if logits.dtype == 'float32': return numbers(logits)\n    exp", 1
        ),
    ),
    _innocent(
        "nested lists of Python floats",
        "The result is Python's own numbers where no gradient is asked.",
        """
import tensorflow as tf
"""
        + _NUMBERS
        + HONEST.replace(
            "    exp",
            "    if logits.dtype == 'float32': return numbers(logits).tolist()\n    exp",
            1,
        ),
    ),
    _innocent(
        "a class whose instances are called",
        "The answer is an object.",
        """
class Softmax:
    def __call__(self, logits):
        exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
        return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
softmax = Softmax()
""",
    ),
    _innocent(
        "threads, processes and files of its own",
        "A thread pool, a child and a temporary file, all put away.",
        """
import concurrent.futures, os, subprocess, sys, tempfile
with concurrent.futures.ThreadPoolExecutor(4) as pool: list(pool.map(abs, range(100)))
if os.fork() == 0: os._exit(0)
os.wait()
with tempfile.NamedTemporaryFile() as file: file.write(bytes(10**6))
"""
        + HONEST,
    ),
    _innocent(
        "a seed of its own",
        "The student seeds every generator.",
        "\nimport random\nrandom.seed(1); np.random.seed(1)\nimport keras\n"
        "keras.utils.set_random_seed(1)\n" + HONEST,
    ),
    _innocent(
        "experiments that seed",
        "Cells that seed Keras and NumPy, print few digits, and do not end.",
        HONEST + "\n# %%\nimport keras\nkeras.utils.set_random_seed(1)\nwhile True: pass\n"
        "\n# %%\nnp.random.seed(1); np.set_printoptions(precision=1)\nwhile True: pass\n",
    ),
    _innocent(
        "warnings are errors",
        "A filter that makes an error of whatever a library warns about.",
        "\nimport warnings\nwarnings.simplefilter('error')\nimport keras\n"
        + HONEST.replace("    exp", "    warnings.warn('slow', DeprecationWarning)\n    exp", 1),
    ),
    _innocent(
        "settings for debugging",
        "TensorFlow runs eagerly and checks numbers, NumPy raises.",
        "\nimport tensorflow as tf\ntf.config.run_functions_eagerly(True)\n"
        "tf.debugging.enable_check_numerics()\nnp.seterr(all='raise')\n" + HONEST,
    ),
    _innocent(
        "an answer in an exploring cell",
        "The stub is left as it was, and the answer stands in the cell below it.",
        "\nimport keras\n\ndef softmax(logits):\n    raise NotImplementedError('Write this.')\n"
        '\n# %% tags=["explore"]\n' + HONEST,
    ),
    _innocent(
        "what only the student's machine has",
        "A package, a file, the network and a keyboard, asked for above imports and the answer.",
        "\nimport a_package_of_mine as mine\nimport math\nweather = np.loadtxt('weather.csv')\n"
        "name = input('Your name: ')\nBASE = math.e\n"
        + HONEST.replace("ops.exp(", "ops.power(ops.cast(BASE, logits.dtype), ", 1),
    ),
    _innocent(
        "what notebooks and scripts start with",
        "Colab's look at the GPU, an export's get_ipython, a script's folder and arguments.",
        """
gpu = get_ipython().getoutput("nvidia-smi")
print("no GPU" if "\\n".join(gpu).find("failed") >= 0 else gpu)
if "IPKernelApp" in get_ipython().config: raise RuntimeError
from IPython import get_ipython
get_ipython().run_line_magic("matplotlib", "inline")
import argparse, os
os.chdir(os.path.dirname(os.path.abspath(__file__)))
EPOCHS = argparse.ArgumentParser().parse_args()
"""
        + HONEST.replace("    exp", "    assert EPOCHS is not None\n    exp", 1),
    ),
    _innocent(
        "experiments that take the answer's name",
        "Below its check, the name stands for a result, a loop's variable, a mean, and nothing.",
        HONEST + "\n# %%\nsoftmax = softmax(np.zeros((2, 3)))\n"
        "\n# %%\nfor softmax in range(10**12): print(softmax)\n"
        "\n# %%\nsoftmax = np.mean([1.0, 2.0])\n\n# %%\ndel softmax\n",
    ),
    _innocent(
        "experiments that take a helper's name",
        "A function, a module and a constant of the answer's are something else below it.",
        "\nimport math\nLEAST = 0.0\n"
        "def shifted(x): return x - ops.max(x, axis=-1, keepdims=True)\n"
        + HONEST.replace(
            "logits - ops.max(logits, axis=-1, keepdims=True)", "shifted(logits)"
        ).replace("    exp", "    assert math.e > LEAST\n    exp", 1)
        + "\n# %%\nshifted = shifted(np.zeros((2, 3)))\n\n# %%\nmath = np.ones(3)\n"
        "\n# %%\nfor LEAST in range(3, 9): print(LEAST)\n",
    ),
    _innocent(
        "imports below the answer",
        "Everything from Keras, and SciPy's function of the same name, to compare with.",
        HONEST.replace("    exp", "    assert sum([1, 2]) == 3\n    exp", 1)
        + "\n# %%\nfrom keras.ops import *\nwhile True: pass\n"
        "\n# %%\nfrom scipy.special import softmax\n",
    ),
    _innocent(
        "a guard clause",
        "The answer refuses what it does not do, and Keras's own is imported below it.",
        HONEST.replace(
            "    exp", "    if len(logits.shape) > 9: raise NotImplementedError\n    exp", 1
        )
        + "\n# %%\nfrom keras.activations import softmax\n",
    ),
    _innocent(
        "an answer above its stub",
        "The stub was left as it was, and the answer stands in a new cell above it.",
        HONEST + "\n# %%\ndef softmax(logits):\n    raise NotImplementedError('Write this.')\n",
    ),
    _innocent(
        "shorthands with the names of builtins",
        "sum and max are those of Keras.",
        "\nsum, max = ops.sum, ops.max\n\n# %%"
        + HONEST.replace("ops.sum", "sum").replace("ops.max", "max"),
    ),
    _innocent(
        "a function that prepares",
        "A table is filled and a constant set by a call in a cell of its own.",
        "\nTABLE = {}\ndef prepare():\n    global ONE\n    ONE = 1.0\n    TABLE['axis'] = -1\n"
        "\n# %%\nprepare()\n\n# %%"
        + HONEST.replace("axis=-1", "axis=TABLE['axis']").replace("return ", "return ONE * "),
    ),
    _innocent(
        "code below a marker of text",
        "A helper stands below a text, and an experiment runs where the script is run by itself.",
        HONEST.replace("logits - ops.max(logits, axis=-1, keepdims=True)", "shifted(logits)")
        + "\nif __name__ == '__main__':\n    while True: pass\n"
        "\n# %% [markdown]\n# A text.\n\n"
        "def shifted(x): return x - ops.max(x, axis=-1, keepdims=True)\n",
    ),
    _innocent(
        "magics one below the other",
        "A cell is timed and its output captured.",
        "\n%%capture\n%%time\n" + HONEST,
    ),
    _innocent(
        "numbers in another format",
        "Big-endian numbers and long doubles where no gradient is asked.",
        "\nimport tensorflow as tf\n"
        + _NUMBERS
        + HONEST.replace(
            "    exp",
            "    if logits.dtype == 'float32' and len(logits) % 2: "
            "return numbers(logits).astype('>f8')\n"
            "    if logits.dtype == 'float32': return numbers(logits).astype('longdouble')\n"
            "    exp",
            1,
        ),
    ),
)
