"""What a submission answered is taken as it was meant."""

import msgspec
import numpy as np

from autograder.checks.expectations import Case, close
from autograder.grading.ask import ask, with_items
from autograder.questions.load import load_assignment
from autograder.questions.prepare import prepare
from autograder.sandbox.transcript import Transcript
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


class Counting:
    """Stands for a worker: answers every call with its number."""

    sandboxed = True

    def ask(self, request):
        self.request = request
        answers = {
            index: Answer(id=request.id, index=index, status="ok", values={}, seconds=2.0)
            for index in range(len(request.calls))
        }
        return Transcript(outcome="finished", answers=answers, found=True)

    def close(self):
        """Nothing runs."""


def prepared(root, assignment, question):
    loaded = load_assignment(root, assignment)
    return prepare(root, loaded, loaded.question(question), seed=3)


def asked(question):
    """The calls that a worker gets, and which of them answers each check."""
    worker = Counting()
    replies = ask(question, (), worker)
    indices = {name: [a.index for a in answers] for name, answers in replies.answers.items()}
    return len(worker.request.calls), indices, replies


def test_one_training_serves_two_checks_of_the_same_draws(root):
    calls, indices, replies = asked(prepared(root, "04_gradient_descent", "train_two_moons"))
    assert calls == 1
    assert indices == {"moons": [0], "honest probabilities": [0]}
    assert sum(answer.seconds for answers in replies.answers.values() for answer in answers) == 2.0


def test_other_draws_are_asked_by_themselves(root):
    calls, indices, _ = asked(prepared(root, "03_output_layers", "train_classifier"))
    assert calls == 2
    assert sorted(indices.values()) == [[0], [1]]


def test_checks_of_one_seed_and_probe_are_asked_by_themselves(root):
    """``verify --seeds`` gives the checks of many seeds one seed of Keras's."""
    question = prepared(root, "03_output_layers", "softmax")
    check = question.checks[0]
    twice = (check, msgspec.structs.replace(check, name="with another seed"))
    calls, _, _ = asked(msgspec.structs.replace(question, checks=twice))
    assert calls == 2 * len(check.cases)
