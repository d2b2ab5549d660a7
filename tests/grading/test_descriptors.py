"""Submissions at a time have the open files and threads that they need, or a run says why not."""

import errno
import os
import resource
import threading

import pytest

from autograder.errors import AutograderError
from autograder.grading.descriptors import allow_open_files
from autograder.grading.grader import Batch, Job
from autograder.grading.threads import Threads
from autograder.submissions.read import read_submission


def test_the_limit_of_open_files_is_raised_to_what_the_jobs_need():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(300, before[1]), before[1]))
        allow_open_files(20)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == min(256 + 20 * 32, before[1])
        assert hard == before[1]
        allow_open_files(1)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


class Exhausted:
    sandboxed = True

    def ask(self, request):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    def close(self):
        pass


def grade_two_at_a_time(tiny, hand_in):
    submission = read_submission(hand_in("ada") / "tiny.py")
    batch = Batch(assignment="01_tiny", seed=1, device="cpu", course="")
    job = Job(student="ada", file="tiny.py", submission=submission)
    list(Threads(tiny, Exhausted, 2).grade(batch, [job]))


def test_a_run_without_open_files_left_says_to_use_fewer_jobs(tiny, hand_in):
    with pytest.raises(AutograderError, match=r"2 submissions at a time .*Use fewer --jobs"):
        grade_two_at_a_time(tiny, hand_in)


def test_a_machine_without_threads_left_says_the_same(tiny, hand_in, monkeypatch):
    def refused(_, **options):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    with pytest.raises(AutograderError, match=r"no more threads for 2 submissions.*fewer --jobs"):
        grade_two_at_a_time(tiny, hand_in)
