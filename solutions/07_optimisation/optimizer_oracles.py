"""What the optimizers must do: Keras's update rules, derived again in NumPy and float64.

A rule holds the state of one weight. The values of a weight never depend on another weight's
state, so the path of each is computed on its own.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

Array = np.ndarray
Inputs = dict[str, Any]


class Rule(Protocol):
    """The state of one weight."""

    def step(self, gradient: Array, rate: float, time: int) -> Array:
        """What is added to the weight; ``time`` is 1 in the first step."""
        ...


@dataclasses.dataclass
class MomentumSGD:
    """v ← μ v − ε g. Source: ``keras.optimizers.SGD``."""

    momentum: float = 0.0
    velocity: Any = 0.0

    def step(self, gradient: Array, rate: float, time: int) -> Array:
        """The velocity."""
        self.velocity = self.momentum * self.velocity - rate * gradient
        return np.asarray(self.velocity)


@dataclasses.dataclass
class AdaGrad:
    """−ε g / √(a + ε), a the sum of the squares. Source: ``keras.optimizers.Adagrad``."""

    initial_accumulator_value: float = 0.1
    epsilon: float = 1e-7
    squares: Any = 0.0

    def step(self, gradient: Array, rate: float, time: int) -> Array:
        """By the root of the sum so far, this gradient's square included."""
        self.squares = self.squares + gradient**2
        total = self.initial_accumulator_value + self.squares
        return -rate * gradient / np.sqrt(total + self.epsilon)


@dataclasses.dataclass
class RMSProp:
    """−ε g / √(a + ε), a the decaying average. Source: ``keras.optimizers.RMSprop``."""

    rho: float = 0.9
    epsilon: float = 1e-7
    average: Any = 0.0

    def step(self, gradient: Array, rate: float, time: int) -> Array:
        """By the root of the average, this gradient's square included."""
        self.average = self.rho * self.average + (1 - self.rho) * gradient**2
        return -rate * gradient / np.sqrt(self.average + self.epsilon)


@dataclasses.dataclass
class Adam:
    """Bias-corrected averages. Source: Kingma and Ba, arXiv:1412.6980, end of section 2.

    That form, which Keras uses too, differs from the one in the paper's Algorithm 1 in what ε is
    added to. The checks ask only where the two agree.
    """

    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    first: Any = 0.0
    second: Any = 0.0

    def step(self, gradient: Array, rate: float, time: int) -> Array:
        """By the corrected learning rate."""
        self.first = self.beta_1 * self.first + (1 - self.beta_1) * gradient
        self.second = self.beta_2 * self.second + (1 - self.beta_2) * gradient**2
        corrected = rate * np.sqrt(1 - self.beta_2**time) / (1 - self.beta_1**time)
        return -corrected * self.first / (np.sqrt(self.second) + self.epsilon)


def path(
    rule: Rule,
    value: Array,
    gradients: Sequence[Array],
    rates: Sequence[float],
    updated: Sequence[bool] | None = None,
    weight_decay: float = 0.0,
    clipvalue: float = np.inf,
) -> Array:
    """The weight after each step ``(steps, …)``.

    Args:
        updated: whether the weight took part in each step.
        weight_decay, clipvalue: what Keras's base class does before the rule.
    """
    values = []
    value = np.asarray(value, np.float64)
    for index, (gradient, rate) in enumerate(zip(gradients, rates, strict=True)):
        if updated is None or updated[index]:
            clipped = np.clip(np.asarray(gradient, np.float64), -clipvalue, clipvalue)
            value = value * (1 - weight_decay * rate) + rule.step(clipped, rate, index + 1)
        values.append(value)
    return np.stack(values)


Rules = Callable[..., Rule]


def steps(make: Rules) -> Callable[..., Inputs]:
    """The oracle of the probe ``optimizer_steps``: the path of each weight."""

    def oracle(
        start: Inputs,
        config: Inputs,
        gradients: Inputs,
        learning_rates: list[float],
        order: list[list[str]],
    ) -> Inputs:
        return {
            f"{name} after each step": path(
                make(**config),
                value,
                gradients[name],
                learning_rates,
                [name in present for present in order],
            )
            for name, value in start.items()
        }

    return oracle


def schedule(rate: float, decay: float, num_steps: int) -> list[float]:
    """Keras's ``ExponentialDecay`` over single steps."""
    return [rate * decay**index for index in range(num_steps)]


def embedding(make: Rules) -> Callable[..., Inputs]:
    """The oracle of the probe ``optimizer_of_an_embedding``: rows that no token names get 0."""

    def oracle(
        table: Array, config: Inputs, tokens: Array, cotangents: Array, rate: float, decay: float
    ) -> Inputs:
        gradients = np.zeros((len(tokens), *table.shape))
        for gradient, rows, cotangent in zip(gradients, tokens, cotangents, strict=True):
            np.add.at(gradient, rows, cotangent)
        rates = schedule(rate, decay, len(tokens))
        return {"embeddings after each step": path(make(**config), table, gradients, rates)}

    return oracle


def in_a_model(make: Rules) -> Callable[..., Inputs]:
    """The oracle of the probe ``optimizer_in_a_model``: a linear layer and the squared error."""

    def oracle(
        kernel: Array,
        bias: Array,
        config: Inputs,
        x: Array,
        y: Array,
        batch_size: int,
        further: Array,
        learning_rate: float,
    ) -> Inputs:
        rules = [make(**config), make(**config)]
        values = [np.asarray(kernel, np.float64), np.asarray(bias, np.float64)]
        num_batches = len(x) // batch_size
        for batch in range(num_batches):
            rows = slice(batch * batch_size, (batch + 1) * batch_size)
            error = 2 * (x[rows] @ values[0] + values[1] - y[rows]) / y[rows].size
            gradients = [x[rows].T @ error, error.sum(axis=0)]
            values = [
                value + rule.step(gradient, learning_rate, batch + 1)
                for value, rule, gradient in zip(values, rules, gradients, strict=True)
            ]
        after = values[0] + rules[0].step(further, learning_rate, num_batches + 1)
        return {
            "kernel after fit": values[0],
            "bias after fit": values[1],
            "steps counted after loading": np.asarray(num_batches),
            "kernel after loading and one step more": after,
        }

    return oracle


def copied(make: Rules) -> Callable[..., Inputs]:
    """The oracle of the probe ``optimizer_copied``."""

    def oracle(
        start: Array,
        config: Inputs,
        base: Inputs,
        gradients: Array,
    ) -> Inputs:
        rates = [base["learning_rate"]] * len(gradients)
        options = {"weight_decay": base["weight_decay"], "clipvalue": base["clipvalue"]}
        return {
            "is a keras Optimizer": True,
            "name of the copy": base["name"],
            "weights after each step of the copy": path(
                make(**config), start, gradients, rates, **options
            ),
        }

    return oracle


def warmup_cosine(
    peak: float, warmup_steps: int, total_steps: int, floor: float, steps: Array
) -> Array:
    """The learning rate of each step, from the values at the joints."""
    steps = np.asarray(steps, np.float64)
    rising = np.interp(steps, [0, max(warmup_steps, 1)], [0.0, peak])
    angle = np.interp(steps, [warmup_steps, total_steps], [0.0, np.pi / 2])
    falling = peak * np.cos(angle) ** 2 + floor * np.sin(angle) ** 2
    return np.asarray(np.where(steps < warmup_steps, rising, falling))
