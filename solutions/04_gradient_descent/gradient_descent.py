# %% [markdown]
# # 4 · Gradient descent
#
# A model is a family of functions $f(x; \theta)$, and a cost $J(\theta)$ says how badly one member
# of the family fits the data. What is left is to find good parameters. Deep learning is possible
# because one simple method finds them even among millions: start anywhere, ask in which direction
# the cost falls fastest, take a small step that way, repeat.
#
# **By the end you can**
# - check any gradient by finite differences, and say how exact such a check can be;
# - compute the gradient of a network of two layers by hand, from the output back to the input;
# - write the training loop, both on bare tensors and inside Keras, where `fit` uses it;
# - see from the gradients whether a network can learn at all;
# - tell a minimum from a saddle point, and do something about a bad start.
#
# **Out of scope**: minibatches and better update rules (assignment 7), other hidden layers and
# their depth (6), keeping a network from overfitting (5).
#
# **Time**: 2 to 3 hours. Each question can be answered without the ones before it.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("numerical_gradient")`
# gives a first hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 寻找 θ | finding the parameters | $\arg\min_\theta J(\theta)$ |
# | 优化问题 | optimisation problem | |
# | 成本函数 | cost function | $J$ |
# | 梯度 | gradient | $g = \partial J / \partial \theta$ |
# | 梯度下降 | gradient descent | $\theta \leftarrow \theta - \epsilon g$ |
# | 学习率 | learning rate | $\epsilon$ |
# | 方向 | direction | $-g$, in which the cost falls fastest |
# | 不稳定 | unstable | the gradient grows towards ∞ |
# | 贪婪算法 | greedy algorithm | |
# | 收敛 | converge | |
# | 局部极小值 | local minimum | $g = 0$, and no way down nearby |
# | 隐藏层 | hidden layer | $h = f_1(x; \theta_1)$ |
#
# Three words that the notes do without: **backpropagation** computes a gradient from the output
# back to the input, a **saddle point** is a place where the gradient is 0 and the cost falls in
# some directions and rises in others, and the **Hessian** is the matrix of second derivatives.

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("numerical_gradient")

# %% [markdown]
# ## 4.1 A gradient that you can trust
#
# The partial derivative of $J$ with respect to one entry $\theta_i$ (for short: by $\theta_i$) says
# how much the cost changes when that entry alone changes a little. So change it a little and look:
#
# $$\frac{\partial J}{\partial \theta_i} \approx
#   \frac{J(\theta + h_i e_i) - J(\theta - h_i e_i)}{2 h_i}$$
#
# where $e_i$ is 1 at entry $i$ and 0 elsewhere. This **central difference** has an error of order
# $h^2$, because the terms with the second derivative cancel. The one-sided
# $(J(\theta + h_i e_i) - J(\theta)) / h_i$ has an error of order $h$, which is far worse for small
# $h$.
#
# How small? A float64 holds about 16 digits. A change that is tiny beside $\theta_i$ is rounded
# away: $10^{12} + 10^{-5}$ *is* $10^{12}$. So the step goes with the size of the entry, but not
# down to 0 for an entry that is 0:
#
# $$h_i = \text{step} \cdot \max(1, \lvert \theta_i \rvert)$$
#
# A numerical gradient needs two evaluations of the cost for each parameter. That is hopeless for
# training a network, and ideal for checking a gradient that was computed in a cleverer way.
#
# **Your task.** Write `numerical_gradient`, in NumPy. The array `theta` must be unchanged when
# you return.

# %% question="numerical_gradient"
def numerical_gradient(function, theta, step):
    """Gradient of a function by central differences, with h_i = step * max(1, |theta_i|).

    Args:
        function: takes an array of theta's shape and dtype, and returns a number.
        theta: NumPy array with one axis or more, float32 or float64: where to differentiate.
        step: positive float.

    Returns:
        NumPy array of theta's shape and dtype: the derivative by each entry.
    """
    ### BEGIN SOLUTION
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
    ### END SOLUTION

# %%
check("numerical_gradient")

# %% [markdown]
# How exact is it? The picture differentiates $e^x$ at 1 with steps from large to tiny. On the
# right the formula is to blame, on the left the rounding of $J$, whose digits cancel in the
# difference. Where is the best step, and how many of the 16 digits are left there?

# %% tags=["explore"]
steps = np.logspace(-12, -1, 45)
one = np.array([1.0])
central = [numerical_gradient(lambda x: np.exp(x[0]), one, step)[0] for step in steps]
one_sided = (np.exp(1 + steps) - np.exp(1)) / steps

plt.figure(figsize=(7, 3.5))
plt.loglog(steps, np.abs(one_sided - np.e) + 1e-17, ".-", label="one-sided")
plt.loglog(steps, np.abs(np.array(central) - np.e) + 1e-17, ".-", label="central: yours")
plt.xlabel("step")
plt.ylabel("absolute error of the derivative")
plt.title("differentiating $e^x$ at 1")
plt.legend()
plt.show()

# %% [markdown]
# ## 4.2 One layer, backwards
#
# Let a layer compute $u = xM + b$ for a batch, one sample in each row, and let the cost $J$ be
# *any* function of $u$. Someone tells us $G = \partial J / \partial u$, an array of the shape of
# $u$. By the chain rule the layer can answer for its own part:
#
# $$\frac{\partial J}{\partial M} = x^\top G, \qquad
#   \frac{\partial J}{\partial b} = \sum_{n} G_n, \qquad
#   \frac{\partial J}{\partial x} = G M^\top$$
#
# Two thoughts are enough to remember this. **Each gradient has the shape of what it belongs to**,
# and mostly one product fits. And **what is used several times gets a sum**: every sample passes
# through the same $M$ and $b$, so their contributions add up, whereas each row of $x$ is used for
# one sample only.
#
# There is no $1/N$ here. If the cost is a mean over $N$ samples, then $G$ contains the $1/N$
# already.
#
# **Your task.** Write `affine_backward`, without automatic differentiation.

# %% question="affine_backward"
def affine_backward(x, weights, grad_output):
    """Gradients of a cost through the layer x @ weights + bias.

    Args:
        x: tensor `(batch, features)`, float32 or float64.
        weights: tensor `(features, units)` of the same dtype.
        grad_output: tensor `(batch, units)` of the same dtype: the gradient of the cost by the
            layer's output.

    Returns:
        Tuple of the gradients of the cost by `x`, by `weights` and by the bias: tensors
        `(batch, features)`, `(features, units)` and `(units,)` of the same dtype.
    """
    ### BEGIN SOLUTION
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.sum(grad_output, axis=0)
    return grad_x, grad_weights, grad_bias
    ### END SOLUTION

# %%
check("affine_backward")

# %% [markdown]
# Now the numerical gradient shows what it is for. Each point is one entry of a gradient: your
# formula across, your differences upwards. All three colours should lie on the diagonal. Here the
# cost is the sum of $\sin(u)$, so that $G = \cos(u)$.

# %% tags=["explore"]
rng = np.random.default_rng(0)
x, weights, bias = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=4)
by_hand = affine_backward(*map(ops.convert_to_tensor, (x, weights, np.cos(x @ weights + bias))))
costs = {
    "x": (x, lambda value: np.sum(np.sin(value @ weights + bias))),
    "weights": (weights, lambda value: np.sum(np.sin(x @ value + bias))),
    "bias": (bias, lambda value: np.sum(np.sin(x @ weights + value))),
}

plt.figure(figsize=(4.5, 4.5))
for (name, (value, cost)), gradient in zip(costs.items(), by_hand, strict=True):
    plt.plot(np.ravel(gradient), np.ravel(numerical_gradient(cost, value, 1e-5)), "o", label=name)
plt.axline((0, 0), slope=1, color="grey", linewidth=0.5)
plt.xlabel("by hand")
plt.ylabel("by differences")
plt.title("every entry of three gradients")
plt.legend()
plt.show()

# %% [markdown]
# ## 4.3 Two layers, backwards
#
# A deep network is a chain of layers, $f(x; \theta) = f_2(f_1(x; \theta_1); \theta_2)$, and the
# chain rule goes through it from the cost back to the input. Each layer receives the gradient by
# its output and passes on the gradient by its input. Here is a network of two layers, with the
# rectifier $\max(0, z)$ between them:
#
# $$z = x M_1 + b_1, \qquad h = \max(0, z), \qquad u = h M_2 + b_2$$
#
# and the cost is the squared error, summed over the outputs and averaged over the $N$ samples:
#
# $$J = \frac{1}{N} \sum_{n=1}^{N} \sum_{k} (u_{nk} - y_{nk})^2$$
#
# Backwards:
#
# 1. $\partial J / \partial u = \frac{2}{N} (u - y)$. This is where the $1/N$ comes in, and it
#    comes in once.
# 2. Through the second layer, as in 4.2, with $h$ as its input.
# 3. Through the rectifier: a unit with $z > 0$ passes its gradient on as it is, and the others
#    pass on 0. What counts is the sign of $z$, not that of the gradient. At exactly $z = 0$ take
#    the slope 0, as Keras does.
# 4. Through the first layer, as in 4.2, with $x$ as its input.
#
# The whole way back costs about twice as much as the way forward, for *all* parameters together.
# This is **backpropagation**, and without it nobody would train a network.
#
# **Your task.** Write `mlp_gradients`, by these four steps: no automatic differentiation, no finite
# differences. `parameters` is a list of four tensors, $[M_1, b_1, M_2, b_2]$. You may use your
# `affine_backward`.

# %% question="mlp_gradients"
def mlp_gradients(parameters, x, y):
    """Gradients of the cost of a network with two layers, by hand.

    Args:
        parameters: list of the tensors `weights_1 (features, hidden)`, `bias_1 (hidden,)`,
            `weights_2 (hidden, outputs)` and `bias_2 (outputs,)`, float32 or float64.
        x: tensor `(batch, features)` of the same dtype.
        y: tensor `(batch, outputs)` of the same dtype: the targets.

    Returns:
        List of four tensors: the gradient of the cost by each of the parameters, in their order
        and shapes, and of the same dtype.
    """
    ### BEGIN SOLUTION
    weights_1, bias_1, weights_2, bias_2 = parameters
    z = ops.matmul(x, weights_1) + bias_1
    hidden = ops.maximum(z, 0)
    output = ops.matmul(hidden, weights_2) + bias_2

    grad_output = 2 * (output - y) / x.shape[0]
    grad_hidden, grad_weights_2, grad_bias_2 = affine_backward(hidden, weights_2, grad_output)
    grad_z = ops.where(z > 0, grad_hidden, 0)
    _, grad_weights_1, grad_bias_1 = affine_backward(x, weights_1, grad_z)
    return [grad_weights_1, grad_bias_1, grad_weights_2, grad_bias_2]
    ### END SOLUTION

# %%
check("mlp_gradients")

# %% [markdown]
# This is all that learning takes. No Keras model, no optimizer: your gradients, and a step against
# them. See how 20 hidden units, each a line with one kink, are bent into a curve. Where are the
# kinks at the start, and how do they move?

# %% tags=["explore"]
rng = np.random.default_rng(1)
x = rng.uniform(-3, 3, size=(100, 1))
y = np.sin(2 * x) + 0.1 * rng.normal(size=x.shape)
parameters = [
    rng.normal(size=(1, 20)),
    rng.uniform(-2, 2, size=20),
    0.3 * rng.normal(size=(20, 1)),
    np.zeros(1),
]
grid = np.linspace(-3, 3, 301)[:, None]

plt.figure(figsize=(7, 3.5))
plt.plot(x, y, ".", color="grey")
for step in range(3001):
    if step in (0, 100, 500, 3000):
        weights_1, bias_1, weights_2, bias_2 = parameters
        u = np.maximum(grid @ weights_1 + bias_1, 0) @ weights_2 + bias_2
        plt.plot(grid, u, label=f"after {step} steps")
    gradients = mlp_gradients([ops.convert_to_tensor(p) for p in parameters], x, y)
    parameters = [p - 0.02 * np.array(g) for p, g in zip(parameters, gradients, strict=True)]
plt.xlabel("x")
plt.ylim(-3, 3)
plt.legend(fontsize=8)
plt.show()

# %% [markdown]
# ## 4.4 The loop
#
# The notes give gradient descent in nine lines:
#
# ```
# theta = initial_random_values()
# loop {
#     xs = fetch_inputs()
#     ys = fetch_outputs()
#     us = model(theta)(xs)
#     cost = J(ys, us)
#     if cost < threshold: exit;
#     theta = theta - gradient(cost)
# }
# ```
#
# Three things are missing for practice. The gradient says in which direction to go, and not how
# far; the **learning rate** $\epsilon$ says that: $\theta \leftarrow \theta - \epsilon\, g$. If it
# is too large, the steps overshoot, the cost grows from step to step, and ends as infinity or NaN.
# Nothing that comes after a NaN is of any use, so the loop has to stop there. And a cost that
# never gets below the threshold needs a **largest number of steps**.
#
# All parameters move **at once**: every gradient is taken at the old parameters. Whoever moves
# the first parameter and only then differentiates by the second follows no gradient.
#
# From now on TensorFlow differentiates for you. A `tf.GradientTape` records what is computed
# inside its `with` block and walks it backwards, as you did in 4.3. Tensors have to be watched:
#
# ```python
# with tf.GradientTape() as tape:
#     tape.watch(parameters)
#     value = cost(parameters, inputs, targets)
# gradients = tape.gradient(value, parameters)
# ```
#
# **Your task.** Write `gradient_descent`. Model and $J$ are both in
# `cost(parameters, inputs, targets)`, which returns a scalar tensor; all of the data are used in
# every step. Repeat at most `max_steps` times:
#
# 1. Compute the cost, and note it down.
# 2. If it is smaller than `threshold`, or infinite, or NaN: stop. The parameters stay as they are.
# 3. Otherwise move all parameters by one step.
#
# Return the parameters as they are then, and the costs that you noted down. So `costs[k]` is the
# cost after `k` steps, and with `max_steps=0` nothing happens at all. Leave the list `parameters`
# that you are given as it is. The step is yours to write, without an optimizer of Keras.

# %% question="gradient_descent"
def gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps):
    """Follow the gradient until the cost is below a threshold.

    Args:
        parameters: list of tensors of any shapes, float32 or float64: where to start.
        inputs: tensor `(batch, features)` of the same dtype.
        targets: tensor `(batch, outputs)` of the same dtype.
        cost: function of parameters (such a list), inputs and targets; returns a scalar tensor.
        learning_rate: float, the step is this times the gradient.
        threshold: float; stop as soon as the cost is smaller.
        max_steps: int, the largest number of steps.

    Returns:
        Tuple of the parameters, a list of tensors of the same shapes and dtype, and the costs, a
        list of floats: one for each time that the cost was computed.
    """
    ### BEGIN SOLUTION
    costs = []
    for _ in range(max_steps):
        with tf.GradientTape() as tape:
            tape.watch(parameters)
            value = cost(parameters, inputs, targets)
        costs.append(float(value))
        if costs[-1] < threshold or not np.isfinite(costs[-1]):
            break
        gradients = tape.gradient(value, parameters)
        parameters = [p - learning_rate * g for p, g in zip(parameters, gradients, strict=True)]
    return parameters, costs
    ### END SOLUTION

# %%
check("gradient_descent")

# %% [markdown]
# A line $u = mx + b$ has two parameters, so that its cost is a landscape and can be drawn. Your
# loop walks over it from the same start with three learning rates. Why does the small one turn
# into the valley first and then crawl? Why does the large one zigzag? Try 0.5 for the largest.

# %% tags=["explore"]
rng = np.random.default_rng(2)
x = ops.convert_to_tensor(rng.uniform(0, 2, size=(40, 1)))
y = 1.5 * x - 0.5 + ops.convert_to_tensor(0.3 * rng.normal(size=(40, 1)))


def line_cost(parameters, inputs, targets):
    slope, intercept = parameters
    return ops.mean(ops.square(slope * inputs + intercept - targets))


figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
slope, intercept = np.meshgrid(np.linspace(-2, 4, 121), np.linspace(-3, 2, 101))
fits = slope[..., None] * np.ravel(x) + intercept[..., None]
landscape = np.mean((fits - np.ravel(y)) ** 2, axis=-1)
left.contour(slope, intercept, landscape, levels=np.logspace(-1, 1.3, 14), colors="lightgrey")
start = [ops.convert_to_tensor(np.array([value])) for value in (-1.5, -2.5)]
for learning_rate in (0.03, 0.2, 0.42):
    path = [start]
    for _ in range(30):
        path.append(gradient_descent(path[-1], x, y, line_cost, learning_rate, 0.0, 1)[0])
    left.plot(*np.array(path)[:, :, 0].T, ".-", label=f"learning rate {learning_rate}")
    _, costs = gradient_descent(start, x, y, line_cost, learning_rate, 0.15, 200)
    right.semilogy(costs, ".-", label=f"learning rate {learning_rate}: {len(costs) - 1} steps")
left.set(xlabel="m", ylabel="b", title="30 steps over the cost")
right.axhline(0.15, color="grey", linestyle="dashed", label="threshold")
right.set(xlabel="step", ylabel="cost", xlim=(-2, 100), title="until the cost is below 0.15")
left.legend(fontsize=8)
right.legend(fontsize=8)
plt.show()

# %% [markdown]
# ## 4.5 The loop inside Keras
#
# `model.fit` is the same loop with everything around it: batches, epochs, callbacks, a progress
# bar. Its heart is one method of `keras.Model`, called once for each batch: `train_step`. If you
# write your own, you decide what a step is, and keep the rest. (Assignment 5 trains on adversarial
# inputs that way.)
#
# A step gets `data`: inputs, targets and, if the user gave any to `fit`, a weight for each sample.
# It has four parts, and Keras has something for each:
#
# 1. **Unpack**: `keras.utils.unpack_x_y_sample_weight(data)` gives all three. Weights that are
#    absent are `None`.
# 2. **Predict**: `self(x, training=True)`. Layers such as dropout behave differently in training.
# 3. **Cost**: `self.compute_loss(x=…, y=…, y_pred=…, sample_weight=…)`. It takes the loss that was
#    given to `compile`, the weights, and the penalties that layers ask for.
# 4. **Move**: `self.optimizer.apply(gradients, self.trainable_variables)`. This is the optimizer
#    that was given to `compile`.
#
# Last, a step **reports**. It returns a dict, with the loss and each metric by its name, that
# holds the means *since the start of the epoch*. Such means live in metric objects: `update_state`
# adds a batch and `result` gives the mean. `self.metrics` lists them, and `fit` resets all of that
# list when an epoch starts. The one whose `name` is `"loss"` is there for the loss, and you have to
# update it. `self.compute_metrics(x, y, y_pred, sample_weight)` updates the metrics that were given
# to `compile` and returns the dict of *all* results, the loss included. Give it the
# predictions from which the step was computed, not new ones.
#
# **Your task.** Write `train_step`, without calling Keras's own. As it is a subclass of
# `keras.Model`, `CustomTrainingModel(inputs, outputs)` is a functional model.

# %% question="CustomTrainingModel"
@keras.saving.register_keras_serializable(package="course")
class CustomTrainingModel(keras.Model):
    """A Keras model with a training step of its own."""

    def train_step(self, data):
        """Move the trainable weights by one step on one batch.

        Args:
            data: tuple of inputs, targets and, perhaps, weights of the samples.

        Returns:
            Dict from the name of the loss and of each metric to its mean in this epoch so far.
        """
        ### BEGIN SOLUTION
        x, y, sample_weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)

        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss, sample_weight=ops.shape(x)[0])
        return self.compute_metrics(x, y, y_pred, sample_weight)
        ### END SOLUTION

# %%
check("CustomTrainingModel")

# %% [markdown]
# Your step under `fit`, with dropout and validation data. While it trains, half of the hidden
# units are off. That is why the training loss, a mean over these weakened networks, lies *above*
# the validation loss, for which all units are on. What would the two curves look like without
# `training=True`?

# %% tags=["explore"]
keras.utils.set_random_seed(4)
rng = np.random.default_rng(4)
x = rng.normal(size=(600, 2)).astype("float32")
y = (x[:, :1] * x[:, 1:] + 0.1 * rng.normal(size=(600, 1))).astype("float32")

inputs = keras.Input((2,))
hidden = keras.layers.Dense(64, activation="relu")(inputs)
outputs = keras.layers.Dense(1)(keras.layers.Dropout(0.5)(hidden))
model = CustomTrainingModel(inputs, outputs)
model.compile(keras.optimizers.Adam(0.01), loss="mean_squared_error")
history = model.fit(x[:400], y[:400], epochs=40, validation_data=(x[400:], y[400:]), verbose=0)

plt.figure(figsize=(7, 3.5))
plt.semilogy(history.history["loss"], label="training: dropout is on")
plt.semilogy(history.history["val_loss"], label="validation: dropout is off")
plt.xlabel("epoch")
plt.ylabel("mean squared error")
plt.legend()
plt.show()

# %% [markdown]
# ## 4.6 How much of the gradient arrives?
#
# On its way back the gradient passes through every layer, and each multiplies it: by the weights
# and by the slope of the activation. A product of many factors below 1 vanishes, and one of many
# factors above 1 explodes. The slope of a sigmoid is at most ¼, so that ten layers of sigmoids
# leave at most a millionth, unless the weights are large. A layer that gets no gradient does not
# learn, however wrong the output is.
#
# To see this, measure it. For one layer with the weights $w_1, w_2, \dots$ (most have a kernel and
# a bias), take the length of all their gradients together:
#
# $$\text{norm} = \sqrt{\sum_j \lVert \partial J / \partial w_j \rVert^2}$$
#
# **Your task.** Write `gradient_norms` for a compiled Keras model.
#
# - $J$ is what `model.compute_loss` gives for the batch, all at once, with
#   `model(x, training=False)`, so that dropout does not blur the picture.
# - One norm for each item of `model.layers` that has trainable weights, in this order. Layers
#   without any, such as `Flatten`, `Dropout` or a frozen one, are left out.
# - A weight from which no path leads to the cost has the gradient `None`. It counts as 0. (Look for
#   the `None`: the tape's `unconnected_gradients` fails with Keras's variables.)
# - Only measure. No weight moves.

# %% question="gradient_norms"
def gradient_norms(model, x, y):
    """Length of the gradient of each layer.

    Args:
        model: compiled and built `keras.Model`.
        x: NumPy array of inputs, `(batch, ...)`.
        y: NumPy array of targets, `(batch, ...)`.

    Returns:
        NumPy array of floats, one for each layer with trainable weights, first layer first.
    """
    ### BEGIN SOLUTION
    layers = [layer for layer in model.layers if layer.trainable_weights]
    with tf.GradientTape() as tape:
        loss = model.compute_loss(x=x, y=y, y_pred=model(x, training=False))
    gradients = tape.gradient(loss, [layer.trainable_weights for layer in layers])

    norms = []
    for of_layer in gradients:
        squares = [ops.sum(ops.square(g)) for g in of_layer if g is not None]
        norms.append(np.sqrt(float(sum(squares))))
    return np.array(norms)
    ### END SOLUTION

# %%
check("gradient_norms")

# %% [markdown]
# Twelve hidden layers before any training: with sigmoids, and with rectifiers (ReLU) whose random
# weights are Keras's usual ones, He's, which are √2 times as large (they make up for the half that
# a ReLU stops), or far too large. By how much does the gradient shrink from one layer to the next?
# In which networks do the first layers learn?

# %% tags=["explore"]
def deep_network(activation, initializer, depth=12):
    layers = [
        keras.layers.Dense(32, activation=activation, kernel_initializer=initializer)
        for _ in range(depth)
    ]
    model = keras.Sequential([keras.Input((8,)), *layers, keras.layers.Dense(1)])
    model.compile(loss="mean_squared_error")
    return model


keras.utils.set_random_seed(5)
rng = np.random.default_rng(5)
x, y = rng.normal(size=(100, 8)), rng.normal(size=(100, 1))
networks = {
    "sigmoid": deep_network("sigmoid", "glorot_uniform"),
    "ReLU": deep_network("relu", "glorot_uniform"),
    "ReLU, He's weights": deep_network("relu", "he_uniform"),
    "ReLU, large weights": deep_network("relu", keras.initializers.RandomNormal(stddev=1.0)),
}

plt.figure(figsize=(7, 3.5))
for name, network in networks.items():
    norms = gradient_norms(network, x, y)
    plt.semilogy(np.arange(1, len(norms) + 1), norms, ".-", label=name)
plt.xlabel("layer; the input is on the left")
plt.ylabel("norm of the gradient")
plt.legend(fontsize=8)
plt.show()

# %% [markdown]
# ## 4.7 Neither near 0 nor near ∞
#
# You don't want the gradient near 0, say the notes, since learning is too slow then; nor near
# infinity, since that is unstable. Let us say it in numbers: a network is **healthy** if the norm
# of *every* layer lies between `VANISHING` and `EXPLODING`. One layer without a gradient is enough
# to spoil a network: it stays random, and everything passes through it.
#
# A norm of 0 is not healthy (dead units, or weights that all start at 0), nor is infinity, nor
# NaN. Mind the NaN: every comparison with it is false, so both `nan < 1` and `nan > 1` are.
#
# **Your task.** Write `is_healthy`. The two bounds are given.

# %% question="is_healthy"
VANISHING = 1e-6
EXPLODING = 1e3


def is_healthy(norms):
    """Whether the gradient neither vanishes nor explodes in any layer.

    Args:
        norms: NumPy array `(layers,)` of floats, at least one: the norm of each layer's gradient.

    Returns:
        bool: whether every norm is above `VANISHING` and below `EXPLODING`.
    """
    ### BEGIN SOLUTION
    return bool(np.all((norms > VANISHING) & (norms < EXPLODING)))
    ### END SOLUTION

# %%
check("is_healthy")

# %% [markdown]
# Which networks can be trained at all? Each square is a network with tanh units: across the scale
# of its first random weights, upwards its depth. Your two functions judge it. The deeper the
# network, the narrower the healthy part. Why is the good scale for 32 units a little above
# $1/\sqrt{32} \approx 0.18$?

# %% tags=["explore"]
keras.utils.set_random_seed(6)
scales, depths = np.geomspace(0.02, 2, 10), np.array([1, 4, 8, 12, 16, 20])
verdict = np.zeros((len(depths), len(scales)))
for row, depth in enumerate(depths):
    for column, scale in enumerate(scales):
        random_normal = keras.initializers.RandomNormal(stddev=scale)
        norms = gradient_norms(deep_network("tanh", random_normal, depth), x, y)
        verdict[row, column] = 0 if is_healthy(norms) else (1 if norms.max() > EXPLODING else -1)

plt.figure(figsize=(8, 3.5))
plt.imshow(verdict, origin="lower", aspect="auto", cmap="coolwarm", vmin=-1.4, vmax=1.4)
plt.xticks(range(len(scales)), [f"{scale:.2f}" for scale in scales])
plt.yticks(range(len(depths)), depths)
plt.xlabel("standard deviation of the first weights")
plt.ylabel("hidden layers")
plt.title("blue: vanishing; grey: healthy; red: exploding")
plt.show()

# %% [markdown]
# ## 4.8 A greedy method, and what to do about it
#
# Gradient descent is **greedy**: it sees only the slope under its feet, and stops wherever the
# gradient is 0. There the **Hessian** $H$, the matrix of second derivatives
# $\partial^2 J / \partial \theta_i \partial \theta_j$, tells what kind of place it is. The cost
# curves upwards along an eigenvector of $H$ with a positive eigenvalue and downwards along one with
# a negative eigenvalue:
#
# | eigenvalues of $H$ | the place is |
# |---|---|
# | all positive | a **minimum**; perhaps only a local one |
# | some negative | a **saddle point**, or a maximum: there is still a way down |
#
# The diagonal of $H$ is not enough: with $J = ab$ it is 0 and 0, with $J = a^2 + b^2 + 4ab$ it is
# 2 and 2, and both have a saddle at the origin. Nor is the determinant: the product of two
# negative numbers is positive.
#
# No local method finds the lowest of many minima for sure. A cheap remedy is to start several
# times in different places, and to keep what ended lowest. Where a descent *starts* says little:
# a high start may lead to a deep valley.
#
# **Your task.** Write `best_of_restarts`. From every row of `starts` do exactly `steps` steps of
# gradient descent, and keep the end with the smallest cost. A descent whose cost ends as NaN,
# $\infty$ or $-\infty$ does not count; at least one does. Then say whether the place that you kept
# is a minimum: whether the norm of the gradient is below `SMALL` there *and* every eigenvalue of
# the Hessian is above `SMALL`. `hessian` is given, and `np.linalg.eigvalsh` computes the
# eigenvalues of a symmetric matrix.

# %% question="best_of_restarts"
SMALL = 1e-3


def hessian(cost, theta):
    """The second derivatives of the cost, tensor `(dimensions, dimensions)`."""
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(theta)
        with tf.GradientTape() as inner:
            inner.watch(theta)
            value = cost(theta)
        entries = tf.unstack(inner.gradient(value, theta))
    zero = tf.UnconnectedGradients.ZERO
    return tf.stack([outer.gradient(e, theta, unconnected_gradients=zero) for e in entries])


def best_of_restarts(cost, starts, learning_rate, steps):
    """Gradient descent from several starts; keep the best end.

    Args:
        cost: function of a tensor `(dimensions,)`; returns a scalar tensor.
        starts: tensor `(starts, dimensions)`, float32 or float64: one start in each row.
        learning_rate: float.
        steps: int, the number of steps from each start.

    Returns:
        Tuple of the best end, tensor `(dimensions,)` of the same dtype, its cost, and a bool:
        whether it is a minimum.
    """
    ### BEGIN SOLUTION
    def gradient(theta):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            value = cost(theta)
        return tape.gradient(value, theta)

    best, best_cost = None, np.inf
    for theta in tf.unstack(starts):
        for _ in range(steps):
            theta = theta - learning_rate * gradient(theta)
        end_cost = float(cost(theta))
        if np.isfinite(end_cost) and end_cost < best_cost:
            best, best_cost = theta, end_cost

    has_arrived = np.linalg.norm(gradient(best)) < SMALL
    curves_upwards = np.all(np.linalg.eigvalsh(hessian(cost, best)) > SMALL)
    return best, best_cost, bool(has_arrived and curves_upwards)
    ### END SOLUTION

# %%
check("best_of_restarts")

# %% [markdown]
# Four valleys of different depths, with a saddle between each pair of neighbours and a maximum in
# the middle. The crosses are starts, the lines lead to where gradient descent ends. Change the
# starts, and put one exactly on the axis of a ridge, such as $(0, 1)$ with a tilt of 0.

# %% tags=["explore"]
tilt = ops.convert_to_tensor([0.3, 0.15])


def valleys(theta):
    return ops.sum(ops.square(ops.square(theta) - 1) + tilt * theta)


starts = np.random.default_rng(7).uniform(-1.8, 1.8, size=(7, 2)).astype("float32")
side = np.linspace(-2, 2, 121)
a, b = np.meshgrid(side, side)
surface = (a**2 - 1) ** 2 + float(tilt[0]) * a + (b**2 - 1) ** 2 + float(tilt[1]) * b

plt.figure(figsize=(5.5, 5))
plt.contourf(a, b, surface, levels=np.linspace(-0.6, 4, 24), cmap="viridis", extend="max")
for start in starts:
    path = [start]
    for _ in range(40):
        path.append(best_of_restarts(valleys, ops.convert_to_tensor(path[-1:]), 0.03, 1)[0])
    plt.plot(*np.array(path).T, "w-", linewidth=1)
    plt.plot(*start, "wx")
best, best_cost, is_minimum = best_of_restarts(valleys, ops.convert_to_tensor(starts), 0.03, 100)
plt.plot(*np.array(best), "r*", markersize=15)
plt.title(f"best cost {best_cost:.3f}, a minimum: {is_minimum}")
plt.xlabel("θ₁")
plt.ylabel("θ₂")
plt.show()

# %% [markdown]
# ## 4.9 All together: two moons
#
# Two half-circles of points reach into each other, and a little noise blurs them. No straight line
# separates them, so an output layer alone is not enough: the family of functions has to be a richer
# one. One hidden layer makes it rich enough, and gradient descent finds the parameters.
#
# A point on an arc of radius 1 (the second arc is turned by 180° and moved by $(1, 0.5)$), plus
# normal noise with a standard deviation of 0.2 in both directions: that is how the points are
# drawn, as many from one arc as from the other. Since the distribution is known, so is the best
# that anyone can do: about 97 % of new points named correctly, and a mean log-probability of the
# true class of about −0.07.
#
# **Your task.** Write `train_two_moons`. It trains on `x` and `y`, and returns a function from
# inputs to the probability of class 1.
#
# - Use Keras, or your own loop and gradients; scikit-learn's classifiers are out of the question.
# - A few seconds of training are enough; a minute is allowed.
# - When it is graded, the moons are turned by a random angle, enlarged by a factor between 0.5 and
#   2 and moved a little, and either may be class 1. The training data are sorted by class.

# %% question="train_two_moons"
def train_two_moons(x, y):
    """Train a classifier of points in the plane.

    Args:
        x: NumPy array `(samples, 2)`, float32.
        y: NumPy array `(samples,)`, int64: class 0 or 1.

    Returns:
        Function from inputs, NumPy array `(batch, 2)`, float32, to the probability of class 1,
        tensor or array `(batch,)` or `(batch, 1)`.
    """
    ### BEGIN SOLUTION
    normalise = keras.layers.Normalization()
    normalise.adapt(x)
    model = keras.Sequential(
        [
            keras.Input((2,)),
            normalise,
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(16, activation="tanh"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    model.fit(x, y, batch_size=100, epochs=40, verbose=0)
    return model
    ### END SOLUTION

# %%
check("train_two_moons")

# %% [markdown]
# The colour is the probability that your function gives, the white line where it is ½. In the
# corners, far away from all data, it is as sure as among them. Should it be?

# %% tags=["explore"]
from sklearn.datasets import make_moons

x, y = make_moons(600, noise=0.2, random_state=8)
classify = train_two_moons(x.astype("float32"), y)
a, b = np.meshgrid(np.linspace(-2, 3, 151), np.linspace(-1.5, 2, 121))
grid = np.stack([a.ravel(), b.ravel()], axis=1).astype("float32")
probability = np.reshape(classify(grid), a.shape)

plt.figure(figsize=(7, 4.5))
plt.contourf(a, b, probability, levels=np.linspace(0, 1, 21), cmap="coolwarm", alpha=0.7)
plt.colorbar(label="probability of class 1")
plt.contour(a, b, probability, levels=[0.5], colors="white")
plt.scatter(x[:, 0], x[:, 1], c=y, cmap="coolwarm", s=8, edgecolors="black", linewidths=0.3)
plt.xlabel("x₁")
plt.ylabel("x₂")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown] written="choose_a_learning_rate" points=3
# **How far to go.** The cost is $J(\theta) = \frac{c}{2} \theta^2$ with $c > 0$. Write down what
# one step of gradient descent does to $\theta$. For which learning rates does it converge, for
# which does the sign of $\theta$ change in each step, and which one arrives at once? A second
# parameter has the curvature $c / 1000$. How many steps does it take, roughly, to reduce *its*
# error to a third if the first parameter must not diverge?
#
# === BEGIN MARK SCHEME ===
# One point: $\theta \leftarrow (1 - \epsilon c)\,\theta$, which converges for
# $\lvert 1 - \epsilon c \rvert < 1$, that is for $0 < \epsilon < 2/c$.
#
# One point: the sign changes in each step for $\epsilon > 1/c$ (still converging below $2/c$), and
# $\epsilon = 1/c$ arrives in one step.
#
# One point: with $\epsilon < 2/c$ the second parameter is multiplied by at best
# $1 - 2/1000 = 0.998$ in each step, so that it takes about $\ln 3 / 0.002 \approx 550$ steps (about
# 1,100 with $\epsilon = 1/c$; either is right). The steepest direction limits the learning rate for
# all of them. That is why valleys are slow.
# === END MARK SCHEME ===

# %% [markdown] written="start_at_zero" points=2
# **All zeros.** A friend starts the network of 4.3 with all four parameters equal to 0. Which of
# the four gradients are 0, and why? What can this network learn in the end? Would it help to start
# all weights at 0.1 instead?
#
# === BEGIN MARK SCHEME ===
# One point: $z = 0$, so $h = 0$ and its slope is 0. The gradients by $M_1$, $b_1$ and $M_2$ are 0;
# only $b_2$ has one. Nothing else ever moves, and the network learns a constant, the mean of the
# targets. There the whole gradient is 0: descent has come to a saddle point or a flat place, and
# does not leave it.
#
# One point: with equal weights all hidden units compute the same, get the same gradient and stay
# alike: the network acts as if it had one hidden unit. The symmetry has to be broken by random
# numbers.
# === END MARK SCHEME ===

# %% [markdown] written="two_ways_to_a_gradient" points=2
# **Two ways to a gradient.** A network has a million parameters, and one evaluation of its cost
# takes 10 ms. How long does one gradient take by central differences, and how long, about, by
# backpropagation? Why is the slow one still of use, and how would you use it on a network of that
# size? A colleague's two gradients agree to 3 digits in float32 with a step of $10^{-6}$. Is there
# a mistake in the code?
#
# === BEGIN MARK SCHEME ===
# One point: two million evaluations, $2 \cdot 10^4$ s or five and a half hours, against about
# 30 ms (one forward pass, and a backward pass of about twice its cost).
#
# One point: it needs no derivation, and so it is an independent check: on a small copy of the
# network, or on a few randomly chosen entries, in float64. In float32 a step of $10^{-6}$ leaves
# next to no digits in the difference, so 3 digits say nothing against the code; repeat it in
# float64 with a step of about $10^{-5}$, and expect 7 digits or more.
# === END MARK SCHEME ===
