# %% [markdown]
# # 6 · Deep networks
#
# A **deep feedforward network** is a composition: each layer computes a function of what the layer
# below it has computed,
#
# $$u = f_N(\dots f_2(f_1(x; \theta_1); \theta_2) \dots; \theta_N)$$
#
# The last layer is the output layer of assignment 3, the ones before it are **hidden layers**. More
# layers would seem to need more parameters. In practice a deep network needs fewer than a shallow
# one for the same work, and does the work better. This assignment is about the parts that make it
# so, and ends with a measurement.
#
# **By the end you can**
# - write the functions $g$ that hidden layers use (ReLU, modulated ReLU, maxout), and say why
#   the sigmoid is not among them;
# - build a feedforward network of any depth, and count its parameters;
# - save parameters by factorising a layer, and let gradients pass through many layers;
# - show, on a fixed budget of parameters, that depth beats width.
#
# **Out of scope**: optimizers and normalisation (assignment 7), convolution (8), overfitting (5).
#
# **Time**: 2 to 3 hours. Each question can be answered without the ones before it.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("relu")` gives a first
# hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 深度前馈网络 | deep feedforward network | $u = f_N(\dots f_1(x; \theta_1) \dots; \theta_N)$ |
# | 隐藏层 | hidden layer | $f_1, \dots, f_{N-1}$ |
# | 输出层 | output layer | $f_N$ |
# | 残差 | residual | $f_n(x_{n-1}) + x_{n-1}$ |
# | 线性整流函数 | rectified linear unit, ReLU | $\max(0, x)$ |
# | 梯度趋向 0 | the gradient tends to 0; saturation | $g'(x) \to 0$ |
# | 斜率 | slope | $g'(x)$ |
# | 模型参数 | parameter of the model | $\theta$ |
# | 每组 m 输入的最大值 | maxout: the maximum of each group of $m$ | $\max_{j \in G(i)} x_j$ |
# | 分段线性 | piecewise linear | |
# | 化简 N 和 M | factorisation: two small matrices for one large | $NM$ |
# | 参数空间 | parameter space, and its size | $\lvert\theta\rvert = O(N S^2)$ |
# | 更高层的特征 | higher-level features | |
#
# The function $g$ of a hidden layer is called its **activation** in Keras.

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

from itertools import pairwise

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("relu")


# %% [markdown]
# ## 6.1 The simplest nonlinearity
#
# The most common hidden layer has the form of an output layer, $f_n(x) = g(Mx + b)$. Without a
# nonlinear $g$, two layers would be no more than one: $N(Mx + b) + c = (NM)x + (Nb + c)$. The
# simplest $g$ that changes this, and the most successful, is the **rectified linear unit**:
#
# $$\operatorname{ReLU}(x) = \max(0, x)$$
#
# It passes positive numbers on and stops negative ones. Its slope is 1 on the right and 0 on the
# left. At 0 there is a corner and no derivative, yet a computer has to return some number: any
# from 0 to 1 would do, and this course asks for **0**, as Keras gives. (Zeros do occur: in a black
# image, or behind another ReLU.)
#
# | $x$ | −2 | 0 | 3 |
# |---|---|---|---|
# | ReLU(x) | 0 | 0 | 3 |
# | slope | 0 | 0 | 1 |
#
# **Your task.** Write `relu` for a tensor of any shape. Use `keras.ops`, without a ready-made ReLU.
# Mind the slope at 0: automatic differentiation follows your formula, and two formulas with the
# same values may differ there.

# %% question="relu"
def relu(x):
    """The rectified linear unit, elementwise.

    Args:
        x: tensor of any shape, float32 or float64.

    Returns:
        Tensor of the same shape and dtype: x where x > 0, otherwise 0. Its slope at 0 is 0.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("relu")

# %% [markdown]
# A sum of ReLUs is a line with corners: every unit adds one. The grey lines are single units
# $v_i \operatorname{ReLU}(w_i x + b_i)$, the black one is their sum. How many corners does it have,
# and could a sum of three units have more?

# %% tags=["explore"]
x = np.linspace(-3, 3, 601, dtype="float32")
units = [(1.0, 2.0, 1.0), (1.0, 0.5, -2.0), (1.0, -1.5, 2.2)]  # w, b, v
terms = [v * np.array(relu(ops.convert_to_tensor(w * x + b))) for w, b, v in units]

plt.figure(figsize=(7, 3))
for (w, b, _), term in zip(units, terms, strict=True):
    plt.plot(x, term, color="grey", linewidth=1)
    plt.axvline(-b / w, color="grey", linestyle=":", linewidth=1)
plt.plot(x, sum(terms), "k", linewidth=2, label="sum of three units")
plt.xlabel("x")
plt.legend()
plt.show()


# %% [markdown]
# ## 6.2 A slope on the left as well
#
# A ReLU whose input is negative has slope 0, so its weights get no gradient and it may never wake
# again. The **modulated ReLU** keeps a slope $\alpha$ there:
#
# $$g(x) = \max(0, x) + \alpha \min(0, x)$$
#
# | $\alpha$ | |
# |---|---|
# | 0 | the ReLU |
# | very small, such as 0.01 | the *leaky* ReLU: a slope just large enough to learn from |
# | −1 | the absolute value $\lvert x \rvert$ |
# | a parameter of the model | learnt, see 6.3 |
#
# $\alpha$ may be any number, negative and above 1 included. (The shortcut $\max(x, \alpha x)$ is
# the same function only while $\alpha \le 1$.) At 0, take the slope of the left side,
# $\alpha$; with $\alpha = 0$ that is the slope of 6.1.
#
# **Your task.** Write `modulated_relu`. `alpha` is a number, or a tensor that broadcasts against
# `x`, such as one number for each feature. Gradients must flow to `alpha` too.

# %% question="modulated_relu"
def modulated_relu(x, alpha):
    """max(0, x) + alpha * min(0, x), elementwise.

    Args:
        x: tensor of any shape, float32 or float64.
        alpha: the slope where x <= 0: a float, or a tensor of the dtype of `x` that broadcasts
            against it, such as `(features,)` against `(batch, features)`.

    Returns:
        Tensor of the shape and dtype of `x`. Its slope at 0 is alpha.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("modulated_relu")

# %% [markdown]
# Which of these are monotonic, and which fold the line onto itself? Folding becomes important
# in 6.10.

# %% tags=["explore"]
x = np.linspace(-2, 2, 401, dtype="float32")
plt.figure(figsize=(5.5, 3.5))
for alpha in (-1.0, 0.0, 0.1, 1.0, 2.0):
    plt.plot(x, modulated_relu(ops.convert_to_tensor(x), alpha), label=f"α = {alpha:g}")
plt.axhline(0, color="grey", linewidth=0.5)
plt.xlabel("x")
plt.ylabel("g(x)")
plt.legend()
plt.show()


# %% [markdown]
# ## 6.3 A slope that is learnt
#
# Which $\alpha$ is best? Let gradient descent say: make $\alpha$ a parameter, **one for each
# feature**, shared by all samples and, in a sequence, by all steps. The gradient that arrives at
# $\alpha_j$ is a sum over everything that has passed through it:
#
# $$\frac{\partial J}{\partial \alpha_j} =
#   \sum_{\text{samples}} \frac{\partial J}{\partial g_j}\, \min(0, x_j)$$
#
# | | shape |
# |---|---|
# | `inputs` | `(batch, features)` or `(batch, time, features)` |
# | `alpha` | `(features,)` |
# | result | the shape of `inputs` |
#
# **Your task.** Write `build` and `call` of the layer `LearnedReLU`. Name the weight `self.alpha`,
# give it the shape `(features,)`, and let every entry start at `self.initial_alpha`. (The layer
# makes it with `self.add_weight`; `keras.initializers.Constant(value)` starts a weight at a value.)

# %% question="LearnedReLU"
@keras.saving.register_keras_serializable(package="course")
class LearnedReLU(keras.layers.Layer):
    """A modulated ReLU whose slope on the left is learnt for each feature.

    Args:
        initial_alpha: float, at which all slopes start.

    Input and output shape: `(batch, ..., features)`.
    """

    def __init__(self, initial_alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.initial_alpha = initial_alpha

    def get_config(self):
        return {**super().get_config(), "initial_alpha": self.initial_alpha}

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("LearnedReLU")

# %% [markdown]
# Three features were passed through modulated ReLUs of three different slopes (dashed). Does your
# layer find them, all three from the same start?

# %% tags=["explore"]
random = np.random.default_rng(6)
true_alpha = np.array([-1.0, 0.1, 1.5], dtype="float32")
x = random.normal(size=(500, 3)).astype("float32")
y = np.where(x > 0, x, true_alpha * x)

layer = LearnedReLU()
model = keras.Sequential([keras.Input((3,)), layer])
model.compile(keras.optimizers.SGD(0.5), "mean_squared_error")
history = [ops.convert_to_numpy(layer.alpha)]
for _ in range(25):
    model.train_on_batch(x, y)
    history.append(ops.convert_to_numpy(layer.alpha))

plt.figure(figsize=(6, 3))
for feature, color in enumerate(("tab:blue", "tab:orange", "tab:green")):
    plt.plot(np.array(history)[:, feature], color=color, label=f"α of feature {feature}")
    plt.axhline(true_alpha[feature], color=color, linestyle="dashed", linewidth=1)
plt.xlabel("training step")
plt.legend(loc="center right")
plt.show()


# %% [markdown]
# ## 6.4 Why not the sigmoid?
#
# The sigmoid is a good output, and was long the usual activation of hidden layers too. Its trouble
# is its slope: far from 0 the function is flat, it **saturates**, and what has no slope passes no
# gradient on. The slope of the ReLU stays 1, however large $x$ becomes.
#
# | $x$ | −20 | −5 | 0.5 | 5 | 20 |
# |---|---|---|---|---|---|
# | slope of the sigmoid | 0.000000002 | 0.0066 | 0.24 | 0.0066 | 0.000000002 |
# | slope of the ReLU | 0 | 0 | 1 | 1 | 1 |
#
# By the chain rule, a gradient that passes down through $N$ layers is multiplied by $N$ such
# slopes. The largest slope of the sigmoid is ¼, and $(¼)^{10}$ is less than a millionth.
#
# **Your task.** Write `saturation`, which measures the slope $g'(x)$ of *any* activation at every
# element of $x$, by automatic differentiation. `activation` maps a tensor to a tensor of the same
# shape and acts on each element by itself, so the derivative of the *sum* of its outputs by
# one input is exactly that input's slope. An activation may be constant, or a step; its slope is
# 0 then, not `None`.

# %% question="saturation"
def saturation(activation, x):
    """The slope of an activation at each element of x.

    Args:
        activation: function from a tensor to a tensor of the same shape, acting elementwise.
        x: tensor of any shape, float32 or float64.

    Returns:
        Tensor of the shape and dtype of `x`: the derivative of the activation, element by element.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("saturation")

# %% [markdown]
# The slopes on a logarithmic scale. Read off how far from 0 the sigmoid and tanh have lost 99 %
# of their largest slope. Which of the curves do not go down on the right?

# %% tags=["explore"]
x = np.linspace(-12, 12, 482, dtype="float64")
activations = {"sigmoid": ops.sigmoid, "tanh": ops.tanh, "softplus": ops.softplus, "ReLU": ops.relu}

plt.figure(figsize=(7, 3.2))
for name, activation in activations.items():
    slope = np.array(saturation(activation, tf.constant(x)))
    plt.semilogy(x, np.where(slope > 0, slope, np.nan), label=name)
plt.xlabel("x")
plt.ylabel("slope")
plt.ylim(1e-7, 3)
plt.legend(loc="lower center", ncols=4)
plt.show()


# %% [markdown]
# ## 6.5 A nonlinearity that is itself learnt
#
# **Maxout** has no fixed $g$. It takes the largest of each group $G(i)$ of $m$ linear outputs:
#
# $$z = Mx + b, \qquad g(z)_i = \max_{j \in G(i)} z_j$$
#
# The groups are consecutive. With $m = 3$ (counted from 0):
#
# | | $G(0)$ | $G(1)$ | … |
# |---|---|---|---|
# | entries of $z$ | 0, 1, 2 | 3, 4, 5 | … |
# | output | $\max(z_0, z_1, z_2)$ | $\max(z_3, z_4, z_5)$ | … |
#
# So $n$ numbers become $n / m$. As a function of $x$, every output is the maximum of $m$ linear
# pieces, which is a convex function; with enough pieces it comes as close as you like to any convex
# function on a bounded interval. With two pieces it can be a ReLU, $\max(0, x)$, or the absolute
# value, $\max(-x, x)$. The gradient flows to the piece that won, and to no other.
#
# | | shape |
# |---|---|
# | `inputs` | `(batch, features)` |
# | `kernel` | `(features, units * pieces)` |
# | `bias` | `(units * pieces,)` |
# | result | `(batch, units)` |
#
# **Your task.** Write `build` and `call`. Name the weights `self.kernel`, with random initial
# values (`"glorot_uniform"`), and `self.bias`, which may start at 0. Unit $i$ owns the columns from
# $i \cdot \text{pieces}$ to $(i + 1) \cdot \text{pieces} - 1$.

# %% question="Maxout"
@keras.saving.register_keras_serializable(package="course")
class Maxout(keras.layers.Layer):
    """The largest of each group of `pieces` linear functions.

    Args:
        units: number of outputs.
        pieces: number of linear functions of each output.

    Input shape: `(batch, features)`. Output shape: `(batch, units)`.
    """

    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("Maxout")

# %% [markdown]
# One maxout unit learns the parabola $x^2$ (dashed) from samples, starting with pieces of different
# slopes. Its pieces, in grey, share the work: each is best somewhere. Would more pieces help with
# $-x^2$?

# %% tags=["explore"]
x = np.linspace(-2, 2, 401, dtype="float32")[:, None]
figure, axes = plt.subplots(1, 3, figsize=(11, 3), sharey=True)
for axis, pieces in zip(axes, (2, 3, 6), strict=True):
    keras.utils.set_random_seed(1)
    layer = Maxout(1, pieces)
    model = keras.Sequential([keras.Input((1,)), layer])
    layer.kernel.assign(np.linspace(-2, 2, pieces)[None, :])
    model.compile(keras.optimizers.Adam(0.05), "mean_squared_error")
    model.fit(x, x**2, batch_size=100, epochs=60, verbose=0)
    kernel, bias = layer.get_weights()
    axis.plot(x, x * kernel + bias, color="grey", linewidth=0.7)
    axis.plot(x, x**2, "k--", linewidth=1)
    axis.plot(x, model(x), linewidth=2)
    axis.set(title=f"{pieces} pieces", xlabel="x", ylim=(-2, 4.5))
plt.show()


# %% [markdown]
# ## 6.6 Layers upon layers
#
# Now compose. Each hidden layer is $x_n = g(M_n x_{n-1} + b_n)$, with $x_0$ the input; the output
# layer is linear here, so that the network can answer with any number. With
# `input_size` 4, `hidden_sizes` `[16, 8]` and `output_size` 3:
#
# | layer | from | to | activation |
# |---|---|---|---|
# | hidden 1 | 4 | 16 | $g$ |
# | hidden 2 | 16 | 8 | $g$ |
# | output | 8 | 3 | none |
#
# In Keras's **functional** way, a network is written as the composition that it is: a layer is
# called on the result of the layer before it, starting from `keras.Input`, and `keras.Model` keeps
# the way from inputs to outputs.
#
# **Your task.** Write `feedforward`, with `keras.layers.Dense` for each layer. There may be any
# number of hidden layers, also none. Each layer has a kernel and a bias, so that
# `model.get_weights()` is $M_1, b_1, M_2, b_2, \dots$ from the input to the output (each
# $M_n$ transposed, as always in Keras). Leave the list `hidden_sizes` as it is.

# %% question="feedforward"
def feedforward(input_size, hidden_sizes, output_size, activation):
    """A network of dense layers with a linear output layer.

    Args:
        input_size: int, number of input features.
        hidden_sizes: list of int, the number of units of each hidden layer, from the input on.
        output_size: int, number of outputs.
        activation: the hidden layers' g, a name such as `"relu"` or a function of a tensor.

    Returns:
        `keras.Model`, functional or `keras.Sequential`, from `(batch, input_size)` to
        `(batch, output_size)`; built, and not compiled.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("feedforward")


# %% [markdown]
# The weights below are set by hand so that every hidden layer **folds** the interval from 0 to 1
# in the middle: two ReLUs make one tent. Layer after layer folds what is already folded, so the
# number of straight pieces doubles each time. How many units would a *single* hidden layer need
# for the last picture?

# %% tags=["explore"]
def tents(depth):
    """A network whose every hidden layer folds [0, 1] in the middle."""
    model = feedforward(1, [2] * depth, 1, "relu")
    first = [np.array([[1.0, 1.0]]), np.array([0.0, -0.5])]
    fold = [np.array([[2.0, 2.0], [-4.0, -4.0]]), np.array([0.0, -0.5])]
    last = [np.array([[2.0], [-4.0]]), np.array([0.0])]
    model.set_weights([*first, *(fold * (depth - 1)), *last])
    return model


x = np.linspace(0, 1, 1025, dtype="float32")[:, None]
figure, axes = plt.subplots(1, 4, figsize=(12, 2.5), sharey=True)
for depth, axis in enumerate(axes, start=1):
    model = tents(depth)
    axis.plot(x, model(x))
    plural = "s" if depth > 1 else ""
    title = f"{depth} hidden layer{plural}\n{model.count_params()} parameters"
    axis.set(title=title, xlabel="x")
plt.show()

# %% [markdown]
# Folding also happens by chance. In the plane, every unit of a random ReLU network has a line on
# one side of which it is active. In the first layer these lines are straight. A line of a later
# layer bends wherever it crosses one of a layer below: there the plane, as that layer sees it, has
# a crease.

# %% tags=["explore"]
keras.utils.set_random_seed(13)
model = feedforward(2, [6, 6, 6], 1, "relu")
hidden = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)][:-1]
side = np.linspace(-2, 2, 401, dtype="float32")
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)

figure, axes = plt.subplots(1, 3, figsize=(11, 3.8))
value, drawn = plane, []
for axis, layer in zip(axes, hidden, strict=True):
    kernel, bias = layer.get_weights()
    bias = 0.5 * np.random.default_rng(len(drawn)).normal(size=bias.shape)
    linear = value @ kernel + bias
    drawn.append(linear)
    for depth, lines in enumerate(drawn):
        newest = depth == len(drawn) - 1
        for unit in lines.T:
            style = {"colors": "tab:red" if newest else "lightgrey", "linewidths": 1.5}
            axis.contour(side, side, unit.reshape(401, 401), levels=[0], **style)
    axis.set_title(f"hidden layer {len(drawn)} (in red)")
    axis.axis("off")
    value = np.maximum(linear, 0)
plt.show()


# %% [markdown]
# ## 6.7 What it costs
#
# A dense layer from $S_{n-1}$ to $S_n$ units has one weight for each pair, and one bias for each
# *output*: $S_{n-1} S_n + S_n$ parameters. For $N$ layers of the same width $S$ that makes
#
# $$\lvert\theta\rvert = N (S^2 + S) = O(N S^2)$$
#
# Twice the depth costs twice as much, twice the width four times as much. Large parameter spaces
# have two drawbacks: they overfit, and they take long to train.
#
# **Your task.** Write `parameter_count` for a network of dense layers, such as `feedforward` makes.
# `sizes` holds the numbers of units from the input to the output: `[4, 16, 8, 3]` for the network
# in the table of 6.6. A single size is a network without layers. Count by the formula; no network
# has to be built, and some are too large to be.

# %% question="parameter_count"
def parameter_count(sizes):
    """The number of weights and biases of a network of dense layers.

    Args:
        sizes: list of int, the input size, the hidden sizes, the output size; at least one.

    Returns:
        int.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("parameter_count")

# %% [markdown]
# The lines show what networks of 1, 4 and 16 hidden layers cost, by their width. Where each meets
# the dashed line, 10,000 parameters are spent: what width can you afford at what depth?

# %% tags=["explore"]
widths = np.unique(np.geomspace(4, 1000, 60).astype(int))
plt.figure(figsize=(6, 3.5))
for depth in (1, 4, 16):
    counts = [parameter_count([10, *[int(width)] * depth, 1]) for width in widths]
    plural = "s" if depth > 1 else ""
    plt.loglog(widths, counts, label=f"{depth} hidden layer{plural}")
plt.axhline(10_000, color="grey", linestyle="dashed")
plt.xlabel("width S")
plt.ylabel("parameters")
plt.legend()
plt.show()


# %% [markdown]
# ## 6.8 Two small matrices for a large one
#
# Is a *linear* hidden layer, $g(x) = x$, of any use? Followed by the next layer it gives
#
# $$f(x) = N(Mx) + b = (NM)\,x + b$$
#
# which is again one dense layer, but a special one. With $F$ features, $U$ units and $r$ numbers in
# the middle, the factors have $r F + U r$ weights in place of $U F$: with $F = U = 1000$ and $r =
# 20$, 40,000 in place of 1,000,000. The price is that $NM$ has rank $r$ at most. All that the layer
# can know of $x$ are the $r$ numbers of the narrow middle: they have to **summarise** it. As the
# middle is linear, a bias there would add nothing that $b$ could not.
#
# | | shape |
# |---|---|
# | `inputs` | `(batch, features)` |
# | `down_kernel`, $M$ transposed | `(features, rank)` |
# | `up_kernel`, $N$ transposed | `(rank, units)` |
# | `bias` | `(units,)` |
# | result | `(batch, units)` |
#
# **Your task.** Write `build` and `call` with the weights `self.down_kernel`, `self.up_kernel` and
# `self.bias`. Both kernels start from random numbers: if either were 0, the other would get no
# gradient.

# %% question="FactorisedDense"
@keras.saving.register_keras_serializable(package="course")
class FactorisedDense(keras.layers.Layer):
    """A linear dense layer whose kernel is the product of two narrow ones.

    Args:
        units: number of outputs.
        rank: number of units in the middle.

    Input shape: `(batch, features)`. Output shape: `(batch, units)`.
    """

    def __init__(self, units, rank, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.rank = rank

    def get_config(self):
        return {**super().get_config(), "units": self.units, "rank": self.rank}

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("FactorisedDense")

# %% [markdown]
# How much of a digit survives when 64 pixels are summarised by $r$ numbers? The two kernels below
# come from the singular value decomposition of 1,797 digits, which makes the squared error least.
# Four digits at each rank, and the share of the variance that is lost.

# %% tags=["explore"]
from autograder.datasets import digits

pixels, labels = digits()
mean = pixels.mean(axis=0)
directions = np.linalg.svd(pixels - mean, full_matrices=False)[2]
shown = [int(np.flatnonzero(labels == digit)[0]) for digit in (0, 3, 5, 9)]

figure, axes = plt.subplots(4, 6, figsize=(10, 6.5))
for column, rank in enumerate((1, 2, 5, 10, 20, 64)):
    layer = FactorisedDense(64, rank)
    layer.build((None, 64))
    down = directions[:rank].T
    layer.set_weights([down, down.T, mean - mean @ down @ down.T])
    again = np.array(layer(pixels))
    lost = np.sum((again - pixels) ** 2) / np.sum((pixels - mean) ** 2)
    weights = layer.count_params() - 64
    axes[0, column].set_title(f"r = {rank}, {weights} weights\nlost: {lost:.0%}", fontsize=8)
    for row, index in enumerate(shown):
        axes[row, column].imshow(again[index].reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        axes[row, column].axis("off")
plt.show()


# %% [markdown]
# ## 6.9 Layers that add to what they get
#
# For a long time deep networks were hard to train: every layer has to pass on all that the ones
# above it need, and every gradient has to come back through all of them. A **residual** layer only
# adds a correction to its input:
#
# $$f'_n(x_{n-1}) = f_n(x_{n-1}) + x_{n-1}$$
#
# Where $f_n$ is 0, the layer is the identity and does no harm. And the Jacobian is
# $\frac{\partial f_n}{\partial x} + I$: the gradient from above arrives below *whole*, along the
# **identity path**, whatever $f_n$ does with it besides.
#
# Here $f_n$ is a small network with one hidden layer, ReLU inside, and a linear end that is as wide
# as the input, so that the sum makes sense without further weights:
#
# $$y = x + M_2 \operatorname{ReLU}(M_1 x + b_1) + b_2$$
#
# | | shape |
# |---|---|
# | `inputs` | `(batch, features)` |
# | `kernel_1`, `bias_1` | `(features, units)`, `(units,)` |
# | `kernel_2`, `bias_2` | `(units, features)`, `(features,)` |
# | result | `(batch, features)` |
#
# **Your task.** Write `call`. The weights are given; `kernel_2` starts at 0, so that a fresh block
# is the identity, and even a network of a hundred of them starts as something harmless.

# %% question="ResidualBlock"
@keras.saving.register_keras_serializable(package="course")
class ResidualBlock(keras.layers.Layer):
    """x + f(x), with one hidden layer of ReLUs in f.

    Args:
        units: number of hidden units in f.

    Input and output shape: `(batch, features)`.
    """

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def get_config(self):
        return {**super().get_config(), "units": self.units}

    def build(self, input_shape):
        features = input_shape[-1]
        self.kernel_1 = self.add_weight(shape=(features, self.units), name="kernel_1")
        self.bias_1 = self.add_weight(shape=(self.units,), initializer="zeros", name="bias_1")
        self.kernel_2 = self.add_weight(
            shape=(self.units, features), initializer="zeros", name="kernel_2"
        )
        self.bias_2 = self.add_weight(shape=(features,), initializer="zeros", name="bias_2")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("ResidualBlock")


# %% [markdown]
# Forty layers, not yet trained, and the size of the gradient at each of them, seen from the output.
# The gradient enters on the right and travels down to the left. What is left of it for the first
# layer of the sigmoid network? (The second kernels of the residual blocks are set to small random
# numbers here, so that $f_n$ is not 0.)

# %% tags=["explore"]
def gradient_norms(layers, width):
    """The norm of the gradient by the input of each layer, from the first to the last."""
    x = tf.constant(np.random.default_rng(3).normal(size=(64, width)), "float32")
    values = [x]
    with tf.GradientTape() as tape:
        tape.watch(x)
        for layer in layers:
            values.append(layer(values[-1]))
        total = tf.reduce_sum(values[-1][:, 0])
    gradients = tape.gradient(total, values[:-1])
    return [np.linalg.norm(np.array(gradient, "float64")) for gradient in gradients]


depth, width = 40, 32
keras.utils.set_random_seed(4)
blocks = [ResidualBlock(width) for _ in range(depth)]
for block in blocks:
    block.build((None, width))
    block.kernel_2.assign(0.02 * np.random.default_rng(4).normal(size=(width, width)))
stacks = {
    "residual": blocks,
    "ReLU, He's initial values": [
        keras.layers.Dense(width, "relu", kernel_initializer="he_normal") for _ in range(depth)
    ],
    "ReLU": [keras.layers.Dense(width, "relu") for _ in range(depth)],
    "sigmoid": [keras.layers.Dense(width, "sigmoid") for _ in range(depth)],
}
plt.figure(figsize=(7, 3.5))
for name, layers in stacks.items():
    plt.semilogy(range(1, depth + 1), gradient_norms(layers, width), label=name)
plt.xlabel("layer, from the input to the output")
plt.ylabel("norm of the gradient")
plt.legend()
plt.show()


# %% [markdown]
# ## 6.10 Deep beats wide
#
# Why should depth need fewer parameters? The usual answer is that each layer can build
# higher-level features from those of the layer below. Section 6.6 shows it in one dimension: a
# hidden layer adds one corner for each unit, but a *further* layer folds everything that is already
# there. A target that is itself a composition of folds puts this to the test.
#
# The data come from this family. Let $z(s) = 1 - \lvert (s \bmod 2) - 1 \rvert$ be the zigzag that
# goes from 0 up to 1, back down to 0, and so on. In $d$ dimensions, with $d$ perpendicular unit
# vectors $q_i$ that are drawn at random and not told,
#
# $$y = \sqrt{12} \left( z(s) - \tfrac{1}{2} \right), \qquad
#   s = \frac{1}{\sqrt d} \sum_{i=1}^{d} \lvert q_i \cdot x \rvert, \qquad
#   x \sim \mathcal{N}(0, I)$$
#
# Space is folded along $d$ planes, the coordinates are added, and the sum is folded once more.
# There is no noise. The variance of $y$ is about 1, so a model that always answers the mean has a
# mean squared error of about 1.
#
# A single hidden layer has to lay out all corners side by side. On 4,000 samples in 4
# dimensions and with 400 parameters it leaves an error between 0.6 and 0.8, whatever its
# activation; two or three hidden layers of ReLUs get below 0.1.
#
# **Your task.** Write `deep_beats_wide`, which builds a network of **at most `budget` parameters**,
# trains it on `x` and `y`, and returns it.
# - It has to work for any number of features and any budget from 100 on; use
#   `parameter_count` or `count_params()` to fit the sizes of the layers to the budget.
# - The parameters are counted in a copy of your model that is built again from its configuration
#   and weights, and the copy makes the predictions. So use `keras.Sequential` or a functional
#   `keras.Model` (your `feedforward` is one), with layers from `keras.layers`; no `Lambda`, and no
#   layers of your own.
# - It is graded on fresh data: 4,000 samples in 4 dimensions, a budget of 400, new directions
#   $q_i$. Three seconds of training are enough; a minute is too long.

# %% question="deep_beats_wide"
def deep_beats_wide(x, y, budget):
    """Train a network within a budget of parameters.

    Args:
        x: NumPy array `(samples, features)`, float32.
        y: NumPy array `(samples, 1)`, float32.
        budget: int, the largest number of parameters, weights and biases, trainable or not.

    Returns:
        Trained `keras.Model` from `(batch, features)` to `(batch, 1)`.
    """

    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("deep_beats_wide")


# %% [markdown]
# The target in two dimensions, what your deep network makes of it, and what one wide hidden layer
# makes of it with the same budget and the same training. Where does the wide one spend its corners?

# %% tags=["explore"]
def folded_space(x, directions):
    """The targets of this section; the columns of `directions` are the q_i."""
    s = np.abs(x @ directions).sum(axis=1, keepdims=True) / np.sqrt(x.shape[1])
    return (np.sqrt(12) * (0.5 - np.abs(s % 2 - 1))).astype("float32")


random = np.random.default_rng(10)
keras.utils.set_random_seed(10)
directions = np.linalg.qr(random.normal(size=(2, 2)))[0]
x = random.normal(size=(4000, 2)).astype("float32")
y = folded_space(x, directions)
deep = deep_beats_wide(x, y, budget=400)
wide = feedforward(2, [99], 1, "relu")
wide.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 2000)), "mse")
wide.fit(x, y, batch_size=100, epochs=50, verbose=0)

side = np.linspace(-1.8, 1.8, 151, dtype="float32")
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
pictures = {
    "target": folded_space(plane, directions),
    f"deep: {deep.count_params()} parameters": deep.predict(plane, verbose=0),
    f"wide: {wide.count_params()} parameters": wide.predict(plane, verbose=0),
}
figure, axes = plt.subplots(1, 3, figsize=(11, 3.8))
for axis, (title, values) in zip(axes, pictures.items(), strict=True):
    axis.imshow(values.reshape(151, 151), origin="lower", vmin=-1.8, vmax=1.8)
    error = np.mean((values - pictures["target"]) ** 2)
    axis.set_title(title if title == "target" else f"{title}\nmean squared error {error:.2f}")
    axis.axis("off")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown]
# **Counting corners.** A network with one input and one hidden layer of $n$ ReLUs is a line with
# corners. How many corners can it have at most, and how many parameters does it need for $2^k - 1$
# of them? The tent network of 6.6 has $k$ hidden layers of 2 units: how many parameters does it
# need for the same? Give both numbers for $k = 10$. Does it follow that a deep network can draw
# *every* line with $2^k - 1$ corners?

# %% [markdown] written="folds_and_corners"
# *Replace this line by your answer.*

# %% [markdown]
# **Forty layers down.** In the last picture of 6.9, explain the height of the sigmoid's curve at
# the first layer by the slopes of 6.4, with a number. Why does the residual network's curve stay
# level although its inner weights are small? What would happen to its gradient if a ReLU were
# applied *after* the sum?

# %% [markdown] written="where_the_gradient_goes"
# *Replace this line by your answer.*

# %% [markdown]
# **When factorising pays.** A dense layer has 300 features and 200 units. Up to which rank does a
# `FactorisedDense` layer have fewer parameters? Name a case in which a low rank costs no accuracy,
# and one in which it does. Why is a ReLU in the middle not just a better version of the same idea?

# %% [markdown] written="when_to_factorise"
# *Replace this line by your answer.*
