"""What a submission leaves in the folder for temporary files goes when its worker does."""

import tempfile

import pytest

from autograder.sandbox.cold import ColdWorker
from autograder.sandbox.local import LocalWorker
from autograder.sandbox.warm import WarmWorker

# TensorFlow writes code for the traced function, which it removes at an exit that never comes.
LEAVES_FILES = """
import os, tempfile, tensorflow as tf
def f(x):
    tf.function(lambda x: x if x[0] > 0 else -x)(tf.constant(x))
    os.close(tempfile.mkstemp()[0])
    return float(len(os.listdir(tempfile.gettempdir())))
"""


@pytest.mark.parametrize("kind", [LocalWorker, ColdWorker, WarmWorker])
def test_no_file_of_an_open_worker_stays(kind, small_limits, make_request, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    options = {} if kind is LocalWorker else {"sandboxed": False}
    worker = kind(small_limits, **options)
    transcript = worker.ask(make_request(LEAVES_FILES))
    assert transcript.answers[0].values["output"] >= 2, transcript
    worker.close()
    assert list(tmp_path.iterdir()) == []
