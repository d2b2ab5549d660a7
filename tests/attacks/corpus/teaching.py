"""Cheat the teaching: call what was to be written, ship what was to be learnt."""

import base64
import hashlib

from .attempt import CLASSIFIER, Attempt

_SHIPPED = base64.b85encode(hashlib.shake_128(b"points").digest(32_000)).decode()


def _cheat(name: str, tries: str, source: str, status: str, question: str = "softmax") -> Attempt:
    return Attempt(
        name=name,
        threat="Cheat the teaching",
        tries=tries,
        source=source,
        status=status,
        question=question,
    )


_CALLS = "Keras's own softmax is called, reached"
CHEATS = (
    _cheat(
        "the layer itself",
        f"{_CALLS} by its name.",
        "\ndef softmax(logits):\n    return ops.softmax(logits)\n",
        "forbidden",
    ),
    _cheat(
        "an alias",
        f"{_CALLS} by another name.",
        "\nfrom keras import activations as a\nmine = a.softmax\n"
        "def softmax(logits):\n    return mine(logits)\n",
        "forbidden",
    ),
    _cheat(
        "getattr",
        f"{_CALLS} by getattr with a text.",
        "\ndef softmax(logits):\n    return getattr(ops, 'softmax')(logits)\n",
        "forbidden",
    ),
    _cheat(
        "getattr with a text that is computed",
        f"{_CALLS} by a name that no reader finds.",
        "\ndef softmax(logits):\n    return getattr(ops, 'xamtfos'[::-1])(logits)\n",
        "forbidden",
    ),
    _cheat(
        "importlib",
        f"{_CALLS} by importlib.",
        "\nimport importlib\ndef softmax(logits):\n"
        "    return importlib.import_module('tensorflow').nn.softmax(logits)\n",
        "forbidden",
    ),
    _cheat(
        "a raw operation",
        "TensorFlow's operation is called below every function that is forbidden.",
        "\nimport tensorflow as tf\ndef softmax(logits):\n"
        "    return tf.raw_ops.Softmax(logits=tf.convert_to_tensor(logits))\n",
        "forbidden",
    ),
    _cheat(
        "a raw operation whose name is computed",
        "TensorFlow's operation is called by a name that no reader finds.",
        "\nimport tensorflow as tf\ndef softmax(logits):\n"
        "    return getattr(tf.raw_ops, 'xamtfoS'[::-1])(logits=tf.convert_to_tensor(logits))\n",
        "forbidden",
    ),
    _cheat(
        "an older TensorFlow within TensorFlow",
        "Softmax is reached by TensorFlow's old interface, and by its copy of Keras.",
        "\nimport tensorflow as tf\ndef softmax(logits):\n"
        "    old = tf.compat.v2.compat.v1\n"
        "    return old.math.softmax(logits) if 1 else tf.keras.backend.softmax(logits)\n",
        "forbidden",
    ),
    _cheat(
        "eval",
        f"{_CALLS} by eval.",
        "\nimport keras\nname = 'keras.ops.soft' + 'max'\n"
        "def softmax(logits):\n    keras\n    return eval(name)(logits)\n",
        "forbidden",
    ),
    _cheat(
        "a star import",
        f"{_CALLS} by importing everything, and nothing is written.",
        "\nfrom keras.ops import *\nsoftmax = softmax\n",
        "forbidden",
    ),
    _cheat(
        "weights that are shipped",
        "Numbers from a training at home stand where a training was asked for.",
        "\nWEIGHTS = np.random.default_rng(7).normal(size=(8, 3))\n"
        "def classify(x_train, y_train, x):\n    return x @ WEIGHTS\n",
        "graded",
        "classify",
    ),
    _cheat(
        "stored predictions",
        "The predictions of another run are returned.",
        "\nSTORED = np.eye(3)[np.random.default_rng(1).integers(0, 3, 200)]\n"
        "def classify(x_train, y_train, x):\n    return STORED[: len(x)]\n",
        "graded",
        "classify",
    ),
    _cheat(
        "data that is shipped",
        "The right classifier, and a data set of thousands of points as a text in the source.",
        f"\nimport base64\nPOINTS = np.frombuffer(base64.b85decode({_SHIPPED!r}), 'float32')\n"
        + CLASSIFIER.replace("centres =", "POINTS.mean()\n    centres =", 1),
        "forbidden",
        "classify",
    ),
    _cheat(
        "data that is shipped in a docstring",
        "A text that computes nothing is read back by its function.",
        f"\ndef stored():\n    {_SHIPPED!r}\n"
        + CLASSIFIER.replace("centres =", "len(stored.__doc__)\n    centres =", 1),
        "forbidden",
        "classify",
    ),
    _cheat(
        "a constant",
        "The most frequent class, always: enough for a weak threshold.",
        "\ndef classify(x_train, y_train, x):\n"
        "    return np.tile(np.eye(3)[np.bincount(y_train).argmax()], (len(x), 1))\n",
        "graded",
        "classify",
    ),
    _cheat(
        "a constant that every class ties with",
        "argmax of equal numbers is a class, and may be the right one.",
        "\ndef classify(x_train, y_train, x):\n    return np.zeros((len(x), 3))\n",
        "graded",
        "classify",
    ),
    _cheat(
        "visible cases by heart",
        "What the visible check shows is stored and looked up.",
        "\nSEEN = {(2, 3): [[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]], (4, 5): [[0.2] * 5] * 4}\n"
        "def softmax(logits):\n"
        "    return np.array(SEEN.get(tuple(logits.shape), 0.25), 'float32')\n",
        "graded",
    ),
    _cheat(
        "a table of what was seen before",
        "The first call's answer is kept for the later calls.",
        "\nanswers = {}\n"
        "def softmax(logits):\n"
        "    key = tuple(logits.shape)\n"
        "    return answers.setdefault(key, np.full(key, 1 / key[-1], 'float32'))\n",
        "graded",
    ),
)
