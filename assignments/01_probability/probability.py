# %% [markdown]
# # 1 · Probability and information
#
# A learning machine never knows everything. Probability is the language in which it says how much
# it knows, and information theory measures how much it still has to learn. The notes name three
# reasons why a quantity is treated as random:
#
# - it **is random**, like the decay of an atom;
# - it depends on a **hidden variable**: the cause may be fully determined, but we cannot see it;
# - our **model is incomplete**: in a chaotic system, an error in the ninth digit becomes different
#   weather.
#
# The calculus is the same for all three, and you meet all three below.
#
# **By the end you can**
# - take a table of probabilities apart and put it together again: joint, marginal, conditional;
# - average a function over a distribution, exactly and by drawing samples;
# - infer a hidden cause from a thousand observations without underflow;
# - measure surprise, entropy, and the gap between two distributions;
# - fit a distribution to data by maximum likelihood, and a line with a prior.
#
# **Out of scope**: continuous joint distributions, proofs of convergence, samplers other than the
# simplest.
#
# **Time**: 2 to 3 hours. Each question can be answered without the ones before it.
#
# ### How to work
# Replace each `raise NotImplementedError` by your code, run the cell, then run the `check` cell
# below it. The check calls your function with inputs that are not in this notebook. It says what
# is wrong, if anything is: the call, what was expected, what came back, and often what the mistake
# looks like. It may be run as often as you like. `hint("marginal")` gives a first hint, and a
# stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | 中文 | English | in formulas |
# |---|---|---|
# | 概率 | probability | $P(x, y)$ |
# | 随机性 | randomness | |
# | 隐变量 | hidden variable | |
# | 不完整模型 | incomplete model | |
# | 边缘概率 | marginal probability | $P(x) = \sum_y P(x, y)$ |
# | 链式法则 | chain rule | $P(x, y) = P(x \mid y)\,P(y)$ |
# | 相互独立 | independent | $P(x, y) = P(x)\,P(y)$ |
# | 期望 | expectation | $\mathbb{E}_{x \sim P}[f(x)]$ |
# | 贝叶斯规则 | Bayes' rule | $P(h \mid d) \propto P(d \mid h)\,P(h)$ |
# | 自信息 | self-information | $I(x) = -\log P(x)$ |
# | 香农熵 | Shannon entropy | $H(P)$ |
# | KL 散度 | KL divergence | $D_{\mathrm{KL}}(P \Vert Q)$ |
# | 交叉熵 | cross-entropy | $H(P, Q)$ |
# | 最大似然 | maximum likelihood | $\arg\max_\theta Q(X; \theta)$ |
# | 最大后验 | maximum a posteriori | $\arg\max_\theta Q(\theta \mid X)$ |
# | 先验 | prior | $Q(\theta)$ |
# | 正则化项 | regularisation term | |
#
# Logarithms are natural throughout, so information is measured in **nats**.

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

import math

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

# %% [markdown]
# ### Tensors in one minute
# All assignments compute with **tensors**: arrays of numbers with a **shape** (the length of each
# axis) and a **dtype** (mostly `float32`, here also `float64`). `keras.ops`, imported as `ops`,
# has the functions, and most have NumPy's names. Run the cell, change it, break it.

# %% tags=["explore"]
table = ops.convert_to_tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print("shape", table.shape, "dtype", table.dtype)
print("sum over axis 0 (down the columns):", ops.sum(table, axis=0))
print("sum over axis 1 (along the rows):  ", ops.sum(table, axis=1))
print("the same, the axis kept with length 1:", ops.sum(table, axis=1, keepdims=True).shape)
print("where:", ops.where(table > 2, table, 0))

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("marginal")


# %% [markdown]
# ## 1.1 Adding up what you don't ask about
#
# A **joint distribution** gives each combination of values a probability. Written as a table, it
# has one axis for each random variable: `joint[i, j]` is $P(x{=}i, y{=}j)$. No entry is negative,
# and together they sum to 1. This one is about the weather and the train:
#
# | | on time | late | cancelled |
# |---|---|---|---|
# | **sun** | 0.50 | 0.10 | 0.00 |
# | **rain** | 0.20 | 0.10 | 0.10 |
#
# How likely is rain, whatever the train does? Add up its row: 0.4. This is the **marginal**
# distribution of the weather (people used to write the sums in the table's margin):
#
# $$P(x) = \sum_y P(x, y)$$
#
# Summing over an axis takes that variable out of the table. With three variables, what is left is
# the joint table of the other two.
#
# **Your task.** Write `marginal`. As in all of Keras and NumPy, **`axis` is the axis that is summed
# over** and disappears. For the table above, `axis=1` gives the weather, shape `(2,)`, and `axis=0`
# the train, shape `(3,)`.

# %% question="marginal"
def marginal(joint, axis):
    """Sum a variable out of a joint distribution.

    Args:
        joint: tensor with one axis for each variable, two or more; float32 or float64.
        axis: int, the axis of the variable that is summed out.

    Returns:
        Tensor of the same dtype, without that axis: the distribution of the other variables.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("marginal")

# %% [markdown]
# The shaded square is a joint distribution of two variables, and the curves in its margins are
# yours. Could you draw the square if you had only the two curves? (Section 1.3 has the answer.)

# %% tags=["explore"]
side = np.linspace(-3, 3, 61)
x, y = np.meshgrid(side, side, indexing="ij")
joint = np.exp(-(x**2) - (y - np.sin(2 * x)) ** 2 / 0.3)
joint = ops.convert_to_tensor(joint / joint.sum())

figure, axes = plt.subplots(
    2, 2, figsize=(5, 5), sharex="col", sharey="row", width_ratios=(3, 1), height_ratios=(1, 3)
)
axes[0, 0].fill_between(side, marginal(joint, axis=1), alpha=0.5)
axes[0, 0].set(title="P(x)", yticks=[])
axes[1, 0].pcolormesh(x, y, joint, cmap="Blues")
axes[1, 0].set(xlabel="x", ylabel="y")
axes[1, 1].fill_betweenx(side, marginal(joint, axis=0), alpha=0.5)
axes[1, 1].set(title="P(y)", xticks=[])
axes[0, 1].axis("off")
plt.show()


# %% [markdown]
# ## 1.2 What you know changes what you expect
#
# It rains. How likely is the train to be late now? Only the row of rain still counts, and its
# entries keep their proportions, but they have to sum to 1 again: divide by their sum, 0.4. This is
# the **conditional** distribution. Read backwards, its definition is the **chain rule**:
#
# $$P(y \mid x) = \frac{P(x, y)}{P(x)} \qquad\Longleftrightarrow\qquad P(x, y) = P(y \mid x)\,P(x)$$
#
# | | on time | late | cancelled |
# |---|---|---|---|
# | given **sun** | 0.83 | 0.17 | 0.00 |
# | given **rain** | 0.50 | 0.25 | 0.25 |
#
# Here every *row* sums to 1. The other question, what the weather is if the train is late, divides
# the same table by the sums of its columns, and then every *column* sums to 1. To mix the two up is
# a costly mistake that even experts make: nearly all who have measles have spots, but few who
# have spots have measles.
#
# **What if $P(x) = 0$?** Then the row is all zeros, and 0/0 is NaN: nothing can be said about what
# happens in a case that never happens. So that the table stays usable, **such a row shall be all
# 0**. The chain rule holds for it too. (Adding a small number to every sum avoids the NaN as well,
# but makes all other rows a little wrong, and unlikely ones very wrong.)
#
# **Your task.** Write `conditional` with the `axis` of `marginal`: **the result sums to 1 along
# `axis`**. It is the distribution of the variable on `axis`, given the others: `axis=1` gives the
# table above.

# %% question="conditional"
def conditional(joint, axis):
    """The distribution of the variable on one axis, given the variables on all other axes.

    Args:
        joint: tensor with one axis for each variable, two or more; float32 or float64.
        axis: int, the axis of the variable whose distribution is wanted.

    Returns:
        Tensor of the same shape and dtype that sums to 1 along `axis`; all 0 where the values of
        the other variables have probability 0.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("conditional")

# %% [markdown]
# The same table three times. In which pictures may you compare the numbers of a row, and in which
# those of a column? Is it snow that makes trains late, or are late trains a sign of snow?

# %% tags=["explore"]
weather, trains = ["sun", "rain", "snow", "comet"], ["on time", "late", "cancelled"]
joint = ops.convert_to_tensor([[0.45, 0.09, 0.0], [0.2, 0.1, 0.04], [0.02, 0.06, 0.04], [0, 0, 0]])
tables = {
    "joint: all sum to 1": joint,
    "axis=1: P(train | weather)": conditional(joint, axis=1),
    "axis=0: P(weather | train)": conditional(joint, axis=0),
}
figure, axes = plt.subplots(1, 3, figsize=(11, 3.5), sharey=True)
for picture, (title, table) in zip(axes, tables.items(), strict=True):
    picture.imshow(table, cmap="Blues", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(table):
        color = "white" if value > 0.6 else "black"
        picture.text(column, row, f"{value:.2f}", ha="center", va="center", color=color)
    picture.set(title=title, xticks=range(3), xticklabels=trains)
    picture.set(yticks=range(4), yticklabels=weather)
plt.show()


# %% [markdown]
# ## 1.3 Knowing one says nothing about the other
#
# Two variables are **independent** if the joint distribution is the product of its marginals:
#
# $$P(x, y) = P(x)\,P(y) \quad \text{for all } x \text{ and } y$$
#
# Then $P(y \mid x) = P(y)$: observing $x$ changes nothing. *All* cells have to agree; a single one
# that differs is a dependence. And it is a much stronger statement than to be **uncorrelated**. Let
# $x$ be −1, 0 or 1 with probabilities ¼, ½, ¼, and $y = x^2$. The correlation is 0, and still $x$
# determines $y$ completely:
#
# | | $y = 0$ | $y = 1$ | $P(x)$ |
# |---|---|---|---|
# | $x = -1$ | 0 | ¼ | ¼ |
# | $x = 0$ | ½ | 0 | ½ |
# | $x = 1$ | 0 | ¼ | ¼ |
#
# If they were independent, the first cell would be ¼ · ½. Independence is what makes learning
# affordable: a table of 20 yes-or-no variables has a million entries, but 20 numbers are enough if
# they are independent.
#
# **Your task.** Write `is_independent` for a table of two variables. Probabilities that come from
# data or from rounding never agree exactly: two variables count as independent if no cell differs
# from the product of the marginals by more than `tolerance`, upwards or downwards.

# %% question="is_independent"
def is_independent(joint, tolerance):
    """Whether P(x, y) = P(x) P(y) in every cell, up to a tolerance.

    Args:
        joint: tensor `(values of x, values of y)`, float32 or float64.
        tolerance: float, the largest absolute difference that is allowed in a cell.

    Returns:
        bool.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("is_independent")

# %% [markdown]
# In the third table the correlation is 0. Change the numbers and watch the verdicts. Can the two
# variables be independent if one cell is 0, but no row and no column is all 0?

# %% tags=["explore"]
tables = {
    "product of its marginals": np.outer([0.25, 0.5, 0.25], [0.6, 0.4]),
    "y follows x": np.array([[0.25, 0.0], [0.2, 0.3], [0.0, 0.25]]),
    "y = x²": np.array([[0.0, 0.25], [0.5, 0.0], [0.0, 0.25]]),
}
figure, axes = plt.subplots(1, 3, figsize=(9, 3.5))
for picture, (title, table) in zip(axes, tables.items(), strict=True):
    verdict = "independent" if is_independent(ops.convert_to_tensor(table), 1e-9) else "dependent"
    picture.imshow(table, cmap="Blues", vmin=0, vmax=0.5)
    picture.set(title=f"{title}:\n{verdict}", xlabel="y", xticks=[0, 1])
    picture.set(ylabel="x", yticks=[0, 1, 2], yticklabels=[-1, 0, 1])
plt.tight_layout()
plt.show()


# %% [markdown]
# ## 1.4 The average before anything has happened
#
# The **expectation** of $f$ is its average over a distribution: every possible value, weighted by
# how often it comes.
#
# $$\mathbb{E}_{x \sim P}[f(x)] = \sum_x P(x)\,f(x)$$
#
# A lottery pays 100 with probability 0.01 and nothing otherwise: its expectation is 1, though it
# never pays 1. The weights sum to 1 already, so nothing is left to divide by. Every cost in this
# course is an expectation: of an error, over the data.
#
# **Your task.** Write `expectation`.

# %% question="expectation"
def expectation(probabilities, values):
    """The expectation of a function that takes one value for each outcome.

    Args:
        probabilities: tensor `(outcomes,)`, float32 or float64, which sums to 1.
        values: tensor `(outcomes,)` of the same dtype: f(x) for each outcome.

    Returns:
        Scalar tensor of the same dtype.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("expectation")

# %% [markdown]
# The expectation is where the bars would balance. Which bars can move the red mark to 10 if you
# raise one of them alone, and which can't?

# %% tags=["explore"]
prizes = np.arange(0.0, 21.0)
chances = 0.8 ** np.abs(prizes - 5)
chances /= chances.sum()
average = float(expectation(ops.convert_to_tensor(chances), ops.convert_to_tensor(prizes)))
plt.figure(figsize=(7, 3))
plt.bar(prizes, chances, alpha=0.6)
plt.plot(average, 0, "r^", markersize=14, clip_on=False, label=f"expectation {average:.2f}")
plt.xlabel("prize")
plt.ylabel("probability")
plt.legend()
plt.show()


# %% [markdown]
# ## 1.5 The average of many draws
#
# Often the sum over all outcomes is out of reach: there are more images than atoms. But if you can
# *draw* from the distribution, average what you get. This is a **Monte Carlo** estimate:
#
# $$\mathbb{E}_{x \sim P}[f(x)] \approx \frac{1}{n} \sum_{i=1}^{n} f(x_i), \qquad x_i \sim P
#   \text{ independent}$$
#
# Its own standard deviation is $\sigma / \sqrt{n}$, where $\sigma$ is that of $f(x)$. Ten times the
# accuracy costs a hundred times the draws, and that holds in one dimension as in a million. Three
# traps: the draws have to be independent (one draw used $n$ times is one draw); $f$ of the average
# is not the average of $f$; and without a seed nobody can repeat your result.
#
# A minibatch (assignment 7) is exactly this: an estimate of the gradient over all data.
#
# **Your task.** Write `monte_carlo_expectation`. You get two functions:
#
# - `sample(num_samples, seed)` returns a tensor of that many independent draws, along axis 0. The
#   same two integers always give the same draws.
# - `function(draws)` returns a tensor with the value for each draw, `(num_samples,)`.
#
# Make `num_samples` draws in all, and give each of them the same weight.

# %% question="monte_carlo_expectation"
def monte_carlo_expectation(sample, function, num_samples, seed):
    """Estimate the expectation of a function from independent draws.

    Args:
        sample: function of two ints, a number of draws and a seed; returns a tensor
            `(number of draws, …)`.
        function: from such a tensor to a tensor `(number of draws,)` of values.
        num_samples: int, how many draws to average over.
        seed: int; the same seed gives the same estimate, another seed another one.

    Returns:
        Scalar tensor or float.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("monte_carlo_expectation")


# %% [markdown]
# Nothing in the left picture is random. The rule $x \to 4x(1 - x)$ is exact, yet two starts that
# agree in eight decimals part after some thirty steps: this is the **incomplete model** of the
# notes. Who knows the start only roughly can still know the *distribution*. On the right, your
# function draws random starts, follows each for 20 steps, and estimates the mean. Do 100 times the
# draws make the error 10 times smaller?

# %% tags=["explore"]
def orbit(start, steps):
    path = [start]
    for _ in range(steps):
        path.append(4 * path[-1] * (1 - path[-1]))
    return path


def sample_end(num_samples, seed):
    angle = np.random.default_rng(seed).uniform(0, math.pi / 2, size=num_samples)
    return ops.convert_to_tensor(orbit(np.sin(angle) ** 2, 20)[-1])


sizes = [10, 30, 100, 300, 1000, 3000, 10000]
errors = [
    [float(monte_carlo_expectation(sample_end, lambda x: x, n, seed)) - 0.5 for seed in range(100)]
    for n in sizes
]
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.2))
left.plot(orbit(0.3, 50), label="start 0.3")
left.plot(orbit(0.3 + 1e-9, 50), "--", label="start 0.300000001")
left.set(xlabel="step", ylabel="x")
left.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
right.loglog(sizes, np.sqrt(np.mean(np.square(errors), axis=1)), "o", label="your estimates")
right.loglog(sizes, math.sqrt(1 / 8) / np.sqrt(sizes), label="σ / √n")
right.set(xlabel="number of draws n", ylabel="root mean squared error")
right.legend()
plt.show()


# %% [markdown]
# ## 1.6 From the effect back to the hidden cause
#
# In a box are two coins, a fair one and one that falls on heads 70 % of the time. Somebody takes
# one, tosses it and reads out the results. Which coin it is stays **hidden**. Probability runs from
# cause to effect, $P(\text{tosses} \mid \text{coin})$; **Bayes' rule** runs backwards:
#
# $$P(h \mid d) = \frac{P(d \mid h)\,P(h)}{\sum_{h'} P(d \mid h')\,P(h')}$$
#
# The **prior** $P(h)$ is what you believed before the data, the **likelihood** $P(d \mid h)$ says
# how well hypothesis $h$ predicted them, and the **posterior** $P(h \mid d)$ is what you believe
# now. The sum below the fraction is $P(d)$: all ways in which the data can come about.
#
# The likelihood of many independent observations is a product, and products of a thousand
# probabilities don't fit into a computer: $(1/2)^{1000} \approx 10^{-301}$ is 0 in float32,
# and the likelihood of 1,000 throws of a die, $10^{-778}$, is 0 in float64 too. Then Bayes' rule
# says 0/0. So **count in logarithms**: the product becomes the sum of the log-likelihoods, and
#
# $$P(h \mid d) = \frac{e^{s_h}}{\sum_{h'} e^{s_{h'}}}, \qquad s_h = \log P(d \mid h) + \log P(h)$$
#
# The fraction stays the same if you subtract one number from all $s_h$ of an experiment. Choose the
# largest of them, and the largest exponential is $e^0 = 1$.
#
# **Your task.** Write `posterior`, safe for any number of observations. Either there is one
# experiment, or one in each row. The last axis always holds the hypotheses. A logarithm may be
# $-\infty$ where a hypothesis is impossible, but in each experiment one of them is possible. The
# result is a probability, not a logarithm.

# %% question="posterior"
def posterior(log_prior, log_likelihood):
    """The probability of each hypothesis after the data, by Bayes' rule.

    Args:
        log_prior: tensor `(hypotheses,)`, float32 or float64: log P(h).
        log_likelihood: tensor `(hypotheses,)` or `(experiments, hypotheses)` of the same dtype:
            log P(all data of the experiment | h), of any size.

    Returns:
        Tensor of the shape and dtype of `log_likelihood`, which sums to 1 along the last axis.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("posterior")

# %% [markdown]
# Eight people take a coin each, and toss it 150 times. Each line is what your function believes
# after each toss; the colour shows the truth, which the function never saw. Can a line be sure and
# wrong? What happens if the prior of one coin is 0?

# %% tags=["explore"]
heads, prior = np.array([0.5, 0.7]), np.array([0.5, 0.5])
random = np.random.default_rng(1)
plt.figure(figsize=(8, 3.2))
for person in range(8):
    coin = person % 2
    tosses = random.uniform(size=(150, 1)) < heads[coin]
    each = np.log(np.where(tosses, heads, 1 - heads))
    so_far = np.concatenate([np.zeros((1, 2)), np.cumsum(each, axis=0)])
    belief = posterior(ops.convert_to_tensor(np.log(prior)), ops.convert_to_tensor(so_far))
    label = ["took the fair coin", "took the loaded coin"][coin] if person < 2 else None
    plt.plot(belief[:, 1], color=["C0", "C3"][coin], alpha=0.8, label=label)
plt.xlabel("tosses seen")
plt.ylabel("P(loaded | tosses)")
plt.legend()
plt.show()


# %% [markdown]
# ## 1.7 How surprising is it?
#
# That the sun rose this morning is no news. **Self-information** measures the news in an outcome:
#
# $$I(x) = -\log P(x)$$
#
# A certain outcome has none, an impossible one would be infinitely surprising, and the news of two
# independent outcomes adds up, because $-\log(pq) = -\log p - \log q$. The logarithm is the only
# smooth function that does this, up to a factor, and the factor is a choice of unit: with the
# natural logarithm the unit is the nat, with $\log_2$ it would be the bit (1 bit ≈ 0.693 nats).
#
# A million to one is only 13.8 nats: logarithms make tiny probabilities tame, as long as nothing is
# added to them. $\log(p + 10^{-7})$ is right for ordinary $p$, and useless for rare ones.
#
# **Your task.** Write `self_information`, elementwise, in nats. $p = 0$ gives $\infty$. Its
# gradient is asked for as well, so use `keras.ops` and not NumPy.

# %% question="self_information"
def self_information(p):
    """The information in nats that each outcome carries.

    Args:
        p: tensor of any shape, float32 or float64: probabilities from 0 to 1.

    Returns:
        Tensor of the same shape and dtype; infinite where p is 0.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("self_information")

# %% [markdown]
# Two heads in a row are twice as surprising as one. Find the place where an outcome carries exactly
# one nat. Which outcome carries one bit?

# %% tags=["explore"]
p = np.linspace(0.001, 1, 500, dtype="float32")
plt.figure(figsize=(7, 3))
plt.plot(p, self_information(ops.convert_to_tensor(p)))
for heads in range(1, 5):
    surprise = float(self_information(ops.convert_to_tensor(0.5**heads)))
    plt.plot(0.5**heads, surprise, "o", color="C3")
    plt.text(0.5**heads + 0.015, surprise + 0.1, f"heads × {heads}: {surprise:.2f}")
plt.xlabel("probability")
plt.ylabel("nats")
plt.show()


# %% [markdown]
# ## 1.8 The surprise that you should expect
#
# The **Shannon entropy** of a distribution is its expected self-information:
#
# $$H(P) = \mathbb{E}_{x \sim P}[I(x)] = -\sum_x P(x) \log P(x)$$
#
# It measures how uncertain you are before you look. With $n$ outcomes it lies between 0 (one of
# them is certain) and $\log n$ (all are equally likely). No way of writing the outcomes down can
# use fewer bits on average than $H / \log 2$, and no model can predict them with a smaller cost
# than $H$: in assignment 3, that will be the best possible score.
#
# An outcome of probability 0 adds nothing, since $p \log p \to 0$ as $p \to 0$. A computer
# disagrees: `0 * log(0)` is $0 \cdot (-\infty)$ = NaN. And mind the gradient:
#
# ```python
# ops.where(p > 0, p * ops.log(p), 0)     # right value, NaN in the gradient
# ```
#
# `ops.where` computes both of its branches and differentiates both; the gradient of the one that
# is not taken is multiplied by 0, and 0 times an infinite slope is NaN. The remedy is to make the
# *argument* of the logarithm harmless where $p = 0$, before the logarithm sees it.
#
# **Your task.** Write `entropy` in nats, over the last axis: each row of a batch is a distribution.
# Neither the values nor the gradients may become NaN where a probability is 0.

# %% question="entropy"
def entropy(p):
    """The Shannon entropy of each distribution, in nats.

    Args:
        p: tensor `(…, outcomes)`, float32 or float64, which sums to 1 along the last axis; some
            entries may be 0.

    Returns:
        Tensor `(…)` of the same dtype: one number for each distribution.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("entropy")

# %% [markdown]
# Left: the entropy of a coin. Right: every point of the triangle is a distribution over three
# outcomes, each corner a certain one. Where is the entropy largest, and how large is it along an
# edge of the triangle?

# %% tags=["explore"]
heads = np.linspace(0, 1, 201)
coins = np.stack([heads, 1 - heads], axis=1)
a, b = np.meshgrid(heads, heads)
three = np.stack([a, b, 1 - a - b], axis=-1)[a + b <= 1 + 1e-12].clip(0)

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.5))
left.plot(heads, entropy(ops.convert_to_tensor(coins)))
left.axhline(math.log(2), color="grey", linestyle="dotted", label="log 2")
left.set(xlabel="probability of heads", ylabel="entropy in nats")
left.legend()
height = three[:, 2] * math.sqrt(3) / 2
across = three[:, 1] + three[:, 2] / 2
dots = right.scatter(across, height, c=entropy(ops.convert_to_tensor(three)), s=3)
figure.colorbar(dots, label="entropy in nats", pad=0.12)
for x, y, name in ((0, -0.07, "A"), (1, -0.07, "B"), (0.5, 0.9, "C")):
    right.text(x, y, f"{name} is certain", ha="center")
right.set(aspect="equal", ylim=(-0.12, 1.0))
right.axis("off")
plt.show()


# %% [markdown]
# ## 1.9 The price of believing in the wrong distribution
#
# The world draws from $P$, you believe in $Q$. How much more are you surprised, on average, than
# somebody who knows $P$? That is the **Kullback–Leibler divergence**:
#
# $$D_{\mathrm{KL}}(P \Vert Q) = \sum_x P(x) \log \frac{P(x)}{Q(x)}$$
#
# It is never negative, and 0 only if $P = Q$. But it is **no distance: it is not symmetric**. The
# average runs over what really happens, so what $P$ can do and $Q$ thinks impossible is an infinite
# mistake, while what $Q$ expects and $P$ never does costs little:
#
# | | term |
# |---|---|
# | $P(x) = 0$, whatever $Q(x)$ | 0 |
# | $P(x) > 0$, $Q(x) = 0$ | $\infty$ |
#
# Take both rows literally. To hide the $\infty$ behind a small ε would say that to be certain and
# wrong is forgivable.
#
# **Your task.** Write `kl_divergence` in nats, over the last axis, exact in all cases of the table.
# As for the entropy, a 0 must not make NaN of the gradients by $p$ or $q$, which is short for "with
# respect to".

# %% question="kl_divergence"
def kl_divergence(p, q):
    """How much more one is surprised who believes in q, where p is true; in nats.

    Args:
        p: tensor `(…, outcomes)`, float32 or float64: the true distributions, entries may be 0.
        q: tensor of the same shape and dtype: the believed distributions, entries may be 0.

    Returns:
        Tensor `(…)` of the same dtype; infinite where some q is 0 and its p is not.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("kl_divergence")

# %% [markdown]
# The grey distribution $P$ has two peaks, and $Q$ may have only one. The pictures show the best $Q$
# in either direction, found by trying them all with your function. Why does one $Q$ spread over
# both peaks and the other choose? Which one would you rather drive a car by?

# %% tags=["explore"]
grid = np.linspace(-6, 6, 121)
truth = np.exp(-((grid + 2) ** 2)) + 0.7 * np.exp(-((grid - 2.5) ** 2))
truth /= truth.sum()
centres, widths = np.meshgrid(np.linspace(-4, 4, 65), np.linspace(0.5, 4, 36))
rivals = np.exp(-((grid - centres.ravel()[:, None]) ** 2) / (2 * widths.ravel()[:, None] ** 2))
rivals /= rivals.sum(axis=1, keepdims=True)
p = ops.convert_to_tensor(np.broadcast_to(truth, rivals.shape))
q = ops.convert_to_tensor(rivals)

figure, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
divergences = {"P ‖ Q": kl_divergence(p, q), "Q ‖ P": kl_divergence(q, p)}
for picture, (name, divergence) in zip(axes, divergences.items(), strict=True):
    best = int(ops.argmin(divergence))
    picture.fill_between(grid, truth, color="grey", alpha=0.4, label="P")
    picture.plot(grid, rivals[best], color="C3", label="best Q")
    picture.set(title=f"least KL({name}): {float(divergence[best]):.2f} nats", xlabel="x")
    picture.legend()
plt.show()


# %% [markdown]
# ## 1.10 The cost of a model
#
# The **cross-entropy** is the whole surprise of somebody who believes in $Q$, where $P$ is true:
#
# $$H(P, Q) = -\mathbb{E}_{x \sim P}[\log Q(x)] = H(P) + D_{\mathrm{KL}}(P \Vert Q)$$
#
# One part is the world's, the other is yours. $H(P)$ does not depend on the model, so a model with
# the least cross-entropy has the least KL divergence too. And while the divergence needs the true
# probabilities, the cross-entropy needs only draws from $P$: average $-\log Q(x)$ over the data.
# That is why it is the cost of nearly every classifier.
#
# Outcomes with $P(x) = 0$ don't count, whatever $Q(x)$ is; $Q(x) = 0$ for one that can happen costs
# $\infty$.
#
# **Your task.** Write `cross_entropy` in nats, over the last axis, without an ε, and again without
# NaN in values or gradients where $p = 0$.

# %% question="cross_entropy"
def cross_entropy(p, q):
    """The expected surprise of one who believes in q, where p is true; in nats.

    Args:
        p: tensor `(…, outcomes)`, float32 or float64: the true distributions, entries may be 0.
        q: tensor of the same shape and dtype: the believed distributions, entries may be 0.

    Returns:
        Tensor `(…)` of the same dtype; infinite where some q is 0 and its p is not.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("cross_entropy")

# %% [markdown]
# A coin shows heads 3 times in 10. The curve is the cost of each belief about it. What does
# somebody still pay who knows the coin exactly? And what is the penalty at the edges, compared with
# that of being a little wrong in the middle?

# %% tags=["explore"]
belief = np.linspace(0.01, 0.99, 99)
q = np.stack([belief, 1 - belief], axis=1)
p = np.broadcast_to([0.3, 0.7], q.shape)
cost = cross_entropy(ops.convert_to_tensor(p), ops.convert_to_tensor(q))
floor = cross_entropy(ops.convert_to_tensor(p), ops.convert_to_tensor(p))
plt.figure(figsize=(7, 3.2))
plt.plot(belief, cost, color="black", label="cross-entropy H(P, Q)")
plt.fill_between(belief, floor, alpha=0.3, label="entropy H(P): the world's part")
plt.fill_between(belief, floor, cost, alpha=0.3, label="KL(P ‖ Q): the model's part")
plt.axvline(0.3, color="grey", linestyle="dotted")
plt.xlabel("believed probability of heads")
plt.ylabel("nats")
plt.legend()
plt.show()


# %% [markdown]
# ## 1.11 The parameters that make the data likely
#
# A model is a family of distributions $Q(x; \theta)$. Which member fits the data $x_1, \dots, x_n$?
# The principle of **maximum likelihood** takes the one that makes them most probable. If the
# samples are independent, their probability is a product, and its logarithm a sum:
#
# $$\theta_{\mathrm{ML}} = \arg\max_\theta \prod_i Q(x_i; \theta)
#   = \arg\min_\theta \frac{1}{n} \sum_i -\log Q(x_i; \theta)$$
#
# The last expression is the cross-entropy of the model with the data, so maximum likelihood is also
# the least KL divergence from the data to the model. For a Gaussian with mean $\mu$ and variance
# $\sigma^2$, the mean cost is
#
# $$J(\mu, \sigma^2) = \frac{1}{2} \left( \log 2\pi + \log \sigma^2
#   + \frac{1}{n} \sum_i \frac{(x_i - \mu)^2}{\sigma^2} \right)$$
#
# Set its derivatives by $\mu$ and $\sigma^2$ to 0, and solve. The answers are familiar, but look
# closely at the second: which $n$ does it divide by? (A statistician divides by $n - 1$ in order to
# be right on average. That is another principle, with another answer.)
#
# **Your task.** Write `gaussian_maximum_likelihood`. The samples may lie far from 0, compared with
# their spread. There, $\overline{x^2} - \bar{x}^2$ is the difference of two large numbers that are
# nearly equal, and in float32 not much is left of it: first subtract, then square.

# %% question="gaussian_maximum_likelihood"
def gaussian_maximum_likelihood(x):
    """The mean and the variance of the Gaussian under which the samples are most likely.

    Args:
        x: tensor `(samples,)`, float32 or float64.

    Returns:
        Tuple of two scalar tensors of the same dtype: the mean and the variance, in this order.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("gaussian_maximum_likelihood")

# %% [markdown]
# The heights of 40 sunflowers (drawn by a computer), and in red the Gaussian that you fit to them.
# Add a flower of 400 cm: what does one sample do to the mean and to the variance? Which factor of
# the likelihood forces them to move so far?

# %% tags=["explore"]
random = np.random.default_rng(7)
heights = random.normal(180.0, 15.0, size=40)
mean, variance = (float(v) for v in gaussian_maximum_likelihood(ops.convert_to_tensor(heights)))
grid = np.linspace(120, 240, 241)
density = np.exp(-((grid - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)
plt.figure(figsize=(7, 3))
plt.hist(heights, bins=12, density=True, alpha=0.4, label="samples")
plt.plot(heights, np.zeros(40), "k|", markersize=14)
plt.plot(grid, density, "C3", label=f"mean {mean:.0f}, standard deviation {variance**0.5:.0f}")
plt.xlabel("height in cm")
plt.ylabel("density")
plt.ylim(0, 0.05)
plt.legend(loc="upper left")
plt.show()


# %% [markdown]
# ## 1.12 The same, step by step
#
# Few models have a closed form. What always works, if the cost is smooth, is to go downhill: start
# somewhere, and again and again take a small step against the gradient,
#
# $$\theta \leftarrow \theta - \epsilon\, \nabla_\theta J(\theta)$$
#
# where $\epsilon$ is the learning rate. Assignment 4 is about this; here you only use it, for
# the cost $J$ of the section before, whose answer you know. TensorFlow differentiates for you:
#
# ```python
# theta = ops.zeros(2)
# with tf.GradientTape() as tape:
#     tape.watch(theta)              # remember what is computed from theta
#     cost = ...                     # a scalar
# slope = tape.gradient(cost, theta) # the same shape as theta
# ```
#
# There is one catch. A variance is positive, and a step downhill knows nothing of that: from
# $\sigma^2 = 0.1$ it may lead to −0.2, whose logarithm is NaN. So do not walk in $\sigma^2$ itself,
# but in a number that may be anything, and *make* the variance from it: for example
# $s = \log \sigma^2$, and $\sigma^2 = e^s$.
#
# **Your task.** Write `fit_by_maximum_likelihood`: gradient descent on the *mean* cost $J$, over
# all samples in every step. Start at the standard Gaussian, mean 0 and variance 1. How you keep
# the variance positive is up to you. After enough steps the result must agree with section 1.11.

# %% question="fit_by_maximum_likelihood"
def fit_by_maximum_likelihood(x, steps, learning_rate):
    """Fit a Gaussian by gradient descent on the mean negative log-likelihood.

    Args:
        x: tensor `(samples,)`, float32 or float64.
        steps: int, the number of steps; 0 gives the start, mean 0 and variance 1.
        learning_rate: float.

    Returns:
        Tuple of two scalar tensors: the mean and the variance, in this order.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("fit_by_maximum_likelihood")

# %% [markdown]
# The contours are the cost, the dots the way that your function takes from the standard Gaussian,
# and the cross is the closed form. Why does the variance grow first, although it has to be small in
# the end? Try a learning rate of 0.6, and then of 2.

# %% tags=["explore"]
random = np.random.default_rng(5)
samples = random.normal(2.0, 0.8, size=60).astype("float32")
x = ops.convert_to_tensor(samples)
path = np.array([fit_by_maximum_likelihood(x, steps, 0.2) for steps in range(0, 41)])

means, variances = np.meshgrid(np.linspace(-0.5, 3.5, 121), np.geomspace(0.3, 6, 121))
spread = np.mean((samples[:, None, None] - means) ** 2, axis=0)
cost = (np.log(2 * math.pi) + np.log(variances) + spread / variances) / 2
plt.figure(figsize=(7, 4))
plt.contourf(means, variances, cost, levels=np.linspace(1, 5, 25), cmap="viridis_r", extend="both")
plt.colorbar(label="cost in nats")
plt.plot(path[:, 0], path[:, 1], "w.-", label="your steps")
plt.plot(samples.mean(), samples.var(), "rx", markersize=12, markeredgewidth=3, label="closed form")
plt.yscale("log")
plt.yticks([0.5, 1, 2, 4], ["0.5", "1", "2", "4"])
plt.minorticks_off()
plt.xlabel("mean")
plt.ylabel("variance")
plt.legend(facecolor="grey", labelcolor="white")
plt.show()


# %% [markdown]
# ## 1.13 What you believed before
#
# Maximum likelihood believes the data and nothing else, even if there are only three of them. With
# a **prior** $Q(\theta)$, Bayes' rule makes a posterior of it, and its highest point is the
# **maximum a posteriori** estimate:
#
# $$\theta_{\mathrm{MAP}} = \arg\max_\theta Q(\theta \mid X)
#   = \arg\min_\theta \, \bigl( -\log Q(X \mid \theta) - \log Q(\theta) \bigr)$$
#
# Take a linear model with Gaussian noise, $y = x \cdot w + \text{noise}$, and a Gaussian prior
# around 0 for each weight. A Gaussian is given here by its **precision**, 1 / variance: $\beta$ for
# the noise, $\alpha$ for the prior. Without the constants, the two terms are
#
# $$\frac{\beta}{2} \sum_i (y_i - x_i \cdot w)^2 + \frac{\alpha}{2} \sum_j w_j^2$$
#
# The second term is the **L2 penalty** of assignment 5: *a Gaussian prior is L2 regularisation*, of
# strength $\lambda = \alpha / \beta$ if you divide by $\beta / 2$ (statisticians call it ridge
# regression). The first term is a sum over samples and the second is not, so with more data the
# prior counts for less. Set the gradient by $w$ to 0, and a system of linear equations is left.
#
# **Your task.** Write `maximum_a_posteriori_weights`. The model has no bias: `x` is used as it is,
# no column of ones is added and nothing is centred. There may be fewer samples than weights: only
# the prior makes the answer unique then. `ops.solve(a, b)` solves $a w = b$ for a square matrix $a$
# and `b` of shape `(n, 1)`.

# %% question="maximum_a_posteriori_weights"
def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    """The most probable weights of y = x · w + noise, under Gaussian noise and a Gaussian prior.

    Args:
        x: tensor `(samples, features)`, float32 or float64.
        y: tensor `(samples,)` of the same dtype.
        prior_precision: float > 0: 1 / variance of the prior of each weight, whose mean is 0.
        noise_precision: float > 0: 1 / variance of the noise of each sample.

    Returns:
        Tensor `(features,)` of the same dtype.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("maximum_a_posteriori_weights")

# %% [markdown]
# A polynomial of degree 9 through 12 noisy points: ten weights, your function, three priors. From
# left to right: nearly no prior, one that is about right, one that insists on 0. Take 200 points
# instead of 12: what becomes of the differences, and why?

# %% tags=["explore"]
random = np.random.default_rng(2)
points = np.sort(random.uniform(-1, 1, size=12))
observed = np.sin(4 * points) + random.normal(scale=0.2, size=12)
grid = np.linspace(-1, 1, 201)
powers = np.arange(10)
x, y = ops.convert_to_tensor(points[:, None] ** powers), ops.convert_to_tensor(observed)

figure, axes = plt.subplots(1, 3, figsize=(11, 3), sharey=True)
for picture, prior_precision in zip(axes, (1e-7, 0.1, 100.0), strict=True):
    weights = np.array(maximum_a_posteriori_weights(x, y, prior_precision, 1 / 0.2**2))
    picture.plot(grid, np.sin(4 * grid), "--", color="grey", label="truth")
    picture.plot(grid, grid[:, None] ** powers @ weights, "C3", label="fit")
    picture.plot(points, observed, "k.", label="data")
    size = np.sqrt(np.mean(weights**2))
    picture.set(title=f"α = {prior_precision:g}: typical weight {size:.2f}")
    picture.set(xlabel="x", ylim=(-2, 2))
axes[2].legend(loc="lower right")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them.

# %% [markdown]
# **Three reasons.** A navigation app announces "arrival 18:05, give or take 10 minutes". Name one
# part of this uncertainty that is randomness, one that is a hidden variable, and one that is an
# incomplete model. For each, say what more data of the same kind, another sensor, or a better
# model could do about it.

# %% [markdown] written="three_reasons"
# *Replace this line by your answer.*

# %% [markdown]
# **Which way round?** A model $Q$ of the weather gives snow in July the probability 0. In fact it
# snows once in 1,000 Julys. What are $D_{\mathrm{KL}}(P \Vert Q)$ and $D_{\mathrm{KL}}(Q \Vert P)$,
# roughly? Which of the two does training on data by cross-entropy make small, and what does that
# mean for a model that is trained on ten Julys without snow?

# %% [markdown] written="which_divergence"
# *Replace this line by your answer.*

# %% [markdown]
# **Prior against data.** In section 1.13, let the number of samples grow while $\alpha$ and $\beta$
# stay. What happens to $w_{\mathrm{MAP}}$, compared with the maximum likelihood estimate, and why?
# Many programs minimise the *mean* squared error plus $\lambda \lVert w \rVert^2$. Which $\lambda$
# gives the same $w$, and how does it depend on the number of samples?

# %% [markdown] written="prior_and_data"
# *Replace this line by your answer.*
