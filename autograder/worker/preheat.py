"""What TensorFlow does once in each process, done before the fork: for all children at once.

A process's first operation searches TensorFlow's registries: for devices, for an operation that
is not known yet (the function that wraps the first one), and for kernels to be taken out. That
takes longer than the two forks of a question. Here the same searches are made without running an
operation, so that no thread starts, which a child would miss. A step that fails costs time alone.
"""

import contextlib
import ctypes
import gc
from collections.abc import Iterator
from pathlib import Path

_HUGE_BYTES = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE
_UNKNOWN = "NoSuchOperation"


def preheat() -> None:
    """Search every registry once; no operation runs and no thread starts."""
    _find_devices()
    _look_for_an_unknown_operation()
    _take_out_kernels()
    _settle_memory()


def _find_devices() -> None:
    import tensorflow as tf

    tf.config.list_physical_devices()


def _look_for_an_unknown_operation() -> None:
    """The first unknown name has TensorFlow copy the list of all operations, for its message.

    ``import_graph_def`` looks the names up before it looks at ``return_elements``; these stop it
    before it makes a graph, which would start a thread.
    """
    import tensorflow as tf

    definition = tf.compat.v1.GraphDef()
    node = definition.node.add()
    node.name, node.op = "node", _UNKNOWN
    with contextlib.suppress(TypeError):
        tf.graph_util.import_graph_def(definition, return_elements=[None])


def _take_out_kernels() -> None:
    """Whoever asks for kernels first has TensorFlow walk over all of them.

    Source: ``TF_GetRegisteredKernelsForOp`` of TensorFlow's C interface, ``c_api.h``.
    """
    import tensorflow as tf

    for path in Path(tf.sysconfig.get_lib()).glob("libtensorflow_cc.*"):
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(str(path))
            library.TF_NewStatus.restype = ctypes.c_void_p
            library.TF_GetRegisteredKernelsForOp.restype = ctypes.c_void_p
            status = ctypes.c_void_p(library.TF_NewStatus())
            kernels = library.TF_GetRegisteredKernelsForOp(_UNKNOWN.encode(), status)
            library.TF_DeleteBuffer(ctypes.c_void_p(kernels))
            library.TF_DeleteStatus(status)


def _settle_memory() -> None:
    """Leave memory so that a child is made quickly and copies few pages."""
    gc.collect()
    gc.freeze()  # a collection in a child looks at every object that is not frozen
    with contextlib.suppress(OSError, AttributeError):  # another C library
        library = ctypes.CDLL(None)
        library.malloc_trim(0)  # joins free pieces, which the child would do
        for start in _whole_huge_pages():
            library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(_HUGE_BYTES), _COLLAPSE)


def _whole_huge_pages() -> Iterator[int]:
    """Addresses of stretches that can be written to: in huge pages, a fork copies an entry each.

    Linux 6.1 and later collapse what is there already; others refuse, and nothing is lost.
    """
    with open("/proc/self/maps") as file:
        lines = file.readlines()
    for line in lines:
        span, rights, *_ = line.split()
        if "w" in rights:
            start, end = (int(address, 16) for address in span.split("-"))
            first = -(-start // _HUGE_BYTES) * _HUGE_BYTES
            yield from range(first, end - _HUGE_BYTES + 1, _HUGE_BYTES)
