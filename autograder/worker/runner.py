"""Run one request: execute the submission's cells, then each call's probe."""

import __future__

import ast
import contextlib
import copy
import functools
import inspect
import linecache
import operator
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.worker import probes as standard_probes
from autograder.worker.curves import CURVE, learning_curve, recorded_fits
from autograder.worker.guard import ForbiddenCall, guard, refusal
from autograder.worker.notebook import make_namespace
from autograder.worker.overwritten import Overwritten
from autograder.worker.plain import plain_values
from autograder.worker.protocol import Answer, Call, Cell, Loaded, Request
from autograder.worker.remains import remaining_statements
from autograder.worker.settings import settings_put_back, warnings_ignored, whole_float32
from autograder.worker.tracebacks import PROBES, describe_exception, is_unwritten

Send = Callable[[Loaded | Answer], None]
_FEATURES = functools.reduce(
    operator.or_, (getattr(__future__, n).compiler_flag for n in __future__.all_feature_names)
)


def run(request: Request, send: Send) -> None:
    """Answer a request; every reply goes to ``send`` as soon as it is known."""
    device = prepare_device(request.device, request.gpu_bytes)
    with device, settings_put_back(), whole_float32():
        _answer(request, send)


def _answer(request: Request, send: Send) -> None:
    import keras

    namespace = make_namespace("\n".join(cell.source for cell in request.cells))
    if request.calls:  # a cell that seeds and is not needed is left out
        keras.utils.set_random_seed(request.calls[0].seed)
    started = time.process_time()
    notebook = _Notebook(namespace, request.target)
    errors = [text for cell in request.cells if (text := notebook.execute(cell))]
    notebook.overwritten.put_back()
    found = request.target in namespace
    seconds = time.process_time() - started
    send(Loaded(request.id, found, tuple(errors), seconds))
    if found:
        with warnings_ignored(), guard(request.guarded, namespace):
            target = namespace[request.target]
            probes = load_probes(request.probes)
            for answer in answer_calls(request, target, probes):
                send(answer)


def start_device(device: str, gpu_bytes: int) -> None:
    """Have a device multiply two matrices, so that what fails there fails before the submission.

    That the request asks for the same device again changes nothing.

    Args:
        device: see :class:`Request`; nothing is done for ``"cpu"``.
        gpu_bytes: what TensorFlow may allocate on a GPU.
    """
    import tensorflow as tf

    if ":" in device:
        with prepare_device(device, gpu_bytes):
            ones = tf.ones((2, 2))
            tf.linalg.matmul(ones, ones).numpy()  # which waits for the GPU


def prepare_device(device: str, gpu_bytes: int = 0) -> contextlib.AbstractContextManager[object]:
    """One thread, so that a result depends on the seed alone; no GPU unless one is asked for.

    Args:
        device: see :class:`Request`.
        gpu_bytes: what TensorFlow may allocate on a GPU; no limit where 0.

    Returns:
        A context in which TensorFlow computes on the device.

    Raises:
        RuntimeError: TensorFlow does not find the GPU.
    """
    import tensorflow as tf

    with contextlib.suppress(RuntimeError):  # a notebook's TensorFlow has started already
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
        if not device.startswith("gpu"):
            tf.config.set_visible_devices([], "GPU")
    kind, _, number = device.partition(":")
    if not number:
        return contextlib.nullcontext()
    physical = tf.config.list_physical_devices(kind.upper())
    if kind == "cpu":
        shares = [tf.config.LogicalDeviceConfiguration() for _ in range(int(number) + 1)]
        tf.config.set_logical_device_configuration(physical[0], shares)
        return tf.device(f"/CPU:{number}")  # type: ignore[no-any-return]
    if len(physical) <= int(number):
        raise RuntimeError(f"TensorFlow finds {len(physical)} GPUs; {device} was asked for.")
    tf.config.set_visible_devices(physical[int(number)], "GPU")
    if gpu_bytes:
        share = tf.config.LogicalDeviceConfiguration(memory_limit=gpu_bytes >> 20)
        tf.config.set_logical_device_configuration(physical[int(number)], [share])
    tf.config.list_logical_devices()  # starts TensorFlow: from here on the limit can't be moved
    return contextlib.nullcontext()  # where there is a GPU, TensorFlow takes it by itself


def load_probes(source: str) -> types.ModuleType:
    """The assignment's probes as a module, the standard probes behind them."""
    module = types.ModuleType("probes")
    vars(module).update({k: v for k, v in vars(standard_probes).items() if k[:1] != "_"})
    linecache.cache[PROBES] = (len(source), None, source.splitlines(True), PROBES)
    exec(compile(source, PROBES, "exec"), vars(module))
    return module


def answer_calls(request: Request, target: object, probes: types.ModuleType) -> Iterator[Answer]:
    """Run each call, seeded where the seed changes.

    The calls of a check share a seed: setting it clears TensorFlow's cache of kernels, after
    which a call that takes 0.2 ms takes 3 ms.
    """
    import keras

    seed = None
    for index, call in enumerate(request.calls):
        if call.seed != seed:
            keras.utils.set_random_seed(call.seed)
            seed = call.seed
        yield answer_call(request.id, index, call, target, probes, request.curves)


def answer_call(
    identity: str,
    index: int,
    call: Call,
    target: object,
    probes: types.ModuleType,
    curves: bool = False,
) -> Answer:
    """Run one probe on what the student wrote, and report what it returned or raised."""
    before = copy.deepcopy(call.inputs)
    started = time.process_time()
    try:
        with contextlib.ExitStack() as stack:
            fits = stack.enter_context(recorded_fits()) if curves else []
            values = plain_values(getattr(probes, call.probe)(target, **call.inputs))
        if curve := learning_curve(fits):
            values[CURVE] = curve
        answer = Answer(id=identity, index=index, status="ok", values=values)
    except NotImplementedError as error:
        status = "not_implemented" if is_unwritten(error) else "error"
        answer = _failure(identity, index, status, error)
    except ForbiddenCall as error:
        answer = Answer(id=identity, index=index, status="forbidden", error=refusal(error))
    except (Exception, SystemExit) as error:
        answer = _failure(identity, index, "error", error)
    mutated = [c for n, value in call.inputs.items() for c in _changed(before[n], value, n)]
    return Answer(
        id=identity,
        index=index,
        status=answer.status,
        values=answer.values,
        error=answer.error,
        mutated=tuple(mutated),
        seconds=time.process_time() - started,
    )


def _failure(identity: str, index: int, status: Any, error: BaseException) -> Answer:
    return Answer(id=identity, index=index, status=status, error=describe_exception(error))


class _Notebook:
    """Runs cells as a notebook would: what one imports from ``__future__`` holds for the next."""

    def __init__(self, namespace: dict[str, Any], target: str) -> None:
        self._namespace = namespace
        self._flags = 0
        self.overwritten = Overwritten(namespace, target)

    def execute(self, cell: Cell) -> str:
        """Run one cell; return its error as text, or ''."""
        try:
            return self._errors_of(cell)
        finally:
            self.overwritten.note()

    def _errors_of(self, cell: Cell) -> str:
        name = f"<{cell.label}>"
        linecache.cache[name] = (len(cell.source), None, cell.source.splitlines(True), name)
        try:
            self._run(cell.source, name)
        except BaseException as error:  # a student may raise KeyboardInterrupt; nobody else does
            text = describe_exception(error)
            self._go_on(cell.source, name, error)
            return text if cell.label in text else f"{cell.label}: {text}"
        return ""

    def _run(self, code: str | ast.Module, name: str) -> None:
        flags = self._flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compiled = compile(code, name, "exec", flags=flags, dont_inherit=True)
        self._flags |= compiled.co_flags & _FEATURES
        if compiled.co_flags & inspect.CO_COROUTINE:
            import asyncio

            asyncio.run(eval(compiled, self._namespace))
        else:
            exec(compiled, self._namespace)

    def _go_on(self, source: str, name: str, error: BaseException) -> None:
        """Run what the cell imports and defines after the statement that raised."""
        raised = error.__traceback__
        while raised and raised.tb_frame.f_code.co_filename != name:
            raised = raised.tb_next
        for statement in remaining_statements(source, raised):
            with contextlib.suppress(BaseException):
                self._run(ast.Module([statement], []), name)


def _changed(before: Any, now: Any, name: str) -> Iterator[str]:
    """The arrays that are not as they were, and the lists whose items are others."""
    if isinstance(now, np.ndarray):
        if before.shape != now.shape or before.tobytes() != now.tobytes():
            yield name
    elif isinstance(now, dict):
        if list(before) != list(now):
            yield name
            return
        for key, item in now.items():
            yield from _changed(before[key], item, f"{name}[{key!r}]")
    elif isinstance(now, list | tuple):
        if len(before) != len(now) or any(map(_differ, before, now)):
            yield name
            return
        for position, item in enumerate(now):
            yield from _changed(before[position], item, f"{name}[{position}]")


def _differ(before: Any, now: Any) -> bool:
    """Whether another item has taken a place, told by its kind and, if plain, its value."""
    if type(before) is not type(now):
        return True
    plain = not isinstance(now, np.ndarray | dict | list | tuple)
    return plain and before is not now and before != now
