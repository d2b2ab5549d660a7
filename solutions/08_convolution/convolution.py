# %% [markdown]
# # 8 · Convolution and pooling
#
# A photograph of a cat that moves one pixel to the right is still a photograph of a cat. A dense
# layer does not know that: it has a weight of its own for every pair of input and output, and
# learns the cat anew at every place. A convolution looks at a small window, with the same weights
# at every place. You will build it, go back through it, pool what it gives, and measure what the
# symmetry buys.
#
# **Goal.** At the end you can
# - say how many parameters a dense network and a convolution have, and why;
# - write a convolution in one and two dimensions, with padding and stride, and its gradients;
# - tie weights in a repeating pattern (tiled convolution), and pool;
# - measure equivariance and invariance, and predict how far one pixel is felt;
# - train a small convolutional network that a dense one of the same size cannot match.
#
# **Out of scope.** How fast libraries compute convolutions (FFT, Winograd, graphics cards),
# grouped and transposed convolutions, famous architectures.
#
# **Time.** About five hours. The last question trains for a minute or so; nothing else does.
#
# **You need** matrix multiplication, `keras.ops`, and the chain rule (assignment 4).
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
import math
from itertools import pairwise

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from autograder import check, hint
from keras import ops

# %% [markdown]
# ## 8.1 What a dense network costs
#
# A dense layer computes $g(Mx + b)$. Every output depends on every input, and each of these
# dependences is a parameter. A network of $N$ layers that are all $S$ wide therefore has
#
# $$|\theta| = O(N S^2)$$
#
# parameters: twice as deep costs twice as much, twice as wide four times as much. A photograph of
# 224 × 224 pixels in three colours is 150,528 numbers. One dense layer of that width has more than
# 22 billion parameters, 90 GB in float32. The notes name the two prices of a large parameter
# space: overfitting, and long training.
#
# **Task.** Write `count_parameters(layer_sizes)`. `layer_sizes` is a list of whole numbers
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
    ### BEGIN SOLUTION
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(layer_sizes))
    ### END SOLUTION

# %%
check("count_parameters")

# %% [markdown]
# Look for the slope: on axes that are both logarithmic, $S^2$ is a line that climbs two decades
# for each decade, and depth only lifts it.

# %% tags=["explore"]
widths = np.array([10, 30, 100, 300, 1000, 3000])
for num_layers in (1, 3, 10):
    counts = [count_parameters([int(width)] * (num_layers + 1)) for width in widths]
    plt.loglog(widths, counts, "o-", label=f"{num_layers} layers")
plt.xlabel("width S")
plt.ylabel("parameters")
plt.legend()
plt.show()

# %% [markdown]
# ## 8.2 What a convolution costs
#
# A convolution makes two assumptions about the input, and saves a parameter with each place where
# they hold:
# - **locality**: an output depends only on a window of $w$ places in each dimension, so all other
#   weights are 0;
# - **the same everywhere**: the window's weights do not depend on where it lies.
#
# So $S$, the size of the image, drops out: $O(S^2)$ becomes $O(w^2)$ for a square window. A layer
# has several **filters**, each with weights for the whole window and all input channels, and with
# one bias; each gives one output channel.
#
# | | depends on | 28 × 28 image | 224 × 224 image |
# |---|---|---|---|
# | dense layer | number of pixels | 615,440 | 2,517,680,640 |
# | one filter, 3 × 3 | window | 10 | 10 |
#
# (One channel in, as many outputs as pixels.)
#
# **Task.** Write `count_convolution_parameters(window, channels_in, filters)`. `window` is a tuple
# with the window's size in each dimension of the data, such as `(5,)` for sound, `(3, 4)` for
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
    ### BEGIN SOLUTION
    sizes = (window, window) if isinstance(window, int) else window
    return (math.prod(sizes) * channels_in + 1) * filters
    ### END SOLUTION

# %%
check("count_convolution_parameters")

# %% [markdown]
# Where do the curves lie for the images that you work with? The convolution has 16 filters and
# still hugs the axis.

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
# **Task.** Write `conv1d(x, kernel)`. `x` has shape `(batch, time, channels_in)` and `kernel`
# `(window, channels_in, filters)`, both float32 or both float64; the result has shape
# `(batch, time, filters)` and the same dtype. There is no bias. The window may be longer than the
# signal. The batch size may be unknown (`None`) while a model is traced, so let it be. Loop over
# the window, never over time. Convolutions and patch extractors of libraries are not allowed.

# %% question="conv1d"
def conv1d(x, kernel):
    """Correlate each signal with a kernel, zero-padded so that its length stays.

    Args:
        x: tensor `(batch, time, channels_in)`, float32 or float64.
        kernel: tensor `(window, channels_in, filters)` of the same dtype.

    Returns:
        Tensor `(batch, time, filters)` of the same dtype.
    """
    ### BEGIN SOLUTION
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
    ### END SOLUTION

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
#   needs to end on the last padded pixel, or none where it ends inside the image. Half of them go
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
# **Task.** Write `conv2d(x, kernel, stride, padding)`. `x` has shape
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
    ### BEGIN SOLUTION
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])

    # From the first window's start to the last window's.
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
    ### END SOLUTION

# %%
check("conv2d")

# %% [markdown]
# Four kernels on a photograph: which one blurs, which one finds horizontal edges and which one
# vertical edges? Where the result is grey, the filter is silent: the window holds nothing that it
# looks for.

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
# **Task.** Write `conv2d_backward(x, kernel, grad_output, stride, padding)` by hand, without
# automatic differentiation. `grad_output` has the shape of `conv2d(x, kernel, stride, padding)`;
# the rest is as in 8.4. Return a tuple: the gradient by `x` and the gradient by `kernel`, with
# their shapes and dtype. Both are sums over the batch, not means.

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
    ### BEGIN SOLUTION
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0) if padding == "same" else 0
        return [missing // 2, missing - missing // 2]

    top, bottom = zeros(x.shape[1], kernel.shape[0])
    left, right = zeros(x.shape[2], kernel.shape[1])
    padded = ops.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]])

    # Between the outputs of a stride lie places without an output: their gradient is 0.
    _, rows, columns, filters = grad_output.shape
    gaps = [0, stride - 1]
    spread = ops.reshape(grad_output, (-1, rows, 1, columns, 1, filters))
    spread = ops.pad(spread, [[0, 0], [0, 0], gaps, [0, 0], gaps, [0, 0]])
    spread = ops.reshape(spread, (-1, rows * stride, columns * stride, filters))
    height, width = (rows - 1) * stride + 1, (columns - 1) * stride + 1
    spread = spread[:, :height, :width]

    of_padded, of_kernel = 0, []
    for a, b in np.ndindex(*kernel.shape[:2]):
        met = padded[:, a : a + height, b : b + width]
        of_kernel.append(ops.einsum("nijc,nijf->cf", met, spread))
        share = ops.matmul(spread, ops.transpose(kernel[a, b]))
        after_rows, after_columns = padded.shape[1] - height - a, padded.shape[2] - width - b
        of_padded += ops.pad(share, [[0, 0], [a, after_rows], [b, after_columns], [0, 0]])

    of_x = of_padded[:, top : top + x.shape[1], left : left + x.shape[2]]
    return of_x, ops.reshape(ops.stack(of_kernel), kernel.shape)
    ### END SOLUTION

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
    _, gradient = conv2d_backward(image, learnt, 2 * error / ops.size(error), 2, "same")
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
# ## SECTION TiledConv1D (author 08b)

# %% [markdown]
# ## SECTION max_pool (author 08b)

# %% [markdown]
# ## SECTION equivariance_error (author 08b)

# %% [markdown]
# ## SECTION invariance_error (author 08b)

# %% [markdown]
# ## SECTION receptive_field (author 08b)

# %% [markdown]
# ## SECTION train_cnn (author 08b)

# %% [markdown]
# ## 8.12 In your own words
#
# A few sentences each. Use the numbers and pictures of this notebook as evidence.

# %% [markdown] written="price_of_sharing" points=3
# **Two assumptions.** A layer takes 32 × 32 images with 3 channels to 32 × 32 outputs with 16
# channels. Give its number of parameters as a dense layer and as a convolution with a 3 × 3 window.
# Then name the two assumptions that the convolution makes, and for each of them describe data for
# which it is wrong, so that the saving would cost accuracy.
#
# === BEGIN MARK SCHEME ===
# One point: dense 3,072 · 16,384 + 16,384 = 50,348,032; convolution (3 · 3 · 3 + 1) · 16 = 448.
#
# One point: locality (an output depends on near pixels only), with data where what matters lies far
# apart: a bracket and its partner in a text, a permuted image, symptoms in a table, whose order of
# columns means nothing.
#
# One point: the same weights everywhere, with data where the place matters: passport photographs in
# which the eyes are always at the same height, a spectrogram along its frequency axis, maps where
# latitude matters. Any sound example counts; half points where it is named but not explained.
# === END MARK SCHEME ===

# %% [markdown] written="limits_of_equivariance" points=2
# **How far equivariance goes.** A convolution with stride 2 and padding "same" sees an image that
# moves to the right pixel by pixel. After which moves is the output a moved copy of the first one,
# and after which is it not? What happens when the cat reaches the border? And why is this
# equivariance not yet what a classifier needs?
#
# === BEGIN MARK SCHEME ===
# One point: after moves by an even number of pixels the output has moved by half as many places.
# After an odd move the windows see pixels that they had not been centred on before, and the output
# is in general no copy. At the border zeros enter the window and pixels leave the image, so the
# equality ends there even at stride 1.
#
# One point: a classifier's answer should be *invariant*: stay the same when the cat moves. An
# equivariant output moves with the cat. Pooling (or a global maximum or mean) turns the one into
# the other, for small moves or for all.
# === END MARK SCHEME ===

# %% [markdown] written="paths_to_a_pixel" points=2
# **Counting paths.** For a 3 × 3 window at stride 1, how many outputs does a pixel in a corner
# reach, and how many does a pixel in the middle reach, with "valid" and with "same"? What does that
# mean for the gradients of the two pixels, and for an object that stands at the edge?
#
# === BEGIN MARK SCHEME ===
# One point: "valid": 1 and 9. "same": 4 and 9.
#
# One point: the gradient of a pixel adds up its paths, so a corner pixel gets fewer terms, and
# changes the output at fewer places. What stands at the edge has less influence and is learnt from
# less; "same" softens this (and keeps the size over many layers), but does not remove it.
# === END MARK SCHEME ===
