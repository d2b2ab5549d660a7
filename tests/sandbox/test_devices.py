"""GPU slots: found, lent to one question at a time, tried before anything is graded.

Two logical CPU devices of TensorFlow stand in for GPUs; what needs a real one skips without.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.errors import SandboxError, UsageError
from autograder.sandbox import bubblewrap, cold, devices, gpus
from autograder.sandbox.cold import ColdWorker
from autograder.sandbox.devices import DeviceWorker, gpu_slots, require_gpus, try_devices
from autograder.sandbox.environment import open_environment
from autograder.sandbox.gpus import Gpu, device_name
from autograder.sandbox.inline import InlineWorker
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Transcript

GIB = 1024**3
LIMITS = Limits(gpu_bytes=4 * GIB)
SLOTS = ("cpu:0", "cpu:1")
SAY_WHERE = """
import tensorflow as tf
def f(x):
    time.sleep(0.2)
    return (tf.constant(x) + 1).device[-1]
"""

needs_gpu = pytest.mark.skipif(not gpus.find_gpus(), reason="needs an NVIDIA GPU")


def listed(monkeypatch, *found: Gpu) -> None:
    monkeypatch.setattr(devices, "find_gpus", lambda: list(found))


@pytest.fixture
def driver(monkeypatch, tmp_path):
    """Has `nvidia-smi` print these lines, and CUDA_VISIBLE_DEVICES not set."""

    def driver(*lines: str) -> None:
        program = tmp_path / "nvidia-smi"
        program.write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        monkeypatch.delenv(gpus.VISIBLE, raising=False)

    return driver


def test_without_a_gpu_the_refusal_says_what_to_do(driver):
    driver("No devices were found")
    with pytest.raises(UsageError, match=r"`nvidia-smi` lists none.*--device cpu"):
        make_worker(sandboxed=False, limits=LIMITS, gpu=True)


def test_a_gpu_too_small_for_one_question_is_refused(monkeypatch):
    listed(monkeypatch, Gpu(0, "Tiny", 4 * GIB))
    with pytest.raises(UsageError, match=r"Tiny has 4096 MiB.*4096 MiB"):
        require_gpus(LIMITS)


def test_slots_go_round_the_gpus_as_far_as_their_memory_reaches():
    found = [Gpu(0, "Large", 16 * GIB), Gpu(2, "Small", 8 * GIB)]
    assert gpu_slots(found, LIMITS) == ("gpu:0", "gpu:2", "gpu:0", "gpu:0")


@pytest.mark.parametrize("visible", ["-1", "", "2", "MIG-GPU-aa1/1/0"])
def test_where_a_variable_hides_every_gpu_the_refusal_names_both(driver, monkeypatch, visible):
    driver("0, GPU-aa1, A, 16", "1, GPU-bb2, B, 32")
    monkeypatch.setenv(gpus.VISIBLE, visible)
    with pytest.raises(UsageError, match=r"lists 0 \(A\), 1 \(B\).*unset it.*MIG") as raised:
        require_gpus(LIMITS)
    assert f"CUDA_VISIBLE_DEVICES={visible!r} names none" in str(raised.value)
    assert "Install" not in str(raised.value)


def test_a_gpu_whose_memory_the_driver_does_not_tell_has_one_slot(driver):
    driver("0, GPU-a1, NVIDIA GB10, [N/A]", "1, GPU-b2, Large, 16384")
    found = require_gpus(LIMITS)
    assert [(gpu.name, gpu.memory) for gpu in found] == [
        ("NVIDIA GB10", "unknown memory"),
        ("Large", "16384 MiB"),
    ]
    assert gpu_slots(found, LIMITS) == ("gpu:0", "gpu:1", "gpu:1", "gpu:1")


def test_cuda_numbers_gpus_as_the_driver_lists_them(monkeypatch):
    monkeypatch.setenv("CUDA_DEVICE_ORDER", "FASTEST_FIRST")
    assert open_environment(True, "/tmp")["CUDA_DEVICE_ORDER"] == "PCI_BUS_ID"
    monkeypatch.setattr(bubblewrap, "find_bubblewrap", lambda: "bwrap")
    command = bubblewrap.wrap(["true"], disk_bytes=1, gpu=True)
    position = command.index("CUDA_DEVICE_ORDER")
    assert command[position - 1 : position + 2] == ["--setenv", "CUDA_DEVICE_ORDER", "PCI_BUS_ID"]


def test_the_driver_is_asked_for_names_and_memory(driver):
    driver("0, GPU-a1, NVIDIA H100 80GB HBM3, 81559")
    assert gpus.find_gpus() == [Gpu(0, "NVIDIA H100 80GB HBM3", 81559 * 1024**2)]
    assert device_name("gpu") == "NVIDIA H100 80GB HBM3"
    assert device_name("cpu") == ""


class Recorder:
    """Keeps a request for a while, and notes who was there together."""

    sandboxed = True

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.present: list[str] = []
        self.together: list[tuple[str, ...]] = []
        self.gpu_bytes: set[int] = set()

    def ask(self, request):
        with self.lock:
            self.present.append(request.device)
            self.together.append(tuple(self.present))
            self.gpu_bytes.add(request.gpu_bytes)
        time.sleep(0.02)
        with self.lock:
            self.present.remove(request.device)
        return Transcript(outcome="finished", answers={})

    def close(self) -> None:
        pass


def test_a_slot_serves_one_request_at_a_time(make_request):
    inner = Recorder()
    worker = DeviceWorker(inner, SLOTS, LIMITS)
    with ThreadPoolExecutor(8) as executor:
        list(executor.map(lambda _: worker.ask(make_request("")), range(24)))
    assert len(inner.together) == 24
    assert {len(set(present)) == len(present) for present in inner.together} == {True}
    assert {slot for present in inner.together for slot in present} == set(SLOTS)
    assert inner.gpu_bytes == {LIMITS.gpu_bytes}


def test_a_slot_comes_back_after_a_request_that_fails(make_request):
    class Broken(Recorder):
        def ask(self, request):
            raise SandboxError("gone")

    worker = DeviceWorker(Broken(), ("cpu:0",), LIMITS)
    for _ in range(2):
        with pytest.raises(SandboxError, match="gone"):
            worker.ask(make_request(""))


def test_closing_wakes_who_waits_for_a_slot(make_request):
    class Slow(Recorder):
        def __init__(self):
            super().__init__()
            self.closed = threading.Event()

        def ask(self, request):
            self.together.append((request.device,))
            self.closed.wait(5)
            return Transcript(outcome="finished", answers={})

        def close(self):
            self.closed.set()

    inner = Slow()
    worker = DeviceWorker(inner, ("cpu:0",), LIMITS)
    with ThreadPoolExecutor(3) as executor:
        asked = [executor.submit(worker.ask, make_request("")) for _ in range(3)]
        while not inner.together:
            time.sleep(0.01)
        worker.close()
        ended = [future.exception(4) for future in asked]
    assert sum(isinstance(error, SandboxError) for error in ended) == 2
    assert inner.together == [("cpu:0",)]
    with pytest.raises(SandboxError, match="closed"):
        worker.ask(make_request(""))


@pytest.fixture(params=["warm", "cold"])
def inner(request, small_limits):
    """A worker that may be given a device."""
    if request.param == "warm":
        return request.getfixturevalue("warm_worker")
    return ColdWorker(small_limits, sandboxed=False)


def test_a_question_computes_on_the_device_of_its_slot(inner, make_request, small_limits):
    worker = DeviceWorker(inner, SLOTS, small_limits)
    request = make_request("import time" + SAY_WHERE, seconds=30.0)
    with ThreadPoolExecutor(2) as executor:
        transcripts = list(executor.map(worker.ask, [request, request]))
    assert {t.answers[0].values["output"] for t in transcripts} == {"0", "1"}


def test_devices_are_tried_before_anything_is_graded(warm_worker):
    try_devices(warm_worker, SLOTS)


def test_a_device_that_does_not_start_is_no_verdict(make_request, small_limits, monkeypatch):
    if gpus.find_gpus():
        pytest.skip("This machine has a GPU.")
    monkeypatch.setattr(cold, "ATTEMPTS", 1)
    worker = ColdWorker(small_limits, sandboxed=False, gpu=True)
    with pytest.raises(SandboxError, match=r"did not start. `nvidia-smi` .*graded stays") as raised:
        worker.ask(make_request("print('the student')\ndef f(x): return x", device="gpu:0"))
    assert "TensorFlow finds 0 GPUs; gpu:0 was asked for." in str(raised.value)
    assert "the student" not in str(raised.value)


def test_a_device_that_tensorflow_does_not_find_is_refused_with_the_remedy(inner, monkeypatch):
    if gpus.find_gpus():
        pytest.skip("This machine has a GPU.")
    monkeypatch.setattr(cold, "ATTEMPTS", 1)
    with pytest.raises(
        SandboxError, match=r"can't compute on gpu:0.*finds 0 GPUs.*\[instructor,gpu"
    ):
        try_devices(inner, ("gpu:0",))


@needs_gpu
def test_on_a_gpu_a_question_has_its_memory_and_no_more(make_request):
    limits = Limits(gpu_bytes=GIB)
    source = """
    import tensorflow as tf
    def f(x):
        small = tf.zeros(2**26)
        try:
            tf.zeros(2**29)
        except tf.errors.ResourceExhaustedError:
            return small.device[-5:]
    """
    worker = make_worker(sandboxed=True, limits=limits, gpu=True)
    try:
        transcript = worker.ask(make_request(source, seconds=120.0))
    finally:
        worker.close()
    assert transcript.answers[0].values["output"] == "GPU:0", transcript


@needs_gpu
def test_on_a_gpu_products_have_the_precision_of_float32(make_request):
    source = """
    import numpy as np
    import tensorflow as tf
    def f(x):
        factor = tf.random.normal((512, 512), seed=1)
        exact = factor.numpy().astype(float) @ factor.numpy().astype(float)
        return np.abs(tf.matmul(factor, factor).numpy() - exact).max()
    """
    worker = make_worker(sandboxed=True, limits=LIMITS, gpu=True)
    try:
        transcript = worker.ask(make_request(source, seconds=120.0))
    finally:
        worker.close()
    # 0.03 where the factors are rounded to TensorFloat-32.
    assert transcript.answers[0].values["output"] < 1e-3, transcript


def test_float32_is_not_shortened_and_a_notebook_keeps_its_own_setting(make_request):
    import tensorflow as tf

    def f(x):
        return tf.config.experimental.tensor_float_32_execution_enabled()

    assert tf.config.experimental.tensor_float_32_execution_enabled()
    transcript = InlineWorker({"f": f}).ask(make_request(""))
    assert transcript.answers[0].values["output"] is False, transcript
    assert tf.config.experimental.tensor_float_32_execution_enabled()


@pytest.mark.parametrize(
    ("visible", "names"),
    [
        ("1", ["B"]),
        ("1,0", ["B", "A"]),
        ("GPU-aa", ["A"]),
        ("0,7,1", ["A"]),
        ("-1", []),
        ("", []),
    ],
)
def test_only_the_gpus_that_may_be_used_count(driver, monkeypatch, visible, names):
    driver("0, GPU-aa1, A, 16", "1, GPU-bb2, B, 32")
    monkeypatch.setenv(gpus.VISIBLE, visible)
    assert [gpu.name for gpu in gpus.find_gpus()] == names
    assert [gpu.number for gpu in gpus.find_gpus()] == list(range(len(names)))
