# %% [markdown]
# # 3 · Output layers and costs
#
# HEADER (03a)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from autograder import check, hint
from keras import ops

# %% [markdown]
# SECTION sigmoid (03a)

# %% [markdown]
# ## 3.2 Softmax: a distribution over classes
#
# SECTION softmax (03a)

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

# %% [markdown]
# SECTION pinned_softmax (03a)

# %% [markdown]
# SECTION OutputLayer (03a)

# %% [markdown]
# SECTION AbsoluteError (03b): heading number 3.5

# %% [markdown]
# SECTION SquaredError (03b): heading number 3.6

# %% [markdown]
# SECTION categorical_cross_entropy (03a): heading number 3.7

# %% [markdown]
# SECTION GaussianNegativeLogLikelihood (03b): heading number 3.8

# %% [markdown]
# SECTION is_proper (03b): heading number 3.9

# %% [markdown]
# SECTION train_classifier (03b): heading number 3.10

# %% [markdown]
# SECTION written questions (03a)
