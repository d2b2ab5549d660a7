# %% [markdown]
# # 5 · Regularisation
#
# A model that knows its training data by heart is of little use: what counts is the error on data
# that it has not seen. **Regularisation** is every change to a model or its training that aims at
# this **generalisation error**. It does not try to lower the training error, and often raises it.
# The ways differ (small weights, noise, more data, other tasks, an early end, built-in knowledge,
# attacks), but each makes it harder to learn by heart than to learn what repeats.
#
# **By the end you can**
# - let a model pay for its weights, with L1 or L2, and say why not with L0, and why its biases pay
#   nothing;
# - put noise into inputs, neurons and parameters, in training only, in a layer that `model.fit`
#   and `model.save` understand;
# - make new images from old ones, and stop training in time without spoiling the test set;
# - share parameters between tasks and between places, and train against an attack on your model;
# - measure how far a model's training error is from its error on new data, and narrow that gap.
#
# **Out of scope**: how held-out data are chosen (assignment 2), batch normalisation (7), ensembles.
#
# **Time**: 3 to 4 hours. Each question can be answered without the ones before it, except 5.14,
# which uses what you wrote in 5.13.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("L1Penalty")` gives a first
# hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 正则化 | regularisation | $J' = J + \lambda\,\Omega(\theta)$ |
# | 概括性误差 | generalisation error | the expected cost of new data |
# | 训练误差 | training error | the mean cost of the training data |
# | 过拟合 | overfitting | |
# | L2、L1、L0 | L2, L1 and L0 penalty | $\sum w^2$, $\sum \lvert w \rvert$, $\sum [w \neq 0]$ |
# | 平滑的 | smooth | |
# | 数据增强 | data augmentation | |
# | 旋转、拉伸 | rotate, stretch | |
# | 噪声 | noise | $\varepsilon \sim \mathcal{N}(0, \sigma^2)$ |
# | 多任务学习 | multi-task learning | |
# | 及早停止 | early stopping | |
# | 验证集、测试集 | validation set, test set | |
# | 共享参数 | shared (tied) parameters | |
# | 不变性 | invariance | $f(Tx) = f(x)$ |
# | dropout(随机关闭神经元) | dropout: neurons switched off at random | |
# | 对抗性数据 | adversarial data | $x + \epsilon \operatorname{sign} \nabla_x J$ |
#
# One word that the notes do without: a **strength** $\lambda \ge 0$ says how much a penalty counts
# against the cost of the data. The notes' formulas have $\lambda = 1$.

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
hint("L1Penalty")


# %% [markdown]
# ## 5.1 A price on every weight
#
# Large weights make steep functions: a small change of the input changes the output a lot. A model
# that has more weights than it needs uses them to bend through every noisy point of its training
# data. So let it **pay** for its weights. To the cost $J$ of the data comes a **penalty**, and
# training minimises the sum:
#
# $$J'(\theta) = J(\theta) + \lambda \sum_{i} \lvert w_i \rvert$$
#
# This is the **L1** penalty. Now a weight has to earn its price: it stays only if it lowers the
# cost of the data by more than it costs. How it acts in training is told by its gradient,
#
# $$\frac{\partial}{\partial w_i}\, \lambda \sum_j \lvert w_j \rvert
#   = \lambda \operatorname{sign}(w_i)$$
#
# Each step pulls every weight towards 0 by the same amount, however small the weight is already. A
# weight that the data need little ends at 0, and the model is **sparse**: it uses few of its
# inputs.
#
# At $w = 0$ there is a kink, where the slope is not defined. Every value from $-\lambda$ to
# $\lambda$ will do there, and Keras's `ops.abs` takes 0. But the same function written as a root,
# $\sqrt{w^2}$, has the derivative $0 / 0$ = NaN there.
#
# In Keras a penalty is a **regularizer**: an object that is called with the weights and returns the
# penalty as one number. A layer takes it as `kernel_regularizer`, and `fit` adds what it returns to
# the loss.
#
# **Your task.** Write `__call__`. The weights may have any shape. The penalty is one number for the
# whole array, a sum, not a mean.

# %% question="L1Penalty"
@keras.saving.register_keras_serializable(package="course")
class L1Penalty(keras.regularizers.Regularizer):
    """The sum of the weights' absolute values, times a strength.

    Args:
        strength: float, 0 or more.
    """

    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        """The penalty.

        Args:
            weights: tensor of any shape, float32 or float64.

        Returns:
            Scalar tensor of the same dtype.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("L1Penalty")

# %% [markdown]
# There are 40 inputs, of which 4 matter, and 60 noisy samples. Both models are linear; the lower
# one pays your penalty. How many of its weights has it kept? What did the 4 large ones lose?

# %% tags=["explore"]
rng = np.random.default_rng(1)
truth = np.zeros(40, "float32")
truth[[3, 11, 19, 30]] = 3, -2, 2, -3
x = rng.normal(size=(60, 40)).astype("float32")
y = x @ truth + 2 * rng.normal(size=60).astype("float32")

figure, axes = plt.subplots(2, 1, figsize=(8, 4), sharex=True, sharey=True)
for axis, strength in zip(axes, [0.0, 0.7], strict=True):
    layer = keras.layers.Dense(1, kernel_regularizer=L1Penalty(strength))
    model = keras.Sequential([keras.Input((40,)), layer])
    decay = keras.optimizers.schedules.CosineDecay(0.1, 300)
    model.compile(keras.optimizers.Adam(decay), "mean_squared_error")
    model.fit(x, y, batch_size=60, epochs=300, verbose=0)
    axis.bar(range(40), ops.convert_to_numpy(layer.kernel)[:, 0], label="learnt weights")
    axis.plot(truth, "k_", markersize=9, label="true weights")
    axis.set_title(f"strength {strength}", loc="left", fontsize=10)
axes[0].legend(ncols=2, loc="upper right", fontsize=8)
axes[1].set_xlabel("input")
plt.tight_layout()
plt.show()


# %% [markdown]
# ## 5.2 Many small weights instead of a few large ones
#
# The **L2** penalty takes squares instead:
#
# $$J'(\theta) = J(\theta) + \lambda \sum_{i} w_i^2, \qquad
#   \frac{\partial}{\partial w_i}\, \lambda \sum_j w_j^2 = 2 \lambda w_i$$
#
# Its pull is in proportion to the weight: a step of gradient descent with learning rate $\epsilon$
# multiplies each weight by $1 - 2 \epsilon \lambda$, which is why it is also called **weight
# decay**. Large weights are pulled hard, small ones hardly at all, so that all become small and
# none becomes exactly 0. Of two inputs that say the same, L2 uses both with half the weight, as
# $0.5^2 + 0.5^2 < 1^2$; to L1 all ways to share are worth the same.
#
# | | penalty of (3, 4) | pull on $w$ | leaves |
# |---|---|---|---|
# | L1 | 7 | $\lambda \operatorname{sign}(w)$ | few weights |
# | L2 | 25 | $2 \lambda w$ | small weights |
#
# There is a reason in probability too (assignment 1): L2 is maximum a posteriori with a Gaussian
# prior on the weights. Some books write $\frac{\lambda}{2}$, so that the gradient is $\lambda w$.
# The notes don't, Keras doesn't, and so you don't either.
#
# **Your task.** Write `__call__`, as above.

# %% question="L2Penalty"
@keras.saving.register_keras_serializable(package="course")
class L2Penalty(keras.regularizers.Regularizer):
    """The sum of the weights' squares, times a strength.

    Args:
        strength: float, 0 or more.
    """

    def __init__(self, strength):
        self.strength = strength

    def get_config(self):
        return {"strength": self.strength}

    def __call__(self, weights):
        """The penalty.

        Args:
            weights: tensor of any shape, float32 or float64.

        Returns:
            Scalar tensor of the same dtype.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("L2Penalty")

# %% [markdown]
# Six weights of a linear model, three of which should be 0, fitted with one strength after another.
# Follow a line to the right: under L1 the weights reach 0 one by one, under L2 they fade
# together. Which of the three true weights holds out longest under L1, and why that one?

# %% tags=["explore"]
rng = np.random.default_rng(4)
x = rng.normal(size=(40, 6))
y = x @ np.array([3.0, -2.0, 1.0, 0.0, 0.0, 0.0]) + rng.normal(size=40)


def fitted(kind, strengths):
    @tf.function
    def descend(strength):
        weights = tf.zeros(6, tf.float64)
        for step in tf.range(600):
            with tf.GradientTape() as tape:
                tape.watch(weights)
                error = tf.linalg.matvec(x, weights) - y
                cost = tf.reduce_mean(error**2) + kind(strength)(weights)
            rate = 0.1 / (1 + tf.cast(step, tf.float64) / 10)
            weights -= rate * tape.gradient(cost, weights)
        return weights

    return np.array([descend(tf.constant(strength)) for strength in strengths])


strengths = np.geomspace(0.01, 8, 12)
figure, axes = plt.subplots(1, 2, figsize=(9, 3.5), sharey=True)
for axis, kind in zip(axes, [L1Penalty, L2Penalty], strict=True):
    lines = axis.semilogx(strengths, fitted(kind, strengths), ".-")
    axis.axhline(0, color="grey", linewidth=0.5)
    axis.set(title=kind.__name__, xlabel="strength")
axes[0].set_ylabel("weight")
axes[1].legend(lines, ["true 3", "true −2", "true 1", "true 0", "true 0", "true 0"], fontsize=8)
plt.show()


# %% [markdown]
# ## 5.3 Why not simply count the weights?
#
# If few weights are wanted, why not put a price on their number? The **L0** penalty counts the
# weights that are not 0:
#
# $$\lVert w \rVert_0 = \sum_i [w_i \neq 0]$$
#
# ($[\dots]$ is 1 where it holds, and 0 elsewhere.) A weight of 0.001 pays as much as a weight of
# 1000. In practice L1 often stands in for it, and the reason is the gradient. Move a
# weight a little: the count stays what it was, unless the weight is exactly 0, where it jumps. So
#
# $$\frac{\partial \lVert w \rVert_0}{\partial w_i} = 0 \quad \text{wherever } w_i \neq 0,$$
#
# that is **almost everywhere**. Gradient descent learns nothing from it: no weight is pulled
# towards 0, near or far. L0 is not **smooth**, and minimising it takes a search over subsets of the
# weights, of which $n$ weights have $2^n$. Of the penalties $\sum_i \lvert w_i \rvert^p$, L1 is the
# nearest to it that adds no local minima of its own.
#
# **Your task.** Write `l0_penalty`. The check differentiates it too, and looks for the gradient
# that the formula promises: 0, or `None`, as Keras has it where nothing can be differentiated.

# %% question="l0_penalty"
def l0_penalty(weights):
    """How many weights are not 0.

    Args:
        weights: tensor of any shape, float32 or float64.

    Returns:
        Scalar tensor of the same dtype, so that it can be added to a cost.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("l0_penalty")

# %% [markdown]
# One weight, three penalties (your own). On the left their values, in the middle their slopes; on
# the right a weight that starts at 0.9 follows each slope downhill, with nothing else to pull it.
# Which arrives at 0, which comes ever closer, and which never sets off?

# %% tags=["explore"]
penalties = {"L0": l0_penalty, "L1": L1Penalty(1.0), "L2": L2Penalty(1.0)}


def slope(penalty, weight):
    weight = tf.constant(weight)
    with tf.GradientTape() as tape:
        tape.watch(weight)
        value = penalty(weight)
    return float(tape.gradient(value, weight, unconnected_gradients="zero"))


grid = np.linspace(-1.5, 1.5, 61)
figure, axes = plt.subplots(1, 3, figsize=(11, 3))
for number, (name, penalty) in enumerate(penalties.items()):
    style = {"color": f"C{number}", "label": name}
    axes[0].plot(grid, [float(penalty(tf.constant(w))) for w in grid], **style)
    axes[1].plot(grid, [slope(penalty, w) for w in grid], **style)
    path = [0.9]
    for _ in range(40):
        path.append(path[-1] - 0.05 * slope(penalty, path[-1]))
    axes[2].plot(path, **style)
for axis, title in zip(axes, ["penalty", "slope", "gradient descent"], strict=True):
    axis.axhline(0, color="grey", linewidth=0.5)
    axis.set(title=title, xlabel="step" if title == "gradient descent" else "weight")
axes[0].legend()
axes[2].set_ylabel("weight")
plt.tight_layout()
plt.show()


# %% [markdown]
# ## 5.4 M pays, b does not
#
# Which parameters should pay? In a layer $g(Mx + b)$ **only $M$**. The entries of $M$ say how
# strongly the output follows the input, and large ones make the function steep. The bias $b$ only
# shifts it. A model whose targets lie around 1000 needs a bias of 1000, and there is nothing
# overfitted about it: each bias is one number, estimated from all the samples, whereas each entry
# of $M$ is decided by how one input and one output vary together. A price on $b$ would pull every
# prediction towards 0, and gain nothing.
#
# What training then minimises is the cost of the data and what the matrices of all the layers
# pay, each with a penalty $\Omega_\ell$ of its own:
#
# $$J'(\theta) = J\bigl(y, f(x; \theta)\bigr) + \sum_{\ell} \Omega_\ell(M_\ell)$$
#
# **Your task.** Write `penalised_loss`, which returns $J'$ for a model and a batch.
#
# - `cost(y, u)` is a function of targets and predictions, in this order; it returns a scalar.
# - `model.layers` are the layers. Some have a `kernel` (this is $M$), and some of these have a
#   `kernel_regularizer` that is not None: it returns $\Omega_\ell$ when it is called with the
#   kernel. All other layers pay nothing; an activation layer has no such attributes at all.
# - No layer has any other regularizer, and none behaves differently in training.
# - The result has to carry the gradient of both parts to the weights, also inside a `tf.function`.

# %% question="penalised_loss"
def penalised_loss(model, x, y, cost):
    """The cost of the data, plus the penalties of the layers' kernels.

    Args:
        model: a `keras.Model`, some of whose layers may have a `kernel_regularizer`.
        x: inputs, tensor `(batch, features)`.
        y: targets, tensor `(batch, outputs)`.
        cost: function of targets and predictions that returns a scalar tensor.

    Returns:
        Scalar tensor of the dtype of the predictions.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("penalised_loss")

# %% [markdown]
# Your function trains a linear model on 25 bumps, which is enough to run through all 20 points. The
# stronger the penalty, the smoother the curve. What is left of it in the last picture, and where
# would that line be if the bias had to pay too?

# %% tags=["explore"]
rng = np.random.default_rng(6)
points = np.sort(rng.uniform(0, 1, 20)).astype("float32")
targets = (5 + np.sin(7 * points) + 0.4 * rng.normal(size=20)).astype("float32")
centres = np.linspace(0, 1, 25, dtype="float32")


def bumps(position):
    return np.exp(-(((position[:, None] - centres) / 0.06) ** 2))


def squared_error(y, u):
    return ops.mean(ops.square(y - u))


def train(model, x, y, steps=800):
    optimizer = keras.optimizers.Adam(0.1)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = penalised_loss(model, x, y, squared_error)
        variables = model.trainable_variables
        optimizer.apply(tape.gradient(loss, [v.value for v in variables]), variables)

    for _ in range(steps):
        step()


line = np.linspace(0, 1, 300, dtype="float32")
figure, axes = plt.subplots(1, 3, figsize=(11, 3), sharey=True)
for axis, strength in zip(axes, [0.0, 0.01, 5.0], strict=True):
    pays = keras.regularizers.L2(strength)
    model = keras.Sequential([keras.Input((25,)), keras.layers.Dense(1, kernel_regularizer=pays)])
    train(model, bumps(points), targets[:, None])
    axis.plot(line, np.array(model(bumps(line)))[:, 0])
    axis.plot(points, targets, "k.")
    axis.set(title=f"strength {strength}", xlabel="x", ylim=(-0.5, 8))
    axis.axhline(0, color="grey", linewidth=0.5)
plt.show()


# %% [markdown]
# ## 5.5 Neurons that take nothing for granted
#
# A neuron that always gets the same help comes to rely on it: it corrects another one's mistakes on
# just these training data. **Dropout** takes the help away. In each training step every output of a
# layer is switched off with probability $p$, the **rate**, independently for each sample and each
# neuron:
#
# $$\tilde h = \frac{m}{1 - p}\, h, \qquad
#   m = \begin{cases} 0 & \text{with probability } p \\ 1 & \text{with probability } 1 - p
#   \end{cases}$$
#
# The next layer has to do with whatever is left. So each neuron must be useful in many companies,
# and what the network knows is spread over many of them. With $n$ neurons there are $2^n$ masks,
# thus $2^n$ networks that share their weights, and each sample of a step trains one of them.
#
# **Why divide?** Without it the next layer would get $(1 - p)\, h$ on average in training, but all
# of $h$ when the model is used. With it, $\mathbb{E}[\tilde h] = (1 - p) \cdot \frac{h}{1 - p} + p
# \cdot 0 = h$. So **outside of training nothing has to be done**: the layer returns its input.
#
# Three things are easy to miss.
# - Keras tells a layer by the argument `training` of `call` whether it trains: `fit` passes `True`,
#   `predict` passes `False`; in a plain `model(x)` nobody says, and the default of `call` holds.
# - The mask belongs to the step: the gradient of $\tilde h$ by $h$ is $\frac{m}{1-p}$ with *the
#   same* $m$. If $m$ is one tensor that you multiply with or choose by, this comes by itself.
# - `fit` **compiles** `call` and then runs it many times. Random numbers of NumPy or of Python
#   would be drawn once, while it is compiled, and each step would get the same. `keras.random`
#   draws anew in each step; `self.seed_generator` remembers where it is in its sequence.
#
# **Your task.** Write `call`. Rate 0 drops nothing. Rate 1 drops everything, and the result is
# zeros, not NaN.

# %% question="Dropout"
@keras.saving.register_keras_serializable(package="course")
class Dropout(keras.layers.Layer):
    """Switches inputs off at random in training, and scales the others up.

    Args:
        rate: float from 0 to 1: the probability of each entry to become 0.

    Input shape: any. Output shape: the same.
    """

    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}

    def call(self, inputs, training=False):
        """The inputs, in training with some entries dropped.

        Args:
            inputs: tensor `(batch, …)`, float32 or float64.
            training: bool, whether the layer is being trained.

        Returns:
            Tensor of the same shape and dtype.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("Dropout")

# %% [markdown]
# On the left, your layer gets a batch of ones: each row is a sample, dark is 0, and brighter is
# larger. On the right, one input of 1 passes through the layer many times. Its mean
# comes back to 1 at every rate, but the higher the rate, the longer it takes.

# %% tags=["explore"]
rates = [0.2, 0.5, 0.8]
figure, axes = plt.subplots(1, 4, figsize=(12, 3), width_ratios=[1, 1, 1, 1.6])
for number, rate in enumerate(rates):
    layer = Dropout(rate)
    axes[number].imshow(layer(ops.ones((12, 16)), training=True), cmap="magma", vmin=0, vmax=5)
    axes[number].set(title=f"rate {rate}", xlabel="neuron", xticks=[], yticks=[])
    passes = np.array(layer(ops.ones((500,)), training=True))
    axes[3].plot(np.cumsum(passes) / np.arange(1, 501), label=f"rate {rate}")
axes[0].set_ylabel("sample")
axes[3].axhline(1, color="grey", linewidth=0.5)
axes[3].set(xlabel="passes", title="mean of all passes", ylim=(0, 2))
axes[3].legend()
plt.tight_layout()
plt.show()


# %% [markdown]
# ## 5.6 A little noise in the inputs
#
# More samples are the best cure for overfitting, and some can be made from those at hand. Whether a
# cat is in a photo does not depend on a speck of dust, so $x + \varepsilon$ with small noise
# $\varepsilon$ has the same answer $y$ as $x$. Drawing fresh noise in every step,
#
# $$\tilde x = x + \varepsilon, \qquad \varepsilon_{ij} \sim \mathcal{N}(0, \sigma^2)
#   \text{ for each sample } i \text{ and feature } j,$$
#
# turns every sample into a small cloud, and a model that fits the whole cloud can't bend
# sharply within it. For a linear model with squared error this is even *the same* as an L2
# penalty: averaged over the noise,
#
# $$\mathbb{E}\bigl[(y - w \cdot \tilde x)^2\bigr] = (y - w \cdot x)^2 + \sigma^2 \sum_j w_j^2$$
#
# Placed between two layers, the same layer puts noise into what the network has made of $x$.
#
# **Your task.** Write `call`. `stddev` is $\sigma$, the standard deviation. As in 5.5, there is
# noise in training only, and `keras.random` has to draw it, so that each step gets its own.

# %% question="NoisyInput"
@keras.saving.register_keras_serializable(package="course")
class NoisyInput(keras.layers.Layer):
    """Adds normal noise of mean 0 to its inputs in training.

    Args:
        stddev: float, 0 or more: the standard deviation of the noise.

    Input shape: any. Output shape: the same.
    """

    def __init__(self, stddev, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "stddev": self.stddev}

    def call(self, inputs, training=False):
        """The inputs, in training with noise.

        Args:
            inputs: tensor `(batch, …)`, float32 or float64.
            training: bool, whether the layer is being trained.

        Returns:
            Tensor of the same shape and dtype.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("NoisyInput")

# %% [markdown]
# The same network, trained on the same 12 points, with your layer in front. The grey dots are
# inputs that it saw in some of the steps. How wide may the cloud be before the network misses the
# wave?

# %% tags=["explore"]
rng = np.random.default_rng(2)
points = np.linspace(-1, 1, 12, dtype="float32")[:, None]
targets = (np.sin(3 * points) + 0.3 * rng.normal(size=points.shape)).astype("float32")
line = np.linspace(-1.1, 1.1, 300, dtype="float32")[:, None]

figure, axes = plt.subplots(1, 3, figsize=(11, 3), sharey=True)
for axis, stddev in zip(axes, [0.0, 0.1, 0.5], strict=True):
    keras.utils.set_random_seed(1)
    noisy = NoisyInput(stddev)
    hidden = [keras.layers.Dense(64, "relu") for _ in range(3)]
    network = keras.Sequential([keras.Input((1,)), noisy, *hidden, keras.layers.Dense(1)])
    network.compile(keras.optimizers.Adam(0.005), "mean_squared_error")
    network.fit(np.tile(points, (50, 1)), np.tile(targets, (50, 1)), epochs=30, verbose=0)
    for _ in range(6):
        axis.plot(noisy(points, training=True), targets, ".", color="lightgrey", markersize=4)
    axis.plot(line, network(line))
    axis.plot(points, targets, "k.")
    axis.set(title=f"stddev {stddev}", xlabel="x", xlim=(-1.4, 1.4), ylim=(-2, 2))
plt.show()


# %% [markdown]
# ## 5.7 Noise in the parameters
#
# Noise can be put into $M$ and $b$ as well. In each training step a dense layer computes with
# parameters that are a little off,
#
# $$y = (M + E)\,x + (b + e), \qquad
#   E_{ij},\ e_i \sim \mathcal{N}(0, \sigma^2),$$
#
# and the cost has to be low for all of them. So training looks for a place where the cost is low
# *and flat*: there a small error in the parameters, such as other training data would have made,
# costs little. A sharp minimum is left, however deep.
#
# Two things tell it from noise in the outputs.
# - Parameters are shared by all samples, and so is their noise: **one draw for each call**, of the
#   shape of the parameter, for the whole batch.
# - The noise is added **for this call only**. What is stored is $M$ and $b$, and the gradient moves
#   these: $\partial y / \partial M$ is what it would be without the noise.
#
# **Your task.** Write `call`; `build` is given. As in assignment 3, a sample is a row of `inputs`,
# and `kernel` is $M$ transposed. Outside of training the layer computes $Mx + b$.

# %% question="NoisyDense"
@keras.saving.register_keras_serializable(package="course")
class NoisyDense(keras.layers.Layer):
    """The layer Mx + b, whose parameters are noisy in training.

    Args:
        units: number of outputs.
        stddev: float, 0 or more: the standard deviation of the noise on each parameter.

    Input shape: `(batch, features)`. Output shape: `(batch, units)`.
    """

    def __init__(self, units, stddev, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.stddev = stddev
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "units": self.units, "stddev": self.stddev}

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(shape=shape, initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs, training=False):
        """Mx + b, in training with noise on M and on b.

        Args:
            inputs: tensor `(batch, features)`, float32 or float64.
            training: bool, whether the layer is being trained.

        Returns:
            Tensor `(batch, units)` of the same dtype.
        """
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("NoisyDense")

# %% [markdown]
# Each thin line is one call of a trained network with fresh noise, thus one of the functions that
# had to fit together. The thick line is the network without noise. Where there are no points,
# nothing makes them agree: what could the width of the bundle be good for?

# %% tags=["explore"]
keras.utils.set_random_seed(2)
points = np.concatenate([rng.uniform(-1, -0.2, 40), rng.uniform(0.4, 0.8, 40)])
points = points[:, None].astype("float32")
targets = (np.sin(3 * points) + 0.1 * rng.normal(size=points.shape)).astype("float32")

noisy = [NoisyDense(32, 0.05), keras.layers.Activation("tanh"), NoisyDense(1, 0.05)]
network = keras.Sequential([keras.Input((1,)), *noisy])
network.compile(keras.optimizers.Adam(0.01), "mean_squared_error")
network.fit(np.tile(points, (10, 1)), np.tile(targets, (10, 1)), epochs=60, verbose=0)

line = np.linspace(-1.6, 1.6, 200, dtype="float32")[:, None]
plt.figure(figsize=(7, 3.5))
for _ in range(40):
    plt.plot(line, network(line, training=True), color="C0", alpha=0.2, linewidth=1)
plt.plot(line, network(line), color="C0", linewidth=2.5, label="without noise")
plt.plot(points, targets, "k.", markersize=3, label="training data")
plt.xlabel("x")
plt.legend()
plt.show()


# %% [markdown]
# ## 5.8 More data from the data that there are
#
# The best cure for overfitting is more data, and some of it costs nothing. A digit that is turned a
# little, or drawn a little wider, is still the same digit. **Data augmentation** makes such
# images on the fly: each time that training sees an image, it sees another version of it, with
# the old label. The kind of change is a statement about the world. A turn by 10° leaves a 6 a 6,
# a turn by 180° makes it a 9.
#
# Count places in an image from its centre, $p = (p_x, p_y)$, with $x$ to the right and $y$ down.
# Stretching by $s_x$ and $s_y$ and then turning by an angle $\theta$ moves what is at $p$ to
#
# $$p' = R_\theta S p, \qquad
#   S = \begin{pmatrix} s_x & 0 \\ 0 & s_y \end{pmatrix}, \quad
#   R_\theta = \begin{pmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{pmatrix}$$
#
# To fill the new image, go the other way: the pixel at $p'$ takes its value from the old image at
#
# $$p = S^{-1} R_{-\theta}\, p' =
#   \begin{pmatrix} \cos\theta / s_x & \sin\theta / s_x \\
#   -\sin\theta / s_y & \cos\theta / s_y \end{pmatrix} p'$$
#
# The function `warp` does this, for a matrix of its own for each image. It is given. Between pixels
# it interpolates (bilinearly), and what would come from outside of the image is 0.

# %%
def warp(images, matrices):
    """Fill each image anew: the pixel at p takes its value from the old image at `matrix @ p`.

    Args:
        images: tensor `(batch, height, width, channels)`.
        matrices: tensor `(batch, 2, 2)` for places (x, y), counted from the image's centre.

    Returns:
        Tensor like `images`; what comes from outside of the image is 0.
    """
    height, width = images.shape[1:3]
    matrices = ops.cast(matrices, "float32")
    centre = ops.convert_to_tensor([[width - 1], [height - 1]], "float32") / 2
    affine = ops.concatenate([matrices, centre - ops.matmul(matrices, centre)], axis=2)
    affine = ops.pad(ops.reshape(affine, (-1, 6)), ((0, 0), (0, 2)))
    return ops.image.affine_transform(images, affine, "bilinear", data_format="channels_last")


# %% [markdown]
# **Your task.** Write `call`. In training, each image of the batch gets a draw of its own, and
# another one at the next call:
#
# | | drawn uniformly from |
# |---|---|
# | angle $\theta$, in radians | $-$`max_angle` to `max_angle` |
# | $s_x$ and $s_y$, independently | $1 -$ `max_stretch` to $1 +$ `max_stretch` |
#
# Outside of training (`training` is `False` or `None`) the images come out as they went in. The
# shape, the dtype and the order of the images stay. `keras.random.uniform(shape, low, high,
# dtype=…, seed=self.seed_generator)` draws; the number of images is `ops.shape(inputs)[0]`, which
# `fit` does not know beforehand.

# %% question="RandomRotateStretch"
@keras.saving.register_keras_serializable(package="course")
class RandomRotateStretch(keras.layers.Layer):
    """In training, stretch each image and turn it about its centre, at random.

    Args:
        max_angle: largest angle in radians, in either direction.
        max_stretch: largest stretch or squeeze, as a share of the size; below 1.

    Input and output shape: `(batch, height, width, channels)`.
    """

    def __init__(self, max_angle, max_stretch, **kwargs):
        super().__init__(**kwargs)
        self.max_angle = max_angle
        self.max_stretch = max_stretch
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        own = {"max_angle": self.max_angle, "max_stretch": self.max_stretch}
        return {**super().get_config(), **own}

    def call(self, inputs, training=None):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("RandomRotateStretch")

# %% [markdown]
# Each row shows one digit: as it is, then as your layer gives it in training. Raise `max_angle`
# until you can no longer tell a 6 from a 9, or a 1 from a 7. Labels that are no longer true do more
# harm than overfitting.

# %% tags=["explore"]
from autograder.datasets import digits

pixels, labels = digits()
chosen = pixels[[0, 6, 9, 17]].reshape(-1, 8, 8, 1)
layer = RandomRotateStretch(max_angle=0.4, max_stretch=0.25)
versions = [chosen] + [layer(chosen, training=True) for _ in range(7)]

figure, panels = plt.subplots(4, 8, figsize=(9, 4.8))
for column, images in enumerate(versions):
    for row, image in enumerate(np.asarray(images)):
        panels[row, column].imshow(image[:, :, 0], cmap="gray_r", vmin=0, vmax=1)
        panels[row, column].set(xticks=[], yticks=[])
panels[0, 0].set_title("as it is")
panels[0, 4].set_title("in training")
plt.show()


# %% [markdown]
# ## 5.9 Stop while it is going well
#
# The cost on the training data falls and falls. The cost on data that were *held out*, the
# **validation set**, falls at first and then rises, as the network begins to learn the noise.
# **Early stopping** watches it, stops when it has stopped falling, and goes back to the weights of
# the best epoch. It is the cheapest regulariser of all: it takes less time than training without
# it.
#
# The validation cost jitters, so that one bad epoch means little. Two numbers make the rule
# precise:
#
# - An epoch is an **improvement** if its validation cost is smaller than the best one by *more
#   than* `min_delta`. The best cost is that of the last improvement, and $\infty$ before the first.
# - Training stops as soon as `patience` epochs in a row were no improvement. `patience` is 1 or
#   more.
# - At the end the model has the weights of the last improvement, *all* of them, whether training
#   was stopped or the epochs ran out. Until then nobody but the optimizer touches them.
#
# | epoch | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|
# | validation cost | 0.9 | 0.5 | 0.6 | 0.45 | 0.4 | 0.45 |
# | with `patience=2, min_delta=0` | best | best | 1 | best | best | 1 |
# | with `patience=2, min_delta=0.1` | best | best | 1 | 2: stop | | |
#
# A cost that is NaN is never an improvement, but its epoch counts. So a training that has broken
# down is stopped too. It may never have had an improvement, and no weights to go back to.
#
# A Keras callback is an object whose methods `fit` calls: `on_train_begin(logs)`,
# `on_epoch_end(epoch, logs)`, where `logs["val_loss"]` is the validation cost after that epoch, and
# `on_train_end(logs)`. The model is `self.model`: it has `get_weights()` and `set_weights(…)`, and
# `fit` ends after an epoch in which its attribute `stop_training` was set to `True`.
#
# **Your task.** Write the three methods. The same callback may be used for one `fit` after
# another, and begins anew each time.

# %% question="EarlyStopping"
class EarlyStopping(keras.callbacks.Callback):
    """Stop when `val_loss` has stopped falling, and restore the weights of the best epoch.

    Args:
        patience: this many epochs in a row without improvement end the training; 1 or more.
        min_delta: by more than this the best cost has to be beaten.
    """

    def __init__(self, patience, min_delta=0.0):
        super().__init__()
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def on_epoch_end(self, epoch, logs=None):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def on_train_end(self, logs=None):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("EarlyStopping")

# %% [markdown]
# A network with far too many weights learns 300 digits; every fourth has a label drawn at random.
# The dashed line is where your callback stopped, the dotted one the weights that it went back to;
# the pale curves are what it spared you. How do the curves look with `patience=1`?

# %% tags=["explore"]
from autograder.datasets import digits


def network():
    keras.utils.set_random_seed(5)
    layers = [keras.layers.Dense(256, "relu"), keras.layers.Dense(10, "softmax")]
    model = keras.Sequential([keras.Input((64,)), *layers])
    model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    return model


random = np.random.default_rng(5)
pixels, labels = digits()
wrong, drawn = random.random(len(labels)) < 0.25, random.integers(10, size=len(labels))
mistaken = np.where(wrong, drawn, labels)
train, validation = (pixels[:300], mistaken[:300]), (pixels[300:600], mistaken[300:600])

to_the_end = network().fit(*train, validation_data=validation, epochs=60, verbose=0).history
stopped = network().fit(
    *train, validation_data=validation, epochs=60, verbose=0, callbacks=[EarlyStopping(5)]
).history
last, best = len(stopped["val_loss"]), int(np.argmin(stopped["val_loss"])) + 1

plt.figure(figsize=(7, 3.5))
for key, name, colour in (("loss", "training", "tab:blue"), ("val_loss", "validation", "tab:red")):
    plt.plot(range(1, 61), to_the_end[key], color=colour, alpha=0.3)
    plt.plot(range(1, last + 1), stopped[key], color=colour, label=name)
plt.axvline(last, color="black", linestyle="--", label="stopped")
plt.axvline(best, color="black", linestyle=":", label="best weights")
plt.xlabel("epoch")
plt.ylabel("cross-entropy")
plt.legend()
plt.show()


# %% [markdown]
# ## 5.10 Three sets for three purposes
#
# Early stopping *chooses* the epoch that looks best on the validation set. So the cost on that
# set is no longer an honest estimate: of 100 epochs, the best one was lucky as well as good. Each
# decision that data have had a say in has used them up. The rule of the notes follows:
#
# | set | decides |
# |---|---|
# | training | the weights, through the gradient |
# | validation | when to stop (and every other choice that you make) |
# | test | nothing. It is looked at once, at the end |
#
# **Your task.** Write `train_with_early_stopping`. It makes a model with `build_model()`, trains it
# on `train` for at most 200 epochs, stops after 5 epochs in a row without improvement of the
# validation cost (`min_delta` 0), and goes back to the best weights. It returns that model and its
# cost on `test`. Leave the batch size to `fit`, and pass `verbose=0`. You may use your
# `EarlyStopping`, or Keras's. One of the checks trains a network on 300 digits of which 40 % have a
# label drawn at random, and counts how many new digits it reads rightly.

# %% question="train_with_early_stopping"
def train_with_early_stopping(build_model, train, validation, test):
    """Train until the validation cost has stopped falling, and measure once on the test set.

    Args:
        build_model: function without arguments that returns a new, compiled `keras.Model`.
        train, validation, test: pairs `(x, y)` of NumPy arrays.

    Returns:
        The model with its best weights, and its cost on the test set, a number.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("train_with_early_stopping")

# %% [markdown]
# Why a test set? Here are 200 "models" that know nothing: each guesses at random. The one that is
# best on 100 validation samples looks clearly better than chance, and the more of them you try,
# the better it looks. On the test set it is what it is.

# %% tags=["explore"]
random = np.random.default_rng(4)
truth = random.integers(2, size=(2, 100))  # a validation set and a test set
guesses = random.integers(2, size=(200, 2, 100))
on_validation, on_test = np.mean(guesses == truth, axis=2).T
best_so_far = [int(np.argmax(on_validation[: tried + 1])) for tried in range(200)]

plt.figure(figsize=(7, 3))
plt.plot(range(1, 201), on_validation[best_so_far], label="the best one on the validation set")
plt.plot(range(1, 201), on_test[best_so_far], label="the same one on the test set")
plt.axhline(0.5, color="grey", linewidth=0.8, label="chance")
plt.xlabel("models tried")
plt.ylabel("accuracy")
plt.legend()
plt.show()


# %% [markdown]
# ## 5.11 One trunk, several tasks
#
# Teach one network several tasks at once and let them share its first layer, the **trunk**. Each
# task has an output layer of its own, its **head**:
#
# $$h = \tanh(M_0 x + b_0), \qquad z = M_1 h + b_1, \qquad v = M_2 h + b_2$$
#
# The trunk has to find features that serve all tasks, so that it cannot fit the noise of one. And
# each task brings data: where labels of the one are few, the other teaches the trunk.
#
# **Your task.** Write `MultiTaskModel`: in `__init__` make three layers, `self.trunk` (tanh),
# `self.class_head` and `self.value_head` (both linear), each a `keras.layers.Dense`. `call` returns
# the pair of the two heads' outputs: the logits of the classes, `(batch, num_classes)`, and the
# values, `(batch, num_values)`. One of the checks trains your model on both tasks, with the
# classes of only 80 samples.

# %% question="MultiTaskModel"
@keras.saving.register_keras_serializable(package="course")
class MultiTaskModel(keras.Model):
    """A shared trunk with two heads: one for a class, one for real values.

    Args:
        units: size of the trunk.
        num_classes: number of logits of the first head.
        num_values: number of outputs of the second head.

    Input shape: `(batch, features)`. Output: `(batch, num_classes)` and `(batch, num_values)`.
    """

    def __init__(self, units, num_classes, num_values, **kwargs):
        super().__init__(**kwargs)
        self.config = {"units": units, "num_classes": num_classes, "num_values": num_values}
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def get_config(self):
        return {**super().get_config(), **self.config}

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("MultiTaskModel")


# %% [markdown]
# The costs of the tasks become one number that training can follow. With a class $c$ and $k$
# values $y$ for each sample, a batch of $m$ samples, and a weight for each task,
#
# $$J = w_c \cdot \frac{1}{m} \sum_{i=1}^{m} -\log \operatorname{softmax}(z_i)_{c_i}
#   \;+\; w_v \cdot \frac{1}{m k} \sum_{i=1}^{m} \sum_{j=1}^{k} (y_{ij} - v_{ij})^2$$
#
# The weights are needed because nats and squared units have no common scale: with the same
# weights, the task with the larger numbers wins.
#
# **Your task.** Write `multi_task_loss`. Here you may use Keras's losses.

# %% question="multi_task_loss"
def multi_task_loss(labels, logits, values, estimates, class_weight, value_weight):
    """The weighted sum of the cross-entropy of the classes and the mean squared error.

    Args:
        labels: tensor `(batch,)` of whole numbers, the classes.
        logits: tensor `(batch, classes)`, the first head's output.
        values: tensor `(batch, k)`, the values to be predicted.
        estimates: tensor `(batch, k)`, the second head's output.
        class_weight, value_weight: numbers, the weights of the two tasks.

    Returns:
        A single number, as a tensor of the dtype of `logits`.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("multi_task_loss")


# %% [markdown]
# Class labels are few here: 50 samples. But each sample also comes with 10 measured values that
# depend on the same hidden features. Train your model with your loss, and raise the weight of the
# second task from 0 on. What does it do for the first?

# %% tags=["explore"]
def accuracy_with(value_weight, random):
    mixing = [random.normal(size=shape) for shape in ((20, 3), (3, 4), (3, 10))]
    x = random.normal(size=(1050, 20)).astype("float32")
    features = np.tanh(x @ mixing[0] / 2)
    labels = np.argmax(features @ mixing[1], axis=1)
    values = (features @ mixing[2]).astype("float32")
    model = MultiTaskModel(6, 4, 10)
    model(x[:1])
    optimizer = keras.optimizers.Adam(0.01)

    @tf.function
    def step(x, labels, values):
        with tf.GradientTape() as tape:
            logits, estimates = model(x)
            loss = multi_task_loss(labels, logits, values, estimates, 1.0, value_weight)
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)

    optimizer.build(model.trainable_variables)
    for _ in range(300):
        step(x[:50], labels[:50], values[:50])
    return np.mean(np.argmax(model(x[50:])[0], axis=1) == labels[50:])


weights = [0.0, 0.1, 1.0, 10.0]
accuracies = [
    [accuracy_with(weight, np.random.default_rng(seed)) for seed in range(3)] for weight in weights
]
plt.figure(figsize=(6, 3))
plt.plot(range(4), accuracies, "o", color="tab:blue", alpha=0.5)
plt.plot(range(4), np.mean(accuracies, axis=1), color="tab:blue", label="mean of three runs")
plt.xticks(range(4), weights)
plt.xlabel("weight of the second task")
plt.ylabel("accuracy of the first, new data")
plt.legend()
plt.show()


# %% [markdown]
# ## 5.12 Share the parameters that must be alike
#
# A cat that moves to the right is still the same cat. If what you look for may be anywhere, then a
# layer should treat all places alike: when the input moves, the output should move along, and not
# change otherwise. This is **translation equivariance**, and it can be built into the parameters
# instead of being learnt from examples at every place.
#
# Take a dense layer from $n$ numbers to $n$ numbers, $u_i = \sum_j M_{ij} x_j + b_i$, and let
# "move" mean to move round a circle, so that what leaves at the right comes back at the left.
# Equivariance then says that $M_{i+1,\,j+1} = M_{ij}$ and $b_{i+1} = b_i$, with indices
# modulo $n$. A weight may depend on the *distance* from output to input only:
#
# $$u_i = \sum_{j=0}^{n-1} \theta_{(j - i) \bmod n}\; x_j + b, \qquad
#   M = \begin{pmatrix} \theta_0 & \theta_1 & \theta_2 \\ \theta_2 & \theta_0 & \theta_1 \\
#   \theta_1 & \theta_2 & \theta_0 \end{pmatrix} \text{ for } n = 3$$
#
# So $\theta_0$ is by what an output weighs the input at its own place, $\theta_1$ the one at the
# next place to the right. Of $n^2 + n$ parameters $n + 1$ are left, and each is learnt from all
# places at once. (Assignment 8 goes on from here: with most of the $\theta$ set to 0, this is a
# convolution.)
#
# **Your task.** Write `build`, which makes the weights `self.kernel` of shape `(n,)`, random, and
# `self.bias` of shape `()`, 0 at first; and `call`. `ops.take(kernel, indices)` picks entries of a
# vector, for indices of any shape. Don't use a convolution.

# %% question="SharedDense1D"
@keras.saving.register_keras_serializable(package="course")
class SharedDense1D(keras.layers.Layer):
    """A dense layer on a circle whose weights depend on the distance alone.

    Input and output shape: `(batch, length)`.
    """

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, inputs):
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("SharedDense1D")

# %% [markdown]
# Left: the matrix $M$ of your layer, found by sending in one unit vector after another. The same
# seven numbers stand in every row. Right: a bump, the layer's answer, and both after a
# move by five places. Compare with a dense layer of Keras, whose answer changes its shape.

# %% tags=["explore"]
layer, dense = SharedDense1D(), keras.layers.Dense(40)
circle = np.arange(40)
bump = np.exp(-((circle - 12.0) ** 2) / 8).astype("float32")[None]
layer(bump)
layer.kernel.assign(np.where(circle < 4, 0.8, 0) - np.where(circle > 35, 0.8, 0))

small = SharedDense1D()
columns = small(np.eye(7, dtype="float32"))  # row j: what the unit vector at j gives
figure, (matrix, *panels) = plt.subplots(1, 3, figsize=(11, 3))
matrix.imshow(np.transpose(columns), cmap="coolwarm")
matrix.set(title="M, tied", xlabel="input j", ylabel="output i")
for panel, each, title in zip(panels, (layer, dense), ("SharedDense1D", "Dense"), strict=True):
    panel.plot(circle, bump[0], color="grey", label="input")
    panel.plot(circle, each(bump)[0], color="tab:blue", label="output")
    panel.plot(circle, each(np.roll(bump, 5, axis=1))[0], "--", color="tab:red", label="moved")
    panel.set(title=title, xlabel="place")
panels[0].legend()
plt.show()


# %% [markdown]
# ## 5.13 The worst neighbour of an image
#
# A classifier that is right about an image may be wrong about another one that no eye can tell from
# it. Such an **adversarial example** is found by going *up* the cost, in the space of inputs. If
# each pixel may change by at most $\epsilon$, then to first order the cost rises most when each
# pixel goes all the way, in the direction of its partial derivative. This is the **fast
# gradient sign method**:
#
# $$x^* = \operatorname{clip}\bigl(x + \epsilon \operatorname{sign}(\nabla_x J(x, y)),\;
#   0,\; 1\bigr)$$
#
# The sign matters: the gradient itself is small almost everywhere, but hundreds of pixels that all
# conspire change a sum a lot. Clipping keeps the image an image, with pixels from 0 to 1.
#
# **Your task.** Write `fast_gradient_sign`. `model(x)` gives logits, `y` are class numbers, and $J$
# is the cross-entropy. Use the model as it is used after training (`training=False`), and change
# neither its weights nor which of them `fit` would train. `tf.GradientTape` records what happens to
# a tensor once it is told to `watch` it.

# %% question="fast_gradient_sign"
def fast_gradient_sign(model, x, y, epsilon):
    """Change each pixel by at most epsilon so that the cost rises.

    Args:
        model: gives logits `(batch, classes)`.
        x: tensor `(batch, …)` of images, with values from 0 to 1.
        y: tensor `(batch,)` of whole numbers, the classes.
        epsilon: largest change of a pixel, 0 or more.

    Returns:
        Tensor of the shape and dtype of `x`, with values from 0 to 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("fast_gradient_sign")

# %% [markdown]
# A network that reads nearly all new digits rightly, and what becomes of six of them. Above each
# image stands what the network sees in it, and how sure it is. The middle row is the change. Would
# *you* have been taken in?

# %% tags=["explore"]
from autograder.datasets import digits

keras.utils.set_random_seed(2)
pixels, labels = digits()
plain = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(10)])
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
plain.compile(keras.optimizers.Adam(3e-3), cross_entropy)
plain.fit(pixels[:1000], labels[:1000], epochs=20, verbose=0)

before, truth = pixels[1000:1006], labels[1000:1006]
after = np.asarray(fast_gradient_sign(plain, before, truth, 0.15))
figure, rows = plt.subplots(3, 6, figsize=(9, 5))
for images, panels in ((before, rows[0]), (after, rows[2])):
    belief = np.asarray(ops.softmax(plain(images)))
    for image, probabilities, panel in zip(images, belief, panels, strict=True):
        panel.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        panel.set_title(f"{probabilities.argmax()}: {probabilities.max():.0%}")
for change, panel in zip(after - before, rows[1], strict=True):
    panel.imshow(change.reshape(8, 8), cmap="coolwarm", vmin=-0.3, vmax=0.3)
for panel in rows.ravel():
    panel.set(xticks=[], yticks=[])
for name, row in zip(("before", "change", "after"), rows, strict=True):
    row[0].set_ylabel(name)
plt.show()


# %% [markdown]
# ## 5.14 Train on the worst neighbours
#
# **Adversarial training** puts points near the training data into the training: each batch is
# learnt twice, as it is and attacked, *with the right labels both times*:
#
# $$J' = \tfrac{1}{2} J(x, y) + \tfrac{1}{2} J(x^*, y)$$
#
# This asks the network to be flat around every sample, which is a strong regulariser. Both halves
# are needed: trained on attacks only, a network forgets what plain images look like.
#
# There is a trap. An attack on the label $y$ depends on $y$, and so the change itself gives the
# label away: networks have learnt to read it off, and were better on attacked images than on plain
# ones. This is **label leaking**. The cure is to attack the class that the network itself holds to
# be the likeliest:
#
# $$x^* = \operatorname{clip}\bigl(x + \epsilon \operatorname{sign}(\nabla_x J(x, \hat y)),\;
#   0,\; 1\bigr), \qquad \hat y = \operatorname*{arg\,max}_c z_c$$
#
# **Your task.** Write `train_step`, which `fit` calls with each batch. It
#
# 1. finds $\hat y$ (with `training=False`) and $x^*$, with your `fast_gradient_sign`;
# 2. computes $J'$ with `training=True`: `self.compute_loss(x, y, y_pred)` is the cost that the
#    model was compiled with;
# 3. takes one step: `self.optimizer.apply(gradients, self.trainable_variables)`;
# 4. brings the metrics up to date and returns them. The metric called `"loss"` gets
#    $J'$, the others `y` and the predictions for the *plain* images.
#
# The attack is not differentiated: to the gradient, $x^*$ is just more data.
#
# It is `network` itself that is trained, no copy of it. One of the checks trains on 1,000 digits
# with $\epsilon = 0.15$. It then attacks a network with the weights of `network`: each pixel of a
# new digit moves by 0.15, away from the likeliest class and towards the second likeliest.

# %% question="AdversarialModel"
@keras.saving.register_keras_serializable(package="course")
class AdversarialModel(keras.Model):
    """A network that is trained on plain and attacked images alike.

    Args:
        network: a `keras.Model` from images to logits.
        epsilon: largest change of a pixel by the attack.
    """

    def __init__(self, network, epsilon, **kwargs):
        super().__init__(**kwargs)
        self.network = network
        self.epsilon = epsilon

    def call(self, inputs, training=None):
        return self.network(inputs, training=training)

    def get_config(self):
        network = keras.saving.serialize_keras_object(self.network)
        return {**super().get_config(), "network": network, "epsilon": self.epsilon}

    @classmethod
    def from_config(cls, config):
        network = keras.saving.deserialize_keras_object(config["network"])
        return cls(**{**config, "network": network})

    def train_step(self, data):
        x, y = data
        raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("AdversarialModel")

# %% [markdown]
# Two networks of the same size, one trained plainly, one adversarially, under attacks of growing
# strength. What has robustness cost on plain images? What happens to the right of the $\epsilon$
# that was trained on?

# %% tags=["explore"]
from autograder.datasets import digits

pixels, labels = digits()
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
strengths = np.linspace(0, 0.3, 11)
plt.figure(figsize=(6, 3.5))
for name, epsilon in (("plain", 0.0), ("adversarial", 0.15)):
    keras.utils.set_random_seed(1)
    network = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(10)])
    model = AdversarialModel(network, epsilon)
    model.compile(keras.optimizers.Adam(3e-3), cross_entropy)
    model.fit(pixels[:1000], labels[:1000], epochs=20, verbose=0)
    accuracies = []
    for strength in strengths:
        attacked = fast_gradient_sign(model, pixels[1000:], labels[1000:], float(strength))
        accuracies.append(np.mean(np.argmax(model(attacked), axis=1) == labels[1000:]))
    plt.plot(strengths, accuracies, label=f"{name} training")
plt.axvline(0.15, color="grey", linestyle=":", label="ε in training")
plt.xlabel("strength of the attack, ε")
plt.ylabel("accuracy on new digits")
plt.ylim(0, 1)
plt.legend()
plt.show()


# %% [markdown]
# ## 5.15 What regularisation is for
#
# A regulariser does not try to make the training cost smaller. It usually makes it *larger*. What
# it aims at is the cost on new data, and the sign of its success is a smaller **generalisation
# gap**:
#
# $$\text{gap} = J(\text{validation}) - J(\text{training})$$
#
# Both are the mean cost over a set, for the same finished model in the same state. The cost that
# `fit` reports for the training set will not do: it is an average over an epoch in which the model
# was changing, with dropout and noise switched on.
#
# A small gap alone is worth nothing. A model that ignores its input has none. What counts is a
# small gap *and* a good result on new data.
#
# Here is a network that overfits thoroughly, and it is given:

# %%
def build_plain_model(num_features, num_classes):
    """A network with far more weights than a few hundred samples can determine."""
    model = keras.Sequential(
        [
            keras.Input((num_features,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")
    return model


# %% [markdown]
# **Your task**, in one cell:
#
# 1. `generalisation_gap(model, train, validation)` returns the gap in the cost that the model was
#    compiled with, as a number. The model may have been compiled with metrics as well.
# 2. `build_regularised_model(num_features, num_classes)` returns a new, compiled model whose
#    outputs are class probabilities, with the regularisers of your choice: any of this
#    notebook's, or Keras's.
#
# The grader fits your model for 40 epochs in batches of 32 on 400 noisy digits, 64 pixels
# each in a secret order. Every fourth label is drawn at random. It then takes 1,000
# further digits of the same kind, and scores *accuracy minus gap* (a negative gap counts as 0, and
# the cost is cross-entropy in nats).
#
# Any model can be made to say everything vaguely, which makes its gap small and regularises
# nothing. So only the order counts in which your model puts the classes of a digit. Its likeliest
# class is given the probability with which the likeliest is right on new digits, its second
# likeliest that with which the second is, and so on. The plain network is below −0.2. Well
# regularised ones reach 0.4 to 0.6.

# %% question="generalisation_gap"
def generalisation_gap(model, train, validation):
    """By how much the cost on validation data is above that on the training data.

    Args:
        model: compiled `keras.Model`.
        train, validation: pairs `(x, y)` of NumPy arrays, not always of the same length.

    Returns:
        A number; negative where the validation data are fitted better.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


def build_regularised_model(num_features, num_classes):
    """A compiled model that generalises: from `(batch, num_features)` to class probabilities."""
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("generalisation_gap")

# %% [markdown]
# Each pair of bars is a model: the cost on what it was trained on, and on new digits. The
# difference is your `generalisation_gap`. Which of your regularisers does most? Take one after the
# other away.

# %% tags=["explore"]
from autograder.datasets import digits

random = np.random.default_rng(6)
pixels, labels = digits()
noisy = pixels + random.normal(0, 0.1, pixels.shape).astype("float32")
wrong, drawn = random.random(len(labels)) < 0.25, random.integers(10, size=len(labels))
mistaken = np.where(wrong, drawn, labels)
train, validation = (noisy[:400], mistaken[:400]), (noisy[400:], mistaken[400:])

plt.figure(figsize=(6, 3))
for place, build in enumerate((build_plain_model, build_regularised_model)):
    keras.utils.set_random_seed(0)
    model = build(64, 10)
    model.fit(*train, batch_size=32, epochs=40, verbose=0)
    predicted = [model.predict(x, verbose=0)[np.arange(len(x)), y] for x, y in (train, validation)]
    costs = [-np.mean(np.log(probability)) for probability in predicted]
    bars = plt.bar([place - 0.2, place + 0.2], costs, 0.36, color=["tab:blue", "tab:red"])
    gap = generalisation_gap(model, train, validation)
    accuracy = np.mean(model.predict(noisy[400:], verbose=0).argmax(axis=1) == labels[400:])
    text = f"gap {gap:.2f}, {accuracy:.0%} right"
    plt.text(place, max(costs) + 0.1, text, ha="center")
plt.legend(bars, ["training", "new digits"])
plt.xticks([0, 1], ["plain", "regularised"])
plt.ylabel("cross-entropy")
plt.margins(y=0.2)
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown]
# **A price on the bias.** A linear model with squared error, $u = w \cdot x + b$, is trained with
# an L2 penalty on $w$ whose strength $\lambda$ grows without end; the features have mean 0. Which
# function is left if only $w$ pays, and which if $b$ pays too? The target is a temperature, and a
# colleague gives it in kelvin instead of degrees Celsius (the same scale, shifted by 273). Which of
# the two ways of training gives the same predictions as before, up to the shift?

# %% [markdown] written="a_price_on_the_bias"
# *Replace this line by your answer.*

# %% [markdown]
# **Choosing a regulariser.** For each case, name the one that you would try first, and say how it
# makes learning by heart harder: (a) 20,000 genes of 100 patients, and the doctors want to know
# which genes matter; (b) 500 photos of leaves, taken from all sides; (c) few recordings that
# say which *word* was spoken, but many, of the same people, that say *who* spoke.

# %% [markdown] written="choose_a_regulariser"
# *Replace this line by your answer.*

# %% [markdown]
# **Three sets.** Somebody trains with early stopping, tries 50 combinations of dropout rate and
# penalty, keeps the one with the lowest validation error, 6.1 %, and reports this figure as the
# error on new data. Which two choices were made with the help of the validation set, and why is the
# figure too good? What should have been measured, on which data, and how often?

# %% [markdown] written="three_sets"
# *Replace this line by your answer.*
