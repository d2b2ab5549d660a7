"""What a submission answered is taken as it was meant."""

import numpy as np

from autograder.checks.expectations import Case, close
from autograder.grading.ask import with_items
from autograder.worker.protocol import Answer


def answered(output):
    return Answer(id="", index=0, status="ok", values={"output": output})


def case_of(*keys):
    return Case(inputs={}, expect=tuple(close(key, np.zeros(2)) for key in keys))


def test_a_list_is_as_good_as_the_tuple_that_was_asked_for():
    first, second = np.zeros(2), np.ones(3)
    answer = with_items(answered([first, second]), case_of("output[0]", "output[1]"))
    assert list(answer.values) == ["output[0]", "output[1]"]
    assert answer.values["output[1]"] is second


def test_a_list_stays_what_it_is_where_one_value_was_asked_for():
    answer = answered(["a", "b"])
    assert with_items(answer, case_of("output")) is answer
