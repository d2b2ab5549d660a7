"""A local worker stays, and is started anew after what it doesn't survive."""

import time

import numpy as np
import psutil
import pytest

from autograder.sandbox.local import LocalWorker

HONEST = "import os\ndef f(x): print('now'); return 2 * x"


@pytest.fixture(scope="module")
def worker(small_limits):
    before = psutil.Process().children(recursive=True)
    worker = LocalWorker(small_limits)
    worker.warm_up()
    yield worker
    worker.close()
    assert set(psutil.Process().children(recursive=True)) <= set(before)


@pytest.fixture(autouse=True)
def _the_next_question_is_answered(worker, make_request):
    yield
    transcript = worker.ask(make_request(HONEST))
    assert transcript.outcome == "finished", transcript
    np.testing.assert_array_equal(transcript.answers[0].values["output"], [0.0, 2.0, 4.0])
    # TensorFlow built for GPUs says first that it found none.
    assert transcript.output.split()[-1] == "now"


def pid(worker, make_request):
    transcript = worker.ask(make_request("import os\ndef f(x): return float(os.getpid())"))
    return transcript.answers[0].values["output"]


def test_the_process_stays_and_answers_quickly(worker, make_request):
    first = pid(worker, make_request)
    started = time.monotonic()
    assert pid(worker, make_request) == first
    assert time.monotonic() - started < 1


def test_names_of_one_request_are_gone_in_the_next(worker, make_request):
    worker.ask(make_request("left = 1\ndef f(x): return x"))
    transcript = worker.ask(make_request("def f(x): return left"))
    assert "NameError" in transcript.answers[0].error


def test_a_guarded_function_is_put_back(worker, make_request):
    source = "import keras\ndef f(x): return keras.ops.softmax(x)"
    guarded = worker.ask(make_request(source, guarded=("keras.ops.softmax",)))
    assert guarded.answers[0].status == "forbidden"
    assert worker.ask(make_request(source)).answers[0].status == "ok"


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [("os._exit(0)", "crashed"), ("time.sleep(60)", "timed_out"), ("os.abort()", "crashed")],
)
def test_what_ends_the_process_costs_that_question_only(worker, make_request, ending, outcome):
    source = f"import os, time\ndef f(x): {ending}"
    assert worker.ask(make_request(source, seconds=1)).outcome == outcome


SETTINGS = [
    (
        "import warnings",
        "warnings.simplefilter('error')",
        "('error', None) in [f[:2] for f in warnings.filters]",
    ),
    ("import numpy as np", "np.seterr(all='raise')", "np.geterr()['over'] == 'raise'"),
    (
        "import numpy as np",
        "np.set_printoptions(precision=1)",
        "np.get_printoptions()['precision'] == 1",
    ),
    ("import os", "os.chdir('/')", "os.getcwd() == '/'"),
    ("import keras", "keras.config.set_floatx('float64')", "keras.config.floatx() == 'float64'"),
    (
        "import keras",
        "keras.config.set_dtype_policy('mixed_float16')",
        "keras.config.dtype_policy().name == 'mixed_float16'",
    ),
    ("import keras", "keras.config.set_epsilon(0.1)", "keras.config.epsilon() == 0.1"),
    (
        "import keras",
        "keras.config.set_image_data_format('channels_first')",
        "keras.config.image_data_format() == 'channels_first'",
    ),
    (
        "import tensorflow as tf",
        "tf.config.run_functions_eagerly(True)",
        "tf.config.functions_run_eagerly()",
    ),
]


@pytest.mark.parametrize(("load", "change", "holds"), SETTINGS)
def test_a_setting_ends_with_its_request(worker, make_request, load, change, holds):
    reports = f"\ndef f(x): return float({holds})"
    for source, expected in [(f"{load}\n{change}{reports}", 1.0), (f"{load}{reports}", 0.0)]:
        transcript = worker.ask(make_request(source))
        assert transcript.answers[0].values["output"] == expected, transcript


def test_numbers_are_not_checked_by_tensorflow_in_the_next_request(worker, make_request):
    reports = "\ndef f(x): return tf.math.log(tf.constant([0.0]))"
    load, change = "import tensorflow as tf", "tf.debugging.enable_check_numerics()"
    checked = worker.ask(make_request(f"{load}\n{change}{reports}"))
    assert "Inf" in checked.answers[0].error
    assert worker.ask(make_request(load + reports)).answers[0].status == "ok"


def test_a_filter_makes_no_errors_of_what_libraries_warn_about(worker, make_request):
    source = """
        import warnings
        warnings.simplefilter("error")
        def f(x):
            warnings.warn("from a library", DeprecationWarning)
            return x
    """
    assert worker.ask(make_request(source)).answers[0].status == "ok"


def test_what_cells_draw_without_a_seed_is_the_same_each_time(worker, make_request):
    source = "import numpy as np\ndrawn = np.random.rand()\ndef f(x): return drawn"
    first, second = (worker.ask(make_request(source)).answers[0].values for _ in range(2))
    assert first["output"] == second["output"]
