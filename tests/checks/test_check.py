"""The constructors draw cases, compute what is expected, and take the dtype's tolerance."""

import numpy as np
import pytest

from autograder.checks.check import gradient, output, property_check, training
from autograder.checks.expectations import Close, Equals, Scored


def arrays(random):
    for dtype in ("float32", "float64"):
        yield {"x": random.normal(size=(2, 3)).astype(dtype)}


def cases(check, seed=0):
    return check.cases(np.random.default_rng(seed))


def test_output_expects_what_the_oracle_gives_in_the_inputs_dtype():
    check = output("values", points=1, inputs=arrays, oracle=lambda x: 2 * x, ask_dtype=True)
    for case, dtype in zip(cases(check), ("float32", "float64"), strict=True):
        (expectation,) = case.expect
        np.testing.assert_allclose(expectation.expected, 2 * case.inputs["arguments"]["x"])
        assert expectation.dtype == dtype
    loose, tight = (case.expect[0].relative for case in cases(check))
    assert loose > tight


def test_tuples_dicts_and_truth_values_are_named():
    check = output("values", points=1, inputs=arrays, oracle=lambda x: (x, x.T))
    assert [e.key for e in cases(check)[0].expect] == ["output[0]", "output[1]"]
    check = property_check(
        "holds", points=1, inputs=arrays, oracle=lambda x: {"same": True, "sum": x.sum()}
    )
    assert check.kind == "property"
    assert [type(e) for e in cases(check)[0].expect] == [Equals, Close]


def test_gradient_uses_a_random_cotangent_that_is_not_uniform():
    check = gradient("slope", points=1, inputs=arrays, forward=lambda x: x**2, wrt=["x"])
    case = cases(check)[1]
    cotangent, x = case.inputs["cotangent"], case.inputs["arguments"]["x"]
    assert len(np.unique(cotangent)) == cotangent.size
    np.testing.assert_allclose(case.expect[0].expected, 2 * x * cotangent, rtol=1e-8)
    assert case.expect[0].key == "gradient of x"


def test_a_gradient_in_closed_form_is_given_the_cotangent():
    check = gradient(
        *["slope"],
        points=1,
        inputs=arrays,
        forward=lambda x: np.abs(x),
        wrt=["x"],
        oracle=lambda x, cotangent: {"x": np.sign(x) * cotangent},
    )
    case = cases(check)[0]
    expected = np.sign(case.inputs["arguments"]["x"]) * case.inputs["cotangent"]
    np.testing.assert_allclose(case.expect[0].expected, expected)


def test_labels_of_a_training_check_stay_out_of_what_is_sent():
    labels = np.arange(5)
    check = training(
        *["learns"],
        points=1,
        data=lambda random: ({"x": random.normal(size=(5, 2))}, labels),
        probe="fit",
        metric="accuracy",
    )
    (case,) = cases(check)
    assert set(case.inputs) == {"x"}
    assert isinstance(case.expect[-1], Scored)
    np.testing.assert_array_equal(case.expect[-1].labels, labels)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_generator_decides_the_cases(seed):
    check = output("values", points=1, inputs=arrays, oracle=lambda x: x)
    first, again = cases(check, seed), cases(check, seed)
    np.testing.assert_array_equal(
        first[0].inputs["arguments"]["x"], again[0].inputs["arguments"]["x"]
    )
