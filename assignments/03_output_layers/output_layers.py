# %% [markdown]
# # 3 · Output layers and costs
#
# A network ends in an **output layer**, which turns its last numbers into a statement about the
# world: a length, a probability, a distribution over classes. A **cost** then says how far that
# statement is from what was observed. The two belong together. Once you have chosen what the
# output *means*, the cost follows from it, and training only has to follow its gradient.
#
# **By the end you can**
# - write the three output functions of the notes so that no input makes them overflow, and say
#   what each of their outputs means;
# - write the layer $g(Mx + b)$ for Keras, and train it;
# - derive a cost from a distribution: cross-entropy from classes, squared error from a Gaussian;
# - train a classifier of handwritten digits from these parts.
#
# **Out of scope**: how the gradient is followed (assignment 4), keeping large weights in check
# (5), hidden layers (6).
#
# **Time**: 3 to 4 hours. Each question can be answered without the ones before it.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("softmax")` gives a first
# hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 前馈网络 | feedforward network | $u = f(x; \theta)$ |
# | 函数家族 | family of functions | all $f(\cdot\,; \theta)$ |
# | 参数 | parameters | $\theta = (M, b)$ |
# | 输出层 | output layer | $g(Mx + b)$ |
# | 线性 | linear | $g(z) = z$ |
# | sigmoid 函数 | sigmoid, logistic function | $\sigma(z) = 1 / (1 + e^{-z})$ |
# | softmax 函数 | softmax | $e^{z_c} / \sum_i e^{z_i}$ |
# | 欠约束的 | under-constrained | |
# | 分布 | distribution | $p(y; u)$ |
# | 成本函数 | cost function | $J$ |
# | 误差的绝对值 | absolute error | $\lvert y - u \rvert$ |
# | 误差的平方 | squared error | $(y - u)^2$ |
# | 最大似然原则 | principle of maximum likelihood | $\arg\max_\theta\, p(y; u)$ |
# | 交叉熵 | cross-entropy | $-\sum_c t_c \log p_c$ |
# | 高斯分布 | Gaussian (normal) distribution | $\mathcal{N}(\mu, \sigma^2)$ |
#
# Two words that the notes do without: a **logit** is one of the numbers $z = Mx + b$ that go into
# $g$, and a **batch** is the samples that are computed together, one in each row.

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
hint("sigmoid")


# %% [markdown]
# ## 3.1 A probability from any number
#
# Is there a cat in the photo? The answer that a model can give is a probability, but $Mx + b$ may
# be any real number. The **sigmoid** maps the real line onto the interval from 0 to 1:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}$$
#
# The logit $z$ is then the logarithm of the odds, $z = \log \frac{p}{1 - p}$: at 0 both answers
# are equally likely, and each step of 1 multiplies the odds by $e$. Swapping the two answers
# changes the sign of $z$, so $\sigma(-z) = 1 - \sigma(z)$. The slope is
# $\sigma'(z) = \sigma(z)\,\sigma(-z)$: at most ¼, and nearly 0 where the sigmoid is **saturated**.
#
# On paper the two fractions are the same number. In a computer each fails somewhere, because
# $e^{89}$ is infinite in float32 and $e^{710}$ in float64:
#
# | | $z = -1000$ | $z = 1000$ |
# |---|---|---|
# | $1 / (1 + e^{-z})$ | $1 / \infty = 0$, but its derivative is $0 \cdot \infty$ = NaN | 1 |
# | $e^{z} / (1 + e^{z})$ | 0 | $\infty / \infty$ = NaN |
#
# One NaN in the gradient of one sample makes every parameter NaN in the next step.
#
# **Your task.** Write `sigmoid` for logits of any shape and any size: no overflow, neither in the
# value nor in the gradient, and the right slope at 0 too. Use `keras.ops`, without its sigmoid.

# %% question="sigmoid"
def sigmoid(logits):
    """Turn each logit into a probability, elementwise.

    Args:
        logits: tensor of any shape, float32 or float64, of any size.

    Returns:
        Tensor of the same shape and dtype, with values from 0 to 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("sigmoid")

# %% [markdown]
# The picture shows your function and its slope. Where has a training step next to no effect,
# however wrong the answer is? Section 3.7 comes back to this.

# %% tags=["explore"]
z = tf.linspace(-10.0, 10.0, 401)
with tf.GradientTape() as tape:
    tape.watch(z)
    probability = sigmoid(z)
slope = tape.gradient(probability, z)

plt.figure(figsize=(7, 3))
plt.plot(z, probability, label="σ(z)")
plt.plot(z, slope, label="slope σ'(z)")
plt.axhline(0.25, color="grey", linewidth=0.5)
plt.xlabel("logit z")
plt.legend()
plt.show()


# %% [markdown]
# ## 3.2 A distribution over classes
#
# Which of $K$ kinds of cat is it? Now the answer is a distribution: $K$ numbers, none negative,
# that sum to 1. **Softmax** makes one from $K$ logits:
#
# $$\operatorname{softmax}(z)_c = \frac{e^{z_c}}{\sum_{i} e^{z_i}}$$
#
# The exponential makes every number positive, and the sum normalises them. The ratio of two
# probabilities depends on the difference of their logits alone, $p_a / p_b = e^{z_a - z_b}$, so
# adding the same number to all logits of a sample changes nothing:
#
# $$\operatorname{softmax}(z + k) = \operatorname{softmax}(z)$$
#
# This is what saves the computation. $e^{1000}$ is infinite, but you may add any $k$ that you
# like to a row before you take exponentials. The best choice brings the largest logit of *that
# row* to 0: then no exponential is above 1, and at least one is 1, so that the sum is never 0.
#
# | logits of one sample | exponentials | after the shift | softmax |
# |---|---|---|---|
# | 1, 2, 3 | 2.7, 7.4, 20.1 | $e^{-2}, e^{-1}, e^{0}$ | 0.09, 0.24, 0.67 |
# | 1001, 1002, 1003 | ∞, ∞, ∞ | $e^{-2}, e^{-1}, e^{0}$ | 0.09, 0.24, 0.67 |
# | −1001, −1000, −999 | 0, 0, 0 | $e^{-2}, e^{-1}, e^{0}$ | 0.09, 0.24, 0.67 |
#
# **Your task.** Write `softmax` for a batch of logits `(batch, classes)`, each row a sample.

# %% question="softmax"
def softmax(logits):
    """Turn each row of logits into a probability distribution over the classes.

    Args:
        logits: tensor `(batch, classes)`, float32 or float64, of any size.

    Returns:
        Tensor of the same shape and dtype; no entry is negative, and every row sums to 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("softmax")

# %% [markdown]
# The logits below are multiplied by a factor that grows from left to right. Softmax is a *soft*
# choice of the *maximum*: see how it goes from "all alike" to "the largest takes it all", while
# the order of the classes never changes.

# %% tags=["explore"]
factors = np.linspace(0, 15, 121, dtype="float32")
logits = np.array([1.0, 0.7, 0.0, -0.5], dtype="float32")
probabilities = softmax(ops.convert_to_tensor(factors[:, None] * logits))

plt.figure(figsize=(7, 3))
labels = [f"logit {value:.1f}" for value in logits]
plt.stackplot(factors, np.transpose(probabilities), labels=labels)
plt.xlabel("factor")
plt.ylabel("share of each class")
plt.legend(loc="lower right")
plt.show()


# %% [markdown]
# ## 3.3 One logit too many
#
# Softmax takes $K$ numbers, but a distribution over $K$ classes has only $K - 1$ degrees of
# freedom, as its entries sum to 1. The missing one is the shift $k$ of section 3.2: infinitely
# many logits stand for the same distribution. Softmax is **under-constrained**, and the parameters
# behind its logits are not determined by any data.
#
# To constrain it, **pin** one logit to a fixed number. Here class 0 is pinned to $z_0 = 0$, so that
# $e^{z_0} = 1$ (the notes' "$x_0$ is often set to 1" is about this $e^{x_0}$). What is left is
# $K - 1$ free logits, each the log-odds of its class against class 0:
#
# $$p_0 = \frac{1}{1 + \sum_{i \ge 1} e^{z_i}}, \qquad
#   p_c = \frac{e^{z_c}}{1 + \sum_{i \ge 1} e^{z_i}} \quad (c \ge 1)$$
#
# With two classes one free logit $z$ remains, and $p_1 = e^{z} / (1 + e^{z}) = \sigma(z)$: **the
# sigmoid is the softmax of two classes with one logit pinned.** Nothing is lost, for any logits
# can be pinned by subtracting the first from all of them.
#
# **Your task.** Write `pinned_softmax`: $K - 1$ free logits in, $K$ probabilities out, class 0
# first. Large logits must be safe again. Here you may call `ops.softmax`, or your own.

# %% question="pinned_softmax"
def pinned_softmax(free_logits):
    """Turn K - 1 free logits into a distribution over K classes; the logit of class 0 is 0.

    Args:
        free_logits: tensor `(batch, K - 1)`, float32 or float64: the logits of classes 1 to K - 1.

    Returns:
        Tensor `(batch, K)` of the same dtype; every row sums to 1, and class 0 comes first.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("pinned_softmax")

# %% [markdown]
# Each point of the left picture is a pair of logits, its colour the probability of class 1.
# Follow a line of equal colour: all of its points are the same distribution, and the dashed line
# $z_0 = 0$ meets each of these lines once. The right picture walks along the dashed line. Do your
# two functions agree?

# %% tags=["explore"]
side = np.linspace(-4, 4, 81, dtype="float32")
z0, z1 = np.meshgrid(side, side)
pairs = np.stack([z0.ravel(), z1.ravel()], axis=1)
both = np.reshape(softmax(ops.convert_to_tensor(pairs))[:, 1], z0.shape)
free = ops.convert_to_tensor(side[:, None])

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5))
left.contourf(z0, z1, both, levels=np.linspace(0, 1, 11))
left.axvline(0, color="white", linestyle="--")
left.set(xlabel="logit of class 0", ylabel="logit of class 1", title="softmax, class 1")
right.plot(side, pinned_softmax(free)[:, 1], linewidth=5, alpha=0.4, label="pinned softmax")
right.plot(side, sigmoid(free)[:, 0], "k--", label="sigmoid")
right.set(xlabel="free logit", title="class 1, logit 0 pinned")
right.legend()
plt.show()


# %% [markdown]
# ## 3.4 The layer $g(Mx + b)$
#
# A feedforward network is a **family of functions** $u = f(x; \theta)$: each choice of the
# parameters $\theta$ is another function of $x$, and training looks for a good one. The most
# common output layer is the family
#
# $$f(x; M, b) = g(Mx + b), \qquad \theta = (M, b)$$
#
# The linear part $Mx + b$ lets every output depend on every input. The function $g$ fits the
# output to the kind of answer that is wanted:
#
# | $g$ | output | such as |
# |---|---|---|
# | linear, $g(z) = z$ | any real numbers | how cute the cat in the photo is |
# | sigmoid | a probability in each column | whether it is a cat; whether it is indoors |
# | softmax | one distribution in each row | which of $K$ kinds of cat it is |
#
# In Keras a sample is a row, so $Mx$ for a whole batch is `inputs @ kernel`, where the **kernel**
# is $M$ transposed:
#
# | | shape |
# |---|---|
# | `inputs` | `(batch, features)` |
# | `kernel` | `(features, units)` |
# | `bias` | `(units,)`, the same for every row |
# | result | `(batch, units)` |
#
# A Keras layer makes its weights in `build`, which Keras calls with the shape of the first batch.
# `self.add_weight(shape=…, initializer=…, name=…)` registers a weight with the layer, so that
# `model.fit` trains it and `model.save` stores it. The kernel has to start from small random
# numbers (`"glorot_uniform"`): units that start alike get the same gradient and stay alike, and
# through a kernel of zeros no gradient reaches the layers below. The bias may start at 0
# (`"zeros"`).
#
# **Your task.** Write the bodies of `build` and `call`; the rest is given. `self.activation` is the
# function $g$. Name the weights `self.kernel` and `self.bias`.

# %% question="OutputLayer"
@keras.saving.register_keras_serializable(package="course")
class OutputLayer(keras.layers.Layer):
    """The output layer g(Mx + b).

    Args:
        units: number of outputs.
        activation: g, one of `"linear"`, `"sigmoid"` and `"softmax"`.

    Input shape: `(batch, features)`. Output shape: `(batch, units)`.
    """

    def __init__(self, units, activation="linear", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def get_config(self):
        activation = keras.activations.serialize(self.activation)
        return {**super().get_config(), "units": self.units, "activation": activation}

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("OutputLayer")

# %% [markdown]
# Train your layer on three classes of points. The borders between the classes are straight: where
# two classes are equally likely their logits are equal, and a difference of two linear functions
# is 0 on a line. The white lines are where the most likely class changes. What would they do
# without $b$?

# %% tags=["explore"]
random = np.random.default_rng(3)
labels = random.integers(3, size=300)
points = np.array([[0, 2], [2, 0], [3, 3]])[labels] + 0.8 * random.normal(size=(300, 2))
points = points.astype("float32")

model = keras.Sequential([OutputLayer(3, "softmax")])
model.compile(optimizer=keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
model.fit(points, labels, epochs=20, verbose=0)

side = np.linspace(-2, 5, 141, dtype="float32")
x0, x1 = np.meshgrid(side, side)
probabilities = model.predict(np.stack([x0.ravel(), x1.ravel()], axis=1), verbose=0)
plt.figure(figsize=(4.5, 4.5))
plt.imshow(probabilities.reshape(141, 141, 3), extent=(-2, 5, -2, 5), origin="lower", alpha=0.6)
plt.contour(x0, x1, probabilities.argmax(1).reshape(141, 141), levels=[0.5, 1.5], colors="white")
plt.scatter(points[:, 0], points[:, 1], c=np.array(["red", "green", "blue"])[labels], s=6)
plt.title("probabilities as red, green and blue")
plt.show()


# %% [markdown]
# ## 3.5 How far off: the absolute error
#
# A model says $u$, the world says $y$. A cost turns the difference into one number that training
# can make small. The simplest takes the size of the difference, here averaged over the $m$ outputs
# of a sample:
#
# $$J(y, u) = \frac{1}{m} \sum_{j=1}^{m} \lvert y_j - u_j \rvert$$
#
# An error of 10 costs ten times as much as an error of 1, so a few wild targets don't rule the
# fit. The gradient by $u_j$ is $\pm\frac{1}{m}$: its sign says where to go, and its size never says
# how far. At 0, where $\lvert\cdot\rvert$ has a corner, take the slope 0, as Keras does: a
# prediction that is exactly right should stay where it is.
#
# A Keras cost is a subclass of `keras.losses.Loss`. You write `call`, which returns **one number
# for each sample**. Keras does the rest: it multiplies by the sample weights, if there are any,
# and reduces the batch to one number. Whoever reduces in `call` takes the weights' meaning away.
#
# | shape of `y_true` | shape of `y_pred` | `y_true - y_pred` | |
# |---|---|---|---|
# | `(4, 3)` | `(4, 3)` | `(4, 3)` | each target meets its prediction |
# | `(4, 1)` | `(4, 1)` | `(4, 1)` | each target meets its prediction |
# | `(4,)` | `(4, 1)` | `(4, 4)` | **each target meets every prediction**, and nothing complains |
#
# The last row is among the most expensive bugs in regression: the model trains, its cost falls,
# and it learns to predict the same number for everything.
#
# **Your task.** Write `call`. Targets of a single output may come without their last axis.

# %% question="AbsoluteError"
@keras.saving.register_keras_serializable(package="course")
class AbsoluteError(keras.losses.Loss):
    """The absolute error of each sample, averaged over its outputs."""

    def call(self, y_true, y_pred):
        """The cost of each sample, before weights and reduction.

        Args:
            y_true: targets, tensor `(batch, ..., outputs)`; `(batch,)` where `y_pred` is
                `(batch, 1)`.
            y_pred: predictions, tensor `(batch, ..., outputs)` of the same dtype.

        Returns:
            Tensor `(batch, ...)`, the mean absolute error over the last axis of `y_pred`.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("AbsoluteError")


# %% [markdown]
# ## 3.6 Large errors count more: the squared error
#
# $$J(y, u) = \frac{1}{m} \sum_{j=1}^{m} (y_j - u_j)^2$$
#
# Now an error of 10 costs a hundred times as much as an error of 1. The gradient by $u_j$,
# $\frac{2}{m}(u_j - y_j)$, grows with the error and fades as the prediction gets close, so that
# gradient descent slows down by itself where it arrives.
#
# The two costs don't aim at the same thing. Let one number $u$ stand for many targets
# $y_1, \dots, y_n$: the total squared error is least at their **mean**, the total absolute error
# at their **median**. (Set the derivative to 0: in one case the errors balance, in the other as
# many targets lie above $u$ as below.)
#
# **Your task.** Write `SquaredError` under the same conditions as above, without a factor ½.

# %% question="SquaredError"
@keras.saving.register_keras_serializable(package="course")
class SquaredError(keras.losses.Loss):
    """The squared error of each sample, averaged over its outputs."""

    def call(self, y_true, y_pred):
        """The cost of each sample, before weights and reduction.

        Args:
            y_true: targets, tensor `(batch, ..., outputs)`; `(batch,)` where `y_pred` is
                `(batch, 1)`.
            y_pred: predictions, tensor `(batch, ..., outputs)` of the same dtype.

        Returns:
            Tensor `(batch, ...)`, the mean squared error over the last axis of `y_pred`.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("SquaredError")

# %% [markdown]
# Seven measurements, one of them wild. Each curve is the cost of one guess for all seven, by your
# own losses. Where is each least? Then move the wild measurement to 20 and to 40: which minimum
# follows it, and which stays?

# %% tags=["explore"]
measurements = np.array([1.0, 1.5, 2.0, 2.2, 2.5, 3.0, 9.0], dtype="float32")
guesses = np.linspace(0, 10, 401, dtype="float32")
targets = np.tile(measurements, (len(guesses), 1))
predictions = np.tile(guesses[:, None], (1, len(measurements)))

figure, axes = plt.subplots(1, 2, figsize=(9, 3))
for axis, loss_class in zip(axes, (AbsoluteError, SquaredError), strict=True):
    curve = np.array(loss_class(reduction=None)(targets, predictions))
    axis.plot(guesses, curve)
    axis.axvline(guesses[curve.argmin()], color="grey", linestyle="dashed")
    axis.plot(measurements, np.zeros_like(measurements), "k|", markersize=12)
    axis.set(title=f"{loss_class.__name__}: least at {guesses[curve.argmin()]:.2f}", xlabel="guess")
plt.show()


# %% [markdown]
# ## 3.7 The cost of a distribution
#
# When the output is a distribution, maximum likelihood names the cost. The model gives the
# observed class $y$ the probability $p_y$; to make all observations as likely as possible, make
# $\prod p_y$ large, or the mean of $-\log p_y$ small. With the target as a row of its own, such as
# the one-hot row $t = (0, 1, 0)$ or a distribution over several reasonable answers, that is the
# **cross-entropy**
#
# $$J = -\frac{1}{N} \sum_{n=1}^{N} \sum_{c=1}^{K} t_{nc} \log p_{nc},
#   \qquad p_n = \operatorname{softmax}(z_n)$$
#
# It is smallest where $p = t$, and there it is the entropy of $t$, not 0 unless $t$ is one-hot.
# Its gradient is as simple as can be, $\frac{\partial J}{\partial z} = \frac{1}{N}(p - t)$: the
# error itself. A confident wrong answer gets a steep gradient, whereas the squared error of a
# saturated probability gets none.
#
# Take the logarithm after the softmax, and a probability too small for floating point becomes
# $\log 0 = -\infty$. Adding a small ε inside the logarithm hides this, and gives a wrong cost and
# no gradient for just the samples that are most wrong. Take the logarithm on paper instead:
#
# $$\log \operatorname{softmax}(z)_c = z_c - \log \sum_i e^{z_i}$$
#
# That is why the function below takes logits, and why Keras has `from_logits=True`.
#
# **Your task.** Write `categorical_cross_entropy`: targets and logits of a batch in, one number
# out, the mean over the samples.

# %% question="categorical_cross_entropy"
def categorical_cross_entropy(targets, logits):
    """Mean cross-entropy of softmax(logits) under the targets, in nats.

    Args:
        targets: tensor `(batch, classes)`; each row is a distribution, one-hot or not.
        logits: tensor `(batch, classes)` of the same dtype, float32 or float64, of any size.

    Returns:
        Scalar tensor of the same dtype: the sum over the classes, averaged over the batch.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("categorical_cross_entropy")

# %% [markdown]
# One sample of two classes; the right one is class 1. The picture shows two costs against the
# logit of class 1 while that of class 0 stays 0. On the left the model is confident and wrong.
# Which of the two costs tells it where to go?

# %% tags=["explore"]
target = ops.convert_to_tensor(np.array([[0.0, 1.0]], dtype="float32"))
right_logit = np.linspace(-10, 5, 151, dtype="float32")
rows = [ops.convert_to_tensor([[0.0, value]]) for value in right_logit]

plt.figure(figsize=(7, 3))
plt.plot(right_logit, [categorical_cross_entropy(target, row) for row in rows])
plt.plot(right_logit, [ops.sum((target - ops.softmax(row)) ** 2) for row in rows])
plt.legend(["cross-entropy", "squared error of the probabilities"])
plt.xlabel("logit of the right class")
plt.ylabel("cost")
plt.show()


# %% [markdown]
# ## 3.8 A prediction that knows how sure it is
#
# The same input can have many right outputs: two flats of the same size differ in price, and large
# ones differ more. So let the output be the **parameters of a distribution** of $y$, rather than
# $y$ itself. Here the distribution is a Gaussian, and the network has two outputs for each sample:
# the mean $\mu$ and the logarithm of the variance, $s = \log \sigma^2$. Any real number is a valid
# $s$, so the output layer can stay linear.
#
# Which $\theta$ is best? The one under which the data are most probable, says the principle of
# **maximum likelihood**: maximise $\prod_i p(y_i; u_i)$. A product of a thousand densities
# overflows or vanishes, but its logarithm is a sum, and largest at the same place. With a minus,
# it is a cost, one term for each sample:
#
# $$J(y, u) = -\log p(y; \mu, \sigma^2)
#   = \frac{1}{2} \left( \log 2\pi + s + \frac{(y - \mu)^2}{e^{s}} \right)$$
#
# The last two terms pull against each other. A larger variance makes every error cheaper, and
# costs $\frac{s}{2}$ itself; the best variance is the mean squared error that really occurs. With
# $s$ fixed, all that is left to minimise is $(y - \mu)^2$: **squared error is maximum likelihood
# for Gaussian noise of one size.** (Absolute error is the same for Laplace noise, cross-entropy
# for a distribution over classes.)
#
# One danger remains. If a prediction is exactly right, the cost falls without end as
# $s \to -\infty$, and $e^{-s}$ overflows on the way. So the variance gets a **floor**: wherever
# $s$ is below `floor`, the cost is computed with `floor` in its place, in both terms. Choose it far
# below any variance that the data can have.
#
# **Your task.** Write `call`. Keep the constant $\log 2\pi$, so that the cost is the
# negative log-density in nats and can be compared with an entropy. The constructor is given. The
# last check trains a small network with your cost on noisy data, and compares the cost of its
# predictions with the entropy of the noise, below which no model can get: 3 % more is too much.

# %% question="GaussianNegativeLogLikelihood"
@keras.saving.register_keras_serializable(package="course")
class GaussianNegativeLogLikelihood(keras.losses.Loss):
    """Minus the log-density of the targets under a Gaussian for each sample.

    Args:
        floor: log-variances below it count as equal to it.
        **kwargs: `name`, `reduction` and `dtype` of `keras.losses.Loss`.
    """

    def __init__(self, floor=-20.0, **kwargs):
        super().__init__(**kwargs)
        self.floor = floor

    def get_config(self):
        return {**super().get_config(), "floor": self.floor}

    def call(self, y_true, y_pred):
        """The cost of each sample, before weights and reduction.

        Args:
            y_true: targets, tensor `(batch,)` or `(batch, 1)`.
            y_pred: tensor `(batch, 2)` of the same dtype: the mean, and the log-variance.

        Returns:
            Tensor `(batch,)`, the negative log-density of each target in nats.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("GaussianNegativeLogLikelihood")

# %% [markdown]
# A small network learns mean and noise together, from your cost alone. The band is
# $\mu \pm 2\sigma$: about 95 % of the points should lie inside, on the left as on the right. Which
# band would squared error assume (3.6)?

# %% tags=["explore"]
rng = np.random.default_rng(3)
x = rng.uniform(-1, 1, size=(1500, 1)).astype("float32")
y = (np.sin(4 * x[:, 0]) + np.exp(1.5 * x[:, 0] - 1.5) * rng.normal(size=1500)).astype("float32")

network = keras.Sequential([keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(2)])
network.compile(keras.optimizers.Adam(0.01), loss=GaussianNegativeLogLikelihood())
network.fit(x, y, batch_size=50, epochs=40, verbose=0)

grid = np.linspace(-1, 1, 201, dtype="float32")
mean, log_variance = np.array(network(grid[:, None])).T
band = 2 * np.exp(log_variance / 2)
plt.figure(figsize=(7, 3))
plt.plot(x[:, 0], y, ".", markersize=2, color="grey")
plt.plot(grid, mean)
plt.fill_between(grid, mean - band, mean + band, alpha=0.3)
plt.xlabel("x")
plt.show()


# %% [markdown]
# ## 3.9 Which function may be a cost?
#
# Any function may, say the notes, whose minimum lies where the two distributions agree. This can
# be computed. Let $k$ be one of $K$ outcomes, drawn with the probabilities $p_1, \dots, p_K$. A
# model announces a distribution $q$, and pays $J(q, k)$ when $k$ happens. On average it pays
#
# $$C(q) = \sum_{k=1}^{K} p_k \, J(q, k)$$
#
# The cost is **proper** for $p$ if no announcement is cheaper than the truth: $C(p) \le C(q)$. Then
# whoever minimises it is drawn to the truth, and has nothing to gain by overstating.
#
# | cost $J(q, k)$ | expected cost | proper? |
# |---|---|---|
# | $-\log q_k$ | entropy of $p$ plus $\mathrm{KL}(p \Vert q)$, which is 0 at $q = p$ only | yes |
# | $\sum_j (q_j - [j = k])^2$ | a constant plus $\sum_j (q_j - p_j)^2$ | yes |
# | $\sum_j \lvert q_j - [j{=}k] \rvert$ | $2 - 2\sum_k p_k q_k$ | no: least at a corner |
#
# ($[j = k]$ is 1 where $j = k$ and 0 elsewhere.) So squared error between distributions is a fair
# cost, and absolute error makes a classifier boast.
#
# **Your task.** Write `is_proper` for one distribution and a list of rivals, in NumPy:
#
# - `cost(candidate, outcome)` gives $J$ as a number, perhaps infinite, for a candidate `(K,)` and
#   the index of an outcome.
# - Return `True` if no candidate has a smaller expected cost than `distribution` itself, which may
#   or may not be among the candidates, and `False` otherwise.
# - A tie is no defeat: a difference of up to $10^{-9}$ is a matter of rounding.
# - An outcome of probability 0 never happens, so its cost does not count, even an infinite one.

# %% question="is_proper"
def is_proper(cost, distribution, candidates):
    """Whether the expected cost is least, among the candidates, at the distribution itself.

    Args:
        cost: function of a candidate, array `(K,)`, and an outcome's index, int; returns a float.
        distribution: array `(K,)`, float64: the probability of each outcome.
        candidates: array `(n, K)`, float64: one distribution in each row.

    Returns:
        bool.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("is_proper")

# %% [markdown]
# Rain has probability 0.3. The curves show what a forecaster pays on average for each announcement.
# The title is your verdict over all announcements. Where is each curve least, and which forecaster
# would you believe?

# %% tags=["explore"]
truth = np.array([0.3, 0.7])
announced = np.linspace(0.01, 0.99, 99)
forecasts = np.stack([announced, 1 - announced], axis=1)
costs = {
    "logarithmic": lambda q, k: -np.log(q[k]),
    "squared": lambda q, k: np.sum((q - np.eye(2)[k]) ** 2),
    "absolute": lambda q, k: np.sum(np.abs(q - np.eye(2)[k])),
}

figure, axes = plt.subplots(1, 3, figsize=(11, 3))
for axis, (name, cost) in zip(axes, costs.items(), strict=True):
    axis.plot(announced, [truth[0] * cost(q, 0) + truth[1] * cost(q, 1) for q in forecasts])
    axis.axvline(truth[0], color="grey", linestyle="dashed")
    verdict = "proper" if is_proper(cost, truth, forecasts) else "not proper"
    axis.set(title=f"{name}: {verdict}", xlabel="announced probability of rain")
plt.show()


# %% [markdown]
# ## 3.10 All together: reading digits
#
# Everything that a classifier needs is now in your hands: the layer $g(Mx + b)$ with softmax for
# $g$, which makes a distribution of any input, and the cross-entropy, which is least where that
# distribution is right. Gradient descent does the rest; `model.fit` will do it for you until you
# write it yourself in assignment 4.
#
# The data are 1,797 handwritten digits that come with scikit-learn, 8 by 8 pixels each. A single
# output layer names about 19 of 20 new digits correctly. (A hidden layer, assignment 6, does
# somewhat better.)
#
# Two things are asked of a classifier, and they are not the same. It shall be *right*: the class
# with the highest probability is the true one. And it shall be *honest*: where it says 90 %, it is
# wrong once in ten times. Accuracy measures the first. The mean log-probability of the true class
# measures both, and punishes a confident mistake without mercy.
#
# **Your task.** Write `train_classifier`, which trains on `x` and `y` and returns a function from
# inputs to class probabilities.
#
# - You may use what you have written, or Keras's own layers, costs and optimizers.
# - Training may take up to a minute; a few seconds are enough.
# - The training data may be sorted by class. Not every class need occur in `y`, and there is a
#   column for it all the same.
# - When it is graded, the order of the pixels is shuffled, the same way for all images, the
#   classes are numbered anew, and each pixel gets a little noise. So what counts is what your
#   function learns from `x` and `y`; that they are digits is of no use to it.

# %% question="train_classifier"
def train_classifier(x, y, num_classes):
    """Train a classifier.

    Args:
        x: NumPy array `(samples, features)`, float32, with values around 0 to 1.
        y: NumPy array `(samples,)`, int64: class numbers from 0 to `num_classes - 1`.
        num_classes: int.

    Returns:
        Function from inputs, NumPy array `(batch, features)`, float32, to class probabilities,
        tensor or array `(batch, num_classes)`: each row has no negative entry and sums to 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("train_classifier")

# %% [markdown]
# The eight digits on which your classifier is most confident *and* wrong. Would you have known?

# %% tags=["explore"]
from autograder.datasets import digits

pixels, labels = digits()
order = np.random.default_rng(0).permutation(len(labels))
known, new = order[:1200], order[1200:]
classify = train_classifier(pixels[known], labels[known], 10)
probabilities = np.array(classify(pixels[new]))
chosen = probabilities.argmax(axis=1)
print(f"accuracy on {len(new)} new digits: {np.mean(chosen == labels[new]):.1%}")

confidence = np.where(chosen == labels[new], 0, probabilities.max(axis=1))
figure, axes = plt.subplots(1, 8, figsize=(11, 2))
for axis, index in zip(axes, np.argsort(-confidence)[:8], strict=True):
    axis.imshow(pixels[new[index]].reshape(8, 8), cmap="gray_r")
    verdict = f"{labels[new[index]]}, not {chosen[index]}\n{confidence[index]:.0%}"
    axis.set_title(verdict, fontsize=8)
    axis.axis("off")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown]
# **Choosing an output.** For each task, say which $g$ you would end the network with, how many
# units, what its outputs mean, and which cost follows: (a) from a photo, which one of 37 breeds the
# cat is; (b) from a photo, which of 12 objects (cat, sofa, lamp, …) are in it, where any number
# of them may be; (c) from a house's data, its price, where cheap houses are predicted closely and
# expensive ones only roughly.

# %% [markdown] written="choose_an_output_layer"
# *Replace this line by your answer.*

# %% [markdown]
# **Pinning a logit.** A softmax output layer sees $F$ features and knows $K$ classes. How many
# parameters does it have, and how many if the logit of class 0 is pinned? Show that pinning loses
# no distribution that the full layer can express. A friend reads "set $x_0$ to 1" in the notes
# and pins the *logit* to 1: what changes for $K = 2$, and can the layer still fit the same data?

# %% [markdown] written="pinning_a_logit"
# *Replace this line by your answer.*

# %% [markdown]
# **Why not squared error?** A classifier of cats is sure that a photo shows no cat ($z = -20$), and
# is wrong ($y = 1$). Compare the gradients by $z$ of the squared error $(y - \sigma(z))^2$ and of
# the cross-entropy $-\log \sigma(z)$, in numbers. What does each of them do in the next training
# step? Both costs are smallest where the model is right; why is that not enough?

# %% [markdown] written="why_cross_entropy"
# *Replace this line by your answer.*
