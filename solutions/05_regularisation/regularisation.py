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
# **Time**: 3 to 4 hours. Each question can be answered without the ones before it.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("L1Penalty")` gives a first
# hint, and a stronger one each time you ask.
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
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

from autograder import check, hint

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
        ### BEGIN SOLUTION
        return self.strength * ops.sum(ops.abs(weights))
        ### END SOLUTION

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
    axis.bar(range(40), np.array(layer.kernel)[:, 0], label="learnt weights")
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
        ### BEGIN SOLUTION
        return self.strength * ops.sum(ops.square(weights))
        ### END SOLUTION

# %%
check("L2Penalty")

# %% [markdown]
# Six weights of a linear model, three of which should be 0, fitted with one strength after another.
# Follow a line to the right: under L1 the weights reach 0 one by one, under L2 they fade
# together. (The line lowest on the right is not always the one that was lowest on the left. Why?)

# %% tags=["explore"]
rng = np.random.default_rng(4)
x = rng.normal(size=(40, 6))
y = x @ np.array([3.0, -2.0, 1.0, 0.0, 0.0, 0.0]) + rng.normal(size=40)


def fitted(penalty, steps=600):
    weights = tf.Variable(np.zeros(6))

    @tf.function
    def descend():
        for step in tf.range(steps):
            with tf.GradientTape() as tape:
                error = tf.linalg.matvec(x, weights) - y
                cost = tf.reduce_mean(error**2) + penalty(tf.convert_to_tensor(weights))
            rate = 0.1 / (1 + tf.cast(step, "float64") / 10)
            weights.assign_sub(rate * tape.gradient(cost, weights))

    descend()
    return weights.numpy()


strengths = np.geomspace(0.01, 8, 12)
figure, axes = plt.subplots(1, 2, figsize=(9, 3.5), sharey=True)
for axis, kind in zip(axes, [L1Penalty, L2Penalty], strict=True):
    lines = axis.semilogx(strengths, [fitted(kind(strength)) for strength in strengths], ".-")
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
# 1000. This is what L1 is often used for in its place, and the reason is the gradient. Move a
# weight a little: the count stays what it was, unless the weight is exactly 0, where it jumps. So
#
# $$\frac{\partial \lVert w \rVert_0}{\partial w_i} = 0 \quad \text{wherever } w_i \neq 0,$$
#
# that is **almost everywhere**. Gradient descent learns nothing from it: no weight is pulled
# towards 0, near or far. L0 is not **smooth**, and minimising it takes a search over subsets of the
# weights, of which $n$ weights have $2^n$. L1 is the penalty that is nearest to it and still pulls.
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
    ### BEGIN SOLUTION
    return ops.sum(ops.cast(ops.not_equal(weights, 0), weights.dtype))
    ### END SOLUTION

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
    ### BEGIN SOLUTION
    loss = cost(y, model(x))
    for layer in model.layers:
        regularizer = getattr(layer, "kernel_regularizer", None)
        if regularizer is not None:
            loss = loss + regularizer(layer.kernel)
    return loss
    ### END SOLUTION

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
# thus $2^n$ networks that share their weights, and each step trains one of them.
#
# **Why divide?** Without it the next layer would get $(1 - p)\, h$ on average in training, but all
# of $h$ when the model is used. With it, $\mathbb{E}[\tilde h] = (1 - p) \cdot \frac{h}{1 - p} + p
# \cdot 0 = h$. So **outside of training nothing has to be done**: the layer returns its input.
#
# Three things are easy to miss.
# - Keras tells a layer by the argument `training` of `call` whether it trains: `fit` passes `True`,
#   `predict` and a plain `model(x)` pass `False`.
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
        ### BEGIN SOLUTION
        if not training:
            return inputs
        if self.rate == 1:
            return ops.zeros_like(inputs)
        draws = keras.random.uniform(ops.shape(inputs), seed=self.seed_generator)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
        ### END SOLUTION

# %%
check("Dropout")

# %% [markdown]
# On the left, your layer gets a batch of ones: each row is a sample, dark is 0, and the brighter
# the rest, the larger. On the right, one input of 1 passes through the layer many times. Its mean
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
        ### BEGIN SOLUTION
        if not training:
            return inputs
        noise = keras.random.normal(
            ops.shape(inputs), stddev=self.stddev, dtype=inputs.dtype, seed=self.seed_generator
        )
        return inputs + noise
        ### END SOLUTION

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
    network.fit(np.tile(points, (50, 1)), np.tile(targets, (50, 1)), epochs=50, verbose=0)
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
        ### BEGIN SOLUTION
        def noisy(weight):
            if not training:
                return weight
            return weight + keras.random.normal(
                weight.shape, stddev=self.stddev, dtype=weight.dtype, seed=self.seed_generator
            )

        return ops.matmul(inputs, noisy(self.kernel)) + noisy(self.bias)
        ### END SOLUTION

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
# (author a: sections go above this cell; author b: below it; delete this cell at the end)

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown] written="a_price_on_the_bias" points=2
# **A price on the bias.** A linear model with squared error, $u = w \cdot x + b$, is trained with
# an L2 penalty on $w$ whose strength $\lambda$ grows without end; the features have mean 0. Which
# function is left if only $w$ pays, and which if $b$ pays too? A colleague measures the temperature
# in kelvin instead of degrees Celsius (the same scale, shifted by 273). Which of the two ways of
# training gives the same predictions as before, up to the shift?
#
# === BEGIN MARK SCHEME ===
# One point: with $w$ alone, $w \to 0$, and $b$ is free to minimise the squared error, so the model
# predicts the mean of the targets. If $b$ pays too, everything goes to 0, and so does the
# prediction.
#
# One point: training with the penalty on $w$ alone. Adding 273 to all targets adds 273 to $b$,
# which costs nothing, and $w$ stays the same. If $b$ pays, the large bias that kelvins need is
# pulled towards 0, and the predictions change: the result depends on the choice of an origin.
# === END MARK SCHEME ===

# %% [markdown] written="choose_a_regulariser" points=3
# **Choosing a regulariser.** For each case, name the one that you would try first, and say what it
# makes harder than learning by heart: (a) 20,000 genes of 100 patients, and the doctors want to
# know which genes matter; (b) 500 photos of leaves, taken from all sides; (c) few recordings that
# say which *word* was spoken, but many, of the same people, that say *who* spoke.
#
# === BEGIN MARK SCHEME ===
# One point each; half a point for the name without the reason.
#
# (a) L1: each weight has to pay its price, so that few genes are used and the rest are exactly 0.
# (L2 would leave 20,000 small weights.)
#
# (b) Augmentation: rotated and stretched copies have the same label, so the model can't rely on the
# position or angle of one photo. (A network with built-in invariance is a good answer too.)
#
# (c) Multi-task learning: a shared trunk has to serve both tasks, so it has to find features of
# speech that are of general use, rather than accidents of the few labelled words.
# === END MARK SCHEME ===

# %% [markdown] written="three_sets" points=2
# **Three sets.** Somebody trains with early stopping, tries 50 combinations of dropout rate and
# penalty, keeps the one with the lowest validation error, 6.1 %, and reports this figure as the
# error on new data. Which two choices were made with the help of the validation set, and why is the
# figure too good? What should have been measured, on which data, and how often?
#
# === BEGIN MARK SCHEME ===
# One point: the epoch at which training stopped and the combination were both chosen because the
# validation error was low. The least of many noisy figures is partly low by luck, so it
# underestimates the error on new data, the more so the more was tried.
#
# One point: the error on a test set that took part in neither training nor any choice, measured
# once, at the end. If it is then used to choose something else, it has become a validation set.
# === END MARK SCHEME ===
