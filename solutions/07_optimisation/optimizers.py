"""Momentum, AdaGrad, RMSProp and Adam: the questions of sections 7.1 to 7.4."""

from functools import partial
from typing import Any

from autograder.checks.check import Check, output, property_check, structure, training
from autograder.questions.question import Question

from . import optimizer_inputs as given
from . import optimizer_oracles as oracles

Inputs = dict[str, Any]

KERAS = (
    "SGD",
    "Adagrad",
    "Adadelta",
    "RMSprop",
    "Adam",
    "AdamW",
    "Adamax",
    "Nadam",
    "Ftrl",
    "Lion",
    "Lamb",
    "Muon",
)
FORBIDDEN = tuple(
    f"{package}.{name}"
    for name in KERAS
    for package in (
        "keras.optimizers",
        "tensorflow.keras.optimizers",
        "tensorflow.keras.optimizers.legacy",
        "tensorflow.optimizers",
    )
)


def common_checks(
    name: str, rule: oracles.Rules, config: Inputs, rate: float, own: Check, trained_with: Inputs
) -> tuple[Check, ...]:
    """The checks of one optimizer.

    Args:
        rule: the update rule in NumPy.
        config: its arguments, each a number or the bounds between which it is drawn.
        rate: a learning rate that makes steps of a fitting length.
        own: the check that this optimizer alone has.
        trained_with: the arguments in the training check.
    """
    step = "optimizer.apply_gradients([(gradient, variable), …])"
    return (
        output(
            "trajectory",
            points=2,
            inputs=given.trajectories(config, rate),
            oracle=oracles.steps(rule),
            probe="optimizer_steps",
            ask_dtype=True,
            means="The weights after each step, for gradients that come from outside.",
            shown=step,
        ),
        own,
        property_check(
            "a state for each weight",
            points=1,
            inputs=given.several_weights(config, rate),
            oracle=oracles.steps(rule),
            probe="optimizer_steps",
            means="Weights have a state of their own each, whichever take part in a step.",
            shown=step,
        ),
        output(
            "sparse gradients and a schedule",
            points=1,
            visible=False,
            inputs=given.sparse_gradients(config, rate),
            oracle=oracles.embedding(rule),
            probe="optimizer_of_an_embedding",
            means="An Embedding is trained, at a learning rate from a schedule.",
            shown=f"{name}(ExponentialDecay(rate, 1, decay), …)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=given.linear_models(config, rate),
            expect=oracles.in_a_model(rule),
            probe="optimizer_in_a_model",
            means="compile, fit, save, load, one step more: state in variables lasts and is saved.",
            shown=f"model.compile({name}(…), 'mse'); model.fit(x, y); model.save(…)",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=given.base_options(config, rate),
            expect=oracles.copied(rule),
            probe="optimizer_copied",
            means="Weight decay, clipping and the arguments survive get_config and from_config.",
            shown=f"{name}.from_config(optimizer.get_config())",
        ),
        training(
            "training",
            points=1,
            data=partial(given.stretched_regression, optimizer=trained_with),
            probe="optimizer_fits",
            metric="negative_mean_squared_error",
            best_possible=-(given.NOISE**2),
            means="A linear model of features of very different size, trained for 8 epochs.",
            shown=f"model.compile({name}(…), 'mse'); model.fit(x, y, epochs=8)",
        ),
    )


MOMENTUM_SGD = Question(
    name="MomentumSGD",
    ideas=("J5", "J6"),
    forbidden=FORBIDDEN,
    hints=(
        "How many numbers must the optimizer remember for each weight from one step to the next? "
        "`add_optimizer_variables` makes them.",
        "Two assignments: first the velocity becomes its decayed old value minus learning rate "
        "times gradient, then the weight moves by the *new* velocity.",
        "`self.velocities[index]` is a variable: `self.assign(variable, value)` changes it. An "
        "expression such as `velocity = 0.9 * velocity` only gives a Python name a new meaning.",
        "The learning rate belongs to the gradient of its own step: multiply before adding.",
    ),
    checks=common_checks(
        "MomentumSGD",
        oracles.MomentumSGD,
        {"momentum": (0.6, 0.8)},
        0.05,
        output(
            "a learning rate that changes",
            points=1,
            inputs=given.changing_rates({"momentum": (0.6, 0.8)}, 0.05),
            oracle=oracles.steps(oracles.MomentumSGD),
            probe="optimizer_steps",
            means="Each gradient counts with the learning rate of its own step.",
            shown="optimizer.learning_rate = …; optimizer.apply_gradients(…)",
        ),
        {"learning_rate": 0.05, "momentum": 0.8},
    ),
)


ADAGRAD = Question(
    name="AdaGrad",
    ideas=("J2",),
    forbidden=FORBIDDEN,
    hints=(
        "What does the optimizer have to remember of each parameter: its gradients, or something "
        "that cannot cancel?",
        "The accumulator has the weight's shape: each number of the weight has its own. It starts "
        "from `initial_accumulator_value` and never shrinks.",
        "First add the square of the gradient to the accumulator, then divide the step by the root "
        "of accumulator plus epsilon. The learning rate takes no part in the accumulator.",
    ),
    checks=common_checks(
        "AdaGrad",
        oracles.AdaGrad,
        {"initial_accumulator_value": (0.3, 0.6)},
        0.1,
        output(
            "epsilon",
            points=1,
            inputs=given.large_epsilon({"initial_accumulator_value": 0.0, "epsilon": 0.5}, 0.1),
            oracle=oracles.steps(oracles.AdaGrad),
            probe="optimizer_steps",
            means="With a large epsilon, and with a gradient that is always 0.",
            shown="AdaGrad(rate, initial_accumulator_value=0.0, epsilon=0.5)",
        ),
        {"learning_rate": 0.5, "initial_accumulator_value": 0.1},
    ),
)


RMSPROP = Question(
    name="RMSProp",
    ideas=("J3",),
    forbidden=FORBIDDEN,
    hints=(
        "Start from AdaGrad: what has to happen to the sum of squares so that old gradients fade?",
        "An average weighs the old and the new with weights that sum to 1. Which of the two is "
        "weighed with rho?",
        "Assign the new average first, and divide by the root of it plus epsilon: then the "
        "gradient of this step counts in its own divisor.",
    ),
    checks=common_checks(
        "RMSProp",
        oracles.RMSProp,
        {"rho": (0.75, 0.9)},
        0.02,
        output(
            "epsilon",
            points=1,
            inputs=given.large_epsilon({"rho": (0.6, 0.8), "epsilon": 0.5}, 0.1),
            oracle=oracles.steps(oracles.RMSProp),
            probe="optimizer_steps",
            means="With a large epsilon, and with a gradient that is always 0.",
            shown="RMSProp(rate, rho=rho, epsilon=0.5)",
        ),
        {"learning_rate": 0.02, "rho": 0.9},
    ),
)


ADAM = Question(
    name="Adam",
    ideas=("J4",),
    forbidden=FORBIDDEN,
    hints=(
        "Two states for each weight, both averages like RMSProp's: one of the gradients, one of "
        "their squares.",
        "What would both averages be after one step if the gradient were always 1? The bias "
        "correction divides by just that.",
        "`self.iterations` is 0 during the first step, when the formula needs 1. It is an integer: "
        "cast it to the weight's dtype before you take a power.",
        "Store the averages as they are, and correct copies: what is divided by 1 − β^t in one "
        "step must not be the start of the next.",
    ),
    checks=common_checks(
        "Adam",
        oracles.Adam,
        {"beta_1": (0.7, 0.9), "beta_2": (0.93, 0.97), "epsilon": 1e-10},
        0.02,
        output(
            "epsilon",
            points=1,
            inputs=given.large_epsilon(
                {"beta_1": (0.7, 0.9), "beta_2": (0.2, 0.3), "epsilon": 0.5}, 0.1, 18
            ),
            oracle=oracles.steps(oracles.Adam),
            probe="optimizer_steps",
            means="With a large epsilon, after many steps, and with a gradient that is always 0.",
            shown="Adam(rate, beta_1=beta_1, beta_2=beta_2, epsilon=0.5)",
        ),
        {"learning_rate": 0.05, "beta_1": 0.9, "beta_2": 0.99},
    ),
)
