"""The seed decides everything, and each check has randomness of its own."""

import dataclasses

import msgspec
import numpy as np
import pytest

from autograder.checks.expectations import Case, Scored
from autograder.errors import AuthoringError
from autograder.questions.load import load_assignment
from autograder.questions.prepare import data_seed, derived_seed, prepare

NAME = "03_output_layers"
THRESHOLDS = dict.fromkeys(["train_two_moons/moons", "train_two_moons/honest probabilities"], 0.5)


def first_logits(root, seed, attempt=0):
    assignment = load_assignment(root, NAME)
    prepared = prepare(root, assignment, assignment.question("softmax"), seed, attempt=attempt)
    return prepared.checks[0].cases[0].inputs["arguments"]["logits"]


def test_the_same_seed_draws_the_same_inputs(root):
    np.testing.assert_array_equal(first_logits(root, 3), first_logits(root, 3))


def test_another_seed_or_attempt_draws_others(root):
    assert not np.array_equal(first_logits(root, 3), first_logits(root, 4))
    assert not np.array_equal(first_logits(root, 3), first_logits(root, 3, attempt=1))


def test_derived_seeds_depend_on_every_part():
    seeds = {derived_seed(*parts) for parts in ((1, "ab"), (1, "a", "b"), (11, "b"), (2, "ab"))}
    assert len(seeds) == 4
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_a_training_check_without_a_measured_threshold_is_an_error(root):
    assignment = load_assignment(root, NAME)
    question = assignment.question("train_classifier")
    with pytest.raises(AuthoringError, match="Run `autograder calibrate 03_output_layers"):
        prepare(root, assignment, question, 1, thresholds={})


def test_a_measured_threshold_reaches_the_check(root):
    assignment = load_assignment(root, NAME)
    question = assignment.question("train_classifier")
    measured = {f"train_classifier/{check.name}": 0.5 for check in question.checks}
    prepared = prepare(root, assignment, question, 1, thresholds=measured)
    (scored,) = [e for e in prepared.checks[0].cases[0].expect if isinstance(e, Scored)]
    assert scored.threshold == 0.5


def test_what_a_worker_knows_does_not_give_the_data_away(root):
    assignment = load_assignment(root, "04_gradient_descent")
    question = assignment.question("train_two_moons")
    (check, *_) = prepare(root, assignment, question, 3, thresholds=THRESHOLDS).checks
    declared = question.check(check.name)
    replayed = declared.cases(np.random.default_rng(check.seed))[0].inputs
    for name, array in check.cases[0].inputs.items():
        assert not np.array_equal(array, replayed[name]), name
    assert data_seed("a") != data_seed("b")
    assert data_seed("a").bit_length() > 100


@pytest.mark.parametrize("asked", [[], [Case(inputs={}, expect=())]])
def test_a_check_that_asks_nothing_is_an_error(root, asked):
    assignment = load_assignment(root, NAME)
    question = assignment.question("softmax")
    check = dataclasses.replace(question.checks[0], cases=lambda random: asked)
    empty = dataclasses.replace(question, checks=(check,))
    with pytest.raises(AuthoringError, match="asks nothing"):
        prepare(root, assignment, empty, 1)


def test_a_check_with_another_s_draws_may_stand_alone(root):
    assignment = load_assignment(root, "04_gradient_descent")
    question = assignment.question("train_two_moons")
    alone = dataclasses.replace(question, checks=question.checks[1:])
    (check,) = prepare(root, assignment, alone, 1, thresholds=THRESHOLDS).checks
    together = prepare(root, assignment, question, 1, thresholds=THRESHOLDS).checks[1]
    assert check.seed == together.seed


def test_checks_of_the_same_draws_ask_the_same_or_are_an_error(root):
    assignment = load_assignment(root, "04_gradient_descent")
    question = assignment.question("train_two_moons")
    first, second = prepare(root, assignment, question, 1, thresholds=THRESHOLDS).checks
    assert (first.seed, first.probe) == (second.seed, second.probe)

    def otherwise(random):
        (case,) = question.checks[1].cases(random)
        return [msgspec.structs.replace(case, inputs=case.inputs | {"x": np.zeros(2)})]

    changed = dataclasses.replace(question.checks[1], cases=otherwise)
    slip = dataclasses.replace(question, checks=(question.checks[0], changed))
    with pytest.raises(AuthoringError, match="make different inputs"):
        prepare(root, assignment, slip, 1, thresholds=THRESHOLDS)
    other = dataclasses.replace(question.checks[1], probe="call")
    with pytest.raises(AuthoringError, match="different probes"):
        dataclasses.replace(question, checks=(question.checks[0], other))
