# %% [markdown]
# # 7 · Optimisation
#
# Training follows the gradient downhill. How far, how fast, and in which direction exactly is
# decided by the **optimizer**, and it decides whether a network learns in an hour, in a week, or
# not at all. This assignment builds the methods that nearly every network is trained with, and
# three further ideas: a step that knows the second derivatives, layers that are normalised, and an
# order from easy to hard.
#
# **By the end you can**
# - write momentum, AdaGrad, RMSProp and Adam as Keras optimizers, and say what each of their
#   numbers remembers;
# - plan the learning rate over a whole training run;
# - cut data into minibatches whose gradient is right on average;
# - take a Newton step, and say why nobody takes one with a million parameters;
# - normalise over a batch, forwards and backwards, and switch to moving statistics afterwards;
# - feed the data from easy to hard without leaving any out.
#
# **Out of scope**: the gradient itself (assignment 4), what keeps a model from overfitting (5),
# training on many machines.
#
# **Time**: 4 hours. Each question can be answered without the ones before it.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("Adam")` gives a first
# hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 优化方法 | optimisation method | |
# | 随机梯度下降 | stochastic gradient descent | |
# | minibatch，训练数据的一个子集 | minibatch | |
# | 梯度 | gradient | $g$ |
# | 学习率 | learning rate | $\epsilon$ |
# | 梯度更新 | update | $\Delta$ |
# | 动量 | momentum | $v \leftarrow \mu v - \epsilon g$ |
# | 指数衰减 | exponential decay | $\mu^k,\ \rho^k,\ \beta^k$ |
# | 梯度量级 | magnitude of the gradient | $g^2$ |
# | 自适应学习率 | adaptive learning rate, schedule | $\epsilon_t$ |
# | 牛顿法 | Newton's method | $H^{-1} g$ |
# | 批量归一化 | batch normalisation | $m (x - \mu) / \sigma + b$ |
# | 课程学习 | curriculum learning | |
#
# Symbols stand for one parameter $\theta$ and its own gradient $g$: each rule below is applied to
# every number of every weight separately. A small constant that keeps a division by 0 away is
# written $\varepsilon$, and is not the learning rate $\epsilon$.

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

import math

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("MomentumSGD")

# %% [markdown]
# ## 7.1 A step that remembers
#
# In a long narrow valley the gradient points at the opposite wall, hardly along the floor. Plain
# gradient descent bounces from wall to wall and creeps towards the minimum. **Momentum** gives the
# parameters a velocity $v$ that decays by a factor $\mu$ in each step and is pushed by the
# gradient:
#
# $$v_t = \mu\, v_{t-1} - \epsilon_t\, g_t, \qquad \theta_t = \theta_{t-1} + v_t, \qquad v_0 = 0$$
#
# Written out, the velocity is a sum over all gradients so far, old ones counting less:
# $v_t = -\sum_k \mu^{t-k} \epsilon_k g_k$. (The notes write $\Delta = \epsilon \sum e^{-t} g_t$:
# the decay is $\mu = e^{-1}$ there.) Pushes to and fro cancel; pushes in one direction add up, to
# $1 / (1 - \mu)$ times a single one: with $\mu = 0.9$, ten times.
#
# Each gradient is multiplied by the learning rate *of its own step*, before it joins the velocity.
# That makes a difference as soon as the learning rate changes.
#
# **A Keras optimizer** is a class with these methods:
#
# | method | called | what it does |
# |---|---|---|
# | `build(variables)` | once, with all weights | makes the state, one variable for each weight |
# | `update_step(gradient, variable, learning_rate)` | in each step, for each weight | a step |
# | `get_config()` | when a model is saved | returns the constructor's arguments |
#
# - `self.add_optimizer_variables(variables, "velocity")` returns a list of new variables of 0, one
#   for each weight and of its shape and dtype. Keras saves them with the model.
# - Tensors can't be changed in place, only variables can: `self.assign(state, value)`,
#   `self.assign_add(state, value)` and `self.assign_sub(state, value)`.
# - The base class does the rest: it looks up a schedule, clips gradients, decays weights, counts
#   the steps in `self.iterations`, and calls `update_step`.
#
# **Your task.** Complete `build` and `update_step`. Given are the constructor (arguments and
# defaults are Keras's own), `get_config`, and the first lines of both methods: they make the
# gradient dense, as an `Embedding` gives a sparse one, cast it and the learning rate to the
# weight's dtype, and find the `index` of this weight in your list of states. (A TensorFlow
# variable has no hash; its `ref()` stands for it in a dictionary.)

# %% question="MomentumSGD"
@keras.saving.register_keras_serializable(package="course")
class MomentumSGD(keras.optimizers.Optimizer):
    """Gradient descent with momentum.

    Args:
        learning_rate: float, or a `keras.optimizers.schedules.LearningRateSchedule`.
        momentum: the factor μ by which the velocity decays, from 0 to 1; 0 is plain descent.
        **kwargs: those of `keras.optimizers.Optimizer`, such as `weight_decay` and `clipnorm`.
    """

    def __init__(self, learning_rate=0.01, momentum=0.0, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.momentum = momentum

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum}

    def build(self, variables):
        """Make the state.

        Args:
            variables: list of the weights to train, of any shapes, float32 or float64.
        """
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        ### BEGIN SOLUTION
        self.velocities = self.add_optimizer_variables(variables, "velocity")
        ### END SOLUTION

    def update_step(self, gradient, variable, learning_rate):
        """Change one weight, and its state.

        Args:
            gradient: tensor of the weight's shape.
            variable: the weight.
            learning_rate: scalar, the learning rate of this step.
        """
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        ### BEGIN SOLUTION
        velocity = self.velocities[index]
        self.assign(velocity, self.momentum * velocity - learning_rate * gradient)
        self.assign_add(variable, velocity)
        ### END SOLUTION

# %%
check("MomentumSGD")

# %% [markdown]
# A bowl that is 25 times as steep across as along. Your optimizer walks down it with three
# momentums, at the same learning rate. Which one gets furthest in 40 steps, and what is the price
# of too much?

# %% tags=["explore"]
def descend(optimizer, cost, start, num_steps):
    """The path of an optimizer from `start`, array `(num_steps + 1, 2)`."""
    point = keras.Variable(start)
    path = [ops.convert_to_numpy(point)]
    for _ in range(num_steps):
        with tf.GradientTape() as tape:
            value = cost(point.value)
        optimizer.apply_gradients([(tape.gradient(value, point.value), point)])
        path.append(ops.convert_to_numpy(point))
    return np.stack(path)


def draw(axis, cost, paths, wide, high, levels):
    """Contours of the cost, and each path on them."""
    grid = np.stack(np.meshgrid(np.linspace(*wide, 161), np.linspace(*high, 121)))
    axis.contour(grid[0], grid[1], cost(grid), levels=levels, colors="lightgrey", linewidths=0.8)
    for name, path in paths.items():
        axis.plot(path[:, 0], path[:, 1], ".-", markersize=4, linewidth=1, label=name)
    axis.set(xlim=wide, ylim=high)
    axis.legend(fontsize=8, loc="upper right")


def bowl(point):
    return 0.5 * point[0] ** 2 + 12.5 * point[1] ** 2


figure, axes = plt.subplots(1, 3, figsize=(12, 3.2), sharey=True)
for axis, momentum in zip(axes, (0.0, 0.7, 0.95), strict=True):
    path = descend(MomentumSGD(0.035, momentum=momentum), bowl, [-4.0, 1.2], 40)
    draw(axis, bowl, {f"momentum {momentum}": path}, (-5, 5), (-2, 2), np.geomspace(0.1, 80, 9))
    axis.plot(0, 0, "k*")
    axis.set_title(f"cost after 40 steps: {bowl(path[-1]):.3g}")
plt.show()

# %% [markdown]
# ## 7.2 A learning rate for each parameter
#
# A rare word's embedding gets a gradient once in a thousand batches, a bias gets one in every
# batch. One learning rate for both is too small for one or too large for the other. **AdaGrad**
# gives each parameter its own: it divides by the magnitude of all the gradients that this
# parameter has had so far.
#
# $$a_t = a_{t-1} + g_t^2, \qquad
#   \theta_t = \theta_{t-1} - \epsilon_t \frac{g_t}{\sqrt{a_t + \varepsilon}}$$
#
# A parameter with large gradients slows down soon; one with small or rare gradients keeps its pace.
# Gradients ten times as large give the same path, if $a$ starts at 0 and $\varepsilon$ is
# negligible.
#
# The accumulator $a$ starts at `initial_accumulator_value`, so that the first gradient, if it is
# tiny, is not blown up to a full step. As in Keras, $\varepsilon$ stands *inside* the root.
#
# **Your task.** Complete `build` and `update_step`. `add_optimizer_variables` takes a third
# argument, an initializer such as `keras.initializers.Constant(0.5)`.

# %% question="AdaGrad"
@keras.saving.register_keras_serializable(package="course")
class AdaGrad(keras.optimizers.Optimizer):
    """Steps divided by the magnitude of all gradients so far.

    Args:
        learning_rate: float, or a `keras.optimizers.schedules.LearningRateSchedule`.
        initial_accumulator_value: what every accumulator starts from, at least 0.
        epsilon: added to the accumulator, inside the root.
        **kwargs: those of `keras.optimizers.Optimizer`, such as `weight_decay` and `clipnorm`.
    """

    def __init__(
        self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, **kwargs
    ):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.initial_accumulator_value = initial_accumulator_value
        self.epsilon = epsilon

    def get_config(self):
        return {
            **super().get_config(),
            "initial_accumulator_value": self.initial_accumulator_value,
            "epsilon": self.epsilon,
        }

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        ### BEGIN SOLUTION
        initial = keras.initializers.Constant(self.initial_accumulator_value)
        self.accumulators = self.add_optimizer_variables(variables, "accumulator", initial)
        ### END SOLUTION

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        ### BEGIN SOLUTION
        accumulator = self.accumulators[index]
        self.assign_add(accumulator, ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(accumulator + self.epsilon))
        ### END SOLUTION

# %%
check("AdaGrad")

# %% [markdown]
# Two parameters with the same cost, but the second sees a gradient in one step of ten only. Both
# want to reach 1. See how AdaGrad keeps the pace of the rare one, and how the steps of both shrink
# with time, needed or not.

# %% tags=["explore"]
def rare_and_frequent(optimizer, num_steps=150):
    """How far both parameters have come after each step."""
    point = keras.Variable([0.0, 0.0])
    path = []
    for step in range(num_steps):
        seen = np.array([1.0, step % 10 == 0], "float32")
        optimizer.apply_gradients([((point - 1.0) * seen, point)])
        path.append(ops.convert_to_numpy(point))
    return np.stack(path)


figure, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
optimizers = {"plain, 0.03": MomentumSGD(0.03), "AdaGrad, 0.15": AdaGrad(0.15)}
for axis, (name, optimizer) in zip(axes, optimizers.items(), strict=True):
    path = rare_and_frequent(optimizer)
    axis.plot(path[:, 0], label="gradient in every step")
    axis.plot(path[:, 1], label="gradient in one step of ten")
    axis.axhline(1, color="grey", linewidth=0.5)
    axis.set(title=name, xlabel="step")
axes[0].set_ylabel("parameter")
axes[0].legend()
plt.show()

# %% [markdown]
# ## 7.3 Forgetting old gradients
#
# AdaGrad never forgets: one wild phase at the start of training, and the steps stay small for ever.
# **RMSProp** replaces the sum by an average that decays exponentially:
#
# $$a_t = \rho\, a_{t-1} + (1 - \rho)\, g_t^2, \qquad
#   \theta_t = \theta_{t-1} - \epsilon_t \frac{g_t}{\sqrt{a_t + \varepsilon}}, \qquad a_0 = 0$$
#
# A gradient of $k$ steps ago counts $\rho^k$ times as much as the latest, so that the average looks
# back on about $1 / (1 - \rho)$ steps. If the gradient stays the same, $a$ tends to $g^2$ and each
# step to $\pm \epsilon$, whatever the size of $g$. Again $\varepsilon$ stands inside the root.
#
# **Your task.** Complete `build` and `update_step`.

# %% question="RMSProp"
@keras.saving.register_keras_serializable(package="course")
class RMSProp(keras.optimizers.Optimizer):
    """Steps divided by the magnitude of recent gradients.

    Args:
        learning_rate: float, or a `keras.optimizers.schedules.LearningRateSchedule`.
        rho: the factor ρ by which the average decays, from 0 to 1.
        epsilon: added to the average, inside the root.
        **kwargs: those of `keras.optimizers.Optimizer`, such as `weight_decay` and `clipnorm`.
    """

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def get_config(self):
        return {**super().get_config(), "rho": self.rho, "epsilon": self.epsilon}

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        ### BEGIN SOLUTION
        self.averages = self.add_optimizer_variables(variables, "average")
        ### END SOLUTION

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        ### BEGIN SOLUTION
        average = self.averages[index]
        self.assign(average, self.rho * average + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(average + self.epsilon))
        ### END SOLUTION

# %%
check("RMSProp")

# %% [markdown]
# A gradient of 10 for thirty steps, and of 0.1 from then on. The picture shows how far your two
# optimizers go in each step. Which of them can use what comes after the storm? And why is
# RMSProp's very first step so long?

# %% tags=["explore"]
storm = np.where(np.arange(100) < 30, 10.0, 0.1).astype("float32")
plt.figure(figsize=(7, 3))
for name, optimizer in {"AdaGrad": AdaGrad(0.1), "RMSProp": RMSProp(0.1)}.items():
    point = keras.Variable([0.0])
    path = [0.0]
    for gradient in storm:
        optimizer.apply_gradients([(ops.reshape(gradient, (1,)), point)])
        path.append(float(point[0]))
    plt.semilogy(-np.diff(path), label=name)
plt.axvspan(0, 30, color="grey", alpha=0.15, label="large gradients")
plt.xlabel("step")
plt.ylabel("length of the step")
plt.legend()
plt.show()

# %% [markdown]
# ## 7.4 Adam
#
# "Very complicated", say the notes. It is the two ideas at once: a decaying average of the
# gradients (momentum) divided by the root of a decaying average of their squares (RMSProp).
#
# $$m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad
#   s_t = \beta_2 s_{t-1} + (1 - \beta_2)\, g_t^2, \qquad m_0 = s_0 = 0$$
#
# Both start at 0, and are too small at first: after one step $m_1 = (1 - \beta_1) g_1$, a tenth
# of the gradient. The weights of all gradients so far sum to $1 - \beta^t$ and not to 1, so
# dividing by that sum makes proper averages of them. This is the **bias correction**:
#
# $$\hat m_t = \frac{m_t}{1 - \beta_1^t}, \qquad \hat s_t = \frac{s_t}{1 - \beta_2^t}, \qquad
#   \theta_t = \theta_{t-1} - \epsilon_t \frac{\hat m_t}{\sqrt{\hat s_t} + \varepsilon}$$
#
# The first step is $t = 1$. With $t = 0$ both sums of weights are 0. The very first step is then
# $-\epsilon\, g / |g|$: the full learning rate, in the direction against the gradient's sign. As in
# Keras, $t$ counts the steps of the optimizer, also those in which this weight has no gradient.
#
# This is the algorithm of the paper (Kingma and Ba, 2015). Here $\varepsilon$ stands *outside* the
# root. Keras adds it to $\sqrt{s_t}$ before the correction; both ways are accepted. The averages
# that are *stored* stay uncorrected.
#
# **Your task.** Complete `build` and `update_step`. `self.iterations` is the number of steps
# *before* this one, an integer variable.

# %% question="Adam"
@keras.saving.register_keras_serializable(package="course")
class Adam(keras.optimizers.Optimizer):
    """Bias-corrected averages: of the gradients, divided by the root of that of their squares.

    Args:
        learning_rate: float, or a `keras.optimizers.schedules.LearningRateSchedule`.
        beta_1: the factor β₁ by which the average of the gradients decays.
        beta_2: the factor β₂ by which the average of their squares decays.
        epsilon: added to the root.
        **kwargs: those of `keras.optimizers.Optimizer`, such as `weight_decay` and `clipnorm`.
    """

    def __init__(
        self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs
    ):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def get_config(self):
        return {
            **super().get_config(),
            "beta_1": self.beta_1,
            "beta_2": self.beta_2,
            "epsilon": self.epsilon,
        }

    def build(self, variables):
        super().build(variables)
        self.index_of = {weight.value.ref(): index for index, weight in enumerate(variables)}
        ### BEGIN SOLUTION
        self.means = self.add_optimizer_variables(variables, "mean")
        self.squares = self.add_optimizer_variables(variables, "square")
        ### END SOLUTION

    def update_step(self, gradient, variable, learning_rate):
        gradient = tf.convert_to_tensor(ops.cast(gradient, variable.dtype))
        learning_rate = ops.cast(learning_rate, variable.dtype)
        index = self.index_of[variable.ref()]
        ### BEGIN SOLUTION
        mean, square = self.means[index], self.squares[index]
        self.assign(mean, self.beta_1 * mean + (1 - self.beta_1) * gradient)
        self.assign(square, self.beta_2 * square + (1 - self.beta_2) * ops.square(gradient))

        time = ops.cast(self.iterations + 1, variable.dtype)
        corrected_mean = mean / (1 - self.beta_1**time)
        corrected_square = square / (1 - self.beta_2**time)
        step = corrected_mean / (ops.sqrt(corrected_square) + self.epsilon)
        self.assign_sub(variable, learning_rate * step)
        ### END SOLUTION

# %%
check("Adam")

# %% [markdown]
# All of them on the bowl of section 7.1 and in Rosenbrock's ravine, a curved valley with steep
# walls whose floor is nearly flat. The star is the minimum. Who turns straight to it on the bowl,
# and why? Who overshoots? Change the learning rates: the ranking is yours to make.

# %% tags=["explore"]
def ravine(point):
    return (1 - point[0]) ** 2 + 20 * (point[1] - point[0] ** 2) ** 2


def race(cost, start, num_steps, rates):
    """The path of each optimizer, with its own learning rate."""
    plain, momentum, adagrad, rmsprop, adam = rates
    optimizers = {
        "plain": MomentumSGD(plain),
        "momentum": MomentumSGD(momentum, momentum=0.9),
        "AdaGrad": AdaGrad(adagrad),
        "RMSProp": RMSProp(rmsprop),
        "Adam": Adam(adam, beta_2=0.99),
    }
    return {name: descend(each, cost, start, num_steps) for name, each in optimizers.items()}


on_the_bowl = race(bowl, [-4.0, 1.2], 60, (0.07, 0.01, 0.8, 0.15, 0.3))
in_the_ravine = race(ravine, [-1.2, 1.8], 120, (0.008, 0.002, 0.3, 0.02, 0.1))
figure, axes = plt.subplots(1, 3, figsize=(15, 4.5))
draw(axes[0], bowl, on_the_bowl, (-5, 3), (-2, 2), np.geomspace(0.05, 80, 10))
draw(axes[1], ravine, in_the_ravine, (-1.7, 1.7), (-0.8, 2.2), np.geomspace(0.05, 150, 12))
axes[0].plot(0, 0, "k*", markersize=12)
axes[1].plot(1, 1, "k*", markersize=12)
axes[0].set_title("a bowl: 60 steps")
axes[1].set_title("Rosenbrock's ravine: 120 steps")
for name, path in in_the_ravine.items():
    axes[2].semilogy([ravine(point) for point in path], label=name)
axes[2].set(title="cost in the ravine", xlabel="step")
axes[2].legend(fontsize=8)
plt.show()

# %% [markdown]
# ## 7.5 A learning rate with a plan
#
# A large learning rate gets far, a small one gets close. Each step uses a **minibatch**, a few
# samples drawn at random (7.7), so that its gradient is noisy: near the minimum the noise moves the
# parameters to and fro, the more the larger $\epsilon$ is. So start large and end small. But don't
# start large *at once*: in the first steps the averages of the optimizer rest on a handful of
# batches, and the network's layers do not fit each other yet. A **schedule** gives each step
# $t = 0, 1, 2, \dots$ its learning rate. A common one warms up along a straight line and comes down
# along half a wave of the cosine:
#
# $$\epsilon_t = \begin{cases}
#   \text{peak} \cdot \dfrac{t}{W} & t < W \\[2ex]
#   \text{floor} + (\text{peak} - \text{floor}) \cdot
#     \dfrac{1 + \cos\!\left(\pi \frac{t - W}{T - W}\right)}{2} & W \le t \le T \\[2ex]
#   \text{floor} & t > T
# \end{cases}$$
#
# $W$ is `warmup_steps`, $T$ is `total_steps`, the warm-up included. The two pieces meet at $t = W$,
# where the rate is `peak` and nothing else. There may be no warm-up at all, $W = 0$.
#
# | step | 0 | 1 | $W$ | half-way from $W$ to $T$ | $T$ and later |
# |---|---|---|---|---|---|
# | $\epsilon_t$ | 0 | peak / $W$ | peak | (peak + floor) / 2 | floor |
#
# **Your task.** Write `__call__`. The step may be a Python int or a scalar tensor or variable of
# any integer or float dtype: an optimizer passes its `iterations`, int64, and within `fit` that is
# a *symbolic* tensor, whose value a Python `if` cannot see. The result is a scalar float tensor.

# %% question="WarmupCosine"
@keras.saving.register_keras_serializable(package="course")
class WarmupCosine(keras.optimizers.schedules.LearningRateSchedule):
    """A learning rate that rises along a line and falls along a cosine.

    Args:
        peak: float, the largest learning rate, reached at step `warmup_steps`.
        warmup_steps: int, at least 0.
        total_steps: int, more than `warmup_steps`: from this step on the rate is `floor`.
        floor: float, the last learning rate, from 0 to `peak`.
    """

    def __init__(self, peak, warmup_steps, total_steps, floor=0.0):
        self.peak = peak
        self.warmup_steps = warmup_steps
        self.total_steps = total_steps
        self.floor = floor

    def get_config(self):
        return {
            "peak": self.peak,
            "warmup_steps": self.warmup_steps,
            "total_steps": self.total_steps,
            "floor": self.floor,
        }

    def __call__(self, step):
        """The learning rate of a step.

        Args:
            step: int, or scalar tensor or variable; the first step is 0.

        Returns:
            Scalar tensor, float32.
        """
        ### BEGIN SOLUTION
        step = ops.cast(step, "float32")
        rising = self.peak * step / max(self.warmup_steps, 1)
        progress = (step - self.warmup_steps) / (self.total_steps - self.warmup_steps)
        wave = (1 + ops.cos(np.pi * ops.minimum(progress, 1.0))) / 2
        falling = self.floor + (self.peak - self.floor) * wave
        return ops.where(step < self.warmup_steps, rising, falling)
        ### END SOLUTION

# %%
check("WarmupCosine")

# %% [markdown]
# The left picture shows your schedule. On the right, momentum with minibatch noise on the bowl:
# how close to the minimum does each learning rate come, and how soon?

# %% tags=["explore"]
schedules = {
    "no warm-up": WarmupCosine(0.05, 0, 300),
    "30 steps of warm-up": WarmupCosine(0.05, 30, 300),
    "100 steps, with a floor": WarmupCosine(0.05, 100, 250, floor=0.01),
}
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 3.2))
for name, schedule in schedules.items():
    left.plot([float(schedule(step)) for step in range(320)], label=name)
left.set(xlabel="step", ylabel="learning rate")
left.legend()

rates = {
    "constant 0.03": 0.03,
    "constant 0.002": 0.002,
    "30 steps of warm-up, then cosine": WarmupCosine(0.03, 30, 300),
}
for name, rate in rates.items():
    random = np.random.default_rng(0)
    optimizer, point = MomentumSGD(rate, momentum=0.5), keras.Variable([-4.0, 1.2])
    costs = []
    for _ in range(320):
        noise = random.normal(scale=4, size=2).astype("float32")
        optimizer.apply_gradients([(point * np.array([1.0, 25.0], "float32") + noise, point)])
        costs.append(bowl(ops.convert_to_numpy(point)))
    right.semilogy(np.convolve(costs, np.ones(15) / 15, "valid"), label=name)
right.set(xlabel="step", ylabel="cost, mean over 15 steps")
right.legend()
plt.show()

# %% [markdown]
# ## 7.6 The optimizer at work
#
# Now train a network with whatever optimizer you are given. The data are a smooth function of
# four features with a little noise: $y = f(x) + \text{noise}$, where the noise has a standard
# deviation of 0.1 and $y$ one of about 1. No model can get a mean squared error below 0.01, and
# the best that ignores $x$ gets about 1.
#
# **Your task.** Write `train_with`: it trains a model of your choice with the given Keras
# optimizer, and returns a function from inputs to predictions.
#
# - The optimizer is new, its learning rate is sensible for a network with one hidden layer of 64
#   `tanh` units and a linear output, trained on the mean squared error; that network is enough.
#   Where it has a schedule, it is planned for 1,500 steps.
# - *All* weights are moved by this optimizer, and by nothing else: one step for each minibatch of
#   at most 100 samples, the samples in a new random order in each epoch (one pass through the
#   data). The data arrive sorted.
# - The loop may be your own, or `fit`. Training takes a few seconds; up to a minute is allowed.
# - `x` and `y` stay as they are.

# %% question="train_with"
def train_with(optimizer, x, y):
    """Train a regression with an optimizer.

    Args:
        optimizer: a `keras.optimizers.Optimizer` that has not been used yet.
        x: NumPy array `(samples, features)`, float32, with a standard deviation of about 1.
        y: NumPy array `(samples,)`, float32.

    Returns:
        Function from inputs, NumPy array `(batch, features)`, float32, to predictions, tensor or
        array `(batch,)`.
    """
    ### BEGIN SOLUTION
    num_epochs, batch_size = 32, 32
    model = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            keras.layers.Dense(64, activation="tanh"),
            keras.layers.Dense(1),
            keras.layers.Reshape(()),
        ]
    )
    optimizer.build(model.trainable_variables)

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            cost = ops.mean(ops.square(model(inputs) - targets))
        gradients = tape.gradient(cost, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights, strict=True))

    random = np.random.default_rng()
    for _ in range(num_epochs):
        order = random.permutation(len(x))
        for first in range(0, len(x), batch_size):
            rows = order[first : first + batch_size]
            step(tf.constant(x[rows]), tf.constant(y[rows]))
    return model
    ### END SOLUTION

# %%
check("train_with")

# %% [markdown]
# How much does the learning rate matter? Each of your optimizers trains on fewer data of the same
# kind, at four learning rates. The dashed line is what the noise alone costs. Which optimizer
# forgives a wrong choice? Are the best learning rates of two optimizers comparable at all?

# %% tags=["explore"]
random = np.random.default_rng(7)
inputs = random.normal(size=(1500, 4)).astype("float32")
clean = np.sin(2 * inputs[:, 0]) + 0.5 * inputs[:, 1] * inputs[:, 2]
outputs = (clean + 0.1 * random.normal(size=1500)).astype("float32")
contenders = {
    "plain": MomentumSGD,
    "momentum": lambda rate: MomentumSGD(rate, momentum=0.9),
    "Adam": Adam,
}
rates = [0.001, 0.01, 0.1, 1.0]

plt.figure(figsize=(7, 3.5))
for name, make in contenders.items():
    errors = []
    for rate in rates:
        predict = train_with(make(rate), inputs[:500], outputs[:500])
        predicted = np.clip(np.nan_to_num(predict(inputs[500:])), -5, 5)  # some diverge
        errors.append(np.mean((predicted - outputs[500:]) ** 2))
    plt.loglog(rates, errors, "o-", label=name)
plt.axhline(0.01, color="black", linestyle="dashed", label="noise")
plt.xlabel("learning rate")
plt.ylabel("error on new data")
plt.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
plt.show()

# %% [markdown]
# ## 7.7 A gradient from a few samples
#
# The cost of a model is an average over $n$ samples, and so is its gradient. To compute it exactly
# is to look at all the data for one step. But an average can be estimated: draw $b$ samples at
# random, a **minibatch**, and average over these.
#
# $$g = \frac{1}{n} \sum_{i=1}^{n} g_i, \qquad
#   \hat g = \frac{1}{b} \sum_{i \in \text{batch}} g_i, \qquad
#   \mathbb{E}\,\hat g = g$$
#
# The estimate is **unbiased**: on average over all the batches that could have been drawn, it is
# the gradient itself. Its noise shrinks as $1 / \sqrt{b}$, so a hundred times the work makes the
# gradient ten times as exact, which is a bad bargain: a hundred steps that are right on average
# get further than one step that is right. The cost of a step depends on $b$ alone, and no longer
# on how many data there are.
#
# In practice the samples of a batch are drawn *without* replacement: all the data are shuffled and
# then cut into batches, one after another. One pass through the data is an **epoch**. Each
# sample is used once in it, which wastes nothing, and the next epoch shuffles anew. Without the
# shuffle nothing is random: data that come sorted by class would give steps that learn one class
# and forget the one before.
#
# | what may go wrong | what it does |
# |---|---|
# | `x` and `y` are shuffled apart | each label belongs to another image: nothing can be learnt |
# | the incomplete last batch is dropped | with a fixed order, the same samples are never seen |
# | batches are put together once and for all | the same samples always pull together |
#
# **Your task.** Write the generator `minibatches`, which gives the batches of **one** epoch, in
# NumPy. For the next epoch the caller calls it again, with another seed.
#
# - Shuffle all samples, in an order that depends on `seed` alone: the same seed gives the same
#   batches, other seeds other orders.
# - Every batch has `batch_size` samples, but the last one, which holds what is left, if anything
#   is left; then the generator ends.
# - Leave `x` and `y` as they are.

# %% question="minibatches"
def minibatches(x, y, batch_size, seed):
    """Cut one epoch into minibatches, in random order.

    Args:
        x: NumPy array `(samples, ...)`.
        y: NumPy array `(samples, ...)`: row i belongs to row i of `x`.
        batch_size: int, at least 1.
        seed: int: decides on the order.

    Yields:
        Pairs `(x_batch, y_batch)` of the same dtypes, of shape `(batch_size, ...)`; the last pair
        may be shorter. Together they hold each sample once.
    """
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
    ### END SOLUTION

# %%
check("minibatches")

# %% [markdown]
# A line with two parameters is fitted to 1,000 points. Each dot on the left is the gradient of one
# of your minibatches, and the cross is the gradient of all points: which way does a small batch
# err? On the right, the size of the error against the size of the batch. When does your measured
# error leave the line $1 / \sqrt{b}$, and why does it have to?

# %% tags=["explore"]
rng = np.random.default_rng(7)
features = np.stack([np.ones(1000), rng.normal(size=1000)], axis=1)
targets = features @ [1.0, 2.0] + rng.normal(size=1000)


def slope_at_zero(x, y):
    return -2 * np.mean(x * y[:, None], axis=0)


sizes = [1, 4, 16, 64, 256, 900]
exact = slope_at_zero(features, targets)
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
errors = []
for size in sizes:
    first = [next(iter(minibatches(features, targets, size, seed))) for seed in range(200)]
    slopes = np.array([slope_at_zero(x, y) for x, y in first])
    errors.append(np.sqrt(np.mean(np.sum((slopes - exact) ** 2, axis=1))))
    if size in (4, 16, 256):
        left.plot(slopes[:, 0], slopes[:, 1], ".", markersize=4, label=f"{size} samples")
left.plot(*exact, "k+", markersize=14, markeredgewidth=2, label="all samples")
left.set(xlabel="gradient by the intercept", ylabel="gradient by the slope")
left.legend()
right.loglog(sizes, errors, "o-", label="minibatches")
right.loglog(sizes, errors[0] / np.sqrt(sizes), "--", color="grey", label=r"$\propto 1/\sqrt{b}$")
right.set(xlabel="samples in a batch, b", ylabel="error of the gradient")
right.legend()
plt.show()

# %% [markdown]
# ## 7.8 Using the curvature
#
# A gradient says which way is down, and not how far to go. The second derivatives do. Near
# $\theta$ the cost looks like a quadratic function,
#
# $$J(\theta + d) \approx J(\theta) + g^{\top} d + \tfrac{1}{2}\, d^{\top} H d,
#   \qquad H_{ij} = \frac{\partial^2 J}{\partial \theta_i\, \partial \theta_j}$$
#
# where $H$ is the **Hessian**. The slope of the right-hand side by $d$ is $g + H d$. **Newton's
# method** goes straight to where that is 0:
#
# $$H d = -g, \qquad \theta_{\text{new}} = \theta + d$$
#
# If the cost is quadratic, one step is all it takes, from anywhere, however narrow the valley. If
# it is not, each step roughly doubles the number of right digits once it is near the minimum. There
# is no learning rate: where the curvature is large the step is short.
#
# Why, then, is hardly any network trained like this?
#
# | | gradient descent | Newton's method |
# |---|---|---|
# | numbers to store, for $n$ parameters | about $n$ | $n^2$ |
# | multiplications in a step | about $n$ | about $n^3 / 3$: eight times as many for twice the $n$ |
# | from a minibatch | noise averages out | noise in $H$ does not, as $H$ is divided by |
# | near a saddle point | leaves, slowly | is *drawn to it*: there, too, the gradient is 0 |
#
# Two rules of computing belong to it. **Solve, don't invert:** $d$ is the solution of a system of
# linear equations. To compute $H^{-1}$ first takes three times as long and loses digits. And
# **damp:** if the cost is flat in some direction, $H$ is singular and the equations have no
# unique solution, or in rounded numbers none at all. Add a tiny multiple of the identity,
#
# $$(H + \lambda I)\, d = -g, \qquad \lambda = 10^{-10} \cdot \max_{ij} \lvert H_{ij} \rvert$$
#
# and there is one, but for rare accidents. Along the flat direction, where $g$ is 0 as well, $d$
# becomes 0; the other directions hardly notice. (With a large $\lambda$ the step turns into
# $d \approx -g / \lambda$, which is gradient descent.)
#
# Second derivatives are derivatives of derivatives, one tape within another. This is given:

# %%
def gradient_and_hessian(cost, theta):
    """The first and second derivatives of a cost.

    Args:
        cost: function of a tensor `(n,)` to a scalar tensor.
        theta: tensor `(n,)`, float64.

    Returns:
        The gradient `(n,)` and the Hessian `(n, n)`, tensors of the same dtype.
    """
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(theta)
        with tf.GradientTape() as inner:
            inner.watch(theta)
            value = cost(theta)
        gradient = inner.gradient(value, theta)
        slopes = tf.unstack(gradient)
    rows = [outer.gradient(slope, theta, unconnected_gradients="zero") for slope in slopes]
    return gradient, ops.stack(rows)

# %% [markdown]
# **Your task.** Write `newton_step`. What must hold:
#
# - From any `theta`, one step on a quadratic cost leads to where its gradient is 0: a minimum, a
#   maximum or a saddle point.
# - If the Hessian is singular there are many such places. The step leads to one of them, and moves
#   in the flat directions by no more than $10^{-4}$.
# - No inverse matrix is computed.

# %% question="newton_step"
def newton_step(cost, theta):
    """One step of Newton's method.

    Args:
        cost: function of a tensor `(n,)` to a scalar tensor, twice differentiable.
        theta: tensor `(n,)`, float64.

    Returns:
        Tensor `(n,)`, float64: the parameters after the step.
    """
    ### BEGIN SOLUTION
    gradient, hessian = gradient_and_hessian(cost, theta)
    damping = 1e-10 * ops.max(ops.abs(hessian))
    damped = hessian + damping * ops.eye(len(theta), dtype=theta.dtype)
    return theta - ops.solve(damped, gradient)
    ### END SOLUTION

# %%
check("newton_step")

# %% [markdown]
# Two costs with a minimum at 0, each ten times as steep in one direction as in the other. On the
# quadratic one, your step needs no second try. On the other, which is flatter far from its
# minimum than a quadratic would be, watch how quickly the last steps get short. Then start it at
# $(1.2, 1.2)$, with two steps instead of five: what does it do where it trusts its quadratic too
# far?

# %% tags=["explore"]
def bowl(theta):
    return 0.5 * (theta[0] ** 2 + 10 * theta[1] ** 2)


def soft_bowl(theta):
    return ops.log(ops.cosh(theta[0])) + 10 * ops.log(ops.cosh(theta[1]))


def path(step, theta, num_steps):
    places = [theta]
    for _ in range(num_steps):
        places.append(step(places[-1]))
    return np.array(places)


def descend(cost):
    return lambda theta: theta - 0.15 * gradient_and_hessian(cost, theta)[0]


start = ops.convert_to_tensor(np.array([-1.0, 0.8]))
side = np.linspace(-1.5, 1.5, 61)
figure, axes = plt.subplots(1, 2, figsize=(11, 4))
for axis, cost in zip(axes, (bowl, soft_bowl), strict=True):
    heights = [[float(cost(ops.convert_to_tensor([a, b]))) for a in side] for b in side]
    axis.contour(side, side, heights, levels=12, colors="lightgrey")
    slow = path(descend(cost), start, 15)
    fast = path(lambda theta, cost=cost: newton_step(cost, theta), start, 5)
    axis.plot(slow[:, 0], slow[:, 1], "o-", markersize=4, label="gradient descent, 15 steps")
    axis.plot(fast[:, 0], fast[:, 1], "s-", markersize=5, label="Newton's method, 5 steps")
    axis.set(xlabel=r"$\theta_0$", ylabel=r"$\theta_1$", title=cost.__name__.replace("_", " "))
    axis.legend(loc="lower right")
plt.show()

# %% [markdown]
# ## 7.9 Layers that don't disturb each other
#
# When training changes one layer, the inputs of the next one change with it: their mean moves,
# their spread grows or shrinks. What the next layer has learnt was learnt for other numbers, and
# in a deep network such changes multiply. **Batch normalisation** is a layer that undoes them.
# For each channel, it measures the mean $\mu$ and the variance $\sigma^2$ over the batch, and gives
#
# $$h = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad y = \gamma\, h + \beta$$
#
# (the notes' $y = m (x - \mu) / \sigma + b$). Whatever the layers below do, mean and spread of $y$
# are $\beta$ and $\gamma$, two parameters of this layer that are learnt. An offset or another unit
# of $x$ makes no difference at all. The notes call the layers "completely independent"; more
# exactly, the mean and the variance of each channel no longer depend on the layers below.
#
# A **channel** is an entry of the last axis. Of a batch of rows `(batch, features)`, $\mu$ is the
# mean over the batch. Of images `(batch, height, width, channels)` it is the mean over the batch
# *and all pixels*, since a convolution computes a channel in the same way everywhere. So $\mu$,
# $\sigma^2$, $\gamma$ and $\beta$ always have the shape `(channels,)`.
#
# One thing is awkward. In training, the output for a sample depends on which others are in its
# batch; a finished model may be asked about a single photo, which has no spread. So the layer
# remembers. In training it keeps **moving statistics**, and in inference it uses them:
#
# | | training | inference |
# |---|---|---|
# | mean and variance | those of this batch | the moving ones |
# | moving mean | $\leftarrow m \cdot$ old $+\ (1 - m)\ \mu$ | stays |
# | moving variance | $\leftarrow m \cdot$ old $+\ (1 - m)\ \sigma^2$ | stays |
# | gradient by $x$ | through $\mu$ and $\sigma^2$ too | direct: the statistics are constants |
#
# $m$ is called `momentum`: near 1, the memory is long. The moving statistics are weights that are
# not trained: no gradient moves them, but they are saved with the model. Training code in which
# they never move, or a model that is used in training mode by mistake, is a classical way to
# get good numbers while training and bad ones afterwards.
#
# **Your task.** Write `build` and `call`, in the conventions of Keras.
#
# - Name the weights `self.gamma`, `self.beta`, `self.moving_mean` and `self.moving_variance`; they
#   begin as 1, 0, 0 and 1.
# - The variance is the mean squared deviation (divided by the count, not by the count minus 1),
#   in the output as in the moving variance.
# - `training` is `True` in `fit`, and `False` in `predict` and where nothing is said.

# %% question="BatchNormalization"
@keras.saving.register_keras_serializable(package="course")
class BatchNormalization(keras.layers.Layer):
    """Normalise each channel over the batch, then scale and shift it.

    Args:
        momentum: float from 0 to 1: how much of the moving statistics a training step keeps.
        epsilon: float, added to the variance under the root.

    Input shape: `(batch, ..., channels)`. Output shape: the same.
    """

    def __init__(self, momentum=0.99, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.momentum = momentum
        self.epsilon = epsilon

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum, "epsilon": self.epsilon}

    def build(self, input_shape):
        ### BEGIN SOLUTION
        shape = (input_shape[-1],)
        self.gamma = self.add_weight(shape=shape, initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=shape, initializer="zeros", name="beta")
        self.moving_mean = self.add_weight(
            shape=shape, initializer="zeros", trainable=False, name="moving_mean"
        )
        self.moving_variance = self.add_weight(
            shape=shape, initializer="ones", trainable=False, name="moving_variance"
        )
        ### END SOLUTION

    def call(self, inputs, training=False):
        ### BEGIN SOLUTION
        if training:
            axes = tuple(range(len(inputs.shape) - 1))
            mean, variance = ops.mean(inputs, axis=axes), ops.var(inputs, axis=axes)
            self._move(self.moving_mean, mean)
            self._move(self.moving_variance, variance)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        normalised = (inputs - mean) / ops.sqrt(variance + self.epsilon)
        return self.gamma * normalised + self.beta

    def _move(self, statistic, new):
        statistic.assign(self.momentum * statistic + (1 - self.momentum) * new)
        ### END SOLUTION

# %%
check("BatchNormalization")

# %% [markdown]
# Twelve dense layers, one on the other, whose weights were drawn a little too small or too large.
# The histograms show what comes out of some of them, on top as it is, below with your layer
# before each activation. Which networks could learn anything in their first step?

# %% tags=["explore"]
def activations(gain, normalise):
    signal = np.random.default_rng(1).normal(size=(256, 64)).astype("float32")
    seen = []
    for depth in range(12):
        initializer = keras.initializers.RandomNormal(stddev=gain / 8, seed=depth)
        signal = keras.layers.Dense(64, kernel_initializer=initializer)(signal)
        if normalise:
            signal = BatchNormalization()(signal, training=True)
        signal = ops.tanh(signal)
        seen.append(np.ravel(signal))
    return seen


figure, axes = plt.subplots(2, 2, figsize=(10, 5), sharex=True)
bins = np.linspace(-1, 1, 61)
for column, (gain, name) in enumerate(((0.5, "small weights"), (4.0, "large weights"))):
    for row, normalise in enumerate((False, True)):
        seen = activations(gain, normalise)
        for depth in (1, 4, 12):
            axes[row, column].hist(
                seen[depth - 1], bins, density=True, histtype="step", label=f"layer {depth}"
            )
        words = "with" if normalise else "without"
        axes[row, column].set(title=f"{name}, {words} batch normalisation", ylim=(0, 3), yticks=[])
axes[0, 0].legend()
for axis in axes[1]:
    axis.set_xlabel("activation")
plt.tight_layout()
plt.show()

# %% [markdown]
# ## 7.10 The way back through a batch
#
# In every layer so far, the gradient of a sample was its own affair. Here it is not: $\mu$ and
# $\sigma^2$ are made of all samples, so moving one of them moves the outputs of all. Take one
# channel with $n$ numbers $x_1, \dots, x_n$ (samples, or samples times pixels) and follow them
# forwards:
#
# $$\mu = \frac{1}{n} \sum_i x_i, \quad
#   \sigma^2 = \frac{1}{n} \sum_i (x_i - \mu)^2, \quad
#   s = \sqrt{\sigma^2 + \varepsilon}, \quad
#   h_i = \frac{x_i - \mu}{s}, \quad
#   y_i = \gamma h_i + \beta$$
#
# Let $g_i = \partial J / \partial y_i$ be what arrives from above. Going backwards, each line is
# the chain rule and nothing else, but $x_i$ is reached on three paths:
#
# ```
# x_i ───────────────► h_i ───► y_i
#  ├──► μ ───────────► all h ─► all y
#  └──► σ² ──► s ────► all h ─► all y
# ```
#
# Two sums check the result. Adding a constant to all $x_i$ changes nothing, so the gradients of a
# channel must sum to 0. And when all $g_i$ are equal, the sum of the outputs is what is
# differentiated, which is $n \beta$ whatever $x$ is: then every gradient by $x$ is 0. This is why a
# gradient check of this layer with $g = 1$ proves nothing, and why ours uses random ones.
#
# **Your task.** Write `batch_norm_backward` by hand, without automatic differentiation. As before,
# the last axis holds the channels, and all others count as the batch.

# %% question="batch_norm_backward"
def batch_norm_backward(x, gamma, epsilon, grad_output):
    """The gradients of batch normalisation in training.

    Args:
        x: tensor `(batch, ..., channels)`, float32 or float64: the layer's inputs.
        gamma: tensor `(channels,)` of the same dtype.
        epsilon: float, added to the variance under the root.
        grad_output: tensor of the shape and dtype of `x`: the gradient by the layer's outputs.

    Returns:
        Tuple of three tensors of the same dtype: the gradients by `x`, of its shape, by `gamma`,
        `(channels,)`, and by `beta`, `(channels,)`.
    """
    ### BEGIN SOLUTION
    axes = tuple(range(len(x.shape) - 1))
    mean, variance = ops.mean(x, axis=axes), ops.var(x, axis=axes)
    scale = ops.sqrt(variance + epsilon)
    normalised = (x - mean) / scale

    grad_beta = ops.sum(grad_output, axis=axes)
    grad_gamma = ops.sum(grad_output * normalised, axis=axes)

    grad_normalised = gamma * grad_output
    through_mean = ops.mean(grad_normalised, axis=axes)
    through_variance = normalised * ops.mean(grad_normalised * normalised, axis=axes)
    grad_x = (grad_normalised - through_mean - through_variance) / scale
    return grad_x, grad_gamma, grad_beta
    ### END SOLUTION

# %%
check("batch_norm_backward")

# %% [markdown]
# Eight samples of one channel, from small to large. Row $i$ of each matrix says how the output
# $y_i$ answers to a small push of each input, by your function. Without the paths through the
# statistics only the diagonal would be left. Why do the rows sum to 0? On the right, an outlier
# has joined: whom does the layer still listen to?

# %% tags=["explore"]
figure, axes = plt.subplots(1, 2, figsize=(10, 4))
ordinary = np.linspace(-1, 1, 8)
with_outlier = np.append(ordinary[:-1], 6.0)
for axis, values, name in zip(
    axes, (ordinary, with_outlier), ("evenly spread", "the last one far away"), strict=True
):
    channel = ops.convert_to_tensor(values[:, None])
    pushes = ops.convert_to_tensor(np.eye(8)[:, :, None])
    one = ops.ones(1, dtype="float64")
    jacobian = np.array([batch_norm_backward(channel, one, 1e-3, push)[0][:, 0] for push in pushes])
    limit = np.abs(jacobian).max()
    image = axis.imshow(jacobian, cmap="RdBu", vmin=-limit, vmax=limit)
    axis.set(title=name, xlabel="input that is pushed", ylabel="output that answers")
    figure.colorbar(image, ax=axis)
plt.show()

# %% [markdown]
# ## 7.11 Easy things first
#
# Nobody learns to read from contracts. **Curriculum learning** orders the training data like a
# school does: easy samples first, and harder ones join as training goes on. Early on, when the
# model is far from any solution, easy samples agree on the direction; hard, rare or mislabelled
# ones mostly add noise. In the end all the data are used, for a model that has never seen a hard
# case does not know it.
#
# What is easy has to come from somewhere: the length of a sentence, the blur of a photo, the cost
# under a simpler model. Let `difficulty` be any such number. Only its order counts here. A common
# plan grows by the same share in every epoch. Of $T$ epochs, number $t = 0, \dots, T - 1$ uses the
#
# $$\left\lceil n \cdot \frac{t + 1}{T} \right\rceil$$
#
# easiest of $n$ samples. A curriculum is no free gain. It tends to help where time is short or
# labels are noisy, and to make little difference when clean data are trained on for long. And
# what is shown first is shown most: a difficulty that singles out one group of people makes a
# model that has seen the least of them.
#
# **Your task.** Write `curriculum`, which returns what is learnt in one epoch, in NumPy. Samples
# that were in stay in; from the last epoch on, all the data are used. In which order the samples
# of the part stand is up to you, as long as each keeps its label. No two difficulties are equal.

# %% question="curriculum"
def curriculum(x, y, difficulty, epoch, num_epochs):
    """Choose the samples of one epoch, the easiest ones, in a number that grows with the epoch.

    Args:
        x: NumPy array `(samples, ...)`.
        y: NumPy array `(samples, ...)`: row i belongs to row i of `x`.
        difficulty: NumPy array `(samples,)`: the larger, the harder.
        epoch: int, counted from 0.
        num_epochs: int, at least 1: from epoch `num_epochs - 1` on, all samples are used.

    Returns:
        The pair `(x_part, y_part)`, arrays of the same dtypes with the chosen rows.
    """
    ### BEGIN SOLUTION
    num_samples = math.ceil(len(x) * (epoch + 1) / num_epochs)
    easiest = np.argsort(difficulty)[:num_samples]
    return x[easiest], y[easiest]
    ### END SOLUTION

# %%
check("curriculum")

# %% [markdown]
# Two classes that overlap. A sample counts as hard if many of its neighbours belong to the other
# class. See how your function first shows two clear groups, and the quarrel at the border last.

# %% tags=["explore"]
rng = np.random.default_rng(4)
labels = rng.integers(2, size=400)
points = rng.normal(size=(400, 2)) + 1.3 * (2 * labels[:, None] - 1) * [1.0, 0.5]
distances = np.linalg.norm(points[:, None] - points[None], axis=2)
neighbours = np.argsort(distances, axis=1)[:, 1:16]
strangers = np.mean(labels[neighbours] != labels[:, None], axis=1)
difficulty = strangers + 1e-6 * rng.permutation(400)  # no two are equal

figure, axes = plt.subplots(1, 4, figsize=(13, 3.4), sharex=True, sharey=True)
for epoch, axis in enumerate(axes):
    x_part, y_part = curriculum(points, labels, difficulty, epoch, 4)
    axis.scatter(points[:, 0], points[:, 1], s=4, color="lightgrey")
    axis.scatter(x_part[:, 0], x_part[:, 1], s=9, c=np.array(["tab:blue", "tab:orange"])[y_part])
    axis.set(title=f"epoch {epoch}: {len(x_part)} samples", xlabel="first feature")
axes[0].set_ylabel("second feature")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown] written="what_an_optimizer_sees" points=3
# **What an optimizer sees.** (a) All costs are multiplied by 100. How do the paths of momentum,
# of AdaGrad with an accumulator that starts at 0, and of Adam change? (b) In a text model the
# gradients of a rare word's embedding are exactly 0 in 99 of 100 steps. What does each of the
# three do to this embedding in a step in which the word does not occur? (c) A colleague finds
# plain gradient descent useless on a bowl whose axes are 1 : 10,000, and Adam excellent. Then the
# bowl is turned by 45°. What changes for each of the two methods, and why?
#
# === BEGIN MARK SCHEME ===
# One point each.
#
# (a) Momentum: every step is 100 times as long, as if the learning rate were; it may well diverge.
# AdaGrad and Adam divide by the magnitude of the gradients, so that (apart from ε) nothing changes.
#
# (b) Momentum: the velocity decays but still moves it. AdaGrad: the step is g times something, so
# 0. Adam: m decays and still moves it, as with momentum (and s decays too, so that the next
# occurrence is a long step).
#
# (c) Plain descent follows the gradient, which turns with the bowl: the path turns too and is
# neither better nor worse. Adam scales each coordinate on its own. With the axes of the bowl along
# the coordinates that undoes the 1 : 10,000; after the turn both coordinates see the same mixture,
# their scales are alike, and the advantage is gone.
# === END MARK SCHEME ===

# %% [markdown] written="the_price_of_a_newton_step" points=2
# **The price of a Newton step.** A network has $n = 10^6$ parameters, and float32 takes 4 bytes.
# How much memory does its Hessian need, and about how many multiplications does solving for the
# step take, if it is $n^3 / 3$? Compare with a step of Adam. On which problem would you use
# Newton's method all the same, and what can go wrong there far from the minimum?
#
# === BEGIN MARK SCHEME ===
# One point: $4 \cdot 10^{12}$ bytes, 4 terabytes, and $3 \cdot 10^{17}$ multiplications: days on a
# single processor for one step, on which the minibatch's noise would be wasted. Adam: two more
# numbers per parameter (8 MB) and some ten operations each.
#
# One point: problems with few parameters and a smooth, convex cost that can be computed on all the
# data, such as logistic regression with tens of features; it converges in a handful of steps. Far
# from the minimum the Hessian may be singular or have negative eigenvalues, so that the step is
# enormous or leads uphill to a saddle point or maximum; damping or a line search helps.
# === END MARK SCHEME ===

# %% [markdown] written="one_sample_at_a_time" points=2
# **One sample at a time.** A network with batch normalisation reaches 95 % on the validation data.
# Deployed, it gets one photo at a time, and somebody calls it with `training=True`. What comes out
# of the first normalised dense layer, and why? Training used batches of 2 photos, and gave 70 %:
# name two things that go wrong with such small batches, and one remedy.
#
# === BEGIN MARK SCHEME ===
# One point: with a batch of one, mean and value are the same and the variance is 0, so every output
# is (0 / √ε) γ + β = β whatever the photo. (It also updates the moving statistics.) In inference
# the moving statistics have to be used.
#
# One point for two of: mean and variance of two samples are very noisy, so each sample's output
# depends on its chance partner; the moving statistics differ from what the layer was trained with;
# with two samples the normalised values are nearly always ±1, so the sizes are lost. Remedies:
# larger batches, statistics accumulated over several batches or devices, or normalisation within a
# sample (layer or group normalisation).
# === END MARK SCHEME ===
