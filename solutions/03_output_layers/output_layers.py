# %% [markdown]
# # 3 · Output layers and costs
#
# HEADER (author 03a writes: goal, what is out of scope, time, Chinese and English terms side by side)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from autograder import check, hint
from keras import ops

# %% [markdown]
# ## 3.2 Softmax: a distribution over classes
#
# SECTION softmax (author 03a)

# %% question="softmax"
def softmax(logits):
    """Turn each row of logits into a probability distribution over the classes.

    Args:
        logits: tensor `(batch, classes)`, float32 or float64, of any size.

    Returns:
        Tensor of the same shape and dtype; every row is positive and sums to 1.
    """
    ### BEGIN SOLUTION
    shifted = logits - ops.max(logits, axis=-1, keepdims=True)
    exponentials = ops.exp(shifted)
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
    ### END SOLUTION

# %%
check("softmax")
