# %% [markdown]
# # 2 · Generalisation and capacity
#
# Machine learning looks for an unknown function, of which only samples are known. Any number of
# functions pass through the samples; few of them say anything about the points in between. A model
# that does well on inputs that it has never seen **generalises**. One that does well on its
# training data alone **overfits**, like a student who has learnt the mock exam by heart.
#
# **By the end you can**
# - keep data apart so that a score on them is worth believing, and say what each part is for;
# - try families of functions of growing capacity on samples, and choose between them;
# - say after how many epochs training should have stopped;
# - build one model for each of the three things that machine learning does with data: transform
#   it, predict what comes next, and make more of the like.
#
# **Out of scope**: how gradient descent finds the parameters (assignment 4), and how a model of
# large capacity is kept from overfitting (5).
#
# **Time**: about 3 hours. Where a question uses what you wrote for an earlier one, it says so.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("best_epoch")` gives a
# first hint, and a stronger one each time you ask.
#
# All functions of this assignment take and return **NumPy** arrays, as data sets usually are.
# Never change an argument in place: the caller still needs it. In 2.1 to 2.8, write the idea
# yourself rather than call the function of scikit-learn or Keras that does all of it; in 2.9 to
# 2.12 use whatever you like.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | here |
# |---|---|---|
# | 机器学习 | machine learning | |
# | 样本 | sample | a row of `x` with its entry of `y` |
# | 逼近 | approximate | |
# | 真底层函数 | true underlying function | $f^*$ |
# | 分布 | distribution | $p(x)$, $p(y \mid x)$ |
# | 图片标注,描述 | image captioning, caption | |
# | 表示能力 | representation capacity | the degree of a polynomial |
# | 概括 | generalisation | |
# | 未见输入 | unseen inputs | |
# | 过拟合 | overfitting | |
# | 训练迭代 | training iterations | epochs |
# | 留置数据 | held-out data | validation and test data |
# | 交叉验证 | cross-validation | |
# | 转换 | transform | `denoise` |
# | 预测缺失值或未来值 | predict missing or future values | `predict_next` |
# | 合成类似输出 | synthesise similar outputs | `sample_like` |
#
# Two words that the notes do without: a **fold** is one of the equal parts into which
# cross-validation cuts the data, and an **epoch** is one pass of training over all of its data.

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

from collections import Counter
from functools import partial

import keras
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("train_validation_test_split")


# %% [markdown]
# ## 2.1 Data for three purposes
#
# The error on the data that a model was trained on says little: it falls as the model learns them
# by heart. What counts is the expected error on *new* samples of the same distribution,
#
# $$R(f) = \mathbb{E}_{(x, y) \sim p}\,\bigl[ J(y, f(x)) \bigr]$$
#
# and the mean over samples that had no influence on $f$ is an **unbiased** estimate of it: right on
# average. As soon as data have been used to choose something, they have had an influence. So every
# stage needs held-out data of its own:
#
# | part | what it decides | how often it is used |
# |---|---|---|
# | training | the parameters $\theta$ | in every step |
# | validation | the family of functions, the number of epochs, … | for every candidate |
# | test | nothing: it measures $R(f)$ | once, at the very end |
#
# After the test the model must not be changed any more. Whoever tunes it until the test score is
# good has turned the test data into validation data, and no longer knows how good the model is.
#
# Data often come sorted: all cats first, then all dogs; the oldest records first. So the order is
# shuffled before the data are cut, with a **seed**, so that the same parts can be made again.
#
# **Your task.** Write `train_validation_test_split`.
# - Each sample ends up in exactly one part, chosen at random, together with its label.
# - The parts' sizes are the given fractions of all samples. Where a fraction does not give a whole
#   number, round as you like, as long as no sample is lost.
# - The same seed gives the same parts, and another seed other parts.

# %% question="train_validation_test_split"
def train_validation_test_split(x, y, fractions, seed):
    """Cut data into three parts at random.

    Args:
        x: NumPy array `(samples, ...)`: the inputs, with any number of further axes.
        y: NumPy array `(samples, ...)`: the labels; `y[i]` belongs to `x[i]`.
        fractions: three positive numbers that sum to 1: the shares of all samples that go to
            training, validation and test.
        seed: int.

    Returns:
        Three pairs, `(x_train, y_train), (x_validation, y_validation), (x_test, y_test)`, of
        NumPy arrays with the dtypes of `x` and `y`.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("train_validation_test_split")

# %% [markdown]
# Every dot is one of 120 samples, sorted by class; its row shows the part to which your function
# sent it. Are all classes in all parts? Change the seed and run the cell again.

# %% tags=["explore"]
labels = np.sort(np.random.default_rng(0).integers(3, size=120))
positions = np.arange(120)
parts = train_validation_test_split(positions, labels, (0.6, 0.2, 0.2), seed=1)

plt.figure(figsize=(9, 2))
for row, (part_positions, part_labels) in enumerate(parts):
    colours = np.array(["tab:blue", "tab:orange", "tab:green"])[part_labels]
    plt.scatter(part_positions, np.full(len(part_positions), row), c=colours, s=18)
plt.yticks([0, 1, 2], ["training", "validation", "test"])
plt.gca().invert_yaxis()
plt.xlabel("position in the sorted data (colour: class)")
plt.title("which part each sample went to")
plt.show()


# %% [markdown]
# ## 2.2 Every sample validates once
#
# With little data, a validation part of its own is expensive, and its verdict is noisy.
# **Cross-validation** uses all samples for both. It cuts them into $k$ folds, and trains $k$
# times: each time one fold is held out, and the other $k - 1$ train.
#
# | | fold 1 | fold 2 | fold 3 | fold 4 |
# |---|---|---|---|---|
# | round 1 | **validate** | train | train | train |
# | round 2 | train | **validate** | train | train |
# | round 3 | train | train | **validate** | train |
# | round 4 | train | train | train | **validate** |
#
# Within a round no sample does both; over all rounds each validates exactly once. With
# $k$ = the number of samples, a single one is held out each time: **leave-one-out**.
#
# **Your task.** Write `k_fold_indices`. It deals with positions in the data only, so that it serves
# any data. Samples are assigned to folds at random. If the number of samples is not a multiple of
# $k$, the remainder is spread out: the sizes of two folds differ by at most one, whichever folds
# are the larger ones.

# %% question="k_fold_indices"
def k_fold_indices(num_samples, num_folds, seed):
    """Cut the positions of the samples into folds, each of which is held out once.

    Args:
        num_samples: int.
        num_folds: int, from 2 to `num_samples`.
        seed: int; the same seed gives the same folds, and another seed other folds.

    Returns:
        List of `num_folds` pairs `(train_indices, validation_indices)` of integer NumPy arrays:
        positions from 0 to `num_samples - 1`, in any order.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("k_fold_indices")

# %% [markdown]
# Each row is a round and each column a sample, green where the sample validates. Count the green
# squares in a column, then those in a row.

# %% tags=["explore"]
num_samples, num_folds = 23, 5
rounds = np.zeros((num_folds, num_samples))
for row, (train_indices, validation_indices) in enumerate(k_fold_indices(23, 5, seed=2)):
    rounds[row, train_indices] = 1
    rounds[row, validation_indices] = 2

plt.figure(figsize=(9, 2.4))
plt.pcolormesh(rounds, cmap="tab10", vmin=0, vmax=9, edgecolors="white", linewidth=2)
plt.xticks(np.arange(num_samples) + 0.5, np.arange(num_samples), fontsize=7)
plt.yticks(np.arange(num_folds) + 0.5, np.arange(1, num_folds + 1))
plt.gca().invert_yaxis()
plt.xlabel("sample")
plt.ylabel("round")
plt.title("orange: trains, green: validates" if rounds.min() > 0 else "blue: does neither!")
plt.show()


# %% [markdown]
# ## 2.3 An estimate from all the data
#
# Cross-validation trains a model in each round and measures it on the fold that was held out. Its
# $k$ losses, one for each round, estimate how well *this way of making a model* works with
# $n - n/k$ samples; their spread hints at how far the estimate can be trusted.
#
# Everything that is learnt in a round must be forgotten before the next. A model that is trained
# further has seen, in an earlier round, the very samples that it is now validated on. This is a
# **leak**, and it makes any model look good. So each round begins with a new model.
#
# Cross-validation is there to choose between candidates. The candidate that is chosen was the
# luckiest among them too, so its score is a little too good; what it is really worth, only the
# test data can say, which took no part. Then nothing may be changed any more.
#
# **Your task.** Write `cross_validate`. In each round, call `build_model()` for a new compiled
# model, train it with `model.fit(x_train, y_train, epochs=20, verbose=0)`, and measure its loss
# with `model.evaluate(x_validation, y_validation, verbose=0)`, which gives one number, as the model
# has no metrics besides. You may use your `k_fold_indices`.

# %% question="cross_validate"
def cross_validate(build_model, x, y, num_folds, seed):
    """The validation loss of each round of cross-validation.

    Args:
        build_model: function without arguments; each call returns a new, untrained, compiled
            Keras model.
        x: NumPy array `(samples, features)`, float32.
        y: NumPy array `(samples, 1)`, float32.
        num_folds: int.
        seed: int; decides which samples are in which fold.

    Returns:
        NumPy array `(num_folds,)`: the loss on each held-out fold, after training on the others.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("cross_validate")


# %% [markdown]
# Which degree should a polynomial through 40 noisy points have? Five folds say so, without touching
# any test data. Grey dots are single rounds: would one of them have been enough to choose?
# (Anything that has `fit` and `evaluate` can be cross-validated; this model needs no epochs.)

# %% tags=["explore"]
class Polynomial:
    def __init__(self, degree):
        self.degree = degree

    def fit(self, x, y, **options):
        self.theta = np.polyfit(x[:, 0], y[:, 0], self.degree)

    def evaluate(self, x, y, **options):
        return np.mean((np.polyval(self.theta, x[:, 0]) - y[:, 0]) ** 2)


random = np.random.default_rng(4)
x = random.uniform(-1, 1, size=(40, 1))
y = np.sin(4 * x) + 0.3 * random.normal(size=x.shape)
degrees = np.arange(9)
builders = [partial(Polynomial, degree) for degree in degrees]
losses = np.array([cross_validate(build, x, y, 5, seed=0) for build in builders])

plt.figure(figsize=(7, 3))
plt.semilogy(degrees, losses, "o", color="grey", markersize=4)
plt.semilogy(degrees, losses.mean(axis=1), "k-", label="mean of five rounds")
plt.axhline(0.09, color="tab:green", linestyle="--", label="variance of the noise")
plt.xlabel("degree")
plt.ylabel("validation loss")
plt.legend()
plt.show()


# %% [markdown]
# ## 2.4 Preparation is training too
#
# Features come in all units: metres, years, millions. Gradient descent works best when each has
# mean 0 and standard deviation 1, so one **standardises** each column $j$:
#
# $$z_{ij} = \frac{x_{ij} - \mu_j}{s_j}, \qquad
#   \mu_j = \frac{1}{n} \sum_{i=1}^{n} x_{ij}, \qquad
#   s_j^2 = \frac{1}{n} \sum_{i=1}^{n} (x_{ij} - \mu_j)^2$$
#
# The $\mu_j$ and $s_j$ are computed from data, so they are parameters like any others: they are
# learnt from the **training** data, and merely applied to all other data. Computed from all data
# they carry knowledge of the test samples into training, a leak; computed for each part by itself
# they would give the same patient two different blood pressures.
#
# A column that is constant in the training data has $s_j = 0$. It tells training nothing, and
# dividing by 0 would give NaN. Such a column is only centred: subtract $\mu_j$, and divide by 1.
#
# **Your task.** Write `standardise` for one training array and any number of others.

# %% question="standardise"
def standardise(train, *others):
    """Shift and scale each column as the training data demand.

    Args:
        train: NumPy array `(samples, features)`, float32 or float64.
        *others: arrays `(any, features)` of the same dtype, such as validation and test data.

    Returns:
        Tuple of arrays, one for each argument, in the same order and of the same shapes and
        dtype: `(train, *others)`, standardised by the statistics of `train`.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("standardise")

# %% [markdown]
# New data from another place: they are shifted against the training data. On the right you must
# still see that. Had each set been standardised by itself, the shift would be gone, and with it
# all that could be learnt from it.

# %% tags=["explore"]
random = np.random.default_rng(5)
old = np.stack([random.normal(170, 8, 200), random.normal(65000, 9000, 200)], axis=1)
new = np.stack([random.normal(180, 8, 60), random.normal(80000, 9000, 60)], axis=1)
old_standard, new_standard = standardise(old, new)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5))
for axis, (first, second) in ((left, (old, new)), (right, (old_standard, new_standard))):
    axis.scatter(first[:, 0], first[:, 1], s=8, label="training")
    axis.scatter(second[:, 0], second[:, 1], s=8, label="new")
    axis.legend()
left.set(title="as measured", xlabel="height in cm", ylabel="mass in g")
right.set(title="standardised", xlabel="height", ylabel="mass")
plt.show()


# %% [markdown]
# ## 2.5 A family of functions
#
# An unknown function $f^*$ has produced samples $(x_i, y_i)$. To approximate it, one tries the
# members of a family of functions on the samples and keeps the best. Polynomials of degree $d$ are
# such a family, one for each $d$:
#
# $$f(x; \theta) = \sum_{j=0}^{d} \theta_j x^j = \phi(x) \cdot \theta, \qquad
#   \phi(x) = (1, x, x^2, \dots, x^d)$$
#
# The function bends, and yet it is *linear in its parameters*: all that is not linear happens in
# the fixed **features** $\phi(x)$. So the best $\theta$ is found by linear least squares, without
# gradient descent. The degree is the family's **capacity**. Each family contains all those of
# lower degree, and with $d = n - 1$ there is a member that passes exactly through $n$ samples.
#
# **Your task.** Write `polynomial_features`. Mind the first column: $x^0 = 1$, at $x = 0$ too.
# Write it without NumPy's `vander` and its relatives.

# %% question="polynomial_features"
def polynomial_features(x, degree):
    """The powers of each number, from 0 to `degree`.

    Args:
        x: NumPy array `(samples,)`, float32 or float64.
        degree: int, at least 0.

    Returns:
        NumPy array `(samples, degree + 1)` of the dtype of `x`; column `j` holds `x` to the power
        of `j`, so that column 0 is constant 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("polynomial_features")

# %% [markdown]
# Each thin line is one of your features; the thick one is a sum of them with the weights
# $\theta$. Change `theta` and see what the family can do.

# %% tags=["explore"]
theta = np.array([0.2, -1.0, 0.0, 2.5, 0.0, -1.8])
x = np.linspace(-1, 1, 201)
features = polynomial_features(x, 5)

plt.figure(figsize=(7, 3.5))
plt.plot(x, features, linewidth=1, label=[f"$x^{power}$" for power in range(6)])
plt.plot(x, features @ theta, "k", linewidth=3, label="weighted sum")
plt.xlabel("x")
plt.legend(loc="lower right", ncols=2, fontsize=8)
plt.show()


# %% [markdown]
# ## 2.6 Capacity: too little, too much
#
# A model has to meet three demands: enough **capacity** to come close to $f^*$, a **search
# algorithm** that finds a good member of the family, and **generalisation** to unseen inputs. The
# search is settled here, by least squares on the training data:
#
# $$\hat\theta_d = \arg\min_\theta \frac{1}{n} \sum_{i=1}^{n} \bigl( \phi_d(x_i) \cdot \theta - y_i
#   \bigr)^2$$
#
# The other two pull in opposite directions. As the capacity grows, the training error can only
# fall, down to 0 at $d = n - 1$. The validation error falls as long as the family is too weak
# (**underfitting**), and rises when the surplus freedom is spent on the noise (**overfitting**).
# In between lies what one looks for.
#
# **Your task.** Write `capacity_curve`. For each degree, find $\hat\theta_d$ from the training data
# alone, and measure the mean squared error of this one function on both sets. You may use your
# `polynomial_features`, and NumPy's `np.linalg.lstsq` for the search.

# %% question="capacity_curve"
def capacity_curve(x_train, y_train, x_val, y_val, degrees):
    """Training and validation error of polynomials of several degrees.

    Args:
        x_train, y_train: NumPy arrays `(samples,)`, float64.
        x_val, y_val: NumPy arrays `(other samples,)`, float64.
        degrees: list of ints in any order, each below the number of training samples.

    Returns:
        NumPy array `(len(degrees), 3)`, float64, a row for each degree, in the order of
        `degrees`: the degree, the mean squared error on the training data, and that on the
        validation data.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("capacity_curve")

# %% [markdown]
# Fifteen noisy samples of a sine. On the left three members of the family; on the right your
# curve. Where does underfitting end, and where does overfitting begin? What happens to the two
# curves with 150 samples?

# %% tags=["explore"]
random = np.random.default_rng(6)


def noisy_sine(num_samples):
    x = random.uniform(-1, 1, num_samples)
    return x, np.sin(4 * x) + 0.3 * random.normal(size=num_samples)


x_train, y_train = noisy_sine(15)
x_val, y_val = noisy_sine(200)
curve = capacity_curve(x_train, y_train, x_val, y_val, list(range(13)))

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
line = np.linspace(-1, 1, 401)
left.plot(x_train, y_train, "ko", label="training data")
left.plot(line, np.sin(4 * line), color="grey", linewidth=4, alpha=0.4, label="true function")
for degree in (1, 4, 12):
    theta = np.linalg.lstsq(polynomial_features(x_train, degree), y_train)[0]
    left.plot(line, polynomial_features(line, degree) @ theta, label=f"degree {degree}")
left.set(ylim=(-2, 2), xlabel="x", title="three capacities")
left.legend(fontsize=8)
right.semilogy(curve[:, 0], curve[:, 1], "o-", label="training error")
right.semilogy(curve[:, 0], curve[:, 2], "o-", label="validation error")
right.axhline(0.09, color="grey", linestyle="--", label="variance of the noise")
right.set(xlabel="degree", ylim=(1e-3, 1e3), title="error and capacity")
right.legend(fontsize=8)
plt.show()


# %% [markdown]
# ## 2.7 Choosing the capacity
#
# The curve answers the question which capacity to take. The training error is no guide: it is
# always least for the largest family. The least **validation** error is. And where two families
# do equally well, the weaker one is preferred, as it has less freedom to be wrong with.
#
# That error was used to choose, so it is no longer an unbiased estimate for the one that was
# chosen: the least of many noisy numbers tends to be too small. This is why a third part, the test
# data, was put aside in section 2.1.
#
# **Your task.** Write `best_capacity` for the array that `capacity_curve` returns. The rows may be
# in any order.

# %% question="best_capacity"
def best_capacity(curve):
    """The degree that is best by validation.

    Args:
        curve: NumPy array `(degrees, 3)`, float64: degree, training error and validation error
            in each row.

    Returns:
        int: the degree with the least validation error; the smallest such degree if several
        have exactly the same error.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("best_capacity")

# %% [markdown]
# The same experiment 200 times, each with fresh samples: which degree is chosen, and what would
# the training error have chosen? The more samples, the more capacity one can afford.

# %% tags=["explore"]
degrees = list(range(10))
figure, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
for axis, num_samples in zip(axes, (12, 100), strict=True):
    curves = [
        capacity_curve(*noisy_sine(num_samples), *noisy_sine(num_samples), degrees)
        for _ in range(200)
    ]
    by_validation = Counter(best_capacity(curve) for curve in curves)
    by_training = Counter(int(curve[curve[:, 1].argmin(), 0]) for curve in curves)
    places = np.array(degrees)
    axis.bar(places - 0.2, [by_validation[d] for d in degrees], 0.4, label="by validation")
    axis.bar(places + 0.2, [by_training[d] for d in degrees], 0.4, label="by training error")
    axis.set(title=f"{num_samples} samples", xlabel="degree chosen", xticks=degrees)
    axis.legend()
axes[0].set_ylabel("times out of 200")
plt.show()


# %% [markdown]
# ## 2.8 When to stop
#
# The number of training iterations is a capacity as well. Too few leave the function unfitted;
# with too many the model begins to fit the noise, and its validation loss, after having fallen,
# rises again. The epoch to go back to is the one where it was least.
#
# One doesn't know in advance when that will be, and training on for ever is expensive. So one
# waits: training stops when the validation loss has not improved for `patience` epochs in
# succession. With a patience of 2:
#
# | epoch | 0 | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|---|
# | validation loss | 0.9 | 0.6 | 0.7 | 0.5 | 0.5 | NaN | 0.1 |
# | improved? | yes | yes | no | yes | no | no | |
# | epochs without improvement | 0 | 0 | 1 | 0 | 1 | 2: stop | never run |
#
# The best epoch is 3. Epoch 6 would have been better, but nobody knows.
#
# **Your task.** Write `best_epoch` after these rules:
# - Epochs count from 0. An epoch **improves** if its loss is less than all losses before it; an
#   equal loss is no improvement, and neither is NaN, wherever it stands.
# - Right after the `patience`-th epoch in succession without improvement, training stops, and later
#   losses don't count. If that never happens, all of them count.
# - Return the epoch of the last improvement.

# %% question="best_epoch"
def best_epoch(validation_losses, patience):
    """The epoch to go back to after early stopping.

    Args:
        validation_losses: list or NumPy array of floats, one for each epoch that could be run;
            some may be NaN. At least one number comes before patience runs out.
        patience: int, at least 1.

    Returns:
        int: the epoch, from 0, with the least loss before training stops.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("best_epoch")

# %% [markdown]
# A network with two layers of 200 units learns 25 noisy samples. The black lines mark the epoch
# that you go back to with each patience: what does impatience cost, and what does waiting?

# %% tags=["explore"]
random = np.random.default_rng(8)
keras.utils.set_random_seed(8)
x_train, y_train = noisy_sine(25)
x_val, y_val = noisy_sine(200)
network = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dense(200, "relu"),
        keras.layers.Dense(200, "relu"),
        keras.layers.Dense(1),
    ]
)
network.compile(keras.optimizers.Adam(0.005), "mean_squared_error")
history = network.fit(
    x_train[:, None], y_train, epochs=150, verbose=0, validation_data=(x_val[:, None], y_val)
).history

plt.figure(figsize=(8, 3.5))
plt.semilogy(history["loss"], label="training loss")
plt.semilogy(history["val_loss"], label="validation loss")
for patience, style in ((1, ":"), (10, "--"), (80, "-")):
    epoch = best_epoch(history["val_loss"], patience)
    plt.axvline(epoch, color="black", linestyle=style, label=f"patience {patience}: {epoch}")
plt.xlabel("epoch")
plt.legend(fontsize=8)
plt.show()


# %% [markdown]
# ## 2.9 What comes next
#
# What is machine learning good for? The notes name three uses. A model can *predict* what is
# missing or still to come, it can *synthesise* more of the like, and it can *transform* what it is
# given into another form. The next three questions take them in turn. In each of them the choice
# of the model is yours, the data are made by a process that only the grader knows, and your
# answer is compared with the best that anyone could give.
#
# First, prediction. A series that remembers its past is often described by
#
# $$x_t = c + a_1 x_{t-1} + a_2 x_{t-2} + \dots + a_w x_{t-w} + \varepsilon_t$$
#
# where $\varepsilon_t$ is normal noise, new in each step, with mean 0. It cannot be predicted by
# anyone. The rest can: the best forecast under squared error is the conditional mean
#
# $$\hat x_{t} = c + a_1 x_{t-1} + \dots + a_w x_{t-w}$$
#
# The coefficients are unknown, but every stretch of $w + 1$ successive values is a sample: $w$
# inputs and one target. So the series are their own training data.
#
# **Your task.** Write `predict_next`. It gets several series that the same process has made, one in
# each row, learns from all of them, and returns a forecast of the value after the last for each.
# - The process looks back `window` steps at most; some of its coefficients may be 0.
# - Least squares, a Keras layer, a network: any model may do it. When it is graded, it is called
#   for three processes in turn, whose coefficients differ in size and sign. Each has made 60 series
#   of 80 values with noise of variance 1. The score is the mean squared difference between your
#   forecasts and the best ones, so that 0 is perfect. A fit may take half a minute; less than a
#   second is enough.

# %% question="predict_next"
def predict_next(series, window):
    """Fit a model to several series, and forecast the next value of each.

    Args:
        series: NumPy array `(batch, time)`, float32: one series in each row, oldest value first,
            all from the same process.
        window: int, less than `time`: how many of the latest values decide about the next.

    Returns:
        NumPy array or tensor `(batch,)`: for each series, the forecast of the value that follows
        its last.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("predict_next")

# %% [markdown]
# One forecast is put at the end of each series, and the model asked again: so it dreams on by
# itself. Its noise-free dream fades towards the mean. Where do the true series go, and why can no
# model know?

# %% tags=["explore"]
random = np.random.default_rng(9)
waves = np.zeros((40, 220))
for t in range(2, 220):
    waves[:, t] = 1.75 * waves[:, t - 1] - 0.92 * waves[:, t - 2] + random.normal(size=40)
dream = waves[:, 60:180].astype("float32")
for _ in range(20):
    dream = np.column_stack([dream, np.asarray(predict_next(dream, 4))]).astype("float32")

figure, axes = plt.subplots(1, 2, figsize=(11, 3), sharey=True)
for axis, row in zip(axes, (0, 1), strict=True):
    axis.plot(range(60, 180), waves[row, 60:180], color="black", label="known")
    axis.plot(range(180, 220), waves[row, 180:], color="grey", label="what really came")
    axis.plot(range(180, 200), dream[row, 120:], color="tab:orange", label="forecast, repeated")
    axis.set(xlabel="time", title=f"series {row}")
axes[0].legend(fontsize=8)
plt.show()


# %% [markdown]
# ## 2.10 More of the like
#
# To synthesise is to draw from the distribution $p(x)$ of the data. The distribution is unknown,
# so a model of it, a **density** $q(x)$, is fitted to the samples first, and new points are drawn
# from $q$. Capacity decides here as well:
#
# - too little: one Gaussian for data that lie in several clumps fills the gaps between them;
# - too much: a density that is high at the training points and nowhere else can only recite them.
#
# A simple family is the **kernel density**: a small Gaussian of width $h$ on each training point,
#
# $$q(x) = \frac{1}{n} \sum_{i=1}^{n} \mathcal{N}\bigl(x;\, x_i,\, h^2 I\bigr)$$
#
# To draw from it, choose a training point at random and add normal noise of standard deviation $h$.
# The larger this width, the smaller the capacity. The right one is found as in 2.7: by the
# likelihood of data that were held out. There are other families, such as a mixture of a few
# Gaussians.
#
# How does one judge new points, when no two are ever alike? By comparing two clouds as wholes. The
# **maximum mean discrepancy** is the distance between a cloud of yours and a cloud of true samples,
# with $k(a, b) = e^{-\lVert a - b \rVert^2 / 2 \ell^2}$ as the measure of how near two points are:
#
# $$\mathrm{MMD}^2 = \overline{k(x, x')} + \overline{k(y, y')} - 2\, \overline{k(x, y)}$$
#
# The bars are means over pairs: of two points of one cloud, of the other, and of one from each. It
# is 0, up to chance, if and only if both clouds come from the same distribution.
#
# **Your task.** Write `sample_like`: fit a density to `data`, and draw new points from it.
# - The points must be new: none may be one of `data`, and they should lie no closer to the
#   training points, or to each other, than further samples of the true distribution do. A copy
#   with a little noise is still a copy.
# - The same seed gives the same points, another seed others. (Where Keras draws random numbers,
#   `keras.utils.set_random_seed` sets its seed.)
# - When the points are judged, `data` are 400 points in the plane, in three long clumps. The check
#   of the seed also sends 30 points with one feature, and with three.

# %% question="sample_like"
def sample_like(data, num_samples, seed):
    """Fit a density to data, and draw new points from it.

    Args:
        data: NumPy array `(points, features)`, float32.
        num_samples: int, how many points to draw; may be more or less than there are in `data`.
        seed: int.

    Returns:
        NumPy array or tensor `(num_samples, features)` of new points.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("sample_like")

# %% [markdown]
# On the left what your function was given, in the middle what it made of it, on the right what the
# true process makes. Which of the two would you take for the true one?

# %% tags=["explore"]
random = np.random.default_rng(10)


def moons(num_points):
    angle = random.uniform(0, np.pi, num_points)
    upper = random.random(num_points) < 0.5
    x = np.where(upper, np.cos(angle), 1 - np.cos(angle))
    y = np.where(upper, np.sin(angle), 0.4 - np.sin(angle))
    points = np.stack([x, y], axis=1) + 0.1 * random.normal(size=(num_points, 2))
    return points.astype("float32")


given = moons(400)
clouds = {
    "given": given,
    "yours": np.asarray(sample_like(given, 800, seed=1)),
    "true process": moons(800),
}
figure, axes = plt.subplots(1, 3, figsize=(11, 3.3), sharex=True, sharey=True)
for axis, (name, cloud) in zip(axes, clouds.items(), strict=True):
    axis.scatter(cloud[:, 0], cloud[:, 1], s=4)
    axis.set_title(f"{name}: {len(cloud)} points")
plt.show()


# %% [markdown]
# ## 2.11 The signal in the noise
#
# To transform is to bring the information in an input into another form, such as a photo into the
# name of what it shows, or, here, a noisy measurement into a clean one. Each row of the data is a
# signal $s$ plus noise that is independent from entry to entry and from row to row:
#
# $$x = s + \varepsilon, \qquad s = m + \sum_{k=1}^{r} c_k v_k, \qquad
#   \varepsilon \sim \mathcal{N}(0, \sigma^2 I)$$
#
# All signals are made from the same few shapes: a mean $m$, and unknown directions $v_1, …, v_r$
# that are perpendicular to each other and of length 1, each with a normal weight $c_k$ that is
# drawn for every row. How can signal and noise be told apart, when nobody has ever seen a clean
# signal? By *structure*: the noise of two entries is independent, while a shape moves all of its
# entries together. So the covariance of the rows is
#
# $$C = \sum_{k=1}^{r} \lambda_k v_k v_k^\top + \sigma^2 I$$
#
# where $\lambda_k$ is the variance of $c_k$. Its eigenvectors are the shapes, with eigenvalues
# $\lambda_k + \sigma^2$; all directions without a shape have the eigenvalue $\sigma^2$, a long flat
# tail. If all of this is known, the best estimate of a signal is the mean of $s$ given $x$,
#
# $$\hat s = m + \sum_{k=1}^{r} \frac{\lambda_k}{\lambda_k + \sigma^2}\;
#   v_k \, v_k^\top (x - m)$$
#
# It drops what lies in no shape's direction, and shrinks the rest a little. How many directions to
# keep is a question of capacity once more: all of them give the noise back.
#
# **Your task.** Write `denoise`. There are no clean signals to learn from, and no one tells you the
# shapes, their number (three to five) or $\sigma$: estimate what you need. When it is graded, there
# are 1,000 signals of 24 entries, made from three shapes, with noise of variance 1, and then a
# second set with other numbers. The score is the mean squared error against the clean signals; in
# the first set, one would get 0.11 if one knew everything.

# %% question="denoise"
def denoise(x_noisy):
    """Estimate the clean signals behind noisy ones.

    Args:
        x_noisy: NumPy array `(signals, entries)`, float32: one noisy signal in each row, with many
            more rows than columns.

    Returns:
        NumPy array or tensor of the same shape: the estimate of each clean signal.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("denoise")

# %% [markdown]
# Three noisy signals, what you made of them, and what they were. Your function has never seen a
# grey curve. Below, the eigenvalues: how many shapes are there?

# %% tags=["explore"]
random = np.random.default_rng(11)
time = np.linspace(0, 1, 60)
shapes = np.stack([np.sin(2 * np.pi * time), np.cos(5 * np.pi * time), time**2 - 0.5])
clean = 1 + random.normal(size=(500, 3)) @ shapes * 1.5
noisy = (clean + random.normal(size=clean.shape)).astype("float32")
estimate = np.asarray(denoise(noisy))

figure, axes = plt.subplots(1, 4, figsize=(13, 3))
for axis, row in zip(axes[:3], range(3), strict=True):
    axis.plot(time, noisy[row], ".", color="tab:blue", markersize=3, label="noisy")
    axis.plot(time, clean[row], color="grey", linewidth=4, alpha=0.5, label="clean")
    axis.plot(time, estimate[row], color="tab:orange", label="yours")
    axis.set(ylim=(-5, 7), xlabel="time")
axes[0].legend(fontsize=8)
axes[3].semilogy(np.linalg.eigvalsh(np.cov(noisy, rowvar=False))[::-1], "o", markersize=3)
axes[3].set(title="eigenvalues", xlabel="rank")
plt.show()
error = np.mean((estimate - clean) ** 2)
print(f"mean squared error: {np.mean((noisy - clean) ** 2):.3f} before, {error:.3f} after")


# %% [markdown]
# ## 2.12 Many right answers
#
# Ask five people to describe the same picture, and you get four captions. None of them is wrong.
# So the function "image → caption" that one would like to approximate does not exist: the target
# is a **distribution** over texts, $\text{caption} \sim p(\,\cdot \mid \text{image})$, and captions
# that people wrote are samples of it. Given $n$ of them, the estimate under which they are most
# probable is each caption's share:
#
# $$q(c) = \frac{\text{number of times that } c \text{ was written}}{n}$$
#
# A model that announces one caption alone, be it the most common one, gives all others probability
# 0, and has to pay an infinite cost $-\log q(c)$ as soon as somebody writes one of them.
# A model that takes all of them for equally good forgets that some are more usual.
#
# **Your task.** Write `caption_distribution` for the captions that people gave to one image. Two
# captions are the same if they are the same text, letter by letter.

# %% question="caption_distribution"
def caption_distribution(captions):
    """The distribution over captions that makes those written most probable.

    Args:
        captions: list of texts, at least one: what people wrote about one image. The same text
            may occur several times.

    Returns:
        dict from each different caption to its probability, a float; the probabilities sum to 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("caption_distribution")

# %% [markdown]
# Your distribution of the captions of one picture, and what two models pay for the captions that
# others write about it. Why has the second bar of the right picture no height?

# %% tags=["explore"]
times = {"a cat on a sofa": 9, "a sleeping cat": 6, "a tabby": 3, "cosy afternoon": 2}
written = [caption for caption, count in times.items() for _ in range(count)]
distribution = caption_distribution(written)
others = ["a cat on a sofa", "a sleeping cat", "a sleeping cat", "a tabby"]
single = {max(distribution, key=distribution.get): 1.0}

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 2.6), width_ratios=(2, 1))
left.barh(list(distribution), list(distribution.values()))
left.invert_yaxis()
left.set(xlabel="probability", title="captions of one picture")
costs = {
    name: sum(-np.log(model[c]) if c in model else np.inf for c in others) / len(others)
    for name, model in {"your distribution": distribution, "one answer": single}.items()
}
right.bar(list(costs), [cost if np.isfinite(cost) else 0 for cost in costs.values()])
right.set(ylabel="cross-entropy in nats", title="cost of new captions")
for place, cost in enumerate(costs.values()):
    right.text(place, 0.05, f"{cost:.2f}", ha="center", color="black")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown]
# **After the test.** A colleague trains 50 networks, compares their scores on the test data,
# publishes the best one with its test score, and says: "No test sample was ever used in training."
# (a) Is the published score what one should expect on new data? Say why, and in which direction it
# errs. (b) What should have been done with the same data? (c) The score is disappointing after an
# honest test. What may still be done?

# %% [markdown] written="after_the_test"
# *Replace this line by your answer.*

# %% [markdown]
# **Reading curves.** Two models are trained on the same 500 samples. Model A: training error 0.30,
# validation error 0.31. Model B: training error 0.02, validation error 0.29. The noise alone causes
# an error of 0.10. Which one underfits and which one overfits? For each of them, say whether it
# would help to have more data, more capacity, or fewer epochs.

# %% [markdown] written="reading_a_curve"
# *Replace this line by your answer.*

# %% [markdown]
# **Two leaks.** To save time, somebody (a) standardises all data before cutting off the test part,
# and (b) has several photos of each of 40 patients, and assigns *photos* to the folds at random.
# What has leaked in each case, which way does the estimated error err, and what is the repair?

# %% [markdown] written="leaks"
# *Replace this line by your answer.*
