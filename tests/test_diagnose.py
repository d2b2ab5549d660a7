"""A mistake is named when it explains everything, and nothing is said otherwise."""

import msgspec
import numpy as np
import pytest

from autograder.checks import statistics
from autograder.checks.expectations import Case, Equals, close
from autograder.checks.prepared import Fingerprint, PreparedCheck
from autograder.diagnose import diagnose as diagnose_all
from autograder.grading.judge import MAX_EXCEPTION, reply
from autograder.worker.protocol import Answer

RANDOM = np.random.default_rng(3)
EXPECTED = [RANDOM.normal(size=(2, 3)), RANDOM.normal(size=(4, 5))]


def check_with(*fingerprints):
    return PreparedCheck(
        name="values",
        kind="output",
        points=1.0,
        visible=True,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown="",
        seed=0,
        cases=tuple(Case(inputs={}, expect=(close("output", e),)) for e in EXPECTED),
        fingerprints=fingerprints,
    )


def diagnose(check, given):
    """The diagnosis of a question's only failed check."""
    (told,) = diagnose_all([(check, given)])
    return told


def replies(transform):
    return [{"output": transform(expected)} for expected in EXPECTED]


def mutant(transform, name="squared"):
    return Fingerprint(name=name, says=f"This is {name}.", replies=tuple(replies(transform)))


def test_a_mutant_is_named_by_its_values():
    assert diagnose(check_with(mutant(np.square)), replies(np.square)) == "This is squared."


def test_nothing_is_said_when_nothing_matches():
    assert diagnose(check_with(mutant(np.square)), replies(np.exp)) == ""


def test_of_two_mistakes_that_look_alike_the_one_that_explains_more_is_named():
    rare, usual = mutant(np.square, "rare"), mutant(np.square, "usual")
    failures = [
        (check_with(rare, usual), replies(np.square)),
        (check_with(mutant(np.abs, "rare"), usual), replies(np.square)),
    ]
    assert diagnose_all(failures) == ["This is usual.", "This is usual."]


def test_a_second_mistake_behind_the_other_checks_is_named_too():
    squared, second = mutant(np.square), mutant(np.exp, "second")
    right = mutant(np.array, "second")
    failures = [(check_with(squared, right), replies(np.square))] * 2
    failures.append((check_with(squared, second), replies(np.exp)))
    assert diagnose_all(failures) == ["This is squared."] * 2 + ["This is second."]


def test_a_mistake_is_not_named_beside_one_that_explains_alone_what_it_fails():
    squared, second = mutant(np.square), mutant(np.exp, "second")
    failures = [(check_with(squared, second), replies(np.square))] * 2
    failures.append((check_with(squared, second), replies(np.exp)))
    assert diagnose_all(failures) == ["This is squared."] * 2 + [""]


def test_a_mistake_that_explains_one_failed_check_of_three_is_not_named():
    squared, other = mutant(np.square), mutant(np.exp)
    failures = [(check_with(squared), replies(np.square))]
    assert diagnose_all(failures) == ["This is squared."]
    failures += [(check_with(other), replies(np.square))] * 2
    assert diagnose_all(failures) == ["", "", ""]


def test_checks_where_an_answer_only_raises_hide_no_mistake():
    squared, raises = replies(np.square), [replies(np.array)[0], None]
    unlike = Fingerprint(name="squared", says="This is squared.", replies=(None, None))
    failures = [(check_with(mutant(np.square)), squared)] + [(check_with(unlike), raises)] * 2
    assert diagnose_all(failures) == ["This is squared.", "", ""]


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (
            "cell 3, line 9, in f\n  →  9  raise Error\nValueError: 3 and 12 differ\nsee",
            "ValueError: 0 and 0 differ",
        ),
        (
            "TypeError: <Dense object at 0x7fa3b> in dense_2",
            "TypeError: <Dense object at 0> in dense_0",
        ),
        ("ValueError: " + "x" * 20_000, "ValueError: " + "x" * (MAX_EXCEPTION - 12)),
        ("SystemExit: 0", None),
        ("", None),
    ],
)
def test_of_an_exception_the_first_line_is_kept_without_numbers(error, kept):
    assert reply(Answer(id="1", index=0, status="error", error=error)) == kept


RAISES = "ValueError: 0 and 0 differ"


def raising(name, *replies):
    return Fingerprint(name=name, says=f"This is {name}.", replies=replies)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((EXPECTED[0], RAISES), "This is odd."),
        ((EXPECTED[0], "TypeError: 0 and 0 differ"), ""),
        ((EXPECTED[0], None), ""),
        ((RAISES, RAISES), "This is both."),
        ((RAISES, EXPECTED[1]), ""),
    ],
)
def test_an_answer_that_only_raises_has_to_raise_what_the_mutant_raises(answer, told):
    first = {"output": EXPECTED[0]}
    check = check_with(raising("odd", first, RAISES), raising("both", RAISES, RAISES))
    given = [{"output": a} if isinstance(a, np.ndarray) else a for a in answer]
    assert diagnose(check, given) == told
    assert diagnose_all([(check, given)] * 2) == [told] * 2


def test_a_mutant_that_raises_alike_in_one_check_of_two_is_not_named():
    check = check_with(raising("odd", RAISES, RAISES))
    fine = check_with(raising("odd", *({"output": each} for each in EXPECTED)))
    given = [RAISES, RAISES]
    assert diagnose_all([(check, given), (fine, given)]) == ["", ""]
    assert diagnose_all([(check, given)], [fine]) == ["This is odd."]
    assert diagnose_all([(check, given)], [check]) == [""]


def test_a_mistake_that_fails_what_the_answer_passes_is_another_one():
    failures = [(check_with(mutant(np.square)), replies(np.square))]
    assert diagnose_all(failures, [check_with(mutant(np.square))]) == [""]
    assert diagnose_all(failures, [check_with(mutant(np.array))]) == ["This is squared."]


def test_a_mutant_must_match_on_every_case():
    mixed = [replies(np.square)[0], replies(np.exp)[1]]
    assert diagnose(check_with(mutant(np.square)), mixed) == ""


def test_a_mutant_that_is_right_on_these_inputs_names_nothing():
    assert diagnose(check_with(mutant(np.array)), replies(np.array)) == ""


@pytest.mark.parametrize(
    ("transform", "text"),
    [
        (np.negative, "opposite sign"),
        (np.transpose, "axes 0 and 1 swapped"),
        (lambda a: 2 * a, "2 times too large"),
        (lambda a: a / 2, "2 times too small"),
        (lambda a: np.roll(a, 1, axis=1), "one place later along axis 1"),
        (lambda a: np.flip(a, 0), "reversed along axis 0"),
    ],
    ids=["sign", "transpose", "double", "half", "shift", "flip"],
)
def test_simple_transforms_are_named(transform, text):
    assert text in diagnose(check_with(), replies(transform))


@pytest.mark.parametrize(
    "transform",
    [lambda a: a + 1, lambda a: a * np.nan, lambda a: a * 0, lambda a: a * 1.37, lambda a: a[None]],
    ids=["offset", "NaN", "zero", "an odd ratio", "an extra axis"],
)
def test_no_transform_is_guessed(transform):
    assert diagnose(check_with(), replies(transform)) == ""


@pytest.mark.parametrize(
    ("expected", "received"),
    [
        ([np.inf, 1.0], [70.0, 1.0]),
        ([-np.inf, 1.0], [1e300, 1e300]),
        ([1.0, 2.0], [1e308, 1e308]),
        ([1e-200, 2e-200], [1.0, 2.0]),
        ([1e300, 2e300], [5.0, 7.0]),
        ([1.0, 2.0], [1e-40, 2e-40]),
    ],
    ids=["infinity", "minus infinity", "huge answer", "tiny values", "huge values", "tiny answer"],
)
def test_infinite_and_huge_numbers_name_no_ratio(expected, received):
    case = Case(inputs={}, expect=(close("output", np.array(expected)),))
    check = msgspec.structs.replace(check_with(), cases=(case,))
    assert diagnose(check, [{"output": np.array(received)}]) == ""


NOISE = statistics.normal_deviation_near(1.0, (4, 300))


def noisy_check(fingerprint):
    expect = (msgspec.structs.replace(NOISE, key="noise"),)
    check = check_with(fingerprint)
    return msgspec.structs.replace(check, cases=(Case(inputs={}, expect=expect),))


def noise(deviation, seed):
    return {"noise": np.random.default_rng(seed).normal(scale=deviation, size=(4, 300))}


@pytest.mark.parametrize(("deviation", "told"), [(2.0, "This is twice."), (4.0, "")])
def test_a_random_mistake_is_named_by_its_statistic(deviation, told):
    twice = Fingerprint(name="twice", says="This is twice.", replies=(noise(2.0, seed=1),))
    assert diagnose(noisy_check(twice), [noise(deviation, seed=2)]) == told


@pytest.mark.parametrize("size", [0, 1])
def test_draws_that_no_statistic_can_be_taken_of_are_compared_as_they_are(size):
    uniform = statistics.distributed_as("uniform", (300,))
    check = noisy_check(Fingerprint(name="few", says="Few.", replies=({"noise": np.ones(size)},)))
    expect = (msgspec.structs.replace(uniform, key="noise"),)
    check = msgspec.structs.replace(check, cases=(Case(inputs={}, expect=expect),))
    assert diagnose(check, [{"noise": np.ones(size)}]) == "Few."


def test_lists_of_arrays_are_told_apart():
    def check_of(*values):
        expect = (Equals(key="output", value=["a"]),)
        made = tuple(Fingerprint(name=n, says=n, replies=({"output": v},)) for n, v in values)
        cases = (Case(inputs={}, expect=expect),)
        return msgspec.structs.replace(check_with(*made), cases=cases)

    check = check_of(("zeros", [np.zeros(2)]), ("ones", [{"x": np.ones(2)}]))
    assert diagnose(check, [{"output": [np.zeros(2)]}]) == "zeros"
    assert diagnose(check, [{"output": [{"x": np.ones(2)}]}]) == "ones"
    assert diagnose(check, [{"output": [{"x": np.ones(3)}]}]) == ""
