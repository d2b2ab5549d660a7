"""What a submission may set in the libraries that it shares with the probes and the next request.

A process at a student's side answers one request after the other. A dtype policy, a folder or
TensorFlow's eager mode that was set once would otherwise stay after the line has been removed.
"""

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


@contextlib.contextmanager
def settings_put_back() -> Iterator[None]:
    """On leaving, the public settings of Python, NumPy, Keras and TensorFlow are as before."""
    import tensorflow as tf

    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(np.errstate())
        stack.enter_context(np.printoptions())
        stack.enter_context(_same_folder())
        stack.callback(setattr, sys, "argv", sys.argv)
        stack.callback(tf.debugging.disable_check_numerics)
        for put_back, value in _present():
            stack.callback(put_back, value)
        yield


@contextlib.contextmanager
def _same_folder() -> Iterator[None]:
    """On leaving, back to the folder where this was entered, if both are still there."""
    folder = None
    with contextlib.suppress(OSError):
        folder = os.getcwd()
    yield
    with contextlib.suppress(OSError):
        os.chdir(folder or ".")


def _present() -> list[tuple[Callable[[Any], None], Any]]:
    """Each setting's function, and what to give it."""
    import keras
    import tensorflow as tf

    return [
        (keras.config.set_floatx, keras.config.floatx()),
        (keras.config.set_dtype_policy, keras.config.dtype_policy()),
        (keras.config.set_epsilon, keras.config.epsilon()),
        (keras.config.set_image_data_format, keras.config.image_data_format()),
        (tf.config.run_functions_eagerly, tf.config.functions_run_eagerly()),
    ]


@contextlib.contextmanager
def whole_float32() -> Iterator[None]:
    """Meanwhile a GPU computes float32 as such.

    Unless they are told not to, newer ones round the factors of its products to 10 bits
    (TensorFloat-32), which no tolerance of float32 allows for.
    """
    from tensorflow.config import experimental

    was_on = experimental.tensor_float_32_execution_enabled()
    experimental.enable_tensor_float_32_execution(False)
    try:
        yield
    finally:
        experimental.enable_tensor_float_32_execution(was_on)


@contextlib.contextmanager
def warnings_ignored() -> Iterator[None]:
    """A filter that the submission left must not make errors of what libraries warn about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
