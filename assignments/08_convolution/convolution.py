# %% [markdown]
# # 8 · Convolution and pooling
#
# A photograph of a cat that moves one pixel to the right is still a photograph of a cat. A dense
# layer does not know that: it has a weight of its own for every pair of input and output, and
# learns the cat anew at every place. A convolution looks at a small window, with the same weights
# at every place. You will build it, go back through it, pool what it gives, and measure what the
# symmetry buys.
#
# **By the end you can**
# - say how many parameters a dense network and a convolution have, and why;
# - write a convolution in one and two dimensions, with padding and stride, and its gradients;
# - tie weights in a repeating pattern (tiled convolution), and pool;
# - measure equivariance and invariance, and predict how far one pixel is felt;
# - train a small convolutional network that a dense one of the same size cannot match.
#
# **Out of scope**: how fast libraries compute convolutions (FFT, Winograd, graphics cards),
# grouped and transposed convolutions, famous architectures.
#
# **You need** matrix multiplication, `keras.ops`, and the chain rule (assignment 4).
#
# **Time**: about five hours. Each question can be answered without the ones before it. The last one
# trains for some ten seconds; nothing else does.
#
# **How to work**: replace each `raise NotImplementedError` and run the cell below it. It says
# what is wrong, if anything is, and what the mistake looks like. `hint("conv1d")` gives a first
# hint, and a stronger one each time you ask.
# Where a library has ready-made what a question asks for, write it yourself all the same; the check
# says so if it finds it.
#
# ### Terms
# The source notes are in Chinese. These are their terms, and what this course calls them.
#
# | In this notebook | In the Chinese notes | Meaning |
# |---|---|---|
# | parameter space | 参数空间 | all values that θ can take |
# | overfitting | 过拟合 | good on the training data only |
# | symmetry | 对称性 | a change of the input that changes nothing that matters |
# | convolutional network | 卷积网络 | a network with convolutions in place of some matrices |
# | convolution | 卷积 | a weighted sum of the neighbourhood, the same at every place |
# | window | 窗口 | the places where θ may differ from 0 |
# | zero padding | 用0补齐边缘 | zeros added around the input |
# | translation invariance | 平移不变性 | what a moved input leaves unchanged |
# | translation equivariance | 平移不变性 (the same word) | what moves along with it |
# | tiled convolution | 平铺卷积 | different kernels that take turns |
# | max pooling | 最大池化 | the largest value of each tile |
# | tile | tile | one part of a partition of the input |
# | receptive field | 半径 | the inputs that one output can see; the notes give its radius |

# %%
from autograder import check, hint  # first, so that TensorFlow starts quietly

import math
from itertools import pairwise

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

# %% [markdown]
# Stuck? Ask for a hint in a cell of your own, or in this one.

# %% tags=["explore"]
hint("count_parameters")


# %% [markdown]
# ## 8.1 What a dense network costs
#
# A dense layer computes $g(Mx + b)$. Every output depends on every input, and each of these
# dependences is a parameter. A network of $N$ layers that are all $S$ wide therefore has
#
# $$|\theta| = O(N S^2)$$
#
# parameters ($O$ leaves out constant factors and what grows more slowly): twice as deep costs twice
# as much, twice as wide four times as much. A photograph of
# 224 × 224 pixels in three colours is 150,528 numbers. One dense layer of that width has more than
# 22 billion parameters, 90 GB in float32. The notes name the two prices of a large parameter
# space: overfitting, and long training.
#
# **Your task.** Write `count_parameters(layer_sizes)`. `layer_sizes` is a list of whole numbers
# $[S_0, S_1, \dots, S_N]$: the number of inputs, then the number of outputs of each of the $N$
# layers. Return the exact number of parameters, weights and biases, as a whole number. Derive the
# formula yourself; no network has to be built.

# %% question="count_parameters"
def count_parameters(layer_sizes):
    """Count the weights and biases of a dense network.

    Args:
        layer_sizes: list of whole numbers, the width of the input and of each layer.

    Returns:
        Whole number: the elements of all M and all b.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("count_parameters")

# %% [markdown]
# Look for the slope: on axes that are both logarithmic, $S^2$ is a line that climbs two decades
# for each decade, and depth only lifts it.

# %% tags=["explore"]
widths = np.array([10, 30, 100, 300, 1000, 3000])
for num_layers in (1, 3, 10):
    counts = [count_parameters([int(width)] * (num_layers + 1)) for width in widths]
    plt.loglog(widths, counts, "o-", label=f"N = {num_layers}")
plt.xlabel("width S")
plt.ylabel("parameters")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.2 What a convolution costs
#
# A convolution makes two assumptions about the data, and each of them saves parameters:
# - **locality**: an output depends only on a window of $w$ places in each dimension, so all other
#   weights are 0;
# - **the same everywhere**: the window's weights do not depend on where it lies.
#
# So $S$, the size of the image, drops out: $O(S^2)$ becomes $O(w^2)$ for a square window. A layer
# has several **filters**, each with weights for the whole window and all input channels, and with
# one bias; each gives one output channel. (A **channel** is one of the numbers at each place, such
# as red, green or blue.)
#
# | | depends on | 28 × 28 image | 224 × 224 image |
# |---|---|---|---|
# | dense layer | number of pixels | 615,440 | 2,517,681,152 |
# | one filter, 3 × 3 | window | 10 | 10 |
#
# (One channel in, as many outputs as pixels.)
#
# **Your task.** Write `count_convolution_parameters(window, channels_in, filters)`. `window` is a
# tuple with the window's size in each dimension of the data, such as `(5,)` for sound, `(3, 4)` for
# images or `(2, 3, 3)` for video. A whole number `w` stands for the square window `(w, w)`, as in
# `keras.layers.Conv2D`. Return the number of weights and biases of the layer.

# %% question="count_convolution_parameters"
def count_convolution_parameters(window, channels_in, filters):
    """Count the weights and biases of a convolutional layer.

    Args:
        window: tuple of whole numbers, one for each dimension; or one for a square window.
        channels_in: whole number of input channels.
        filters: whole number of output channels.

    Returns:
        Whole number: the elements of the kernel and of the bias.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("count_convolution_parameters")

# %% [markdown]
# Where do the lines lie for the images that you work with? The convolution has 16 filters, and its
# line stays flat.

# %% tags=["explore"]
sides = np.array([8, 16, 28, 64, 128, 224])
dense = [count_parameters([int(side) ** 2, int(side) ** 2]) for side in sides]
convolution = [count_convolution_parameters(3, 1, 16) for side in sides]
plt.loglog(sides, dense, "o-", label="dense, as many outputs as pixels")
plt.loglog(sides, convolution, "o-", label="convolution, 16 filters of 3 × 3")
plt.xlabel("side of the image in pixels")
plt.ylabel("parameters")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.3 One dimension: a weighted sum of the neighbourhood
#
# For one channel and a window of $w$ steps, output $i$ is
#
# $$(\theta * x)_i = \sum_{a} \theta_a \, x_{i + a}$$
#
# where $a$ runs over the window around 0: $-1, 0, 1$ for $w = 3$. In mathematics this is called
# the *correlation*; the convolution proper has $x_{i - a}$, which flips the window. Deep learning
# uses the first and calls it by the second name, because θ is learnt either way. Once weights are
# stored and shared, all have to mean the same: here, as in Keras, the first element of the kernel
# meets the **earliest** step.
#
# At the ends the window hangs out over the border. **Zero padding** puts $w - 1$ zeros around the
# signal, so that there are as many outputs as inputs ("same"): $\lfloor (w - 1) / 2 \rfloor$ of
# them before the first step, the others after the last. For odd $w$ that puts the window's middle
# on step $i$. For **even** $w$ there is no middle: as in Keras, the odd zero comes after the end,
# so a window of 2 sees $x_i$ and $x_{i+1}$.
#
# Example: $x = (1, 2, 4, 3)$ and $\theta = (1, 0, -1)$.
#
# | i | window | output |
# |---|---|---|
# | 0 | 0 1 2 | 1·0 + 0·1 − 1·2 = −2 |
# | 1 | 1 2 4 | 1·1 + 0·2 − 1·4 = −3 |
# | 2 | 2 4 3 | 1·2 + 0·4 − 1·3 = −1 |
# | 3 | 4 3 0 | 1·4 + 0·3 − 1·0 = 4 |
#
# With channels, θ holds a matrix for each place of the window, from all input channels to all
# filters; the sum runs over the input channels as well:
# $y_{i f} = \sum_{a, c} \theta_{a c f} \, x_{i + a, c}$.
#
# **Your task.** Write `conv1d(x, kernel)`. `x` has shape `(batch, time, channels_in)` and `kernel`
# `(window, channels_in, filters)`, both float32 or both float64; the result has shape `(batch,
# time, filters)` and the same dtype. There is no bias. The window may be longer than the signal.
# The batch size may be unknown (`None`) while a model is traced, so never use it as a number. Loop
# over the window, never over time. Convolutions and patch extractors of libraries are not allowed.

# %% question="conv1d"
def conv1d(x, kernel):
    """Correlate each signal with a kernel, zero-padded so that its length stays.

    Args:
        x: tensor `(batch, time, channels_in)`, float32 or float64.
        kernel: tensor `(window, channels_in, filters)` of the same dtype.

    Returns:
        Tensor `(batch, time, filters)` of the same dtype.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("conv1d")

# %% [markdown]
# A noisy signal with a step. One kernel averages, the other takes the difference between what
# comes and what was. Which one finds the step, what does each do to the noise, and what happens
# at the two ends, where the zeros are?

# %% tags=["explore"]
rng = np.random.default_rng(8)
signal = 1.0 + (np.arange(120) > 60) + 0.15 * rng.normal(size=120)
mean_of_nine = np.full(9, 1 / 9)
difference = np.array([-1, -1, -1, -1, 0, 1, 1, 1, 1]) / 4
kernel = np.stack([mean_of_nine, difference], axis=-1)[:, None, :]
outputs = ops.convert_to_numpy(conv1d(ops.array(signal[None, :, None]), ops.array(kernel)))
plt.plot(signal, color="lightgrey", label="signal")
plt.plot(outputs[0, :, 0], label="mean of nine")
plt.plot(outputs[0, :, 1], label="difference")
plt.xlabel("time step")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.4 Two dimensions, with stride
#
# In two dimensions the window slides along both axes. The notes write
# $(\theta * x)_{ij} = \sum_{ab} \theta_{ab} x_{ab + ij}$: pixel $(i + a, j + b)$ meets the weight
# at $(a, b)$. With a **stride** $s$ the window moves on by $s$ pixels at a time, which computes
# fewer outputs. With channels, and with $a$ and $b$ counted from the window's first row and column:
#
# $$y_{i j f} = \sum_{a, b, c} \theta_{a b c f} \; x_{s i + a,\; s j + b,\; c}$$
#
# where $x$ has already been padded. `padding` says how, for $n$ pixels along an axis:
# - `"valid"`: not at all. Only windows that lie inside the image count; pixels that are left over
#   at the bottom or on the right are not looked at.
# - `"same"`: there are $\lceil n / s \rceil$ outputs, and just as many zeros as the last window
#   hangs out over the image, or none where it ends inside. Half of them go
#   before (above, left); an odd one goes after (below, right).
#
# Padding is worked out for height and width apart. For a row of $n = 6$ pixels, $w = 3$, $s = 2$:
#
# | | row with its zeros | windows start at | outputs |
# |---|---|---|---|
# | valid | `x x x x x x` | 0, 2 | 2 |
# | same | `x x x x x x 0` | 0, 2, 4 | 3 |
#
# At stride 1 the same row would get a zero on either side: "same" depends on the stride.
#
# If the image moves by a multiple of the stride, the output moves with it: a convolution is
# **translation-equivariant**, as long as nothing crosses the border.
#
# **Your task.** Write `conv2d(x, kernel, stride, padding)`. `x` has shape
# `(batch, height, width, channels_in)` and `kernel`
# `(window_height, window_width, channels_in, filters)`, both float32 or both float64; `stride` is a
# whole number for both axes, `padding` is `"valid"` or `"same"`. The result has shape
# `(batch, out_height, out_width, filters)` and the same dtype. There is no bias. Loop over the
# window, never over the image or the batch, whose size may be unknown. Convolutions and patch
# extractors of libraries are not allowed.

# %% question="conv2d"
def conv2d(x, kernel, stride, padding):
    """Correlate each image with a kernel, as `keras.ops.conv` does.

    Args:
        x: tensor `(batch, height, width, channels_in)`, float32 or float64.
        kernel: tensor `(window_height, window_width, channels_in, filters)` of the same dtype.
        stride: whole number of pixels between windows, along both axes.
        padding: `"valid"` or `"same"`.

    Returns:
        Tensor `(batch, out_height, out_width, filters)` of the same dtype.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("conv2d")

# %% [markdown]
# Four kernels on a photograph: which one blurs, which one finds horizontal edges and which one
# vertical edges? In the last three, where the result is grey the filter is silent: the window holds
# nothing that it looks for.

# %% tags=["explore"]
from sklearn.datasets import load_sample_image

photo = load_sample_image("china.jpg")[::2, ::2].mean(axis=-1) / 255
kernels = {
    "mean": np.full((5, 5), 1 / 25),
    "top minus bottom": np.outer([1, 2, 0, -2, -1], [1, 2, 3, 2, 1]) / 27,
    "left minus right": np.outer([1, 2, 3, 2, 1], [1, 2, 0, -2, -1]) / 27,
    "centre minus surround": np.pad([[1.0]], 2) - 1 / 25,
}
bank = np.stack(list(kernels.values()), axis=-1)[:, :, None, :]
outputs = conv2d(ops.array(photo[None, :, :, None]), ops.array(bank), 1, "valid")
outputs = ops.convert_to_numpy(outputs)
figure, axes = plt.subplots(1, 5, figsize=(18, 3))
axes[0].imshow(photo, cmap="gray")
axes[0].set_title("photograph")
for index, name in enumerate(kernels):
    axis, output = axes[index + 1], outputs[0, :, :, index]
    limit = np.quantile(np.abs(output), 0.99)
    axis.imshow(output, cmap="gray", vmin=0 if name == "mean" else -limit, vmax=limit)
    axis.set_title(name)
for axis in axes:
    axis.axis("off")
plt.show()


# %% [markdown]
# ## 8.5 The gradient goes back along the same paths
#
# Suppose that the cost $J$ is known to change by $g_{ijf} = \partial J / \partial y_{ijf}$ when an
# output changes. How does it change with a weight and with a pixel? A convolution is a sum of
# products, so every path from a weight or a pixel to an output contributes $g$ times the factor
# that it met there, and **a gradient adds up all paths**.
#
# See it in one dimension, with a window of 2 on three pixels:
#
# | | as a sum of products | so its $g_i$ goes to |
# |---|---|---|
# | $y_0$ | $\theta_0 x_0 + \theta_1 x_1$ | $\theta_0, \theta_1, x_0, x_1$ |
# | $y_1$ | $\theta_0 x_1 + \theta_1 x_2$ | $\theta_0, \theta_1, x_1, x_2$ |
#
# - Each weight is used at every place: $\partial J / \partial \theta_1 = g_0 x_1 + g_1 x_2$, and in
#   a batch, by every sample.
# - Each pixel is used by every window that covers it:
#   $\partial J / \partial x_1 = g_0 \theta_1 + g_1 \theta_0$. Read along $g$, the weights come in
#   the opposite order. That is a convolution proper: the gradient of a correlation is a correlation
#   with the **flipped** kernel.
#
# Stride and padding add nothing new. A pixel between two strides has fewer paths, perhaps none. The
# zeros of the padding get a gradient like any pixel, but they are not an input, so it is cut off.
#
# **Your task.** Write `conv2d_backward(x, kernel, grad_output, stride, padding)` by hand, without
# automatic differentiation. `grad_output` has the shape of `conv2d(x, kernel, stride, padding)`;
# the rest is as in 8.4. Return a tuple: the gradient by `x` and the gradient by `kernel`, with
# their shapes and dtype. Both are sums over the batch, not means. Convolutions and patch extractors
# of libraries are not allowed here either.

# %% question="conv2d_backward"
def conv2d_backward(x, kernel, grad_output, stride, padding):
    """Go back through `conv2d`: from the gradient of its output to those of its inputs.

    Args:
        x: tensor `(batch, height, width, channels_in)`, float32 or float64.
        kernel: tensor `(window_height, window_width, channels_in, filters)` of the same dtype.
        grad_output: tensor `(batch, out_height, out_width, filters)` of the same dtype.
        stride: whole number of pixels between windows, along both axes.
        padding: `"valid"` or `"same"`.

    Returns:
        Tuple of two tensors of the same dtype: the gradient by x, of the shape of x, and the
        gradient by the kernel, of the shape of the kernel.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("conv2d_backward")

# %% [markdown]
# With a gradient one can learn. Below, a kernel that starts at 0 sees a photograph and what the
# edge filter of 8.4 made of it, and follows your gradient of the squared error. The learnt kernel
# should end up as the true one, at the same place and not flipped.

# %% tags=["explore"]
image = ops.array(photo[None, :, :, None] - photo.mean())
true_kernel = ops.array(kernels["left minus right"][:, :, None, None])
target = conv2d(image, true_kernel, 2, "same")
learnt, errors = ops.zeros_like(true_kernel), []
for _ in range(300):
    error = conv2d(image, learnt, 2, "same") - target
    errors.append(float(ops.mean(error**2)))
    _, gradient = conv2d_backward(image, learnt, 2 * error / math.prod(error.shape), 2, "same")
    learnt = learnt - 0.4 * gradient
figure, axes = plt.subplots(1, 3, figsize=(11, 3))
axes[0].semilogy(errors)
axes[0].set_xlabel("step")
axes[0].set_ylabel("mean squared error")
shown_kernels = {"true kernel": true_kernel, "learnt kernel": learnt}
for axis, (name, shown) in zip(axes[1:], shown_kernels.items(), strict=True):
    axis.imshow(ops.convert_to_numpy(shown)[:, :, 0, 0], cmap="gray")
    axis.set_title(name)
plt.show()


# %% [markdown]
# ## 8.6 Kernels that take turns
#
# A convolution says that every place is like every other. Sometimes only every $t$-th place is:
# Monday is like Monday, one beat of a bar like the same beat of the next. A **tiled convolution**
# has $t$ kernels and uses them in turn:
#
# $$y_{i f} = \beta_f + \sum_{a, c} \theta^{(i \bmod t)}_{a c f} \; x_{i + a, c}$$
#
# with the window around $i$ and the zeros of 8.3. With $t = 3$:
#
# | output position i | 0 | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|---|
# | kernel | 0 | 1 | 2 | 0 | 1 | 2 | 0 |
#
# It lies between two layers that you know. $t = 1$ is a convolution. With as many tiles as
# positions, nothing is shared any more: every output has weights of its own, and only locality is
# left. The price is $t$ times the weights; the gain is that neighbours may look for different
# things. The symmetry that is left: a shift by a multiple of $t$ shifts the output.
#
# **Your task.** Write `build` and `call` of the layer `TiledConv1D(filters, window, tiles)`; the
# rest is given. `build` makes two trainable weights: `self.kernel` of shape `(tiles, window,
# channels_in, filters)`, initialised at random, and `self.bias` of shape `(filters,)`, which all
# tiles share, initialised with zeros. `call` maps `(batch, time, channels_in)` to `(batch, time,
# filters)`. **Output position** $i$ decides which kernel is used, for the whole of its window;
# positions are counted from 0 in every sequence. There is no activation. Let the layer work where
# the batch size and the length are unknown while a model is built: `ops.shape(x)[1]` is the length.

# %% question="TiledConv1D"
@keras.saving.register_keras_serializable(package="course")
class TiledConv1D(keras.layers.Layer):
    """A one-dimensional convolution whose kernels take turns, zero-padded to the same length.

    Args:
        filters: whole number of output channels.
        window: whole number of places that a kernel covers.
        tiles: whole number of kernels; output position i uses kernel i mod tiles.

    Call it with a tensor `(batch, time, channels_in)`, float32 or float64. It returns a tensor
    `(batch, time, filters)` of the same dtype.
    """

    def __init__(self, filters, window, tiles, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.window = window
        self.tiles = tiles

    def build(self, input_shape):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def call(self, x):
        raise NotImplementedError("Replace this line by what the docstring describes.")

    def get_config(self):
        sizes = {"filters": self.filters, "window": self.window, "tiles": self.tiles}
        return {**super().get_config(), **sizes}


# %%
check("TiledConv1D")

# %% [markdown]
# The input below is the same at every step. A convolution can't tell one step from another, so its
# output is flat but for the two ends. What do two and five tiles make of it, and how can you read
# off the number of tiles?

# %% tags=["explore"]
keras.utils.set_random_seed(8)
same_everywhere = ops.ones((1, 30, 1))
for tiles in (1, 2, 5):
    layer = TiledConv1D(filters=1, window=3, tiles=tiles)
    plt.plot(ops.convert_to_numpy(layer(same_everywhere))[0, :, 0], "o-", label=f"{tiles} tiles")
plt.xlabel("output position")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.7 Max pooling: a tile says only how much it found
#
# A filter that finds an eye answers strongly where the eye is. What follows seldom needs to know
# to which pixel. **Max pooling** cuts the image into **tiles** of $h \times w$ pixels, a partition,
# and keeps the largest value of each, channel by channel:
#
# $$y_{i j c} = \max_{0 \le a < h,\; 0 \le b < w} x_{h i + a,\; w j + b,\; c}$$
#
# One channel, with tiles of 2 × 3:
#
# | | | | | | | | | |
# |---|---|---|---|---|---|---|---|---|
# | **4** | 1 | 0 | · | −5 | −2 | −7 | | |
# | 2 | 0 | 3 | · | −9 | **−1** | −4 | → | **4**  **−1** |
#
# - **It is maxout.** In one dimension it takes the largest of each group of $k$ neighbours, as a
#   maxout layer with $k$ pieces does. In two dimensions the groups are tiles.
# - **It shrinks its input** by the factor $h w$: each tile collapses into a summary, and all that
#   follows is cheaper.
# - **Its gradient** goes to the pixel that won; the others get 0, since moving them a little
#   changes nothing. At a **tie** the maximum has a kink, and no single gradient. Any way to share
#   $g$, what comes in for the tile, among the tied pixels is right here, as long as no share has
#   the other sign, all shares add up to $g$, and pixels that are not largest get nothing. `ops.max`
#   shares equally, `ops.maximum` prefers one; both are accepted.
#
# A size that does not divide the image leaves a remainder that belongs to no tile. Libraries drop
# it without a word, and with it whatever stood at the right or lower edge. Here it is an error.
#
# **Your task.** Write `max_pool(x, size)`. `x` has shape `(batch, height, width, channels)`,
# float32 or float64, and `size` is a tuple of two whole numbers, the height and the width of a
# tile. Return shape `(batch, height // size[0], width // size[1], channels)` and the same dtype.
# Raise `ValueError` if the size does not divide height and width. The batch size may be unknown,
# the other sizes are known. Pooling layers, pooling functions and patch extractors of libraries are
# not allowed.

# %% question="max_pool"
def max_pool(x, size):
    """Keep the largest value of each tile of each channel.

    Args:
        x: tensor `(batch, height, width, channels)`, float32 or float64.
        size: tuple of two whole numbers, the height and the width of a tile, in pixels.

    Returns:
        Tensor `(batch, height // size[0], width // size[1], channels)` of the same dtype.

    Raises:
        ValueError: the size does not divide the height or the width.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("max_pool")

# %% [markdown]
# A photograph, seen through larger and larger tiles. When do you stop recognising it? Which
# details last longest, the bright or the dark ones, and why?

# %% tags=["explore"]
from sklearn.datasets import load_sample_image

flower = ops.array(load_sample_image("flower.jpg")[None, 1:421] / 255)
figure, axes = plt.subplots(1, 4, figsize=(16, 3))
for axis, tile in zip(axes, [(1, 1), (5, 5), (10, 10), (20, 40)], strict=True):
    axis.imshow(ops.convert_to_numpy(max_pool(flower, tile))[0], aspect="auto")
    axis.set_title(f"tiles of {tile[0]} × {tile[1]}")
    axis.axis("off")
plt.show()


# %% [markdown]
# ## 8.8 Equivariance: shifting first or last is the same
#
# Let $T_s$ shift images by $s$ columns to the right. A layer $f$ is **translation-equivariant** if
# it does not matter whether one shifts its input or its output:
#
# $$f(T_s\, x) = T_s\, f(x)$$
#
# That is the symmetry for which a convolution was built. Once it has learnt a cat on the left, it
# knows one on the right. It is a property that can be measured in any layer, whatever is inside:
#
# $$\text{error} = \max_{\text{interior}} \big| f(T_s\, x) - T_s\, f(x) \big|$$
#
# Two details decide what the number means.
# - **The interior.** Near the left and right border even a convolution fails, because what is
#   shifted out is lost and zeros come in. So only the **middle half** of the output's columns
#   counts: with $W'$ columns in the output, those from $\lfloor W'/4 \rfloor$ up to, but not
#   including, $W' - \lfloor W'/4 \rfloor$. All rows count.
# - **Layers that shrink.** If the output has $W' = W / k$ columns, then one column of output stands
#   for $k$ of input: an input shifted by $s$ columns should give an output shifted by $s / k$.
#   Pooling with tiles of width $k$ is equivariant in this sense only: for shifts by multiples of
#   $k$.
#
# This function shifts. Use it in your answer; you have to choose the axis, counted from 0.

# %%
def translate(images, shift, axis):
    """Shift images along an axis; what leaves is lost, and zeros come in.

    Args:
        images: tensor of any shape.
        shift: whole number of steps towards larger indices; negative ones go back.
        axis: the axis along which they move.

    Returns:
        Tensor of the same shape and dtype.
    """
    images = ops.moveaxis(ops.convert_to_tensor(images), axis, 0)
    length = images.shape[0]
    zeros = ops.zeros_like(images)
    if shift >= 0:
        moved = ops.concatenate([zeros[:shift], images[: length - shift]], axis=0)
    else:
        moved = ops.concatenate([images[-shift:], zeros[:-shift]], axis=0)
    return ops.moveaxis(moved, 0, axis)


# %% [markdown]
# **Your task.** Write `equivariance_error(layer, x, shift)`. `layer` is a Keras layer, or any
# function, from images `(batch, height, width, channels)` to images; batch size and height stay,
# the number of channels may change, and the width stays or is divided by a whole number $k$.
# `shift` is a whole number of input columns, positive to the right and negative to the left, a
# multiple of $k$, and at most a quarter of the width. Return the error above, one number: the
# largest absolute difference over the batch, all rows, the middle half of the output's columns, and
# all channels.

# %% question="equivariance_error"
def equivariance_error(layer, x, shift):
    """Measure how far a layer is from commuting with a shift along the width.

    Args:
        layer: function from images `(batch, height, width, channels)` to images.
        x: tensor `(batch, height, width, channels)`, float32 or float64.
        shift: whole number of columns of x, to the right.

    Returns:
        One number, at least 0: the largest difference in the middle half of the columns.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("equivariance_error")

# %% [markdown]
# Three layers, two of them with random weights, each asked about the shifts from 0 to 8. Which
# lines lie at 0 everywhere, which one only at some shifts, and which one nowhere but at 0? (Here a
# pooling layer is also asked about shifts that its tiles do not divide, with the output's shift
# rounded down.)

# %% tags=["explore"]
keras.utils.set_random_seed(8)
noise = keras.random.normal((4, 8, 32, 1))
dense_along_the_width = keras.Sequential(
    [keras.layers.Permute((1, 3, 2)), keras.layers.Dense(32), keras.layers.Permute((1, 3, 2))]
)
layers = {
    "convolution": keras.layers.Conv2D(3, 5, padding="same"),
    "max pooling, tiles of 4": keras.layers.MaxPooling2D((1, 4)),
    "dense along the width": dense_along_the_width,
}
for name, layer in layers.items():
    errors = [float(equivariance_error(layer, noise, shift)) for shift in range(9)]
    plt.plot(errors, "o-", label=name)
plt.xlabel("shift in columns")
plt.ylabel("equivariance error")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.9 Invariance: not noticing the shift
#
# A classifier should say "cat" wherever the cat is: its answer should not move along with the
# input, it should stay. A layer is **invariant** to the shift if
#
# $$f(T_s\, x) = f(x)$$
#
# Max pooling is roughly invariant to small shifts: as long as the largest value of a tile stays in
# its tile, and nothing larger comes in, the output is the same to the last bit. Larger shifts pass
# through. Layer upon layer the tolerance grows, and a global maximum forgets the place altogether.
#
# | | $f(T_s x)$ equals | tells where? | for |
# |---|---|---|---|
# | equivariant | $T_s f(x)$ | yes | finding |
# | invariant | $f(x)$ | no | naming |
#
# **Your task.** Write `invariance_error(layer, x, shift)`: the largest absolute difference between
# the output for the shifted images and the output for the images, over the interior as in 8.8. The
# arguments are those of 8.8, except that `shift` need not be a multiple of $k$.

# %% question="invariance_error"
def invariance_error(layer, x, shift):
    """Measure how far a layer is from ignoring a shift along the width.

    Args:
        layer: function from images `(batch, height, width, channels)` to images.
        x: tensor `(batch, height, width, channels)`, float32 or float64.
        shift: whole number of columns of x, to the right.

    Returns:
        One number, at least 0: the largest difference in the middle half of the columns.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("invariance_error")

# %% [markdown]
# Bright lines on a dark ground, each at the left edge of a tile. How far can they move before tiles
# of each width notice? Then change `edge` to 1. The tolerance depends on where in its tile a line
# stands: that is why it says "roughly" above.

# %% tags=["explore"]
edge = 0
lines = np.zeros((1, 4, 64, 1))
lines[:, :, edge::16] = 1.0
for wide in (1, 2, 4, 8, 16):
    layer = keras.layers.MaxPooling2D((1, wide))
    errors = [float(invariance_error(layer, lines, shift)) for shift in range(16)]
    plt.step(range(16), np.array(errors) + wide / 100, where="mid", label=f"tiles of width {wide}")
plt.xlabel("shift in columns")
plt.ylabel("invariance error (lines drawn a little apart)")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.10 How far one output sees
#
# One layer of window 3 sees three neighbours. Its outputs are the inputs of the next layer, whose
# three neighbours together see five, and so on: $n$ layers of window $w$ see $n (w - 1) + 1$
# places. What one output of the last layer can see of the first layer's input is its **receptive
# field**. What lies outside cannot influence it: locality, again, but further.
#
# Two devices make it grow faster:
# - a layer with **stride** $s$ keeps one output in $s$. For all layers *after* it, one step is
#   $s$ steps of what it saw. Pooling with tiles of size $k$ is window $k$ with stride $k$.
# - a layer with **dilation** $d$ leaves gaps in its window: its $w$ places lie $d$ steps apart.
#   Dilation 1 is the ordinary window.
#
# ```
# layer 2   window 3                   o
#                              /       |       \
# layer 1   window 3   o       o       o       o       o
#           stride 2                                      (one step here is two steps below)
#                     /|\     /|\     /|\
# input          . . # # # # # # # . . .                  7 places are seen, not 5
# ```
#
# **Your task.** Write `receptive_field(layers)`. `layers` is a list of tuples
# `(window, stride, dilation)` of whole numbers, the layer next to the input first; it may be empty.
# Return the size of the receptive field of one output of the last layer, a whole number: how many
# places there are from the first input that it sees to the last, both included. (A dilated window
# may skip some between; they count.) Suppose that the input is long enough and that nothing is
# padded.

# %% question="receptive_field"
def receptive_field(layers):
    """Count the input places from the first to the last that one output can see.

    Args:
        layers: list of tuples (window, stride, dilation) of whole numbers, from the input on.

    Returns:
        Whole number, at least 1.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("receptive_field")

# %% [markdown]
# Three stacks with the same number of weights in each layer. The vertical axis is logarithmic, so
# exponential growth is straight. Two of the curves are the same: what does the dilated stack keep
# that the strided one gives up? How many layers does each need to see a second of sound, 16,000
# samples?

# %% tags=["explore"]
depths = np.arange(1, 15)
stacks = {
    "window 3": lambda depth: [(3, 1, 1)] * depth,
    "window 3, stride 2": lambda depth: [(3, 2, 1)] * depth,
    "window 3, dilation 1, 2, 4, …": lambda depth: [(3, 1, 2**level) for level in range(depth)],
}
for name, layers in stacks.items():
    seen = [receptive_field(layers(int(depth))) for depth in depths]
    plt.semilogy(depths, seen, "o--" if "dilation" in name else "o-", label=name)
plt.axhline(16_000, color="lightgrey")
plt.xlabel("number of layers")
plt.ylabel("places seen")
plt.legend()
plt.show()


# %% [markdown]
# ## 8.11 A network that fits in 5,000 parameters
#
# Now for the whole: from an image to its label. The images are handwritten digits of MNIST, 28 × 28
# pixels, grey, each **moved by up to 3 pixels** in both directions at random. There are 4,000 of
# them to learn from.
#
# A dense network learns every place anew, so moved digits are hard for it, and one layer from 784
# pixels to 10 classes alone costs 7,850 parameters. A convolutional network shares its weights
# between places (equivariance), and pooling lets it forget where the digit was (invariance). It
# needs neither the parameters nor the examples:
#
# | network | parameters | unseen digits right |
# |---|---|---|
# | dense, 128 hidden units | 101,770 | 88 % |
# | dense, on images pooled to 7 × 7 | 3,850 | 78 % |
# | three convolutions | 4,490 | 95 % |
#
# **Your task.** Write `train_cnn(x, y)`: build a network, train it, and return it, a `keras.Model`.
# `x` has shape `(n, 28, 28, 1)`, float32 in [0, 1], and `y` shape `(n,)`, whole numbers up to 9.
# The model maps such images to scores or probabilities `(n, 10)`; the largest is its answer.
# - **At most 5,000 parameters**, trainable or not. They are counted in a copy of your model that is
#   built again from its configuration and weights, and the copy makes the predictions. So use
#   `keras.Sequential` or a functional `keras.Model`, with layers from `keras.layers` (no `Lambda`,
#   no layers of your own).
# - It is trained on fresh digits by the grader, and has to name others that it has never seen.
#   Which digit has which label is drawn at random each time. Some ten seconds of training are
#   enough.

# %% question="train_cnn"
def train_cnn(x, y):
    """Train a small convolutional network to name handwritten digits.

    Args:
        x: array `(n, 28, 28, 1)`, float32 in [0, 1].
        y: array `(n,)`, whole numbers from 0 to 9.

    Returns:
        A trained `keras.Model` of at most 5,000 parameters, from images to `(n, 10)` scores.
    """
    raise NotImplementedError("Replace this line by what the docstring describes.")


# %%
check("train_cnn")

# %% [markdown]
# Train on most of the digits, and look at unseen ones that the network gets wrong. (Here nobody has
# moved the digits, which is easier than the task: don't compare the share with the table.) Would
# you have known? The title says what is right, and what the network said.

# %% tags=["explore"]
from autograder.datasets import mnist

digits, labels = mnist()
order = np.random.default_rng(8).permutation(len(digits))
digits, labels = digits[order], labels[order]
model = train_cnn(digits[:4000], labels[:4000])
said = model.predict(digits[4000:], verbose=0).argmax(axis=-1)
wrong = np.flatnonzero(said != labels[4000:])
print(f"{1 - len(wrong) / 1000:.1%} of the unseen digits are right.")
figure, axes = plt.subplots(2, 8, figsize=(14, 4))
for axis, index in zip(axes.flat, wrong, strict=False):
    axis.imshow(digits[4000 + index, :, :, 0], cmap="gray_r")
    axis.set_title(f"{labels[4000 + index]}, said {said[index]}")
for axis in axes.flat:
    axis.axis("off")
plt.show()

# %% [markdown]
# ## Questions to answer in words
#
# Two to five sentences each. A person reads them. Use the numbers and pictures of this notebook as
# evidence.

# %% [markdown]
# **Two assumptions.** A layer takes 32 × 32 images with 3 channels to 32 × 32 outputs with 16
# channels. Give its number of parameters as a dense layer and as a convolution with a 3 × 3 window.
# Then name the two assumptions that the convolution makes, and for each of them describe data for
# which it is wrong, so that the saving would cost accuracy.

# %% [markdown] written="price_of_sharing"
# *Replace this line by your answer.*

# %% [markdown]
# **How far equivariance goes.** A convolution with stride 2 and padding "same" sees an image that
# moves to the right pixel by pixel. After which moves is the output a moved copy of the first one,
# and after which is it not? What happens when the cat reaches the border? And why is this
# equivariance not yet what a classifier needs?

# %% [markdown] written="limits_of_equivariance"
# *Replace this line by your answer.*

# %% [markdown]
# **Counting paths.** For a 3 × 3 window at stride 1, how many outputs does a pixel in a corner
# reach, and how many does a pixel in the middle reach, with "valid" and with "same"? What does that
# mean for the gradients of the two pixels, and for an object that stands at the edge?

# %% [markdown] written="paths_to_a_pixel"
# *Replace this line by your answer.*
